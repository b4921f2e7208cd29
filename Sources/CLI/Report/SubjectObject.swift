internal import Casework
internal import FoundationEssentials
internal import Model
internal import Paperwork

/// A case as the customer may see it: the case object with values, the account data it was judged with, and the history
/// without colleagues and their notes.
struct SubjectObject {
  private let file: CaseFile

  init(_ file: CaseFile) { self.file = file }

  var json: JSONText {
    let account = file.account
    let address = account.address
    func text(_ value: Private<String>?) -> JSONText { .orNull(value) { .text($0.value) } }
    let data: JSONText = .keyed([
      "given": text(account.name?.given), "family": text(account.name?.family),
      "aliases": .list(account.aliases.map { .text($0.value) }),
      "dateOfBirth": .orNull(account.dateOfBirth) { .text($0.value.description) },
      "street": text(address?.street), "houseNumber": text(address?.houseNumber), "floor": text(address?.floor),
      "door": text(address?.door), "postalCode": text(address?.postalCode), "city": text(address?.city),
      "country": .orNull(address?.country) { .text($0) }, "email": text(account.email),
      "cardFirst6": text(account.card?.first6), "cardLast4": text(account.card?.last4),
      "cardHolder": text(account.card?.holder), "language": .orNull(account.language) { .text($0) },
    ])
    let steps = file.history.map { event -> JSONText in
      .keyed([
        "at": .text(event.at.formatted(.iso8601)), "step": .text(event.edge.rawValue), "run": .whole(event.run),
        "reasons": .list(event.reasons.map { .text($0.rawValue) }),
      ])
    }
    return .object(
      CaseObject(file, showValues: true).json.members
        + [JSONText.Member(key: "accountData", value: data), JSONText.Member(key: "history", value: .list(steps))])
  }
}
