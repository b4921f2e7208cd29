import FoundationEssentials
import Logging
import Paperwork
import Synchronization

/// Log lines as JSON objects, one a line, through `write`.
package struct JSONLog: LogHandler {
  package var metadata: Logger.Metadata = [:]
  package var logLevel: Logger.Level
  private let label: String
  private let write: @Sendable (String) -> Void

  package init(label: String, level: Logger.Level, write: @escaping @Sendable (String) -> Void) {
    self.label = label
    logLevel = level
    self.write = write
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    let facts = metadata.merging(event.metadata ?? [:]) { $1 }
    var members = [
      JSONText.Member(key: "at", value: .text(Date().formatted(.iso8601))),
      JSONText.Member(key: "level", value: .text(event.level.rawValue)),
      JSONText.Member(key: "message", value: .text("\(event.message)")),
    ]
    members += facts.sorted { $0.key < $1.key }.map { JSONText.Member(key: $0.key, value: .text("\($0.value)")) }
    write(JSONText.object(members).line + "\n")
  }
}
