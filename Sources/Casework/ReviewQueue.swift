import FoundationEssentials
import Model

/// The cases that wait for a person. All functions throw `StoreFailure` when the store cannot answer.
package protocol ReviewQueue: Sendable {
  /// In the order of `Case.isReviewedBefore`.
  func cases(_ filter: CaseFilter) async throws -> [Case]

  /// Everything that is kept about a case; nil when there is none of that number.
  func find(_ number: CaseNumber) async throws -> CaseFile?

  /// Closes a case in review. `version` is that of the case as the person saw it; nil decides whatever stands there.
  /// Throws `ReviewFailure`.
  func decide(_ number: CaseNumber, version: Int?, _ decision: ReviewDecision, at now: Date) async throws -> Case
}

/// Which cases to list.
package struct CaseFilter: Sendable {
  package var states: Set<CaseState>
  package var accountID: String?
  package var pipeline: String?
  /// Cases whose last verdict has this reason among others.
  package var reason: ReasonCode?

  package init(
    states: Set<CaseState> = [.inReview], accountID: String? = nil, pipeline: String? = nil, reason: ReasonCode? = nil
  ) {
    self.states = states
    self.accountID = accountID
    self.pipeline = pipeline
    self.reason = reason
  }

  /// What waits for a person.
  package static let inReview = CaseFilter()
  /// Every case there is.
  package static let all = CaseFilter(states: Set(CaseState.allCases))
}

/// What a person decides, and why.
package struct ReviewDecision: Sendable {
  package var decision: Verdict.Decision
  /// At least one for a rejection; empty for an approval.
  package var reasons: [ReasonCode]
  package var note: Private<String>?
  /// The login of the person.
  package var by: String

  package init(_ decision: Verdict.Decision, reasons: [ReasonCode] = [], note: Private<String>? = nil, by: String) {
    self.decision = decision
    self.reasons = reasons
    self.note = note
    self.by = by
  }
}

/// Everything that is kept about a case.
package struct CaseFile: Sendable, Equatable {
  package var summary: Case
  package var account: Account
  /// By run, the first one first; empty before the first verdict.
  package var runs: [CaseRun]
  /// What the person who decided wrote.
  package var note: Private<String>?
  /// In the order it happened.
  package var history: [CaseEvent]

  package init(
    summary: Case, account: Account, runs: [CaseRun], note: Private<String>?, history: [CaseEvent]
  ) {
    self.summary = summary
    self.account = account
    self.runs = runs
    self.note = note
    self.history = history
  }
}

/// One run over a submission with its verdict.
package struct CaseRun: Sendable, Equatable {
  /// Counts from 1.
  package var run: Int
  package var at: Date
  package var conclusion: Conclusion

  package init(run: Int, at: Date, conclusion: Conclusion) {
    self.run = run
    self.at = at
    self.conclusion = conclusion
  }
}

/// One edge of the state drawing that a case went along.
package struct CaseEvent: Sendable, Equatable {
  /// As they are named in `docs/states.md`.
  package enum Edge: String, Sendable, CaseIterable {
    case opened, claimed, lapsed, concluded, retried, handedBack, stuck, approved, rejected
  }

  package var at: Date
  package var edge: Edge
  /// The login of a person, or `kyc`.
  package var by: String
  package var run: Int
  package var attempt: Int

  package init(at: Date, edge: Edge, by: String, run: Int, attempt: Int) {
    self.at = at
    self.edge = edge
    self.by = by
    self.run = run
    self.attempt = attempt
  }

  /// Who acted where no person did.
  package static let machine = "kyc"
}

extension Case {
  /// Throws `ReviewFailure` when a person who saw that version cannot take this decision.
  package func check(_ decision: ReviewDecision, version seen: Int?) throws(ReviewFailure) {
    if let ruling { throw .alreadyDecided(number, ruling) }
    guard state == .inReview else { throw .notInReview(number, state) }
    guard seen == nil || seen == version else { throw .changed(number) }
    guard (decision.decision == .approve) == decision.reasons.isEmpty else { throw .reasonsDoNotFit(number) }
  }
}
