import Casework
import Foundation
import Model
import Paperwork
import TestKit
import Testing

@testable import CLI

@Suite("A report of a batch")
struct BatchReportTests {
  private func standing(_ state: CaseState, _ reasons: [ReasonCode]) -> Case {
    Case(
      number: CaseNumber(year: 2026, serial: 4), accountID: "A", pipeline: "identity", pipelineVersion: 1,
      team: "general", state: state, run: 1, attempt: 1, version: 1, priority: .standard, purpose: nil,
      times: ReviewTimes(arrived: Date(), target: Date(), deadline: Date()),
      verdict: VerdictSummary(decision: .reject, confidence: .doubtful, reasons: reasons), ruling: nil)
  }

  /// What is said of a case from an earlier run with that state and those reasons.
  private func said(_ state: CaseState, _ reasons: [ReasonCode], accountFile: String? = nil) throws -> String {
    let talk = try Talk()
    BatchReport(UploadFolder(), console: talk.console, json: false, showValues: false, consume: false)
      .known(standing(state, reasons), accountFile: accountFile)
    return try talk.text()
  }

  @Test("names a known case that only a person can decide, while it waits for one")
  func known() throws {
    #expect(
      try said(.inReview, [.systemCouldNotProcess])
        == "K-2026-000004 stands in the review queue with system.could_not_process; a person must look at it: "
        + "kyc queue show K-2026-000004\n")
    #expect(try said(.closed, [.systemCouldNotProcess]).isEmpty)
    #expect(try said(.inReview, [.pageBlurred]).isEmpty)
  }

  @Test("names an account whose data changed since it was judged, and how to judge it again")
  func accountChanged() throws {
    #expect(
      try said(.closed, [.pageBlurred], accountFile: "up/accounts.jsonl")
        == "A identity: the account data changed since K-2026-000004 was judged, and its verdict stands; to judge it "
        + "again: kyc rerun K-2026-000004 --account up/accounts.jsonl\n")
  }

  @Test(
    "names account folders without submissions in one line",
    arguments: [
      ([String](), ""), (["up/A"], "note: up/A holds no submissions\n"),
      (["up/A", "up/B", "up/C"], "note: up/A and 2 other account folders hold no submissions\n"),
    ])
  func emptyAccounts(names: [String], expected: String) throws {
    let talk = try Talk()
    var uploads = UploadFolder()
    uploads.emptyAccounts = names
    BatchReport(uploads, console: talk.console, json: false, showValues: false, consume: false).notes(uploads)
    #expect(try talk.text() == expected)
  }

  @Test(
    "names the other cases of a file, the first few of many",
    arguments: [
      (1, "K-2026-000001 (account B)"), (2, "K-2026-000001 (account B), K-2026-000002 (the same account)"),
      (
        5,
        "K-2026-000001 (account B), K-2026-000002 (the same account), K-2026-000003 (account B) and 2 other cases"
      ),
    ])
  func duplicates(count: Int, expected: String) throws {
    let talk = try Talk()
    let sightings = (1...count).map { serial in
      Sighting(
        file: 1, number: CaseNumber(year: 2026, serial: serial), accountID: serial == 2 ? "A" : "B",
        sameAccount: serial == 2, pipeline: "identity", state: .inReview, decision: .approve)
    }
    BatchReport(UploadFolder(), console: talk.console, json: false, showValues: false, consume: false)
      .duplicate(standing(.inReview, []), "bill.pdf", sightings)
    #expect(try talk.text() == "A identity: bill.pdf is the same file as in \(expected)\n")
  }
}
