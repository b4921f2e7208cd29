internal import Logging
internal import Paperwork
internal import Web
internal import Workplace

/// The server's log: JSON objects on stderr.
enum ServerLog {
  /// Throws `CommandFailure` for a level that does not exist.
  static func logger(level: String) throws(CommandFailure) -> Logger {
    guard let level = Logger.Level(rawValue: level.lowercased()) else {
      let known = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure(.configuration, "KYC_LOG_LEVEL is '\(Shown.text(level))'; set it to one of \(known)")
    }
    return Logger(label: "kyc") { label in JSONLog(label: label, level: level) { Talk.write($0) } }
  }
}
