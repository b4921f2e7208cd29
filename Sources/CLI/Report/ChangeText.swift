internal import Casework
internal import Model

/// What is different between one verdict and the next, for people and for programs.
struct ChangeText: Sendable {
  private let change: VerdictChange
  private let paint: Paint

  init(_ change: VerdictChange, paint: Paint) {
    self.change = change
    self.paint = paint
  }

  /// `reject clear → approve clear`
  var verdicts: String { "\(words(change.before)) → \(words(change.after))" }

  /// One line for each check and reason that differs: `holderAddress  failed → passed`, `- holder.address_differs`.
  var lines: [String] {
    let width = change.checks.map(\.name.count).max() ?? 0
    let checks = change.checks.map { check in
      let gap = String(repeating: " ", count: width - check.name.count)
      return "\(check.name)\(gap)  \(outcome(check.before)) → \(outcome(check.after))"
    }
    return checks + change.reasonsGone.map { paint.dim("- \($0.rawValue)") }
      + change.reasonsNew.map { "+ \($0.rawValue)" }
  }

  private func words(_ verdict: VerdictSummary) -> String {
    let line = VerdictLine(paint)
    return "\(line.decision(verdict.decision).trimmedAtEnd) \(line.confidence(verdict.confidence).trimmedAtEnd)"
  }

  private func outcome(_ outcome: Verdict.Outcome?) -> String {
    switch outcome {
    case .passed: paint.green("passed")
    case .failed: paint.red("failed")
    case .couldNotTell: paint.yellow("could not tell")
    case nil: "not there"
    }
  }
}
