import Casework
internal import Crypto
import Glibc
import Model

/// Reads the files of an upload folder, which anybody may have put anything into.
package enum UploadReader {
  /// Reads and hashes a file in one pass, so that what is hashed is what is examined. A file over `limit` bytes is
  /// hashed but its content is not held. Symbolic links and what is not a plain file are refused, a file that is being
  /// written while we read, and one so large that merely reading it would hold everybody up.
  package static func read(_ path: String, holding limit: Int) throws(UploadFailure) -> SubmittedFile {
    // Without waiting, for a pipe by that name would hold us until somebody writes to it.
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw errno == ELOOP ? .notAPlainFile : .unreadable(String(cString: strerror(errno))) }
    defer { close(file) }
    let before = try status(of: file)
    guard before.st_mode & S_IFMT == S_IFREG else { throw .notAPlainFile }
    guard before.st_size <= mostReadOfLimit * limit else { throw .farTooLarge }

    var hash = SHA256()
    var content: [UInt8]? = []
    content?.reserveCapacity(min(Int(before.st_size), limit))
    var size = 0
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
      if count == 0 { break }
      size += count
      // Who writes faster than we read would be read for ever.
      guard size <= Int(before.st_size) else { throw .changing }
      chunk.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      if size > limit { content = nil }
      content?.append(contentsOf: chunk[..<count])
    }

    let after = try status(of: file)
    guard Int(after.st_size) == size, before.st_size == after.st_size,
      before.st_mtim.tv_sec == after.st_mtim.tv_sec, before.st_mtim.tv_nsec == after.st_mtim.tv_nsec
    else { throw .changing }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return SubmittedFile(name: Private(name), bytes: size, sha256: hexadecimal(hash.finalize()), content: content)
  }

  /// A sparse file of terabytes costs its sender nothing.
  private static let mostReadOfLimit = 64

  private static func status(of file: CInt) throws(UploadFailure) -> stat {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .unreadable(String(cString: strerror(errno))) }
    return status
  }
}

/// Why a file of an upload folder was not read. The whole submission waits for the next run.
package enum UploadFailure: Error, Sendable, Equatable {
  /// A symbolic link, a pipe, a folder.
  case notAPlainFile
  /// Somebody is still writing it.
  case changing
  /// Many times what may be sent.
  case farTooLarge
  /// The system says why.
  case unreadable(String)
}

extension UploadFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notAPlainFile: "it is a link or something else that is not a plain file; put the file itself there"
    case .changing: "it is still being written; run again when it is complete"
    case .farTooLarge: "it is many times larger than what may be sent; see that it is the right file"
    case .unreadable(let why): "it cannot be read: \(why)"
    }
  }
}
