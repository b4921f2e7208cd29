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
  /// A person asked the customer for more; the clock stands still.
  case awaitingCustomer
  /// A person decided.
  case closed
  /// Its key was destroyed; what is left says nothing about anybody.
  case erased
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
  /// Counts from 1; each run has one verdict. While the case waits for a worker it is the run to come.
  package var run: Int
  /// Raised by each claim.
  package var attempt: Int
  /// Raised by each change, so that a person decides what that person saw.
  package var version: Int
  package var priority: Account.Priority
  package var purpose: Account.Purpose?
  package var times: ReviewTimes
  /// What the machine said last; nil before the first verdict.
  package var verdict: VerdictSummary?
  /// What a person decided; nil until then, and again after a rerun that changed the verdict.
  package var ruling: Ruling?
  /// Somebody handed it to `team`.
  package var escalated: Bool
  /// The reviewer who took it last; whether the hold still lasts, `holder(at:)` tells.
  package var holder: DeskHold?
  /// What the customer was asked for; there while the case awaits it.
  package var asked: CustomerRequest?
  /// A rerun changed its verdict, and nobody has acted on it since.
  package var changedByRerun: Bool
  /// Two people must come to the same decision.
  package var fourEyes: Bool
  /// What the first of two decided; nil before, and once something else became of the case.
  package var proposal: Ruling?

  package init(
    number: CaseNumber, accountID: String, pipeline: String, pipelineVersion: Int, team: String, state: CaseState,
    run: Int, attempt: Int, version: Int, priority: Account.Priority, purpose: Account.Purpose?, times: ReviewTimes,
    verdict: VerdictSummary?, ruling: Ruling?, escalated: Bool = false, holder: DeskHold? = nil,
    asked: CustomerRequest? = nil, changedByRerun: Bool = false, fourEyes: Bool = false, proposal: Ruling? = nil
  ) {
    self.fourEyes = fourEyes
    self.proposal = proposal
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
    self.escalated = escalated
    self.holder = holder
    self.asked = asked
    self.changedByRerun = changedByRerun
  }
}

extension Case {
  /// The reviewer who holds it at that time; nil for nobody.
  package func holder(at now: Date) -> DeskHold? { holder.flatMap { $0.until > now ? $0 : nil } }

  /// The earlier hour of the deadline first; within an hour VIPs first, then withdrawals before account matters before
  /// technical ones, then the earlier arrival. Deadlines are compared by the hour, else no two would ever be equals,
  /// and deadlines come first, so that nobody starves.
  package func isReviewedBefore(_ other: Case) -> Bool { reviewRank.lexicographicallyPrecedes(other.reviewRank) }

  /// When its turn to be examined comes: an hour after it began to wait, up to three hours more by purpose, but at once for a
  /// VIP's withdrawal, and never after the deadline. A later case cannot have an earlier turn for ever, so nobody starves.
  /// `since` is when it began to wait for this verdict.
  package func turn(waitingSince since: Date) -> Date {
    let patience: Double =
      switch purpose {
      case .withdrawal: 0
      case .account: 1
      case .technical: 2
      case nil: 3
      }
    let own = since.addingTimeInterval(3600 * (patience + (priority == .vip ? 0 : 1)))
    return min(own, times.deadline, times.latest ?? times.deadline)
  }

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
package struct Ruling: Sendable, Equatable, Codable {
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

/// A reviewer has a case on the desk, so that two people do not work on it at once. It ends by itself.
package struct DeskHold: Sendable, Equatable {
  /// For how long somebody who takes a case holds it, in seconds: 10 minutes.
  package static let length: TimeInterval = 600

  /// The login of the person.
  package var by: String
  package var until: Date

  package init(by: String, until: Date) {
    self.by = by
    self.until = until
  }
}

/// What the customer was asked to send again or to mend.
package struct CustomerRequest: Sendable, Equatable, Codable {
  /// At least one.
  package var reasons: [ReasonCode]
  /// The login of the person who asked.
  package var by: String
  /// From then on the clock stands still.
  package var at: Date

  package init(reasons: [ReasonCode], by: String, at: Date) {
    self.reasons = reasons
    self.by = by
    self.at = at
  }
}
