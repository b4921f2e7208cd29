internal import BlobStores
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
      let folder = Disk.parent(of: "\(target)/\(path)")
      if made.insert(folder).inserted {
        do throws(StoreFailure) { try Disk.makeFolder(folder) } catch { throw failure(error) }
      }
      try copy("\(source)/\(path)", to: "\(target)/\(path)")
    }
    for folder in made {
      do throws(StoreFailure) { try Disk.syncFolder(folder) } catch { throw failure(error) }
    }
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
    guard from >= 0 else { throw failure(Disk.failure(errno, at: source)) }
    defer { close(from) }
    let to = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard to >= 0 else { throw failure(Disk.failure(errno, at: target)) }
    defer { close(to) }
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(from, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(Disk.failure(errno, at: source)) }
      if count == 0 { break }
      do throws(StoreFailure) { try Disk.writeAll(chunk[..<count], to: to, at: target) } catch { throw failure(error) }
    }
    guard fsync(to) == 0 else { throw failure(Disk.failure(errno, at: target)) }
  }

  /// Whoever copies has named the places: what is wrong with one is wrong usage.
  private static func failure(_ failure: StoreFailure) -> CommandFailure {
    switch failure {
    case .diskFull(let folder):
      CommandFailure(.diskFull, "\(Shown.text(folder)): the disk is full; make room and run again")
    case .unreachable(let path, let why): CommandFailure(.usage, "\(Shown.text(path)): \(why)")
    default: CommandFailure(failure)
    }
  }
}
