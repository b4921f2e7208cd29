import Model

/// Can the document be read at all? Every file needs one page with text that makes sense; further pages may be blank.
package struct Legibility: Check {
  package static let name = "legibility"

  /// No text at all.
  package static let blank = Reason(
    .pageBlank, .retry, stage: "read",
    danish: "Vi kan ikke finde nogen tekst på siden. Send et nyt billede, hvor hele dokumentet kan ses.",
    english: "We cannot find any text on the page. Please send a new picture that shows the whole document.",
    staff: "No text was found on the page.")
  /// Text that makes no sense.
  package static let unreadable = Reason(
    .pageUnreadable, .retry, stage: "read",
    danish: "Vi kan se, at der er tekst, men ikke læse den. Send et skarpt billede taget lige ovenfra i godt lys.",
    english: "We can see text but cannot read it. Please send a sharp picture taken from straight above in good light.",
    staff: "Text was found but hardly a word of it could be read.")
  /// Letters too small to be read surely.
  package static let textTooSmall = Reason(
    .pageTextTooSmall, .retry, stage: "measure",
    danish: "Teksten er for lille på billedet: {measured} {unit} høj, og vi skal bruge mindst {limit}. "
      + "Gå tættere på, og send et nyt billede.",
    english: "The text is too small in the picture: {measured} {unit} high, and we need at least {limit}. "
      + "Move closer and send a new picture.",
    staff: "Lower-case letters are {measured} {unit} high; the limit is {limit}.")

  package static let reasons = [blank, unreadable, textTooSmall]

  /// Median height of lower-case letters on pictures, in pixels. Identity documents carry much small print that nobody
  /// needs to read, so a page below it that was read well is small only when something was not found on it.
  package let minimumTextHeightPixels: Double
  /// Mean confidence of the words on a page, 0–1, below which nothing on it was really read. Absent: not judged.
  package let minimumWordConfidence: Double?
  /// Words with at least two letters or digits that a page needs to count as read. Absent: not judged.
  package let minimumWords: Int?
  /// Mean confidence of the words on a page, 0–1, from which small text was read well all the same. Absent: never.
  package let readableWordConfidence: Double?

  package init(
    minimumTextHeightPixels: Double, minimumWordConfidence: Double? = nil, minimumWords: Int? = nil,
    readableWordConfidence: Double? = nil
  ) {
    self.readableWordConfidence = readableWordConfidence
    self.minimumTextHeightPixels = minimumTextHeightPixels
    self.minimumWordConfidence = minimumWordConfidence
    self.minimumWords = minimumWords
  }

  package var complaint: String? {
    SettingComplaint.positive(minimumTextHeightPixels, "minimumTextHeightPixels")
      ?? SettingComplaint.share(minimumWordConfidence, "minimumWordConfidence")
      ?? SettingComplaint.share(readableWordConfidence, "readableWordConfidence")
  }

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    guard !dossier.documents.isEmpty else { return .couldNotTell([]) }
    let findings = dossier.documents.flatMap { defects(of: $0.document, file: $0.file) }
    let lowest = dossier.pages.compactMap(\.page.textHeight).min()
    let words = dossier.pages.map(\.page.wordCount).reduce(0, +)
    let evidence = Evidence(open: [
      "words": String(words),
      "lowestTextHeight": lowest.map { ReasonText.number($0, decimalMark: ".") } ?? "not measurable",
    ])
    let isReadable = findings.allSatisfy { $0.details["read"] == "well" }
    // A note: it falls away when all that was looked for was found (`Consequences`).
    return isReadable ? .passed(evidence, notes: findings) : .failed(findings, evidence)
  }

  private func defects(of document: Document, file: Int) -> [Finding] {
    let reasons = document.pages.map(unreadReason)
    if reasons.allSatisfy({ $0 != nil }), let index = reasons.firstIndex(of: .pageUnreadable) ?? reasons.indices.first,
      let reason = reasons[index]
    {
      let page = document.pages[index]
      return [Finding(reason, .retry, file: file, page: page.number, boxes: page.lines.map(\.box))]
    }
    return document.pages.compactMap { page in
      guard page.origin == .picture, unreadReason(page) == nil, let height = page.textHeight,
        height < minimumTextHeightPixels
      else { return nil }
      return Finding(
        .pageTextTooSmall, .retry, file: file, page: page.number, measured: height, limit: minimumTextHeightPixels,
        unit: "pixels", details: isReadWell(page) ? ["read": "well"] : [:])
    }
  }

  private func isReadWell(_ page: Page) -> Bool {
    readableWordConfidence.map { page.wordConfidence >= $0 } ?? false
  }

  private func unreadReason(_ page: Page) -> ReasonCode? {
    if page.hasReadFacts { return nil }
    if page.lines.isEmpty && page.cards.isEmpty { return .pageBlank }
    if let minimumWords, page.wordCount < minimumWords, page.cards.isEmpty { return .pageUnreadable }
    if let minimumWordConfidence, page.wordConfidence < minimumWordConfidence, page.cards.isEmpty {
      return .pageUnreadable
    }
    return nil
  }
}
