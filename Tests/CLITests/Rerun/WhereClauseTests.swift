import Casework
import Foundation
import Model
import Testing
import Workplace

@testable import CLI

@Suite("--where")
struct WhereClauseTests {
  private func clause(_ text: String) throws(CommandFailure) -> WhereClause {
    try WhereClause(text, pipelines: ["address", "identity", "payment"])
  }

  @Test("takes every key there is")
  func everything() throws {
    let clause = try clause(
      "decision=rejected verdict=reject confidence=doubtful reason=page.blurred pipeline=address account=A-1001 "
        + "team=general state=closed since=2026-11-01 until=2026-11-30")
    #expect(clause.decision == .reject)
    #expect(clause.verdict == .reject)
    #expect(clause.confidence == .doubtful)
    #expect(clause.reasons == [.pageBlurred])
    #expect(clause.pipeline == "address")
    #expect(clause.account == "A-1001")
    #expect(clause.team == "general")
    #expect(clause.states == [.closed])
    #expect(clause.since == Day("2026-11-01"))
    #expect(clause.until == Day("2026-11-30"))
  }

  @Test(
    "takes words in either form and in any case",
    arguments: [
      ("decision=approved", Verdict.Decision.approve), ("decision=approve", .approve), ("decision=REJECTED", .reject),
      ("DECISION=reject", .reject),
    ])
  func forms(text: String, decision: Verdict.Decision) throws {
    #expect(try clause(text).decision == decision)
  }

  @Test(
    "takes any of several reasons and states, however they are given",
    arguments: [
      "reason=page.blurred,page.blank state=closed,inReview",
      "reason=page.blurred state=closed reason=page.blank state=inreview",
      "  reason=page.blurred,page.blank,page.blurred\n state=closed,inReview,closed ",
    ])
  func several(text: String) throws {
    let clause = try clause(text)
    #expect(clause.reasons == [.pageBlurred, .pageBlank])
    #expect(clause.states == [.closed, .inReview])
    #expect(clause.filters.map(\.reason) == [.pageBlurred, .pageBlank])
    #expect(clause.filters.allSatisfy { $0.states == [.closed, .inReview] })
  }

  @Test("takes a value with spaces in quotes")
  func quotes() throws {
    #expect(try clause(#"account="A 17" team=payments"#).account == "A 17")
    #expect(try clause(#"account=A" "17"#).account == "A 17")
  }

  @Test("without a state means every case that has a verdict, and both days count in full")
  func filter() throws {
    let filter = try #require(try clause("since=2026-11-01 until=2026-11-30").filters.first)
    #expect(filter.states == [.inReview, .awaitingCustomer, .closed])
    #expect(filter.arrivedFrom == (try Date("2026-11-01T00:00:00Z", strategy: .iso8601)))
    #expect(filter.arrivedBefore == (try Date("2026-12-01T00:00:00Z", strategy: .iso8601)))
    #expect(filter.reason == nil)
  }

  @Test(
    "says what is wrong, and what may have been meant",
    arguments: [
      ("reson=page.blurred", "unknown key 'reson' (did you mean 'reason'?)"),
      (
        "weather=bad",
        "unknown key 'weather'; keys are decision, verdict, confidence, reason, pipeline, account, team, state, since, until"
      ),
      (
        "reason=page.blured",
        "unknown reason 'page.blured' (did you mean 'page.blurred'?); kyc explain lists every code"
      ),
      ("reason=weather", "unknown reason 'weather'; kyc explain lists every code"),
      ("decision=rejectd", "unknown decision 'rejectd' (did you mean 'reject'?)"),
      ("decision=maybe", "unknown decision 'maybe'; it can be approved, rejected"),
      ("verdict=maybe", "unknown verdict 'maybe'; it can be approve, reject"),
      ("confidence=clera", "unknown confidence 'clera' (did you mean 'clear'?)"),
      ("pipeline=adress", "unknown pipeline 'adress' (did you mean 'address'?)"),
      ("state=open", "unknown state 'open'; it can be waiting, working, inReview, awaitingCustomer, closed"),
      ("since=yesterday", "since is 'yesterday'; it must be a day written as YYYY-MM-DD"),
      ("since=2026-11-31", "since is '2026-11-31'; it must be a day written as YYYY-MM-DD"),
      ("since=2026-11-02 until=2026-11-01", "since=2026-11-02 is later than until=2026-11-01, and no case fits both"),
      ("decision=approved decision=rejected", "decision stands twice, and both cannot hold; only reason and state may"),
      ("rejected", "'rejected' is no condition; write key=value, such as reason=page.blurred"),
      ("team=", "team has no value; write team=payments"),
      ("", "there is no condition; write some, such as 'decision=rejected reason=page.blurred'"),
      ("  ", "there is no condition; write some, such as 'decision=rejected reason=page.blurred'"),
      (#"account="A 17"#, "a quotation mark is not closed"),
    ])
  func complaints(text: String, sentence: String) {
    #expect(throws: CommandFailure(.usage, "--where: \(sentence)")) { try clause(text) }
  }

  @Test("never writes control characters to a terminal")
  func control() {
    let failure = #expect(throws: CommandFailure.self) { try clause("\u{1B}[31m=1") }
    #expect(failure?.lines.first?.contains("\u{1B}") == false)
  }
}
