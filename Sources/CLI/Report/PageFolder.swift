internal import Glibc
internal import Inspection
internal import Paperwork
internal import Workplace

/// A folder that masked pages are written to, for the owner alone.
struct PageFolder {
  /// Both count from 1.
  struct Place: Hashable, Sendable {
    let file: Int
    let page: Int
  }

  private let path: String
  private let prefix: String

  /// Makes the folder when it is missing; the name of each file begins with `prefix`. Throws `CommandFailure`.
  init(_ path: String, prefix: String = "") throws(CommandFailure) {
    self.prefix = prefix
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure(errno, path) }
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(errno, path) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw failure(ENOTDIR, path) }
  }

  /// Writes the pages of each file as `FILE-PAGE.jpg` and returns their paths. Throws `CommandFailure`.
  func write(_ pictures: [[PagePicture]]) throws(CommandFailure) -> [Place: String] {
    var paths: [Place: String] = [:]
    for (index, pages) in pictures.enumerated() {
      for picture in pages {
        let place = Place(file: index + 1, page: picture.page)
        paths[place] = try write(picture.jpeg, place)
      }
    }
    return paths
  }

  /// Writes one page and returns its path. Throws `CommandFailure`.
  func write(_ jpeg: [UInt8], _ place: Place) throws(CommandFailure) -> String {
    try write(jpeg, as: "\(prefix)\(place.file)-\(place.page).jpg")
  }

  /// Writes a file of that name and returns its path. Throws `CommandFailure`.
  @discardableResult
  func write(_ bytes: [UInt8], as name: String) throws(CommandFailure) -> String {
    let file = "\(path)/\(name)"
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(errno, file) }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure(errno, file) }
      written += count
    }
    return file
  }

  private func failure(_ code: Int32, _ path: String) -> CommandFailure {
    code == ENOSPC || code == EDQUOT
      ? CommandFailure(.diskFull, "\(Shown.text(path)): the disk is full; make room and run again")
      : CommandFailure(
        .usage,
        "\(Shown.text(path)) cannot be written (\(String(cString: strerror(code)))); name a folder that this "
          + "user may write to")
  }
}
