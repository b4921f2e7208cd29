import Model

/// Is the account holder's name on the card, in any of the ways cards are embossed?
package struct CardHolder: Check {
  package static let name = "cardHolder"

  /// Somebody else is named on the card.
  package static let differs = Reason.doubt(
    .cardHolderDiffers, stage: "judge", staff: "The name on the card is not the account holder's. Compare the values.")

  package static let reasons = [differs, HolderName.missing]

  /// A differing name must have been read with this confidence, 0–1.
  package let minimumWordConfidence: Double

  package init(minimumWordConfidence: Double) { self.minimumWordConfidence = minimumWordConfidence }

  package var complaint: String? { SettingComplaint.share(minimumWordConfidence, "minimumWordConfidence") }

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    let search = CardNames(dossier.account, minimumConfidence: minimumWordConfidence)
    guard !search.names.isEmpty, !dossier.documents.isEmpty else { return .couldNotTell([]) }
    switch search.answer(in: dossier) {
    case .holder(let seen): return .passed(evidence(seen, search.names))
    case .other(let seen):
      let finding = Finding(
        .cardHolderDiffers, .doubt, file: seen.file, page: seen.page, boxes: [seen.phrase.box].compactMap { $0 })
      return .couldNotTell([finding], evidence(seen, search.names))
    case .nobody: return .failed([Finding(.holderNameMissing, .retry)], evidence(nil, search.names))
    }
  }

  private func evidence(_ seen: CardNames.Seen?, _ names: [ClaimedName]) -> Evidence {
    var evidence = Evidence(personal: ["account": Private(names[0].parts.joined(separator: " "))])
    if let seen { evidence.personal["document"] = Private(seen.phrase.text) }
    return evidence
  }
}
