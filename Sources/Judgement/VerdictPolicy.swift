import Model

/// From what stands against a submission to decision, confidence and what happens next: one table, of which the first
/// row that holds counts. Infos change nothing.
package enum VerdictPolicy {
  /// What the rows look at.
  package struct Standing: Sendable {
    /// Some reason asks the customer for something: class retry or amend.
    package let asksCustomer: Bool
    /// Some reason is one that only a person can settle.
    package let hasDoubt: Bool
    /// A required check did not pass, a doubt is about the examination itself, or nothing passed at all: nothing judged
    /// is nothing shown.
    package let lacksEvidence: Bool

    package init(_ findings: [Finding], _ results: [Verdict.CheckResult]) {
      asksCustomer = findings.contains { $0.reasonClass == .retry || $0.reasonClass == .amend }
      hasDoubt = findings.contains { $0.reasonClass == .doubt }
      lacksEvidence =
        results.contains { $0.required && $0.outcome != .passed }
        || findings.contains { $0.reasonClass == .doubt && $0.code.isAboutExamination }
        || !results.contains { $0.outcome == .passed }
    }
  }

  /// One row.
  package struct Row: Sendable {
    /// In words, as `docs/checks.md` prints it.
    package let standing: String
    /// What a person makes of it.
    package let next: String
    package let decision: Verdict.Decision
    package let confidence: Verdict.Confidence
    /// Whether the row holds.
    let holds: @Sendable (Standing) -> Bool

    init(
      _ standing: String, _ decision: Verdict.Decision, _ confidence: Verdict.Confidence, next: String,
      holds: @escaping @Sendable (Standing) -> Bool
    ) {
      self.standing = standing
      self.next = next
      self.decision = decision
      self.confidence = confidence
      self.holds = holds
    }
  }

  /// The last row always holds.
  package static let table: [Row] = [
    Row(
      "a retry or amend, and no doubt", .reject, .clear, next: "ask the customer for what the texts say"
    ) { $0.asksCustomer && !$0.hasDoubt },
    Row(
      "a retry or amend, and a doubt", .reject, .doubtful, next: "look at the doubt, then ask the customer"
    ) { $0.asksCustomer },
    Row(
      "a required check that did not pass, a doubt about a file or the system, or nothing that passed", .reject,
      .doubtful, next: "look at it and decide"
    ) { $0.lacksEvidence },
    Row(
      "a doubt from a check that is not required", .approve, .doubtful, next: "look at the doubt and decide"
    ) { $0.hasDoubt },
    Row("anything else", .approve, .clear, next: "confirm") { _ in true },
  ]

  /// Looks the findings and the checks' results up in the table.
  package static func decision(
    on findings: [Finding], _ results: [Verdict.CheckResult]
  ) -> (decision: Verdict.Decision, confidence: Verdict.Confidence) {
    let standing = Standing(findings, results)
    guard let row = table.first(where: { $0.holds(standing) }) else { return (.reject, .doubtful) }
    return (row.decision, row.confidence)
  }
}

extension ReasonCode {
  /// `file.*` and `system.*`: about our looking at the file, not about what it shows.
  package var isAboutExamination: Bool { rawValue.hasPrefix("file.") || rawValue.hasPrefix("system.") }
}
