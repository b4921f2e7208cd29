import FoundationEssentials

/// A part of the review queue, by the name that it has in commands and addresses.
package enum QueuePart: String, Sendable, CaseIterable {
  /// In review, held by nobody else, and not handed to another team.
  case needsMe = "needs-me"
  /// In review, with a deadline within `QueuePart.soon` that has not passed.
  case dueSoon = "due-soon"
  case overdue
  /// Handed to a team by somebody.
  case escalated
  /// In review, as a rerun changed the verdict, and nobody has acted since.
  case changed
  /// The customer was asked for more.
  case awaiting
  /// Every state, closed too.
  case all

  /// In seconds: 12 hours.
  package static let soon: TimeInterval = 12 * 3600

  /// What fits the part at that time, for that reviewer. A reviewer who names a team is shown what was handed to it.
  package func filter(for reviewer: String, team: String?, at now: Date) -> CaseFilter {
    var filter = CaseFilter.inReview
    switch self {
    case .needsMe:
      filter.freeFor = CaseFilter.Reviewer(by: reviewer, at: now)
      if team == nil { filter.escalated = false }
    case .dueSoon:
      filter.deadlineFrom = now
      filter.deadlineBefore = now.addingTimeInterval(QueuePart.soon)
    case .overdue: filter.deadlineBefore = now
    case .escalated: filter.escalated = true
    case .changed: filter.changedByRerun = true
    case .awaiting: filter.states = [.awaitingCustomer]
    case .all: filter = .all
    }
    filter.team = team
    return filter
  }
}
