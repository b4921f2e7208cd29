internal import Dispatch
internal import Glibc

/// Ends a task at the first SIGINT or SIGTERM, and the process at the second. What comes within half a second of the
/// first is the same wish: `timeout`, for one, signals a program and then its group.
final class Interruption: Sendable {
  // Written once in `init` and cancelled in `deinit`.
  private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

  /// `stop` runs once, at the first signal.
  init(stop: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "kyc.signals")
    let watch = SignalWatch(stop)
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { watch.raise() }
      source.resume()
      return source
    }
  }

  deinit {
    for source in sources { source.cancel() }
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }
}

/// Looks at signals on one queue.
private final class SignalWatch: @unchecked Sendable {
  private let stop: @Sendable () -> Void
  private var first: ContinuousClock.Instant?

  init(_ stop: @escaping @Sendable () -> Void) { self.stop = stop }

  func raise() {
    let now = ContinuousClock().now
    guard let first else {
      first = now
      return stop()
    }
    if now - first > .milliseconds(500) { _exit(ExitStatus.interrupted.rawValue) }
  }
}
