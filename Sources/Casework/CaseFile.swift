import FoundationEssentials
import Model

/// Everything that is kept about a case.
package struct CaseFile: Sendable, Equatable {
  package var summary: Case
  /// As it was judged last, or before the first verdict, as it was sent.
  package var account: Account
  /// By run, the first one first; empty before the first verdict. A run that is still to come is not among them.
  package var runs: [CaseRun]
  /// In the order it happened.
  package var history: [CaseEvent]

  package init(summary: Case, account: Account, runs: [CaseRun], history: [CaseEvent]) {
    self.summary = summary
    self.account = account
    self.runs = runs
    self.history = history
  }
}

/// One run over a submission with its verdict.
package struct CaseRun: Sendable, Equatable {
  /// Counts from 1.
  package var run: Int
  package var at: Date
  package var conclusion: Conclusion
  /// Against the run before; nil for the first.
  package var change: VerdictChange?

  /// `earlier` is the run before; nil for the first.
  package init(run: Int, at: Date, conclusion: Conclusion, after earlier: Conclusion? = nil) {
    self.run = run
    self.at = at
    self.conclusion = conclusion
    change = earlier.map { VerdictChange(from: $0, to: conclusion) }
  }
}

/// One edge of the state drawing that a case went along.
package struct CaseEvent: Sendable, Equatable {
  /// As they are named in `docs/states.md`.
  package enum Edge: String, Sendable, CaseIterable {
    case opened, claimed, lapsed, concluded, retried, handedBack, stuck
    case taken, released, approved, rejected, asked, escalated
    case answered, reran, reopened
    case proposed, viewed, exported, erased, undone, covered
    case setAside
  }

  package var at: Date
  package var edge: Edge
  /// The login of a person, or `kyc`.
  package var by: String
  package var run: Int
  package var attempt: Int
  /// Of a rejection, also of one that was set aside, or what the customer was asked for; else empty.
  package var reasons: [ReasonCode]
  /// Whom it was handed to; only of an escalation.
  package var team: String?
  /// What the person wrote for colleagues.
  package var note: Private<String>?

  package init(
    at: Date, edge: Edge, by: String, run: Int, attempt: Int, reasons: [ReasonCode] = [], team: String? = nil,
    note: Private<String>? = nil
  ) {
    self.at = at
    self.edge = edge
    self.by = by
    self.run = run
    self.attempt = attempt
    self.reasons = reasons
    self.team = team
    self.note = note
  }

  /// What the history says about a case that went along an edge and now stands as `changed`.
  package init(_ edge: Edge, of changed: Case, by: String, note: Private<String>? = nil, at: Date) {
    let reasons =
      switch edge {
      case .rejected, .setAside: changed.ruling?.reasons
      case .proposed: changed.proposal?.reasons
      case .asked: changed.asked?.reasons
      default: nil as [ReasonCode]?
      }
    self.init(
      at: at, edge: edge, by: by, run: changed.run, attempt: changed.attempt, reasons: reasons ?? [],
      team: edge == .escalated ? changed.team : nil, note: note)
  }

  /// Who acted where no person did.
  package static let machine = "kyc"
}
