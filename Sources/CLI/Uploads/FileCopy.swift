internal import Casework
internal import FoundationEssentials
internal import Glibc
internal import Paperwork
internal import Workplace

/// Copies of files that outlive a power cut, for their owner alone. All functions throw `CommandFailure`.
enum FileCopy {
  /// Files by their paths below `source`, to the same paths below `target`.
  static func copy(_ paths: [String], from source: String, to target: String) throws(CommandFailure) {
    var made: Set<String> = []
    for path in paths {
      let folder = parent("\(target)/\(path)")
      if made.insert(folder).inserted { try makeFolder(folder) }
      try copy("\(source)/\(path)", to: "\(target)/\(path)")
    }
    for folder in made { try flush(folder, O_RDONLY | O_DIRECTORY) }
  }

  /// Every file two levels below; nothing happens when there is no such folder.
  static func copyTree(_ source: String, to target: String) throws(CommandFailure) {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: source)) ?? []
    var files: [String] = []
    for name in names {
      var status = stat()
      if stat("\(source)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG { files.append(name) }
    }
    try copy(files, from: source, to: target)
  }

  /// One file; there must be none at `target`.
  static func copy(_ source: String, to target: String) throws(CommandFailure) {
    let from = open(source, O_RDONLY | O_CLOEXEC)
    guard from >= 0 else { throw failure(errno, source) }
    defer { close(from) }
    let to = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard to >= 0 else { throw failure(errno, target) }
    defer { close(to) }
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(from, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(errno, source) }
      if count == 0 { break }
      var written = 0
      while written < count {
        let done = chunk[written..<count].withUnsafeBytes { write(to, $0.baseAddress, $0.count) }
        if done < 0 && errno == EINTR { continue }
        guard done >= 0 else { throw failure(errno, target) }
        written += done
      }
    }
    guard fsync(to) == 0 else { throw failure(errno, target) }
  }

  private static func makeFolder(_ path: String) throws(CommandFailure) {
    guard mkdir(path, 0o700) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, parent(path) != path else { throw failure(errno, path) }
    try makeFolder(parent(path))
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure(errno, path) }
  }

  private static func flush(_ path: String, _ flags: Int32) throws(CommandFailure) {
    let file = open(path, flags | O_CLOEXEC)
    guard file >= 0 else { throw failure(errno, path) }
    defer { close(file) }
    guard fsync(file) == 0 || errno == EINVAL else { throw failure(errno, path) }
  }

  private static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func failure(_ code: Int32, _ path: String) -> CommandFailure {
    code == ENOSPC || code == EDQUOT
      ? CommandFailure(.diskFull, "\(Shown.text(path)): the disk is full; make room and run again")
      : CommandFailure(.usage, "\(Shown.text(path)): \(String(cString: strerror(code)))")
  }
}
