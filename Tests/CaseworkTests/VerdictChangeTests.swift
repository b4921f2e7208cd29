import Casework
import Model
import TestKit
import Testing

struct VerdictChangeTests {
  private func conclusion(
    _ decision: Verdict.Decision = .reject, _ confidence: Verdict.Confidence = .clear,
    findings: [Finding] = [], checks: [(String, Verdict.Outcome)] = []
  ) -> Conclusion {
    .made(
      verdict: Verdict(
        decision: decision, confidence: confidence, findings: findings,
        checks: checks.map { .init(name: $0.0, required: true, outcome: $0.1, evidence: Evidence()) },
        documentTypes: []))
  }

  @Test("tells which checks say something else and which reasons came and went")
  func changes() {
    let before = conclusion(
      findings: [Finding(.pageBlurred, .retry), Finding(.documentTooOld, .retry), Finding(.cardCodeExposed, .info)],
      checks: [("sharpness", .failed), ("documentDate", .failed), ("holderName", .passed), ("gone", .couldNotTell)])
    let after = conclusion(
      .approve, .doubtful, findings: [Finding(.holderNamePartial, .doubt), Finding(.cardCodeExposed, .info)],
      checks: [("new", .passed), ("holderName", .couldNotTell), ("documentDate", .failed), ("sharpness", .passed)])
    let change = VerdictChange(from: before, to: after)
    #expect(change.before == before.summary)
    #expect(change.after == after.summary)
    #expect(
      change.checks == [
        .init(name: "new", before: nil, after: .passed),
        .init(name: "holderName", before: .passed, after: .couldNotTell),
        .init(name: "sharpness", before: .failed, after: .passed),
        .init(name: "gone", before: .couldNotTell, after: nil),
      ])
    #expect(change.reasonsGone == [.pageBlurred, .documentTooOld])
    #expect(change.reasonsNew == [.holderNamePartial])
    #expect(!change.isEmpty)
  }

  @Test("any one difference is a change")
  func differences() {
    let before = conclusion(findings: [Finding(.pageBlurred, .retry)], checks: [("sharpness", .failed)])
    let others = [
      conclusion(.approve, findings: [Finding(.pageBlurred, .retry)], checks: [("sharpness", .failed)]),
      conclusion(.reject, .doubtful, findings: [Finding(.pageBlurred, .retry)], checks: [("sharpness", .failed)]),
      conclusion(checks: [("sharpness", .failed)]),
      conclusion(
        findings: [Finding(.pageBlurred, .retry), Finding(.pageBlank, .retry)], checks: [("sharpness", .failed)]),
      conclusion(findings: [Finding(.pageBlurred, .retry)], checks: [("sharpness", .couldNotTell)]),
      conclusion(findings: [Finding(.pageBlurred, .retry)]),
    ]
    for other in others { #expect(!VerdictChange(from: before, to: other).isEmpty) }
  }

  @Test("what is only measured, ordered or made with otherwise is no change")
  func sameAnswer() {
    let before = conclusion(
      findings: [Finding(.pageBlurred, .retry, file: 1, measured: 0.1), Finding(.pageBlank, .retry)],
      checks: [("sharpness", .failed), ("legibility", .failed)])
    var after = conclusion(
      findings: [Finding(.pageBlank, .retry), Finding(.pageBlurred, .retry, file: 2, measured: 0.2)],
      checks: [("legibility", .failed), ("sharpness", .failed)])
    after.account = .made(family: "Holm")
    after.pipelineVersion = 9
    #expect(VerdictChange(from: before, to: after).isEmpty)
  }

  @Test("a run knows what changed against the run before")
  func runs() {
    let first = conclusion(findings: [Finding(.pageBlurred, .retry)])
    let second = conclusion(.approve)
    #expect(CaseRun(run: 1, at: .start, conclusion: first).change == nil)
    let change = CaseRun(run: 2, at: .start, conclusion: second, after: first).change
    #expect(change == VerdictChange(from: first, to: second))
  }
}
