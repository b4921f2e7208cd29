internal import Casework
internal import Model

/// A verdict in one line: decision, confidence, reason codes.
struct VerdictLine: Sendable {
  private let paint: Paint

  init(_ paint: Paint) { self.paint = paint }

  func text(_ summary: VerdictSummary) -> String {
    let reasons = summary.reasons.map(\.rawValue).joined(separator: " ")
    return "\(decision(summary.decision))  \(confidence(summary.confidence))  \(reasons)".trimmedAtEnd
  }

  /// Seven characters wide.
  func decision(_ decision: Verdict.Decision) -> String {
    switch decision {
    case .approve: paint.green("approve")
    case .reject: paint.red("reject") + " "
    }
  }

  /// Eight characters wide.
  func confidence(_ confidence: Verdict.Confidence) -> String {
    switch confidence {
    case .clear: "clear   "
    case .doubtful: paint.yellow("doubtful")
    }
  }
}
