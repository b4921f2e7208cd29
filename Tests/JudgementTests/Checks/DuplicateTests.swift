import Judgement
import Model
import Testing

struct DuplicateTests {
  private func outcome(_ seen: SeenFile...) -> CheckOutcome {
    var dossier = dossier(document(page("Anna Hansen")), document(page("Anna Hansen")))
    dossier.seen = seen
    return Duplicate().outcome(in: dossier)
  }

  private func seen(
    _ file: Int = 1, in number: String = "K-2026-000001", same account: Bool = true, pipeline: Bool = true,
    as decision: Verdict.Decision? = .approve
  ) -> SeenFile {
    SeenFile(file: file, inCase: number, sameAccount: account, samePipeline: pipeline, decision: decision)
  }

  @Test("a file that nobody sent before passes")
  func fresh() { #expect(outcome() == .passed(Evidence(open: ["earlierCases": "none"]))) }

  @Test("a file that the same customer sent for something else passes, and the earlier case is named")
  func sameCustomer() {
    #expect(outcome(seen(), seen(2)) == .passed(Evidence(open: ["earlierCases": "K-2026-000001"])))
    #expect(
      outcome(seen(pipeline: false, as: .reject)) == .passed(Evidence(open: ["earlierCases": "K-2026-000001"])))
    #expect(outcome(seen(as: nil)) == .passed(Evidence(open: ["earlierCases": "K-2026-000001"])))
  }

  @Test("a file of another customer is for a person to look at, whatever became of it")
  func otherCustomer() {
    for decision in [Verdict.Decision.approve, .reject, nil] {
      #expect(
        outcome(seen(2, same: false, pipeline: false, as: decision))
          == .failed(
            [Finding(.fileDuplicate, .doubt, file: 2, measured: 1, unit: "case")],
            Evidence(open: ["earlierCases": "K-2026-000001"])))
    }
  }

  @Test("a picture that was saved anew is the same picture, and is told to be one")
  func savedAnew() {
    func copy(same account: Bool, as decision: Verdict.Decision) -> SeenFile {
      var copy = seen(same: account, as: decision)
      copy.savedAnew = true
      return copy
    }
    let evidence = Evidence(open: ["earlierCases": "K-2026-000001", "savedAnew": "K-2026-000001"])
    #expect(outcome(copy(same: true, as: .approve)) == .passed(evidence))
    let finding = Finding(.fileDuplicate, .doubt, file: 1, measured: 1, unit: "case")
    #expect(outcome(copy(same: false, as: .approve)) == .failed([finding], evidence))
    #expect(outcome(copy(same: true, as: .reject)) == .failed([finding], evidence))
  }

  @Test("a file that was rejected before is for a person to look at, once for all its cases")
  func rejected() {
    #expect(
      outcome(seen(as: .reject), seen(in: "K-2026-000002", as: .reject), seen(in: "K-2026-000003"))
        == .failed(
          [Finding(.fileDuplicate, .doubt, file: 1, measured: 2, unit: "cases")],
          Evidence(open: ["earlierCases": "K-2026-000001 K-2026-000002 K-2026-000003"])))
  }
}
