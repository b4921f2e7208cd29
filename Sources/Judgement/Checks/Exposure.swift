import Model

/// Does the light let the text be read? Only the lines of text count: a white border, white paper and a dark table are
/// no faults, nor is a reflection beside the text.
package struct Exposure: Check {
  package static let name = "exposure"

  /// A reflection hides letters.
  package static let glare = Reason(
    .pageGlare, .retry, stage: "measure",
    danish: "Et genskin ligger over teksten, så omkring {measured} {unit} ikke kan ses. "
      + "Vend dokumentet væk fra lampen, sluk blitzen, og send et nyt billede.",
    english: "A reflection lies over the text and hides about {measured} {unit}. "
      + "Turn the document away from the lamp, switch the flash off, and send a new picture.",
    staff: "A reflection washes out about {measured} {unit}; the limit is {limit}.")
  /// The text hardly stands out from the dark.
  package static let tooDark = Reason(
    .pageTooDark, .retry, stage: "measure",
    danish: "Billedet er for mørkt: teksten står kun {measured} {unit} fra papiret, og vi skal bruge mindst {limit}. "
      + "Tag et nyt billede i dagslys eller under en lampe.",
    english: "The picture is too dark: the text stands out from the paper by only {measured} {unit}, and we need at "
      + "least {limit}. Take a new picture in daylight or under a lamp.",
    staff: "Text differs from paper by {measured} {unit} in the dark; the limit is {limit}.")
  /// The text hardly stands out from the light.
  package static let tooBright = Reason(
    .pageTooBright, .retry, stage: "measure",
    danish: "Billedet er for lyst: teksten står kun {measured} {unit} fra papiret, og vi skal bruge mindst {limit}. "
      + "Sluk blitzen, gå væk fra direkte sol, og send et nyt billede.",
    english: "The picture is too bright: the text stands out from the paper by only {measured} {unit}, and we need at "
      + "least {limit}. Switch the flash off, avoid direct sun, and send a new picture.",
    staff: "Text differs from paper by {measured} {unit} in burnt-out light; the limit is {limit}.")

  package static let reasons = [glare, tooDark, tooBright]

  /// Letters that reflections may hide on a page. Where it is not certain that the line went on under a reflection,
  /// more count only over a name, a date or a number that a label announces, or when something was not found on the
  /// page.
  package let maximumLettersLost: Double
  /// Grey levels (0–255) between text and paper, median of the lines. Nobody reads text below it without help.
  package let minimumTextContrast: Double
  /// Below this contrast a page is too dark or too bright when its words were read with less than
  /// `readableWordConfidence`.
  package let readableTextContrast: Double
  /// Mean confidence of the words on a page, 0–1.
  package let readableWordConfidence: Double

  package init(
    maximumLettersLost: Double, minimumTextContrast: Double, readableTextContrast: Double,
    readableWordConfidence: Double
  ) {
    self.maximumLettersLost = maximumLettersLost
    self.minimumTextContrast = minimumTextContrast
    self.readableTextContrast = readableTextContrast
    self.readableWordConfidence = readableWordConfidence
  }

  package var complaint: String? {
    if readableTextContrast < minimumTextContrast {
      return "'readableTextContrast' must be at least 'minimumTextContrast'"
    }
    return SettingComplaint.positive(maximumLettersLost, "maximumLettersLost")
      ?? SettingComplaint.positive(minimumTextContrast, "minimumTextContrast")
      ?? SettingComplaint.share(readableWordConfidence, "readableWordConfidence")
  }

  /// Documents on which every value has its label and its place; white paper of a letter may be as bright as a lamp.
  private static let labelled: [DocumentType] = [.passport, .identityCard, .drivingLicence, .residencePermit]

  /// Light of which half is dark and half is bright.
  private static let middleLevel = 128.0

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    guard !dossier.documents.isEmpty else { return .couldNotTell([]) }
    let lit = dossier.pages.compactMap { file, page in page.quality.map { (file: file, page: page, light: $0.light) } }
    let findings = lit.flatMap { file, page, light in
      [shade(on: page, light, file), glare(on: page, light, file, dossier)].compactMap { $0 }
    }
    let lost = lit.flatMap(\.light.glares).reduce(0) { $0 + $1.lettersLost }
    let lowest = lit.compactMap(\.light.contrast).min()
    let evidence = Evidence(open: [
      "lowestTextContrast": lowest.map { ReasonText.number($0, decimalMark: ".") } ?? "not measurable",
      "lettersLost": ReasonText.number(lost, decimalMark: "."),
    ])
    return CheckOutcome(findings, evidence)
  }

  private func glare(on page: Page, _ light: TextLight, _ file: Int, _ dossier: Dossier) -> Finding? {
    let lost = light.glares.reduce(0) { $0 + $1.lettersLost }
    let perhaps = light.glares.reduce(lost) { $0 + $1.lettersPerhapsLost }
    guard perhaps > maximumLettersLost else { return nil }
    let isCertain = lost > maximumLettersLost
    let finding = Finding(
      .pageGlare, .retry, file: file, page: page.number, boxes: light.glares.map(\.box),
      measured: (isCertain ? lost : perhaps).rounded(), limit: maximumLettersLost, unit: "letters")
    if isCertain { return finding }
    // Where a label of an identity document says that a name or a date stands, something stood under the reflection.
    guard let type = dossier.types[file - 1], Self.labelled.contains(type) else {
      return finding.onlyWhereSomethingIsMissing
    }
    let values = ValuePlaces(page, isLicence: type == .drivingLicence)
    let overValues = light.glares.filter { $0.lettersPerhapsLost > maximumLettersLost && values.holds($0.box) }
    return overValues.isEmpty ? finding.onlyWhereSomethingIsMissing : finding
  }

  private func shade(on page: Page, _ light: TextLight, _ file: Int) -> Finding? {
    // Where no text was found, it cannot have stood out by more than the picture's own light.
    let isDark = light.lightLevel < Self.middleLevel
    guard let contrast = light.contrast ?? (isDark ? light.lightLevel : nil) else { return nil }
    let limit = isHardlyReadable(page) ? readableTextContrast : minimumTextContrast
    guard contrast < limit else { return nil }
    return Finding(
      isDark ? .pageTooDark : .pageTooBright, .retry, file: file, page: page.number, boxes: page.lines.map(\.box),
      measured: contrast, limit: limit, unit: "grey levels")
  }

  private func isHardlyReadable(_ page: Page) -> Bool {
    page.machineReadableZone == nil && page.wordConfidence < readableWordConfidence
  }
}
