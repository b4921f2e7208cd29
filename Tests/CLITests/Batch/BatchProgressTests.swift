import Casework
import Foundation
import Model
import Testing

@testable import CLI

@Suite("The line that says how far a batch is")
struct BatchProgressTests {
  private func tally(approved: Int, rejected: Int, failed: Int, left: Int = 0) -> BatchTally {
    var tally = BatchTally()
    let times = ReviewTimes(arrived: Date(), target: Date(), deadline: Date())
    for serial in 1...(approved + rejected) {
      let standing = Case(
        number: CaseNumber(year: 2026, serial: serial), accountID: "A", pipeline: "identity", pipelineVersion: 1,
        team: "general", state: .inReview, run: 1, attempt: 1, version: 1, priority: .standard, purpose: nil,
        times: times, verdict: nil, ruling: nil)
      let isApproval = serial <= approved
      tally.decided(
        standing,
        Verdict(
          decision: isApproval ? .approve : .reject, confidence: isApproval ? .clear : .doubtful, findings: [],
          checks: [], documentTypes: []))
    }
    for _ in 0..<failed { tally.failed("identity") }
    tally.left = left
    return tally
  }

  private func progress(
    _ goal: BatchProgress.Goal, failed: Int = 0, left: Int = 0, worked: Duration = .seconds(120)
  ) -> BatchProgress {
    BatchProgress(
      tally: tally(approved: 13, rejected: 6, failed: failed, left: left), goal: goal, worked: worked, isAtWork: true)
  }

  @Test(
    "says as much as fits",
    arguments: [
      (
        200,
        "20/50 done · 13 approved · 6 rejected · 6 doubtful · 1 failed · 30 left · 9.5/min · 3 min to go"
      ),
      (90, "20/50 · 13 approved · 6 rejected · 6 doubtful · 1 failed · 30 left · 9.5/min · 3 min"),
      (79, "20/50 · 13 appr · 6 rej · 6 doubt · 1 fail · 30 left · 9.5/min · 3 min"),
      (60, "20/50 · 13 appr · 6 rej · 6 doubt · 1 fail · 30 left"),
      (30, "20/50 · 30 left"),
      (10, "20/50 · 30"),
      (0, ""),
    ])
  func width(columns: Int, expected: String) {
    #expect(progress(.batch(total: 50), failed: 1).line(width: columns) == expected)
  }

  @Test("leaves out the pace while there is none to tell")
  func start() {
    #expect(
      progress(.batch(total: 50), worked: .milliseconds(900)).line(width: 200)
        == "19/50 done · 13 approved · 6 rejected · 6 doubtful · 31 left")
    let none = BatchProgress(tally: BatchTally(), goal: .batch(total: 2), worked: .seconds(60), isAtWork: true)
    #expect(none.line(width: 200) == "0/2 done · 0 approved · 0 rejected · 0 doubtful · 2 left")
  }

  @Test("of a watch says what is left and no end")
  func watch() {
    #expect(
      progress(.watch, left: 3, worked: .seconds(60)).line(width: 200)
        == "watching · 19 decided · 13 approved · 6 rejected · 6 doubtful · 3 left · 19/min")
  }

  @Test(
    "gives times as people say them",
    arguments: [(5, "5 s"), (89, "89 s"), (90, "2 min"), (3600, "60 min"), (86_400, "24 h"), (259_200, "3 days")])
  func spans(seconds: Int, expected: String) {
    #expect(BatchProgress.span(.seconds(seconds)) == expected)
  }

  @Test("counts the pace against the time that something was at work, not against idle hours")
  func pace() {
    let clock = TestClock()
    let ledger = BatchLedger(now: { clock.now })
    ledger.began()
    clock.advance(by: .seconds(10))
    ledger.began()
    ledger.ended()
    clock.advance(by: .seconds(10))
    #expect(ledger.progress(to: .watch).worked == .seconds(10), "it stands still until the next one ends")
    ledger.ended()
    clock.advance(by: .seconds(3600))
    #expect(ledger.progress(to: .watch).worked == .seconds(20))
    #expect(!ledger.progress(to: .watch).isAtWork)
    ledger.began()
    clock.advance(by: .seconds(1))
    #expect(ledger.progress(to: .watch).isAtWork)
    ledger.ended()
    #expect(ledger.progress(to: .watch).worked == .seconds(21))
  }
}
