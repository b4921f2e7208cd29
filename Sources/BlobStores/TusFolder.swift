import Casework
import Dispatch
import FoundationEssentials
import Glibc

/// tusd's folder on this machine's disk. Names are looked up in the folder itself, symbolic links are not followed, and only
/// plain files are opened: so nothing outside of it is read or removed, whatever a name says.
package struct TusFolder: TusStore {
  private let folder: String
  private let queue = DispatchQueue(label: "kyc.tus", attributes: .concurrent)

  /// The longest `.info`, in bytes.
  private static let longestInfo = 64 * 1024
  private static let ending = ".info"

  /// Throws `StoreFailure` when there is no such folder, or nothing can be removed from it.
  package init(_ folder: String) throws(StoreFailure) {
    self.folder = folder
    close(try TusFolder.opened(folder))
    guard access(folder, R_OK | W_OK | X_OK) == 0 else { throw Disk.failure(errno, at: folder) }
  }

  package func ids() async throws -> [TusID] {
    try await onQueue { [folder] in
      do {
        return try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { name in
          name.hasSuffix(TusFolder.ending) ? TusID(String(name.dropLast(TusFolder.ending.count))) : nil
        }.sorted()
      } catch {
        throw StoreFailure.unreachable(path: folder, why: "its files cannot be listed")
      }
    }
  }

  package func info(_ id: TusID) async throws -> [UInt8]? {
    try await onQueue { [folder] in
      guard let file = try OpenedFile(id.text + TusFolder.ending, in: folder), file.bytes <= TusFolder.longestInfo
      else { return nil }
      var bytes: [UInt8] = []
      while bytes.count <= TusFolder.longestInfo {
        let piece = try file.next()
        if piece.isEmpty { return bytes }
        bytes += piece
      }
      return nil
    }
  }

  package func open(_ id: TusID) async throws -> (any TusFile)? {
    try await onQueue { [folder, queue] in
      try OpenedFile(id.text, in: folder).map { TusFileOnDisk(file: $0, queue: queue) }
    }
  }

  package func remove(_ id: TusID) async throws {
    try await onQueue { [folder] in
      let place = try TusFolder.opened(folder)
      defer { close(place) }
      // The bytes first: what has no `.info` is not found again.
      for name in [id.text, id.text + TusFolder.ending] {
        guard unlinkat(place, name, 0) == 0 || errno == ENOENT else { throw Disk.failure(errno, at: folder) }
      }
      guard fsync(place) == 0 || errno == EINVAL else { throw Disk.failure(errno, at: folder) }
    }
  }

  fileprivate static func opened(_ folder: String) throws(StoreFailure) -> CInt {
    let place = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard place >= 0 else { throw Disk.failure(errno, at: folder) }
    return place
  }

  private func onQueue<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result(catching: work)) }
    }
  }
}

/// Reads off the queue's threads.
private struct TusFileOnDisk: TusFile {
  let file: OpenedFile
  let queue: DispatchQueue

  var bytes: Int { file.bytes }
  var changed: Date { file.changed }

  func read() async throws -> [UInt8] {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { [file] in continuation.resume(with: Result { try file.next() }) }
    }
  }
}

/// A plain file of a folder. Used by one task at a time.
private final class OpenedFile: @unchecked Sendable {
  let bytes: Int
  let changed: Date
  private let file: CInt
  private let folder: String

  /// Nil when there is no plain file of that name. A pipe or a device in its place is neither waited for nor read.
  init?(_ name: String, in folder: String) throws(StoreFailure) {
    let place = try TusFolder.opened(folder)
    defer { close(place) }
    file = openat(place, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    self.folder = folder
    guard file >= 0 else {
      let code = errno
      bytes = 0
      changed = Date()
      // A link, or a socket.
      if [ENOENT, ELOOP, ENXIO].contains(code) { return nil }
      throw Disk.failure(code, at: folder)
    }
    var status = stat()
    let isPlain = fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    bytes = Int(status.st_size)
    changed = Date(timeIntervalSince1970: Double(status.st_mtim.tv_sec))
    if !isPlain { return nil }
  }

  deinit { if file >= 0 { close(file) } }

  func next() throws(StoreFailure) -> [UInt8] {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &piece, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Disk.failure(errno, at: folder) }
      piece.removeLast(piece.count - count)
      return piece
    }
  }
}
