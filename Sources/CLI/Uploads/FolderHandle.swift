internal import Glibc

/// An open folder. Everything inside is reached through it by one name at a time, so that no symbolic link and no
/// `..` leads out.
final class FolderHandle {
  /// What stands under a name.
  enum Kind: Sendable, Equatable {
    case file, folder, symbolicLink, other
  }

  /// One name in the folder: any bytes but `/` and NUL.
  struct Entry: Sendable, Equatable {
    let name: [UInt8]
    let kind: Kind
    /// Nil when it went away while we looked.
    let mark: FileMark?
  }

  let descriptor: Int32

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Opens the folder at a path; a symbolic link there is followed, as the operator named it.
  convenience init(path: String) throws(FileTrouble) {
    let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileTrouble(errno) }
    self.init(descriptor: descriptor)
  }

  /// Opens a folder in this one; never through a symbolic link.
  func folder(_ name: [UInt8]) throws(FileTrouble) -> FolderHandle {
    FolderHandle(descriptor: try open(name, O_DIRECTORY))
  }

  /// Opens a regular file in this folder for reading; never through a symbolic link, and without waiting for the
  /// other end of a pipe. The caller closes it.
  func file(_ name: [UInt8]) throws(FileTrouble) -> Int32 {
    let descriptor = try open(name, O_NONBLOCK)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .notAFile
    }
    return descriptor
  }

  /// The whole content of a regular file.
  func content(of name: [UInt8], limit: Int) throws(FileTrouble) -> [UInt8] {
    let descriptor = try file(name)
    defer { close(descriptor) }
    return try FolderHandle.content(of: descriptor, limit: limit)
  }

  /// The whole content of a regular file at a path; a symbolic link there is followed, as the operator named it.
  static func content(atPath path: String, limit: Int) throws(FileTrouble) -> [UInt8] {
    let descriptor = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileTrouble(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    return try content(of: descriptor, limit: limit)
  }

  private static func content(of descriptor: Int32, limit: Int) throws(FileTrouble) -> [UInt8] {
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FileTrouble(errno) }
      if count == 0 { return content }
      guard content.count + count <= limit else { throw .tooLarge(limit: limit) }
      content.append(contentsOf: chunk[..<count])
    }
  }

  /// Takes a name out of the folder.
  func unlink(_ name: [UInt8]) throws(FileTrouble) {
    let failed = FolderHandle.withName(name) { unlinkat(descriptor, $0, 0) } != 0
    if failed { throw FileTrouble(errno) }
  }

  /// Takes an empty folder out of this one; one that holds anything stays.
  func removeEmptyFolder(_ name: [UInt8]) throws(FileTrouble) {
    let failed = FolderHandle.withName(name) { unlinkat(descriptor, $0, AT_REMOVEDIR) } != 0
    if failed { throw FileTrouble(errno) }
  }

  /// Everything in the folder by byte order of the names, without `.` and `..`.
  func entries() throws(FileTrouble) -> [Entry] {
    let copy = dup(descriptor)
    guard copy >= 0, let stream = fdopendir(copy) else { throw FileTrouble(errno) }
    defer { closedir(stream) }
    rewinddir(stream)
    var entries: [Entry] = []
    while let entry = readdir(stream) {
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let start = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: UInt8.self)
      var name: [UInt8] = []
      while start[name.count] != 0 { name.append(start[name.count]) }
      if name == [UInt8(ascii: ".")] || name == Array("..".utf8) { continue }
      let status = status(of: name)
      entries.append(
        Entry(name: name, kind: status.map(FolderHandle.kind) ?? .other, mark: status.map(FileMark.init)))
    }
    return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// What the system says about a name, which is not followed; nil when it is not there.
  func status(of name: [UInt8]) -> stat? {
    var status = stat()
    let failed = FolderHandle.withName(name) { fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) } != 0
    return failed ? nil : status
  }

  private static func kind(of status: stat) -> Kind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .symbolicLink
    default: return .other
    }
  }

  private func open(_ name: [UInt8], _ flags: Int32) throws(FileTrouble) -> Int32 {
    let opened = FolderHandle.withName(name) {
      openat(descriptor, $0, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | flags)
    }
    guard opened >= 0 else { throw FileTrouble(errno) }
    return opened
  }

  private static func withName<Result>(_ name: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    precondition(!name.contains(UInt8(ascii: "/")) && !name.contains(0), "one name, not a path")
    return (name.map(CChar.init(bitPattern:)) + [0]).withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("a closed C string") }
      return body(start)
    }
  }
}

/// Why a file or folder could not be opened or read.
enum FileTrouble: Error, Sendable, Equatable {
  case notFound, denied, symbolicLink, notAFolder, notAFile
  case tooLarge(limit: Int)
  /// It is not what was read before.
  case changed
  case other(code: Int32)

  init(_ code: Int32) {
    switch code {
    case ENOENT: self = .notFound
    case EACCES, EPERM: self = .denied
    case ELOOP: self = .symbolicLink
    case ENOTDIR: self = .notAFolder
    case EISDIR: self = .notAFile
    default: self = .other(code: code)
    }
  }

  /// What is wrong and what to do, to follow the file's name.
  var sentence: String {
    switch self {
    case .notFound: "is not there; see that the name is right"
    case .denied: "may not be read by this user; give read permission and run again"
    case .symbolicLink: "is a symbolic link, which is never followed; put the file itself there"
    case .notAFolder: "is not a folder; see that the name is right"
    case .notAFile: "is not a regular file; put the document itself there"
    case .changed: "changed since it was read; run again"
    case .tooLarge(let limit): "is larger than \(limit / 1_000_000) MB; see that it is the right file"
    case .other(let code): "cannot be read (\(String(cString: strerror(code)))); see to it and run again"
    }
  }

  /// What is wrong in a few words, to stand in brackets.
  var cause: String {
    switch self {
    case .notFound: "not there any more"
    case .denied: "no permission"
    case .symbolicLink: "a symbolic link"
    case .notAFolder: "not a folder"
    case .notAFile: "not a regular file"
    case .tooLarge: "too large"
    case .changed: "changed since it was read"
    case .other(let code): String(cString: strerror(code))
    }
  }
}
