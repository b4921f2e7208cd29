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

  private func submission(_ account: String, _ pipeline: String) -> UploadFolder.Submission {
    UploadFolder.Submission(
      account: Account(id: account), pipeline: pipeline, folders: [Array(account.utf8), Array(pipeline.utf8)],
      files: [Array("a.jpg".utf8)])
  }

  private func verdict(_ decision: Verdict.Decision, _ confidence: Verdict.Confidence) -> Verdict {
    Verdict(decision: decision, confidence: confidence, findings: [], checks: [], documentTypes: [])
  }

  private var tally: BatchTally {
    var tally = BatchTally()
    tally.decided(standing(3, "identity"), verdict(.approve, .clear))
    tally.decided(standing(1, "identity"), verdict(.reject, .doubtful))
    tally.decided(standing(2, "address"), verdict(.reject, .clear))
    tally.known(submission("A", "address"))
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
    tally.left(submission("A", "identity"), exposed: 2)
    tally.left(submission("A", "identity"), exposed: 1)
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
    tally.left(submission("A", "identity"), notUnlinked: 1, exposed: 1)
    tally.left(submission("B", "identity"), notUnlinked: 1, exposed: 1)
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
    tally.known(submission("A", "identity"))
    tally.known(submission("A", "identity"))
    let remarks = BatchReport.remarks(tally, UploadFolder(), elapsed: .seconds(1), interrupted: false, consume: false)
    #expect(remarks == ["nothing new: 1 known from earlier runs"])
  }

  @Test("forgets what could not be decided and then was")
  func mended() {
    var tally = BatchTally()
    tally.failed("identity")
    tally.failed(nil)
    tally.mended("identity")
    #expect(tally.total.failed == 1)
  }
}
