import ServiceLifecycle
import Synchronization

/// Goes up when the server is told to stop, so that nobody waits for anything any more.
package final class StopSign: Service, Sendable {
  private let flag = Mutex(false)

  package init() {}

  package var isUp: Bool { flag.withLock { $0 } }

  package func run() async throws {
    try? await gracefulShutdown()
    flag.withLock { $0 = true }
  }
}
