internal import Logging
internal import Paperwork
internal import Workplace

/// Writes the log to stderr, a line an entry, without breaking the progress line.
struct ConsoleLog: LogHandler {
  let console: Console
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level

  /// A logger for one command. Throws `CommandFailure` for a level that does not exist.
  static func logger(_ console: Console, level: String) throws(CommandFailure) -> Logger {
    guard let level = Logger.Level(rawValue: level.lowercased()) else {
      let known = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure(.configuration, "KYC_LOG_LEVEL is '\(Shown.text(level))'; set it to one of \(known)")
    }
    return Logger(label: "kyc") { _ in ConsoleLog(console: console, logLevel: level) }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let facts = metadata.merging(event.metadata ?? [:]) { _, new in new }
      .sorted { $0.key < $1.key }
      .map { " \($0.key)=\(Shown.text($0.value.description))" }
    console.complain("\(event.level.rawValue): \(event.message)\(facts.joined())")
  }
}
