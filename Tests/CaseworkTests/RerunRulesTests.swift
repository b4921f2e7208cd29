import Casework
import Foundation
import Model
import TestKit
import Testing

struct RerunRulesTests {
  private static let hour: TimeInterval = 3600
  private static let later = Date.start.addingTimeInterval(100 * hour)
  private let policy = ReviewPolicy(targetHours: 10, deadlineHours: 20, vipDeadlineHours: 5, team: "elsewhere")
  private let before = Conclusion.made(verdict: .rejection(.pageBlurred))

  private func after(_ standing: Case, _ verdict: Verdict) throws(ReviewFailure) -> Case {
    var conclusion = Conclusion.made(verdict: verdict)
    conclusion.pipelineVersion = 9
    let change = VerdictChange(from: before, to: conclusion)
    return try standing.afterRerun(conclusion, change: change, policy: policy, at: Self.later)
  }

  private func times(target: Double, deadline: Double) -> ReviewTimes {
    ReviewTimes(
      arrived: .start, target: .start.addingTimeInterval(target * Self.hour),
      deadline: .start.addingTimeInterval(deadline * Self.hour))
  }

  @Test(
    "a change brings a case before a person, with the time that is due to it",
    arguments: [(CaseState.inReview, 24.0, 72.0), (.awaitingCustomer, 124, 172), (.closed, 110, 120)])
  func changed(state: CaseState, target: Double, deadline: Double) throws {
    let standing = Case.made(state, holder: DeskHold(by: "anna", until: .distantFuture))
    var expected = standing
    expected.state = .inReview
    expected.version = 6
    expected.run = 2
    expected.pipelineVersion = 9
    expected.verdict = Conclusion.made().summary
    expected.times = times(target: target, deadline: deadline)
    expected.ruling = nil
    expected.asked = nil
    expected.changedByRerun = true
    #expect(try after(standing, .approval) == expected)
  }

  @Test("a VIP's case gets a VIP's new deadline")
  func vip() throws {
    var standing = Case.made(.closed)
    standing.priority = .vip
    #expect(try after(standing, .approval).times == times(target: 105, deadline: 105))
  }

  @Test(
    "no change moves nothing", arguments: [CaseState.inReview, .awaitingCustomer, .closed], [false, true])
  func unchanged(state: CaseState, wasChanged: Bool) throws {
    var standing = Case.made(state)
    standing.changedByRerun = wasChanged
    var expected = standing
    expected.version = 6
    expected.run = 2
    expected.pipelineVersion = 9
    #expect(try after(standing, .rejection(.pageBlurred)) == expected)
  }

  @Test(
    "a reopened case waits for a worker",
    arguments: [(CaseState.inReview, 24.0, 72.0), (.awaitingCustomer, 124, 172), (.closed, 110, 120)])
  func reopened(state: CaseState, target: Double, deadline: Double) throws {
    var standing = Case.made(state, holder: DeskHold(by: "anna", until: .distantFuture))
    standing.changedByRerun = true
    var expected = standing
    expected.holder = nil
    expected.state = .waiting
    expected.version = 6
    expected.run = 2
    expected.times = times(target: target, deadline: deadline)
    expected.ruling = nil
    expected.asked = nil
    expected.changedByRerun = false
    #expect(try standing.reopened(policy: policy, at: Self.later) == expected)
  }

  @Test("what the workers have is not judged again", arguments: [CaseState.waiting, .working])
  func withWorkers(state: CaseState) {
    let standing = Case.made(state)
    let failure = ReviewFailure.notInReview(standing.number, state)
    #expect(throws: failure) { try after(standing, .approval) }
    #expect(throws: failure) { try standing.reopened(policy: policy, at: Self.later) }
  }

  @Test("an answer sets the case going again, and the wait does not count")
  func answered() {
    let standing = Case.made(.awaitingCustomer)
    var expected = standing
    expected.state = .waiting
    expected.version = 6
    expected.run = 2
    expected.times = times(target: 124, deadline: 172)
    expected.asked = nil
    #expect(standing.answered(at: Self.later) == expected)
  }

  @Test("a clock that was set back takes no time away")
  func clockSetBack() {
    let standing = Case.made(.awaitingCustomer)
    #expect(standing.answered(at: .start.addingTimeInterval(-60)).times == standing.times)
  }
}
