import Model

/// How a verdict differs from the one before it.
package struct VerdictChange: Sendable, Equatable {
  /// One check that says something else now.
  package struct Check: Sendable, Equatable {
    /// As it stands in pipeline files.
    package var name: String
    /// Nil: the check was not there.
    package var before: Verdict.Outcome?
    /// Nil: the check is not there any more.
    package var after: Verdict.Outcome?

    package init(name: String, before: Verdict.Outcome?, after: Verdict.Outcome?) {
      self.name = name
      self.before = before
      self.after = after
    }
  }

  package let before: VerdictSummary
  package let after: VerdictSummary
  /// Only those that differ: in the order of the later verdict, then those that it lacks.
  package let checks: [Check]

  /// Compares what was decided, how surely, the outcome of each check and the reason codes. That a defect is measured or
  /// worded otherwise is no change.
  package init(from earlier: Conclusion, to later: Conclusion) {
    before = earlier.summary
    after = later.summary
    func outcomes(_ verdict: Verdict) -> [String: Verdict.Outcome] {
      Dictionary(verdict.checks.map { ($0.name, $0.outcome) }, uniquingKeysWith: { first, _ in first })
    }
    let old = outcomes(earlier.verdict)
    let new = outcomes(later.verdict)
    let names = later.verdict.checks.map(\.name) + earlier.verdict.checks.map(\.name).filter { new[$0] == nil }
    checks = names.filter { old[$0] != new[$0] }.map { Check(name: $0, before: old[$0], after: new[$0]) }
  }

  /// Reasons of the earlier verdict that the later one does not give, in their order.
  package var reasonsGone: [ReasonCode] { before.reasons.filter { !after.reasons.contains($0) } }

  /// Reasons of the later verdict that the earlier one did not give, in their order.
  package var reasonsNew: [ReasonCode] { after.reasons.filter { !before.reasons.contains($0) } }

  /// Nothing that a person would decide by is different.
  package var isEmpty: Bool {
    before.decision == after.decision && before.confidence == after.confidence && checks.isEmpty
      && reasonsGone.isEmpty && reasonsNew.isEmpty
  }
}
