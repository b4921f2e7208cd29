import Model

/// Was the card's verification code hidden? Exposed ones are painted over and only mentioned.
package struct CardCode: Check {
  package static let name = "cardCode"

  /// The code was readable; it is not any more.
  package static let exposed = Reason(
    .cardCodeExposed, .info, stage: "mask",
    danish: "Kortets sikkerhedskode kunne ses, så vi har skjult den. Slet din egen kopi af billedet.",
    english: "The security code of the card could be read, so we hid it. Delete your own copy of the picture.",
    staff: "The verification code was readable in the upload and is painted over.")
  /// Nobody knows where the code is.
  package static let uncertain = Reason.doubt(
    .cardCodeUncertain, stage: "mask",
    staff: "A card was seen, but its code was neither found nor visibly covered: the likely places are painted over. "
      + "Look whether any digits are left.")

  package static let reasons = [exposed, uncertain]

  package init() {}

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    guard !dossier.documents.isEmpty else { return .couldNotTell([]) }
    var exposed: [Finding] = []
    var uncertain: [Finding] = []
    var codes: [String] = []
    for (file, page) in dossier.pages {
      let masks = page.masked.filter { $0.kind == .cardVerificationCode }.map(\.box)
      codes += page.cards.map(\.code.rawValue)
      if page.cards.contains(where: { $0.code == .exposed }) {
        exposed.append(Finding(.cardCodeExposed, .info, file: file, page: page.number, boxes: masks))
      }
      if page.cards.contains(where: { $0.code == .uncertain }) {
        uncertain.append(Finding(.cardCodeUncertain, .doubt, file: file, page: page.number, boxes: masks))
      }
    }
    let evidence = Evidence(open: ["codes": codes.isEmpty ? "no card" : codes.joined(separator: ",")])
    return uncertain.isEmpty
      ? .passed(evidence, notes: exposed) : .couldNotTell(uncertain + exposed, evidence)
  }
}
