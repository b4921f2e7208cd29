internal import Glibc
internal import Synchronization
internal import Workplace

/// The two ways out: data on stdout, talk on stderr. Lines are written whole, from any task, and never into a
/// progress line.
final class Console: Sendable {
  private struct State {
    /// What stands on the terminal's last line without an end.
    var progress = ""
    /// The code of the first failed write of data.
    var dataFailure: Int32?
    var isReaderGone = false
    var isReaderMissed = false
  }

  let quiet: Bool
  /// Whether stderr is a terminal that a progress line can stand on.
  let showsProgress: Bool
  let dataPaint: Paint
  private let dataFile: Int32
  private let talkFile: Int32
  private let state = Mutex(State())

  /// `colour` false leaves colours off even on a terminal. `data` and `talk` are open file descriptors.
  init(quiet: Bool, colour: Bool, data: Int32 = STDOUT_FILENO, talk: Int32 = STDERR_FILENO) {
    self.quiet = quiet
    dataFile = data
    talkFile = talk
    showsProgress = !quiet && isatty(talk) == 1
    dataPaint = Paint(isOn: colour && isatty(data) == 1)
    // A reader that goes away, as `head` does, must not end a batch.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Whether colours are wanted: not with `NO_COLOR` set to anything (no-color.org) nor on a dumb terminal.
  static var environmentWantsColour: Bool {
    let noColour = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    let dumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? false
    return !noColour && !dumb
  }

  /// A line of data.
  func data(_ line: String) {
    state.withLock { state in
      clearProgress(state)
      let failure = Console.write(line + "\n", to: dataFile)
      if failure == EPIPE { state.isReaderGone = true }
      if let failure, failure != EPIPE, state.dataFailure == nil { state.dataFailure = failure }
      redrawProgress(state)
    }
  }

  /// A line of talk; left out when quiet.
  func say(_ line: String) {
    if !quiet { complain(line) }
  }

  /// A line that stands on stderr even when quiet.
  func complain(_ line: String) {
    state.withLock { state in
      clearProgress(state)
      _ = Console.write(line + "\n", to: talkFile)
      redrawProgress(state)
    }
  }

  /// A line of talk, said once, when whoever read the data has gone away.
  func sayOnceReaderIsGone(_ line: String) {
    let isNews = state.withLock { state in
      defer { state.isReaderMissed = state.isReaderGone }
      return state.isReaderGone && !state.isReaderMissed
    }
    if isNews { say(line) }
  }

  /// Replaces the progress line by one of at most so many characters. Nothing happens where stderr is no terminal.
  func progress(_ line: (_ width: Int) -> String) {
    guard showsProgress else { return }
    // The last column stays free, for some terminals go on to the next line there.
    let width = terminalWidth - 1
    let text = String(line(width).prefix(width))
    state.withLock { state in
      guard text != state.progress else { return }
      state.progress = text
      _ = Console.write("\r\u{1B}[K" + text, to: talkFile)
    }
  }

  /// Takes the progress line away.
  func endProgress() { progress { _ in "" } }

  /// The `errno` of the first line of data that could not be written; a reader gone away does not count.
  var dataFailure: Int32? { state.withLock(\.dataFailure) }

  /// Throws when data could not be written; `consequence` says what that means for the command and what to do.
  func checkData(_ consequence: String) throws(CommandFailure) {
    guard let code = dataFailure else { return }
    throw CommandFailure(
      [ENOSPC, EDQUOT, EFBIG].contains(code) ? .diskFull : .undecided,
      "stdout cannot be written (\(String(cString: strerror(code)))); \(consequence)")
  }

  private func clearProgress(_ state: borrowing State) {
    if !state.progress.isEmpty { _ = Console.write("\r\u{1B}[K", to: talkFile) }
  }

  private func redrawProgress(_ state: borrowing State) {
    if !state.progress.isEmpty { _ = Console.write(state.progress, to: talkFile) }
  }

  /// A progress line that went on into a second one could not be taken away again.
  private var terminalWidth: Int {
    var size = winsize()
    if ioctl(talkFile, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 { return Int(size.ws_col) }
    return getenv("COLUMNS").flatMap { Int(String(cString: $0)) }.flatMap { $0 > 1 ? $0 : nil } ?? 80
  }

  /// Nil when all was written, else `errno`.
  private static func write(_ text: String, to file: Int32) -> Int32? {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return errno }
      written += count
    }
    return nil
  }
}

/// Colours, or none.
struct Paint: Sendable {
  let isOn: Bool

  func green(_ text: String) -> String { painted(text, 32) }
  func red(_ text: String) -> String { painted(text, 31) }
  func yellow(_ text: String) -> String { painted(text, 33) }
  func bold(_ text: String) -> String { painted(text, 1) }
  func dim(_ text: String) -> String { painted(text, 2) }

  private func painted(_ text: String, _ code: Int) -> String {
    isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
