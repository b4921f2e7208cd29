internal import ArgumentParser
internal import Casework

/// A part of the review queue, as `--tab` names it.
typealias QueueTab = QueuePart

extension QueuePart: ExpressibleByArgument {
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
