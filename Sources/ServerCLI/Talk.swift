internal import Glibc

/// What the server says: whole lines on stderr.
enum Talk {
  static func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      // Nobody listens; the work goes on.
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  static func say(_ line: String) { write(line + "\n") }
}
