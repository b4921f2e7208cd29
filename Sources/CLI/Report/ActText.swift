internal import Casework
internal import FoundationEssentials
internal import Judgement
internal import Model
internal import Paperwork

/// What a person's act did to a case, and what comes next.
struct ActText: Sendable {
  private let act: DeskAct
  private let standing: Case
  private let person: String

  /// `standing` is the case after the act.
  init(_ act: DeskAct, _ standing: Case, by person: String) {
    self.act = act
    self.standing = standing
    self.person = Shown.text(person)
  }

  /// One line.
  var done: String {
    switch act {
    case .claim:
      "\(standing.number) held by \(person) until \(standing.holder.map { $0.until.formatted(.iso8601) } ?? "-")"
    case .release: "\(standing.number) put back by \(person)"
    case .approve where standing.proposal != nil:
      "\(standing.number) to be approved, says \(person)"
    case .reject(let reasons) where standing.proposal != nil:
      "\(standing.number) to be rejected, says \(person): \(ActText.codes(reasons))"
    case .setAside(let decision, let reasons):
      "\(standing.number) decided otherwise by \(person), \(standing.proposal == nil ? "" : "to be ")"
        + (decision == .approve ? "approved" : "rejected: \(ActText.codes(reasons))")
    case .approve: "\(standing.number) approved by \(person)"
    case .reject(let reasons): "\(standing.number) rejected by \(person): \(ActText.codes(reasons))"
    case .ask: "\(standing.number) awaits the customer, asked by \(person): \(ActText.codes(standing.asked?.reasons))"
    case .escalate: "\(standing.number) handed to \(standing.team) by \(person)"
    }
  }

  /// One sentence for the person.
  var next: String {
    let number = standing.number
    return switch act {
    case .claim:
      "kyc queue show \(number) shows it; deciding, asking or escalating ends the hold, and kyc queue claim \(number) "
        + "--release gives it back"
    case .release: "colleagues can take it again; kyc queue list --tab needs-me shows what is next"
    case .approve, .reject, .setAside:
      standing.proposal == nil
        ? "it is closed; kyc queue list --tab needs-me shows what is next"
        : "its pipeline asks for two people: it is closed once another one decides the same"
    case .ask:
      "send the customer the text above; the clock stands still until the answer lies in "
        + "\(Shown.text(standing.accountID))/\(standing.pipeline) of the upload folder and kyc run goes on with it"
        + (asksForCorrection ? ", or until a corrected account is judged: kyc rerun \(number) --account FILE" : "")
    case .escalate:
      "it stays in review with the same deadline; kyc queue list --team \(standing.team) shows it to that team"
    }
  }

  private var asksForCorrection: Bool {
    standing.asked?.reasons.contains { CheckCatalog.reason(for: $0).reasonClass == .amend } ?? false
  }

  private static func codes(_ reasons: [ReasonCode]?) -> String {
    (reasons ?? []).map(\.rawValue).joined(separator: " ")
  }
}
