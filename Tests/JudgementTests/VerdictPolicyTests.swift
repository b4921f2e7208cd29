import Judgement
import Model
import Testing

struct VerdictPolicyTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let findings: [(ReasonCode, ReasonClass)]
    let required: Verdict.Outcome
    let optional: Verdict.Outcome
    let decision: Verdict.Decision
    let confidence: Verdict.Confidence

    init(
      _ findings: [(ReasonCode, ReasonClass)], _ required: Verdict.Outcome, _ optional: Verdict.Outcome,
      _ decision: Verdict.Decision, _ confidence: Verdict.Confidence
    ) {
      self.findings = findings
      self.required = required
      self.optional = optional
      self.decision = decision
      self.confidence = confidence
    }

    var testDescription: String {
      "\(findings.map { "\($0.0.rawValue) \($0.1)" }), required \(required), optional \(optional)"
    }
  }

  @Test(arguments: [
    Row([], .passed, .passed, .approve, .clear),
    Row([(.cardCodeExposed, .info)], .passed, .passed, .approve, .clear),
    Row([(.pageBlurred, .retry)], .failed, .passed, .reject, .clear),
    Row([(.holderNameDiffers, .amend)], .failed, .passed, .reject, .clear),
    Row([(.pageBlurred, .retry), (.mrzCheckDigitFailed, .doubt)], .failed, .passed, .reject, .doubtful),
    Row([(.pageBlurred, .retry), (.cardCodeExposed, .info)], .failed, .passed, .reject, .clear),
    Row([(.pageBlurred, .retry)], .passed, .failed, .reject, .clear),
    Row([(.mrzCheckDigitFailed, .doubt)], .failed, .passed, .reject, .doubtful),
    Row([(.holderNamePartial, .doubt)], .couldNotTell, .passed, .reject, .doubtful),
    Row([], .couldNotTell, .passed, .reject, .doubtful),
    Row([(.cardCodeUncertain, .doubt)], .passed, .couldNotTell, .approve, .doubtful),
    Row([(.holderNamePartial, .doubt)], .passed, .couldNotTell, .approve, .doubtful),
    Row([], .passed, .couldNotTell, .approve, .clear),
    Row([(.fileDamaged, .doubt)], .passed, .passed, .reject, .doubtful),
    Row([(.fileDefeatsInspection, .doubt)], .passed, .passed, .reject, .doubtful),
    Row([(.systemCouldNotProcess, .doubt)], .passed, .passed, .reject, .doubtful),
  ])
  func decides(_ row: Row) {
    let findings = row.findings.map { Finding($0.0, $0.1) }
    let results = [
      Verdict.CheckResult(name: "one", required: true, outcome: row.required, evidence: Evidence()),
      Verdict.CheckResult(name: "two", required: false, outcome: row.optional, evidence: Evidence()),
    ]
    let (decision, confidence) = VerdictPolicy.decision(on: findings, results)
    #expect(decision == row.decision)
    #expect(confidence == row.confidence)
  }

  @Test func isOneTableThatAlwaysAnswers() {
    let rows = VerdictPolicy.table.map { "\($0.decision.rawValue) \($0.confidence.rawValue)" }
    #expect(rows == ["reject clear", "reject doubtful", "reject doubtful", "approve doubtful", "approve clear"])
    #expect(VerdictPolicy.table.allSatisfy { !$0.standing.isEmpty && !$0.next.isEmpty })
  }

  @Test func neverApprovesWhatNothingSpeaksFor() {
    let (decision, confidence) = VerdictPolicy.decision(on: [], [])
    #expect(decision == .reject)
    #expect(confidence == .doubtful)
  }
}
