import Logging
import Model

/// What is written to the log about cases: constant messages, and facts under the names of `LogKey` only.
struct CaseLog: Sendable {
  private let logger: Logger

  init(_ logger: Logger) { self.logger = logger }

  /// One line for each edge of the state drawing.
  func edge(_ edge: CaseEvent.Edge, _ changed: Case) {
    var facts: Logger.Metadata = [
      LogKey.number: "\(changed.number)", LogKey.edge: "\(edge.rawValue)", LogKey.state: "\(changed.state.rawValue)",
      LogKey.pipeline: "\(changed.pipeline)", LogKey.run: "\(changed.run)", LogKey.attempt: "\(changed.attempt)",
    ]
    if let verdict = changed.verdict {
      facts[LogKey.decision] = "\(verdict.decision.rawValue)"
      facts[LogKey.confidence] = "\(verdict.confidence.rawValue)"
      facts[LogKey.reasons] = "\(verdict.reasons.map(\.rawValue).joined(separator: " "))"
    }
    logger.info("case moved", metadata: facts)
  }

  /// Pages that no case named were deleted.
  func swept(_ count: Int) { logger.info("pages that no case names deleted", metadata: [LogKey.count: "\(count)"]) }

  /// Something that recovers by itself.
  func trouble(_ message: StaticString, _ number: CaseNumber?) {
    logger.warning("\(message)", metadata: number.map { [LogKey.number: "\($0)"] })
  }
}

/// Every metadata key there is.
enum LogKey {
  static let attempt = "attempt"
  static let confidence = "confidence"
  static let count = "count"
  static let decision = "decision"
  static let edge = "edge"
  static let number = "case"
  static let pipeline = "pipeline"
  static let reasons = "reasons"
  static let run = "run"
  static let state = "state"
}
