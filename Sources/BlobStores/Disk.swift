import Casework
import Glibc

/// Files that are there as a whole or not at all, whatever happens to the machine.
package enum Disk {
  /// Makes a folder for its owner alone, with the folders above it. Nothing happens when there is one.
  package static func makeFolder(_ path: String) throws(StoreFailure) {
    if mkdir(path, 0o700) == 0 { return try syncFolder(parent(of: path)) }
    if errno == EEXIST { return }
    guard errno == ENOENT, parent(of: path) != path else { throw failure(errno, at: path) }
    try makeFolder(parent(of: path))
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure(errno, at: path) }
    try syncFolder(parent(of: path))
  }

  /// Writes a file for its owner alone; when this returns, it outlives a power cut. `temporary` is a path in the same
  /// folder that nobody else uses.
  static func write(_ bytes: [UInt8], to path: String, by temporary: String) throws(StoreFailure) {
    do throws(StoreFailure) {
      try writeThrough(bytes, to: temporary, flags: O_CREAT | O_EXCL)
      guard rename(temporary, path) == 0 else { throw failure(errno, at: path) }
    } catch {
      unlink(temporary)
      throw error
    }
    try syncFolder(parent(of: path))
  }

  /// Like `write`, but leaves a file that is there already as it is. Which of the two happened is not told.
  static func writeIfAbsent(_ bytes: [UInt8], to path: String, by temporary: String) throws(StoreFailure) {
    defer { unlink(temporary) }
    try writeThrough(bytes, to: temporary, flags: O_CREAT | O_EXCL)
    // Unlike a rename, a link never replaces a file.
    guard link(temporary, path) == 0 || errno == EEXIST else { throw failure(errno, at: path) }
    try syncFolder(parent(of: path))
  }

  /// Writes and flushes; `flags` beside write-only say how to open.
  static func writeThrough(_ bytes: [UInt8], to path: String, flags: CInt = 0) throws(StoreFailure) {
    let file = Glibc.open(path, O_WRONLY | O_CLOEXEC | flags, 0o600)
    guard file >= 0 else { throw failure(errno, at: path) }
    defer { close(file) }
    try writeAll(bytes[...], to: file, at: path)
    // Special files cannot be flushed and need not be.
    guard fsync(file) == 0 || errno == EINVAL else { throw failure(errno, at: path) }
  }

  /// To an open file; `path` is for the error.
  package static func writeAll(_ bytes: ArraySlice<UInt8>, to file: CInt, at path: String) throws(StoreFailure) {
    var written = bytes.startIndex
    while written < bytes.endIndex {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(errno, at: path) }
      written += count
    }
  }

  /// Overwrites a file with zeros, as far as the disk does so in place, and removes it for good. Nothing happens when
  /// there is no such file.
  static func wipe(_ path: String) throws(StoreFailure) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { return }
      throw failure(errno, at: path)
    }
    try writeThrough([UInt8](repeating: 0, count: Int(status.st_size)), to: path)
    try remove(path)
    try syncFolder(parent(of: path))
  }

  /// Nil when there is no such file.
  static func read(_ path: String) throws(StoreFailure) -> [UInt8]? {
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw failure(errno, at: path)
    }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(errno, at: path) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// Nothing happens when there is no such file.
  static func remove(_ path: String) throws(StoreFailure) {
    guard unlink(path) == 0 || errno == ENOENT else { throw failure(errno, at: path) }
  }

  /// Makes the names in a folder outlive a power cut.
  package static func syncFolder(_ path: String) throws(StoreFailure) {
    let folder = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw failure(errno, at: path) }
    defer { close(folder) }
    guard fsync(folder) == 0 || errno == EINVAL else { throw failure(errno, at: path) }
  }

  /// The folder that holds a path.
  package static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// What a failed system call means.
  package static func failure(_ code: CInt, at path: String) -> StoreFailure {
    code == ENOSPC || code == EDQUOT || code == EFBIG
      ? .diskFull(folder: parent(of: path)) : .unreachable(path: path, why: String(cString: strerror(code)))
  }
}
