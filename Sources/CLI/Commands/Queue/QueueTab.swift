internal import ArgumentParser
internal import Casework
internal import FoundationEssentials

/// A part of the review queue, as `--tab` names it.
enum QueueTab: String, CaseIterable, ExpressibleByArgument {
  /// In review, held by nobody else, and not handed to another team.
  case needsMe = "needs-me"
  /// In review, with a deadline within `QueueTab.soon` that has not passed.
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

  /// 12 hours.
  static let soon: TimeInterval = 12 * 3600

  /// What fits the tab at that time, for that reviewer. A reviewer who names a team is shown what was handed to it.
  func filter(for reviewer: String, team: String?, at now: Date) -> CaseFilter {
    var filter = CaseFilter.inReview
    switch self {
    case .needsMe:
      filter.freeFor = CaseFilter.Reviewer(by: reviewer, at: now)
      if team == nil { filter.escalated = false }
    case .dueSoon:
      filter.deadlineFrom = now
      filter.deadlineBefore = now.addingTimeInterval(QueueTab.soon)
    case .overdue: filter.deadlineBefore = now
    case .escalated: filter.escalated = true
    case .changed: filter.changedByRerun = true
    case .awaiting: filter.states = [.awaitingCustomer]
    case .all: filter = .all
    }
    filter.team = team
    return filter
  }

  /// What to say when nothing is there: that, and what to do.
  static func nothing(in tab: QueueTab?, for reviewer: String) -> String {
    switch tab {
    case nil:
      "nothing waits for a person; kyc run FOLDER decides what is new, kyc queue list --all shows what is closed"
    case .needsMe:
      "nothing needs \(reviewer); kyc queue list shows what colleagues hold, --tab escalated what was handed on"
    case .dueSoon: "nothing is due within 12 hours; kyc queue list shows what waits"
    case .overdue: "nothing is overdue; kyc queue list --tab due-soon shows what comes next"
    case .escalated: "nothing is escalated; kyc queue escalate CASE --to TEAM hands a case to another team"
    case .changed: "no rerun changed anything that is still to be looked at; kyc rerun --help says how to judge again"
    case .awaiting: "no customer was asked for anything; kyc queue ask CASE does"
    case .all: "no cases yet; kyc run FOLDER makes them"
    }
  }
}
