/// Keeps saying how far a batch is: on a terminal in one line that is drawn anew, elsewhere now and then in a line of
/// talk, and not while nothing happens.
struct ProgressTicker: Sendable {
  let console: Console
  /// Between two lines of talk.
  var pause: Duration = .seconds(10)

  /// Until the task is cancelled; then the line on the terminal is gone.
  func run(_ progress: @escaping @Sendable () -> BatchProgress) async {
    var said: BatchTally?
    while !Task.isCancelled {
      if console.showsProgress {
        console.progress { width in progress().line(width: width) }
      }
      do { try await Task.sleep(for: console.showsProgress ? .milliseconds(200) : pause) } catch { break }
      guard !console.showsProgress else { continue }
      let now = progress()
      guard now.isAtWork || now.tally != said else { continue }
      said = now.tally
      console.say(now.line(width: .max))
    }
    console.endProgress()
  }
}
