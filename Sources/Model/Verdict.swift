/// The machine's answer about a submission. A person decides; this is what they are shown.
package struct Verdict: Codable, Sendable, Equatable {
  package enum Decision: String, Codable, Sendable { case approve, reject }
  package enum Confidence: String, Codable, Sendable { case clear, doubtful }
  package enum Outcome: String, Codable, Sendable { case passed, failed, couldNotTell }

  /// One check and what it said.
  package struct CheckResult: Codable, Sendable, Equatable {
    package var name: String
    package var required: Bool
    package var outcome: Outcome
    package var evidence: Evidence

    package init(name: String, required: Bool, outcome: Outcome, evidence: Evidence) {
      self.name = name
      self.required = required
      self.outcome = outcome
      self.evidence = evidence
    }
  }

  package var decision: Decision
  package var confidence: Confidence
  /// Every defect at once, in the order of the pipeline's checks.
  package var findings: [Finding]
  package var checks: [CheckResult]
  /// What each file was taken for, in file order; nil for a file that could not be examined.
  package var documentTypes: [DocumentType?]

  package init(
    decision: Decision, confidence: Confidence, findings: [Finding], checks: [CheckResult],
    documentTypes: [DocumentType?]
  ) {
    self.decision = decision
    self.confidence = confidence
    self.findings = findings
    self.checks = checks
    self.documentTypes = documentTypes
  }
}
