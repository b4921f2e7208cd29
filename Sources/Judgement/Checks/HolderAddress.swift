import Model

/// Does a document show the account's address, down to floor and door?
package struct HolderAddress: Check {
  package static let name = "holderAddress"

  /// The street stands nowhere with a number.
  package static let missing = Reason(
    .holderAddressMissing, .retry, stage: "judge",
    danish: "Vi kan ikke finde din adresse på det, du har sendt. "
      + "Send et dokument, hvor både dit navn og din fulde adresse står.",
    english: "We cannot find your address on what you sent. "
      + "Please send a document that shows both your name and your full address.",
    staff: "The account's street was not found with a house number.")
  /// Another address, or another part of the house.
  package static let differs = Reason(
    .holderAddressDiffers, .amend, stage: "judge",
    danish: "Adressen på dokumentet er en anden end den på din konto. Forskellen er {parts}. "
      + "Ret adressen på din konto, eller send et dokument med den rigtige.",
    english: "The address on the document is not the one on your account. The difference is {parts}. "
      + "Correct the address on your account, or send a document with the right one.",
    staff: "Differs in: {parts}. Compare the values.")
  /// The same as far as it goes.
  package static let partial = Reason.doubt(
    .holderAddressPartial, stage: "judge",
    staff: "Agrees as far as it goes; on one side only, or not certain: {parts}; or it stands on another file than the "
      + "name. Compare the values.")

  package static let reasons = [missing, differs, partial]

  /// A differing part must have been read with this confidence, 0–1; below it a person looks.
  package let minimumWordConfidence: Double

  package init(minimumWordConfidence: Double) { self.minimumWordConfidence = minimumWordConfidence }

  package var complaint: String? { SettingComplaint.share(minimumWordConfidence, "minimumWordConfidence") }

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    guard let claimed = dossier.account.address.flatMap(ClaimedAddress.init), !dossier.documents.isEmpty else {
      return .couldNotTell([])
    }
    let search = AddressSearch(claimed, names: ClaimedName.all(of: dossier.account))
    let all = dossier.pages.flatMap { file, page in search.sightings(on: page, file: file) }
    let sightings = all.filter(\.role.mayBeHome)
    let naming = filesNamingTheHolder(dossier)
    if let same = sightings.first(where: { $0.isSame && (naming.isEmpty || naming.contains($0.file)) }) {
      return .passed(evidence(same, claimed))
    }
    // The name on one paper and the address on another prove nothing together.
    if let same = sightings.first(where: \.isSame) {
      return .couldNotTell([finding(.holderAddressPartial, .doubt, same, [.street])], evidence(same, claimed))
    }

    // A block that names another floor is not rescued by one that names none; another house says nothing about it.
    let partial = sightings.filter(\.differing.isEmpty).min { $0.unclear.count < $1.unclear.count }
    let other = sightings.filter { !$0.differing.isEmpty && (partial == nil || $0.differsWithinTheHouse) }
      .min { $0.differing.count < $1.differing.count }
    if let other {
      let isCertain = other.confidence >= minimumWordConfidence && !other.unclear.contains(.street)
      let finding =
        isCertain
        ? finding(.holderAddressDiffers, .amend, other, other.differing)
        : finding(.holderAddressPartial, .doubt, other, other.differing + other.unclear)
      return isCertain
        ? .failed([finding], evidence(other, claimed)) : .couldNotTell([finding], evidence(other, claimed))
    }
    if let partial {
      return .couldNotTell(
        [finding(.holderAddressPartial, .doubt, partial, partial.unclear)], evidence(partial, claimed))
    }
    if let elsewhere = elsewhere(in: dossier, claimed) { return elsewhere }
    // The sender's, the payee's or a former address is no proof of where the holder lives.
    if let others = all.first(where: \.isSame) {
      return .couldNotTell([finding(.holderAddressPartial, .doubt, others, [.street])], evidence(others, claimed))
    }
    return .failed([Finding(.holderAddressMissing, .retry)], evidence(nil, claimed))
  }

  /// Of several files those on which the holder's name stands, as far as a person would ask; none where none does, or
  /// there is one file only.
  private func filesNamingTheHolder(_ dossier: Dossier) -> Set<Int> {
    let names = ClaimedName.all(of: dossier.account)
    guard dossier.documents.count > 1, !names.isEmpty else { return [] }
    return Set(NameSearch(names).sightings(in: dossier).filter { $0.agreement >= .partial }.map(\.file))
  }

  /// The holder's name above another street: that is where the document says they live.
  private func elsewhere(in dossier: Dossier, _ claimed: ClaimedAddress) -> CheckOutcome? {
    let names = ClaimedName.all(of: dossier.account)
    for (file, page) in dossier.pages {
      let layout = PageLayout(page.lines)
      for index in page.lines.indices where AddressLine.looksLikeStreet(page.lines[index]) {
        let line = page.lines[index]
        guard line.confidence >= minimumWordConfidence,
          layout.below(index, within: 3).prefix(2).contains(where: { AddressLine.looksLikeTown(page.lines[$0]) }),
          layout.above(index, within: 3).prefix(2).contains(where: { isHolder(page.lines[$0], names) })
        else { continue }
        let differs = Finding(
          .holderAddressDiffers, .amend, file: file, page: page.number, boxes: [line.box],
          details: ["parts": AddressPart.street.rawValue])
        var evidence = evidence(nil, claimed)
        evidence.personal["document"] = line.text
        return .failed([differs], evidence)
      }
    }
    return nil
  }

  private func isHolder(_ line: TextLine, _ names: [ClaimedName]) -> Bool {
    NameLine(line).phrases.contains { NameMatching.agreement(of: $0.tokens, with: names) >= .partial }
  }

  private func finding(
    _ code: ReasonCode, _ reasonClass: ReasonClass, _ sighting: AddressSighting, _ parts: [AddressPart]
  ) -> Finding {
    let named = AddressPart.allCases.filter(parts.contains).map(\.rawValue).joined(separator: ",")
    return Finding(
      code, reasonClass, file: sighting.file, page: sighting.page, boxes: [sighting.box], details: ["parts": named])
  }

  private func evidence(_ sighting: AddressSighting?, _ claimed: ClaimedAddress) -> Evidence {
    let dwelling = claimed.dwelling
    // Where the document has the code behind the town, the account's is set beside it in that order.
    let isCodeLast = sighting.map { PostalCode.bare($0.text).hasSuffix(claimed.postalCode ?? "?") } ?? false
    let place = isCodeLast ? [claimed.town, claimed.postalCode] : [claimed.postalCode, claimed.town]
    let parts = [claimed.street, dwelling.number + (dwelling.letter ?? ""), dwelling.floor, dwelling.door] + place
    var evidence = Evidence(personal: ["account": Private(parts.compactMap { $0 }.joined(separator: " "))])
    if let sighting {
      evidence.personal["document"] = Private(sighting.text)
      evidence.open["role"] = sighting.role.rawValue
      evidence.open["grade"] = sighting.grade.rawValue
      evidence.open["components"] = AddressPart.allCases.compactMap { part in
        sighting.grades[part].map { "\(part.rawValue) \($0.rawValue)" }
      }.joined(separator: ", ")
      evidence.open["differing"] = sighting.differing.map(\.rawValue).joined(separator: ",")
      evidence.open["unclear"] = sighting.unclear.map(\.rawValue).joined(separator: ",")
    }
    return evidence
  }
}
