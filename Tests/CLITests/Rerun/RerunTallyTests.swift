import Casework
import Model
import TestKit
import Testing

@testable import CLI

@Suite("The count of a rerun")
struct RerunTallyTests {
  private func change(_ before: Verdict, _ after: Verdict) -> VerdictChange {
    VerdictChange(from: .made(verdict: before), to: .made(verdict: after))
  }

  private var tally: RerunTally {
    var tally = RerunTally()
    tally.changed(change(.rejection(.pageBlurred), .approval))
    tally.changed(change(.rejection(.pageBlurred), .approval))
    tally.changed(change(.approval, .rejection(.pageBlurred)))
    tally.changed(change(.rejection(.pageBlank), .rejection(.pageBlurred)))
    tally.stayed()
    tally.failed()
    return tally
  }

  @Test("says how many changed, from what to what, and what was not possible")
  func summary() {
    #expect(
      tally.summary(dryRun: false)
        == "5 cases judged again: 4 changed (2 reject → approve, 1 approve → reject, 1 with the same decision), "
        + "1 unchanged, 1 not possible")
    #expect(tally.progress(of: 9) == "6/9 · 4 changed · 1 not possible")
    #expect(RerunTally().summary(dryRun: false) == "0 cases judged again: 0 unchanged")
  }

  @Test("says what to do next")
  func remarks() {
    #expect(
      RerunReport.remarks(tally, left: 0, leftOut: 1, interrupted: false, dryRun: false) == [
        "kyc queue list --tab changed shows what a person must look at now",
        "1 case left out, as the account file does not name its account",
      ])
    #expect(
      RerunReport.remarks(tally, left: 0, leftOut: 0, interrupted: false, dryRun: true)
        == ["nothing was written; without --dry-run it is"])
  }
}
