import Casework
import Foundation
import Model
import Testing

struct LegalHoldTests {
  @Test(
    "a case is kept for the pipeline's years after the account ended, to the end of that day",
    arguments: [
      (ended: "2021-11-22", now: "2026-11-22", hold: "legal hold until 2026-11-23"),
      (ended: "2021-11-22", now: "2026-11-23", hold: "no legal hold"),
      (ended: "2024-02-29", now: "2029-02-28", hold: "legal hold until 2029-03-01"),
      (ended: "2024-02-29", now: "2029-03-01", hold: "no legal hold"),
    ])
  func ended(ended: String, now: String, hold: String) throws {
    #expect(try LegalHold(ended: start(ended), years: 5, at: start(now)).description == hold)
  }

  @Test("while the account lives, the time has not begun")
  func alive() {
    #expect(LegalHold(ended: nil, years: 5, at: .distantFuture) == .whileTheAccountLives(years: 5))
  }

  private func start(_ text: String) throws -> Date {
    Date(timeIntervalSince1970: Double(try #require(Day(text)).daysSinceEpoch) * 86_400)
  }
}
