import FoundationEssentials
import Model

/// Where a case stands. The edges between the states are drawn in `docs/states.md`.
package enum CaseState: String, Sendable, Codable, CaseIterable {
  /// To be examined, or to be tried again.
  case waiting
  /// A worker holds a lease on it.
  case working
  /// It has a verdict and waits for a person.
  case inReview
  /// A person decided.
  case closed
}

/// The life of one submission, as far as it may stand open: ids, codes, times and numbers.
package struct Case: Sendable, Equatable {
  package var number: CaseNumber
  package var accountID: String
  package var pipeline: String
  /// Of the last run, or before it, of the pipeline that the case was opened for.
  package var pipelineVersion: Int
  package var team: String
  package var state: CaseState
  /// Counts from 1; each run has one verdict.
  package var run: Int
  /// Raised by each claim.
  package var attempt: Int
  /// Raised by each change, so that a person decides what that person saw.
  package var version: Int
  package var priority: Account.Priority
  package var purpose: Account.Purpose?
  package var times: ReviewTimes
  /// What the machine said in the last run; nil before the first verdict.
  package var verdict: VerdictSummary?
  /// What a person decided; nil until then.
  package var ruling: Ruling?

  package init(
    number: CaseNumber, accountID: String, pipeline: String, pipelineVersion: Int, team: String, state: CaseState,
    run: Int, attempt: Int, version: Int, priority: Account.Priority, purpose: Account.Purpose?, times: ReviewTimes,
    verdict: VerdictSummary?, ruling: Ruling?
  ) {
    self.number = number
    self.accountID = accountID
    self.pipeline = pipeline
    self.pipelineVersion = pipelineVersion
    self.team = team
    self.state = state
    self.run = run
    self.attempt = attempt
    self.version = version
    self.priority = priority
    self.purpose = purpose
    self.times = times
    self.verdict = verdict
    self.ruling = ruling
  }
}

extension Case {
  /// The earlier hour of the deadline first; within an hour VIPs first, then withdrawals before account matters before
  /// technical ones, then the earlier arrival. Deadlines are compared by the hour, else no two would ever be equals,
  /// and deadlines come first, so that nobody starves.
  package func isReviewedBefore(_ other: Case) -> Bool { reviewRank.lexicographicallyPrecedes(other.reviewRank) }

  private var reviewRank: [Double] {
    let purposeRank: Double =
      switch purpose {
      case .withdrawal: 0
      case .account: 1
      case .technical: 2
      case nil: 3
      }
    return [
      (times.deadline.timeIntervalSince1970 / 3600).rounded(.down), priority == .vip ? 0 : 1, purposeRank,
      times.arrived.timeIntervalSince1970, Double(number.serial),
    ]
  }
}

/// The open part of a verdict.
package struct VerdictSummary: Sendable, Equatable {
  package var decision: Verdict.Decision
  package var confidence: Verdict.Confidence
  /// Each code once, in the order of the findings.
  package var reasons: [ReasonCode]

  package init(decision: Verdict.Decision, confidence: Verdict.Confidence, reasons: [ReasonCode]) {
    self.decision = decision
    self.confidence = confidence
    self.reasons = reasons
  }
}

/// A person's decision about a case.
package struct Ruling: Sendable, Equatable {
  package var decision: Verdict.Decision
  /// Why it was rejected; empty for an approval.
  package var reasons: [ReasonCode]
  /// The login of the person.
  package var by: String
  package var at: Date

  package init(decision: Verdict.Decision, reasons: [ReasonCode], by: String, at: Date) {
    self.decision = decision
    self.reasons = reasons
    self.by = by
    self.at = at
  }
}
