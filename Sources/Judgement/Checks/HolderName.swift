import Model

/// Is the account holder named on a document?
package struct HolderName: Check {
  package static let name = "holderName"

  /// Nobody like the holder is named, nor anybody else where a holder is.
  package static let missing = Reason(
    .holderNameMissing, .retry, stage: "judge",
    danish: "Vi kan ikke finde dit navn på det, du har sendt. Send et billede, hvor dit fulde navn kan læses.",
    english: "We cannot find your name on what you sent. Please send a picture in which your full name can be read.",
    staff: "None of the account's names was found.")
  /// Somebody else is named where the holder belongs.
  package static let differs = Reason(
    .holderNameDiffers, .amend, stage: "judge",
    danish: "Dokumentet er udstedt til en anden end den, kontoen står i: {part} er et andet. "
      + "Ret navnet på din konto, eller send et dokument i dit eget navn.",
    english: "The document is made out to someone other than the account holder: {part} differs. "
      + "Correct the name on your account, or send a document in your own name.",
    staff: "Another name stands where the holder's belongs: {part} differs.")
  /// Perhaps the holder.
  package static let partial = Reason.doubt(
    .holderNamePartial, stage: "judge",
    staff: "The name agrees in part: initials, a missing middle name, a letter that reading does not explain, "
      + "or two files or pages that name different people. Compare the values.")

  package static let reasons = [missing, differs, partial]

  /// A differing name must have been read with this confidence, 0–1: blur makes names that nobody has.
  package let minimumWordConfidence: Double

  package init(minimumWordConfidence: Double) { self.minimumWordConfidence = minimumWordConfidence }

  package var complaint: String? { SettingComplaint.share(minimumWordConfidence, "minimumWordConfidence") }

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    let names = ClaimedName.all(of: dossier.account)
    guard !names.isEmpty, !dossier.documents.isEmpty else { return .couldNotTell([]) }
    if let onCard = onCard(dossier) { return onCard }
    let sightings = NameSearch(names).sightings(in: dossier)
    let strangers = sightings.filter(isSomebodyElse)

    if let full = sightings.first(where: { $0.agreement == .full }) {
      let evidence = evidence(full, names)
      guard let stranger = stranger(beside: sightings.filter { $0.agreement == .full }, strangers) else {
        return .passed(evidence)
      }
      return .couldNotTell([finding(.holderNamePartial, .doubt, stranger)], evidence)
    }
    if let partial = sightings.first(where: { $0.agreement == .partial }) {
      return .couldNotTell([finding(.holderNamePartial, .doubt, partial)], evidence(partial, names))
    }
    if let stranger = strangers.first(where: \.isHolder) ?? strangers.first {
      var differs = finding(.holderNameDiffers, .amend, stranger)
      differs.details["part"] = part(stranger.agreement)
      return .failed([differs], evidence(stranger, names))
    }
    return .failed([Finding(.holderNameMissing, .retry)], evidence(nil, names))
  }

  /// One file for the holder, another for somebody else: a person has to say which counts. So with the code lines of
  /// two people on two pages of a file.
  private func stranger(beside full: [NameSighting], _ strangers: [NameSighting]) -> NameSighting? {
    let files = Set(full.map(\.file))
    return strangers.first { stranger in
      guard files.contains(stranger.file) else { return stranger.isHolder }
      return stranger.method == .machineReadableZone
        && !full.contains { $0.file == stranger.file && $0.page == stranger.page }
    }
  }

  /// Cards write names shorter: what `CardHolder` accepts there, this check accepts too.
  private func onCard(_ dossier: Dossier) -> CheckOutcome? {
    let types = dossier.types.compactMap { $0 }
    guard types.contains(where: { $0 == .paymentCard || $0 == .walletScreenshot }),
      types.allSatisfy({ $0 == .paymentCard || $0 == .walletScreenshot || $0 == .unknown })
    else { return nil }
    let search = CardNames(dossier.account, minimumConfidence: minimumWordConfidence)
    guard case .holder(let seen) = search.answer(in: dossier) else { return nil }
    return .passed(
      Evidence(
        open: ["method": "card"],
        personal: [
          "account": Private(search.names[0].parts.joined(separator: " ")), "document": Private(seen.phrase.text),
        ]))
  }

  /// The family name with other given names anywhere, or any other name where the holder's belongs.
  private func isSomebodyElse(_ sighting: NameSighting) -> Bool {
    guard sighting.agreement < .partial, sighting.confidence >= minimumWordConfidence else { return false }
    return sighting.isHolder || (sighting.agreement == .familyOnly && sighting.namesSomebody)
  }

  private func part(_ agreement: NameAgreement) -> String {
    switch agreement {
    case .familyOnly: "givenName"
    case .givenOnly: "familyName"
    case .none, .partial, .full: "name"
    }
  }

  private func finding(_ code: ReasonCode, _ reasonClass: ReasonClass, _ sighting: NameSighting) -> Finding {
    Finding(code, reasonClass, file: sighting.file, page: sighting.page, boxes: [sighting.box].compactMap { $0 })
  }

  private func evidence(_ sighting: NameSighting?, _ names: [ClaimedName]) -> Evidence {
    var evidence = Evidence(personal: ["account": Private(names[0].parts.joined(separator: " "))])
    if let sighting {
      evidence.open["method"] = sighting.method.rawValue
      evidence.open["agreement"] = String(describing: sighting.agreement)
      evidence.personal["document"] = Private(sighting.text)
    }
    return evidence
  }
}
