import FoundationEssentials
import Model

/// What the desk in the browser needs beside the review queue. All throw `StoreFailure`.
package protocol DeskLedger: Sendable {
  /// How many cases fit each of the filters; their limits and offsets say nothing.
  func counts(_ filters: [CaseFilter]) async throws -> [Int]

  /// Takes a person's last act back as if it had not been, by the rules of `Undo`; the history keeps both. Nobody outside
  /// hears of either. Throws `ReviewFailure` too.
  func undo(_ number: CaseNumber, by person: String, version: Int, at now: Date) async throws -> Case

  /// Until when that person can take back what was done last to the case; nil when not, or not any more.
  func undoable(_ number: CaseNumber, by person: String, at now: Date) async throws -> Date?

  /// Keeps what came of painting something over on a kept page: `conclusion` as one more run, the runs before as they are
  /// now, and no page of the names `gone` any more. `version` is that of the case as it was looked at. Throws
  /// `ReviewFailure` too.
  func cover(_ covered: CoveredCase, version: Int, policy: ReviewPolicy, by person: String, at now: Date) async throws
    -> Case

  /// What went on since then.
  func figures(since: Date, at now: Date) async throws -> DeskFigures
}

/// For how long an act can be taken back.
package enum Undo {
  /// In seconds. Hooks hear of a person's act when this has gone by.
  package static let window: TimeInterval = 5

  /// What can be taken back.
  package static let edges: Set<CaseEvent.Edge> = [.approved, .rejected, .asked, .escalated, .proposed]
}

/// Where a case stood before a person's act, as far as an act changes that.
package struct CasePosition: Sendable, Equatable, Codable {
  package var state: CaseState
  package var team: String
  package var escalated: Bool
  package var changedByRerun: Bool
  package var ruling: Ruling?
  package var asked: CustomerRequest?
  package var proposal: Ruling?

  package init(_ standing: Case) {
    state = standing.state
    team = standing.team
    escalated = standing.escalated
    changedByRerun = standing.changedByRerun
    ruling = standing.ruling
    asked = standing.asked
    proposal = standing.proposal
  }
}

extension Case {
  /// The case where it stood, one version on, and on the desk of who takes the act back. Pure.
  package func back(to position: CasePosition, by person: String, at now: Date) -> Case {
    var changed = self
    changed.version += 1
    changed.state = position.state
    changed.team = position.team
    changed.escalated = position.escalated
    changed.changedByRerun = position.changedByRerun
    changed.ruling = position.ruling
    changed.asked = position.asked
    changed.proposal = position.proposal
    changed.holder = DeskHold(by: person, until: now.addingTimeInterval(DeskHold.length))
    return changed
  }
}

/// What went on at the desk over some time.
package struct DeskFigures: Sendable, Equatable {
  /// Verdicts of the machine on one day (UTC).
  package struct DayCount: Sendable, Equatable {
    package var day: Day
    package var approve: Int
    package var approveDoubtful: Int
    package var rejectDoubtful: Int
    package var reject: Int

    package init(day: Day, approve: Int = 0, approveDoubtful: Int = 0, rejectDoubtful: Int = 0, reject: Int = 0) {
      self.day = day
      self.approve = approve
      self.approveDoubtful = approveDoubtful
      self.rejectDoubtful = rejectDoubtful
      self.reject = reject
    }

    package var total: Int { approve + approveDoubtful + rejectDoubtful + reject }
  }

  /// How people decided where the machine said something.
  package struct Agreement: Sendable, Equatable {
    package var decided: Int
    /// Of those, how often the person decided the other way.
    package var overruled: Int

    package init(decided: Int = 0, overruled: Int = 0) {
      self.decided = decided
      self.overruled = overruled
    }
  }

  /// Cases that are to be examined or decided, by how they stand against what was promised.
  package var bands: [ServiceBand: Int]
  /// Days with verdicts, in order.
  package var days: [DayCount]
  /// In how many of those verdicts each reason stands.
  package var reasons: [ReasonCode: Int]
  /// By what the machine said.
  package var byVerdict: [Verdict.Decision: Agreement]
  /// By each reason of the machine's verdict.
  package var byReason: [ReasonCode: Agreement]

  package init(
    bands: [ServiceBand: Int], days: [DayCount], reasons: [ReasonCode: Int], byVerdict: [Verdict.Decision: Agreement],
    byReason: [ReasonCode: Agreement]
  ) {
    self.bands = bands
    self.days = days
    self.reasons = reasons
    self.byVerdict = byVerdict
    self.byReason = byReason
  }
}
