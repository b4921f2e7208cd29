import Casework
import Foundation
import Model
import Testing

@testable import CLI

@Suite("The summary of a batch")
struct BatchTallyTests {
  private func standing(_ serial: Int, _ pipeline: String) -> Case {
    Case(
      number: CaseNumber(year: 2026, serial: serial), accountID: "A", pipeline: pipeline, pipelineVersion: 1,
      team: "general", state: .inReview, run: 1, attempt: 1, version: 1, priority: .standard, purpose: nil,
      times: ReviewTimes(arrived: Date(), target: Date(), deadline: Date()), verdict: nil, ruling: nil)
  }

  private func verdict(_ decision: Verdict.Decision, _ confidence: Verdict.Confidence) -> Verdict {
    Verdict(decision: decision, confidence: confidence, findings: [], checks: [], documentTypes: [])
  }

  private var tally: BatchTally {
    var tally = BatchTally()
    tally.decided(standing(3, "identity"), verdict(.approve, .clear))
    tally.decided(standing(1, "identity"), verdict(.reject, .doubtful))
    tally.decided(standing(2, "address"), verdict(.reject, .clear))
    tally.known("address")
    tally.failed("identity")
    tally.failed(nil)
    return tally
  }

  @Test("has a row a pipeline, one for what stands outside, and one for all")
  func table() {
    #expect(
      tally.table == [
        "pipeline  decided  approved  rejected  doubtful  failed  already known  cases",
        "(none)          0         0         0         0       1              0  -",
        "address         1         0         1         0       0              1  K-2026-000002",
        "identity        2         1         1         1       1              0  K-2026-000001 … K-2026-000003",
        "all             3         1         2         1       2              1  K-2026-000001 … K-2026-000003",
      ])
  }

  @Test("says what is left to do")
  func remarks() {
    var tally = tally
    tally.left = 4
    tally.exposedOriginals = 1
    let remarks = BatchReport.remarks(tally, UploadFolder(), elapsed: .seconds(12), interrupted: true, consume: false)
    #expect(
      remarks == [
        "decided 3 in 12 s; kyc queue list shows what waits for a person",
        "1 known from earlier runs were left as they are",
        "interrupted with 4 left; run again to go on",
        "2 could not be decided; see to them and run again",
        "1 original file shows a card's security code and still lies in the folder; run again with --consume to unlink what "
          + "is decided",
      ])
  }

  @Test("does not advise --consume where it was given")
  func consumed() {
    var tally = BatchTally()
    tally.notUnlinked = 2
    tally.exposedOriginals = 2
    let remarks = BatchReport.remarks(
      tally, UploadFolder(), elapsed: .seconds(12), interrupted: false, consume: true)
    #expect(
      remarks.dropFirst() == [
        "2 source files could not be unlinked; see that the folder may be written, and run again",
        "2 original files show a card's security code and still lie in the folder",
      ])
  }

  @Test("of nothing new says so")
  func nothingNew() {
    var tally = BatchTally()
    tally.known("identity")
    let remarks = BatchReport.remarks(tally, UploadFolder(), elapsed: .seconds(1), interrupted: false, consume: false)
    #expect(remarks == ["nothing new: 1 known from earlier runs"])
  }

  @Test("on the way says done and time left")
  func progress() {
    #expect(
      BatchProgress(total: 10).line(tally, elapsed: .seconds(60))
        == "6/10 done · 1 approved · 2 rejected · 1 doubtful · 2 failed · 80 s left")
  }

  @Test("on the way fits 80 columns with long counts too")
  func longProgress() {
    var tally = BatchTally()
    for serial in 1...10_000 {
      tally.decided(standing(serial, "identity"), verdict(.approve, .doubtful))
      tally.decided(standing(serial, "identity"), verdict(.reject, .doubtful))
      tally.failed("identity")
    }
    #expect(
      BatchProgress(total: 60_000).line(tally, elapsed: .seconds(3000))
        == "30000/60000 · 10000 appr · 10000 rej · 20000 doubt · 10000 fail · 75 min left")
  }

  @Test(
    "gives times as people say them",
    arguments: [(5, "5 s"), (89, "89 s"), (90, "2 min"), (3600, "60 min"), (86_400, "24 h"), (259_200, "3 days")])
  func spans(seconds: Int, expected: String) {
    #expect(BatchProgress.span(.seconds(seconds)) == expected)
  }
}
