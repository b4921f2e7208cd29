import Logging
import Synchronization

/// Keeps every log line, whatever its level, for a test to look through.
package final class LogCatcher: Sendable {
  private let caught = Mutex<[String]>([])

  package init() {}

  /// Level, message and metadata of each line so far.
  package var lines: [String] { caught.withLock { $0 } }

  /// Writes to this catcher.
  package var logger: Logger { Logger(label: "test") { _ in Handler(catcher: self) } }

  private func take(_ line: String) { caught.withLock { $0.append(line) } }

  private struct Handler: LogHandler {
    let catcher: LogCatcher
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let facts = metadata.merging(event.metadata ?? [:]) { $1 }
        .map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " ")
      catcher.take("\(event.level) \(event.message) \(facts)")
    }
  }
}
