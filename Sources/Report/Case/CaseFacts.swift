import Casework
import FoundationEssentials
import Model

/// Lists of facts about a case: where it stands, and what the account says.
enum CaseFacts {
  static func review(_ file: CaseFile, now: Date) -> [NamedValue] {
    let standing = file.summary
    let isLate = CaseWords.isLate(standing, at: now)
    var facts = [
      NamedValue("State", CaseWords.state(standing)),
      NamedValue("Team", standing.team + (standing.escalated ? " (handed over)" : "")),
      NamedValue("Priority", standing.priority == .vip ? "VIP" : "standard"),
      NamedValue("Purpose", standing.purpose?.rawValue ?? "not given"),
      NamedValue("Arrived", PlainWords.moment(standing.times.arrived)),
      NamedValue("Target", PlainWords.moment(standing.times.target)),
      NamedValue("Deadline", PlainWords.moment(standing.times.deadline) + (isLate ? " (passed)" : "")),
    ]
    if standing.changedByRerun { facts.append(NamedValue("Verdict", "changed when it was judged again")) }
    if let hold = standing.holder(at: now) {
      facts.append(NamedValue("On the desk of", "\(hold.by), until \(PlainWords.moment(hold.until))"))
    }
    if let asked = standing.asked {
      facts.append(NamedValue("Customer asked", "by \(asked.by), \(PlainWords.moment(asked.at))"))
      facts.append(NamedValue("To mend", codes(asked.reasons)))
    }
    if let ruling = standing.ruling {
      let decision = ruling.decision == .approve ? "approved" : "rejected"
      facts.append(NamedValue("Decided", "\(decision) by \(ruling.by), \(PlainWords.moment(ruling.at))"))
      if !ruling.reasons.isEmpty {
        facts.append(NamedValue("Because of", codes(ruling.reasons)))
      }
    }
    return facts
  }

  private static func codes(_ reasons: [ReasonCode]) -> String {
    reasons.map(\.rawValue).joined(separator: ", ")
  }

  /// What is there of the account, as it was judged.
  static func account(_ account: Account) -> [NamedValue] {
    let name = [account.name?.given, account.name?.family].compactMap { $0?.value }.joined(separator: " ")
    let card = account.card.map { card in
      ["\(card.first6.value)…\(card.last4.value)", card.holder?.value].compactMap { $0 }.joined(separator: ", ")
    }
    let facts: [(String, String?)] = [
      ("Account", account.id),
      ("Name", name),
      ("Other names", account.aliases.map(\.value).joined(separator: ", ")),
      ("Date of birth", account.dateOfBirth?.value.description),
      ("Address", account.address.map(lines)),
      ("Card", card),
      ("E-mail", account.email?.value),
      ("Language", account.language),
    ]
    return facts.compactMap { name, value in
      value.flatMap { $0.isEmpty ? nil : NamedValue(name, $0) }
    }
  }

  private static func lines(_ address: Account.Address) -> String {
    func joined(_ parts: [Private<String>?]) -> String { parts.compactMap { $0?.value }.joined(separator: " ") }
    let unit = [address.floor, address.door].compactMap { $0?.value }.joined(separator: " ")
    return [
      joined([address.street, address.houseNumber]), unit, joined([address.postalCode, address.city]),
      address.country ?? "",
    ].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
