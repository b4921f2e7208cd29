internal import Judgement
internal import Model

/// What a reason asks of whom, in the words that `kyc explain` and `docs/checks.md` print.
struct ReasonGuide: Sendable {
  let reason: Reason

  init(_ reason: Reason) { self.reason = reason }

  /// The checks that can give it; empty where the examination itself does.
  var checks: [String] {
    CheckCatalog.checks.filter { $0.reasons.contains { $0.code == reason.code } }.map { $0.name }
  }

  /// The checks that can give it, or the examination.
  var givers: String { checks.isEmpty ? "the examination" : checks.joined(separator: " ") }

  /// What the customer reads: for a doubt nothing but that it is under review.
  var customer: (danish: String, english: String) {
    reason.reasonClass == .doubt ? Reason.underReview : (reason.danish, reason.english)
  }

  /// When it comes in another class than its own; nil when it never does.
  var exception: (reasonClass: ReasonClass, when: String)? {
    switch reason.code {
    case .fileDamaged: (.doubt, "the file could be repaired and was read")
    case .holderBirthDateMissing: (.doubt, "day and month of the printed date may be meant the other way round")
    case .cardDiffers: (.doubt, "the number's own check digit does not hold: then it was probably misread")
    default: nil
    }
  }

  /// What the class says.
  static func meaning(_ reasonClass: ReasonClass) -> String {
    switch reasonClass {
    case .retry: "the customer sends a new picture or file"
    case .amend: "the customer corrects the account or sends another proof"
    case .doubt: "a person must look; the customer reads only that it is under review"
    case .info: "changes nothing"
    }
  }

  /// Who must act, and how.
  static func actor(_ reasonClass: ReasonClass) -> String {
    switch reasonClass {
    case .retry: "the customer, after `kyc queue ask CASE` or a rejection"
    case .amend: "the customer; a corrected account is judged by `kyc rerun CASE --account FILE`"
    case .doubt: "a reviewer, with `kyc queue approve CASE` or `kyc queue reject CASE --reason CODE`"
    case .info: "nobody"
    }
  }
}
