import Model

/// The one table from reasons to decision and confidence.
///
/// | standing | decision | confidence |
/// |---|---|---|
/// | any retry or amend | reject | clear; doubtful if a doubt stands beside it |
/// | a required check that did not pass, or a doubt about a file or the system | reject | doubtful |
/// | a doubt from a check that is not required | approve | doubtful |
/// | otherwise | approve | clear |
///
/// Infos change nothing.
package enum VerdictPolicy {
  /// Looks the findings and the checks' results up in the table.
  package static func decision(
    on findings: [Finding], _ results: [Verdict.CheckResult]
  ) -> (decision: Verdict.Decision, confidence: Verdict.Confidence) {
    let hasDoubt = findings.contains { $0.reasonClass == .doubt }
    if findings.contains(where: { $0.reasonClass == .retry || $0.reasonClass == .amend }) {
      return (.reject, hasDoubt ? .doubtful : .clear)
    }
    let isIncomplete = results.contains { $0.required && $0.outcome != .passed }
    let doubtsExamination = findings.contains { $0.reasonClass == .doubt && $0.code.isAboutExamination }
    // Nothing judged is nothing shown.
    if isIncomplete || doubtsExamination || !results.contains(where: { $0.outcome == .passed }) {
      return (.reject, .doubtful)
    }
    return (.approve, hasDoubt ? .doubtful : .clear)
  }
}

extension ReasonCode {
  /// `file.*` and `system.*`: about our looking at the file, not about what it shows.
  package var isAboutExamination: Bool { rawValue.hasPrefix("file.") || rawValue.hasPrefix("system.") }
}
