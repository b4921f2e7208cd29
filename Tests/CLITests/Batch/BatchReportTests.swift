import Casework
import Foundation
import Glibc
import Model
import TestKit
import Testing

@testable import CLI

@Suite("A report of a batch")
struct BatchReportTests {
  /// What is said of a case from an earlier run with that state and those reasons.
  private func said(_ state: CaseState, _ reasons: [ReasonCode]) throws -> String {
    let folder = try TemporaryFolder()
    let talk = open(folder.path + "/stderr", O_WRONLY | O_CREAT, 0o600)
    defer { close(talk) }
    let console = Console(quiet: false, colour: false, data: talk, talk: talk)
    let standing = Case(
      number: CaseNumber(year: 2026, serial: 4), accountID: "A", pipeline: "identity", pipelineVersion: 1,
      team: "general", state: state, run: 1, attempt: 1, version: 1, priority: .standard, purpose: nil,
      times: ReviewTimes(arrived: Date(), target: Date(), deadline: Date()),
      verdict: VerdictSummary(decision: .reject, confidence: .doubtful, reasons: reasons), ruling: nil)
    BatchReport(UploadFolder(), console: console, json: false, showValues: false)
      .known(standing, accountChanged: false)
    return try String(contentsOfFile: folder.path + "/stderr", encoding: .utf8)
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
}
