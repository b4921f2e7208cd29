import FoundationEssentials
import Model

/// Which cases to list. What is nil restricts nothing; everything else must hold together.
package struct CaseFilter: Sendable {
  /// Somebody who looks for work.
  package struct Reviewer: Sendable, Equatable {
    /// The login of the person.
    package var by: String
    package var at: Date

    package init(by: String, at: Date) {
      self.by = by
      self.at = at
    }
  }

  /// A place in the order of arrival.
  package enum Arrival: Sendable, Equatable {
    case first
    case after(serial: Int)

    /// Of the last case before it; 0 for none.
    package var serial: Int {
      switch self {
      case .first: 0
      case .after(let serial): serial
      }
    }
  }

  package var states: Set<CaseState>
  package var accountID: String?
  package var pipeline: String?
  /// Among others in the last verdict.
  package var reason: ReasonCode?
  /// What the machine said last.
  package var verdict: Verdict.Decision?
  package var confidence: Verdict.Confidence?
  /// The person's decision where there is one, else the machine's verdict.
  package var decision: Verdict.Decision?
  package var team: String?
  package var escalated: Bool?
  package var changedByRerun: Bool?
  /// Held by nobody else at that time.
  package var freeFor: Reviewer?
  package var arrivedFrom: Date?
  /// Exclusive.
  package var arrivedBefore: Date?
  package var deadlineFrom: Date?
  /// Exclusive.
  package var deadlineBefore: Date?
  /// Those of them that exist.
  package var numbers: [CaseNumber]?
  /// Those that came after this one, in the order they came; nil lists in the order of the review.
  package var after: Arrival?
  /// How many of the first to list.
  package var limit: Int?
  /// How many of the first to leave out.
  package var offset = 0

  package init(
    states: Set<CaseState> = [.inReview], accountID: String? = nil, pipeline: String? = nil, reason: ReasonCode? = nil,
    verdict: Verdict.Decision? = nil, confidence: Verdict.Confidence? = nil, decision: Verdict.Decision? = nil,
    team: String? = nil, escalated: Bool? = nil, changedByRerun: Bool? = nil, freeFor: Reviewer? = nil,
    arrivedFrom: Date? = nil, arrivedBefore: Date? = nil, deadlineFrom: Date? = nil, deadlineBefore: Date? = nil,
    numbers: [CaseNumber]? = nil, after: Arrival? = nil, limit: Int? = nil
  ) {
    self.states = states
    self.accountID = accountID
    self.pipeline = pipeline
    self.reason = reason
    self.verdict = verdict
    self.confidence = confidence
    self.decision = decision
    self.team = team
    self.escalated = escalated
    self.changedByRerun = changedByRerun
    self.freeFor = freeFor
    self.arrivedFrom = arrivedFrom
    self.arrivedBefore = arrivedBefore
    self.deadlineFrom = deadlineFrom
    self.deadlineBefore = deadlineBefore
    self.numbers = numbers
    self.after = after
    self.limit = limit
  }

  /// What waits for a person.
  package static let inReview = CaseFilter()
  /// Every case there is.
  package static let all = CaseFilter(states: Set(CaseState.allCases))
}
