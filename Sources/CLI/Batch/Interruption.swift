internal import Dispatch
internal import Glibc
internal import Workplace

/// Ends a task at the first Ctrl-C, SIGTERM or closed terminal, and the process at the second. What comes within half a
/// second of the first is the same wish: `timeout`, for one, signals a program and then its group.
final class Interruption: Sendable {
  // Written once in `init` and cancelled in `deinit`.
  private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

  /// `stop` runs once, at the first signal.
  init(_ console: Console, stop: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "kyc.signals")
    let watch = SignalWatch(console, stop)
    sources = Interruption.signals.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { watch.raise(number) }
      source.resume()
      return source
    }
  }

  deinit {
    for source in sources { source.cancel() }
    for number in Interruption.signals { signal(number, SIG_DFL) }
  }

  /// `nohup` asks that a closed terminal does not matter.
  private static let signals = [SIGINT, SIGTERM] + (isIgnored(SIGHUP) ? [] : [SIGHUP])

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }
}

/// Looks at signals on one queue.
private final class SignalWatch: @unchecked Sendable {
  private let console: Console
  private let stop: @Sendable () -> Void
  private var first: ContinuousClock.Instant?

  init(_ console: Console, _ stop: @escaping @Sendable () -> Void) {
    self.console = console
    self.stop = stop
  }

  func raise(_ number: Int32) {
    let now = ContinuousClock().now
    guard let first else {
      first = now
      console.say(
        "kyc: stopping" + (number == SIGINT ? "; press Ctrl-C again to end at once" : " (\(SignalWatch.name(number)))"))
      return stop()
    }
    guard now - first > .milliseconds(500) else { return }
    console.endProgress()
    _exit(ExitStatus.interrupted.rawValue)
  }

  private static func name(_ number: Int32) -> String { number == SIGHUP ? "the terminal was closed" : "SIGTERM" }
}
