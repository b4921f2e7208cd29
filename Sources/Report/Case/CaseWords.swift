import Casework
import FoundationEssentials
import Model

/// What codes and states are called on a page, and the style class each is shown in.
enum CaseWords {
  static func state(_ standing: Case) -> String {
    let ruling = standing.state == .closed ? standing.ruling : nil
    return ruling.map { $0.decision == .approve ? "approved" : "rejected" } ?? state(standing.state)
  }

  static func state(_ state: CaseState) -> String {
    switch state {
    case .waiting: "to be examined"
    case .working: "being examined"
    case .inReview: "in review"
    case .awaitingCustomer: "awaits the customer"
    case .closed: "closed"
    case .erased: "erased"
    }
  }

  static func edge(_ edge: CaseEvent.Edge) -> String {
    switch edge {
    case .opened: "opened"
    case .claimed: "taken up for examination"
    case .lapsed: "the examination broke off"
    case .concluded: "verdict"
    case .retried: "put back after trouble of ours"
    case .handedBack: "put back unexamined"
    case .stuck: "given up; a person must look"
    case .taken: "taken on the desk"
    case .released: "put back from the desk"
    case .approved: "approved"
    case .rejected: "rejected"
    case .asked: "customer asked for more"
    case .escalated: "handed to a team"
    case .answered: "answered by the customer"
    case .reran: "judged again"
    case .reopened: "opened for another examination"
    case .setAside: "decision set aside"
    case .proposed: "decided, for a second person to confirm"
    case .viewed: "page looked at"
    case .exported: "handed out to the customer"
    case .erased: "erased"
    case .undone: "taken back"
    case .covered: "painted over by hand"
    }
  }

  /// Whether the deadline has passed for somebody: while a case awaits the customer the clock stands still.
  static func isLate(_ standing: Case, at now: Date) -> Bool {
    switch standing.state {
    case .waiting, .working, .inReview: standing.times.deadline < now
    case .awaitingCustomer, .closed, .erased: false
    }
  }

  static func meaning(_ reasonClass: ReasonClass) -> String {
    switch reasonClass {
    case .retry: "the customer sends a new picture or file"
    case .amend: "the customer corrects the account or sends another proof"
    case .doubt: "a person must look"
    case .info: "nothing follows"
    }
  }

  static func outcome(_ outcome: Verdict.Outcome) -> Badge {
    switch outcome {
    case .passed: Badge(text: "passed", style: "good")
    case .failed: Badge(text: "failed", style: "bad")
    case .couldNotTell: Badge(text: "could not tell", style: "unsure")
    }
  }

  static func verdict(_ verdict: VerdictSummary?) -> [Badge] {
    guard let verdict else { return [Badge(text: "no verdict yet", style: "none")] }
    let decision =
      switch verdict.decision {
      case .approve: Badge(text: "approve", style: "good")
      case .reject: Badge(text: "reject", style: "bad")
      }
    let confidence =
      switch verdict.confidence {
      case .clear: Badge(text: "clear", style: "plain")
      case .doubtful: Badge(text: "doubtful", style: "unsure")
      }
    return [decision, confidence]
  }
}

/// A word that stands out.
struct Badge: Sendable, Equatable {
  let text: String
  let style: String
}
