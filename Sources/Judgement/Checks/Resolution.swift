import Model

/// Was the document photographed or scanned large enough? Born-digital pages have no resolution. What was read without
/// trouble was large enough, within reason.
package struct Resolution: Check {
  package static let name = "resolution"

  /// Too few pixels on the document.
  package static let lowResolution = Reason(
    .pageLowResolution, .retry, stage: "measure",
    danish: "Dokumentet er for småt på billedet: {measured} {unit}, og vi skal bruge mindst {limit}. "
      + "Gå tættere på, så dokumentet fylder billedet, og send et nyt.",
    english: "The document is too small in the picture: {measured} {unit}, and we need at least {limit}. "
      + "Move closer so that it fills the picture, and send a new one.",
    staff: "{measured} {unit} on the document; the limit is {limit}.")

  package static let reasons = [lowResolution]

  /// Dots per inch on the document itself.
  package let minimumDotsPerInch: Double
  /// A page with less than the minimum but as much as this counts only where something was not found, if it was read
  /// with `readableWordConfidence` or its code lines hold. Absent: every page with less than the minimum counts.
  package let readableDotsPerInch: Double?
  /// Mean confidence of the words on a page, 0–1.
  package let readableWordConfidence: Double?
  /// For pages whose document has no known size: the long side of the page in pixels. Absent: such pages pass.
  package let minimumLongSidePixels: Int?

  package init(
    minimumDotsPerInch: Double, readableDotsPerInch: Double? = nil, readableWordConfidence: Double? = nil,
    minimumLongSidePixels: Int? = nil
  ) {
    self.minimumDotsPerInch = minimumDotsPerInch
    self.readableDotsPerInch = readableDotsPerInch
    self.readableWordConfidence = readableWordConfidence
    self.minimumLongSidePixels = minimumLongSidePixels
  }

  package var complaint: String? {
    if let readableDotsPerInch, readableDotsPerInch > minimumDotsPerInch {
      return "'readableDotsPerInch' must be at most 'minimumDotsPerInch'"
    }
    if (readableDotsPerInch == nil) != (readableWordConfidence == nil) {
      return "'readableDotsPerInch' and 'readableWordConfidence' go together"
    }
    return SettingComplaint.positive(minimumDotsPerInch, "minimumDotsPerInch")
      ?? SettingComplaint.positive(readableDotsPerInch, "readableDotsPerInch")
      ?? SettingComplaint.share(readableWordConfidence, "readableWordConfidence")
      ?? SettingComplaint.positive(minimumLongSidePixels.map(Double.init), "minimumLongSidePixels")
  }

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    guard !dossier.documents.isEmpty else { return .couldNotTell([]) }
    let pictures = dossier.pages.filter { $0.page.origin == .picture }
    let findings = pictures.compactMap { file, page in finding(file, page) }
    let lowest = pictures.compactMap(\.page.dotsPerInch).min()
    let measured = lowest.map { "\(Int($0.rounded())) dpi" } ?? (pictures.isEmpty ? "vector" : "not measurable")
    let evidence = Evidence(open: ["lowest": measured])
    return CheckOutcome(findings, evidence)
  }

  private func finding(_ file: Int, _ page: Page) -> Finding? {
    if let dotsPerInch = page.dotsPerInch {
      // In whole dots, as customers read it: nobody is told that 150 is less than 150.
      guard dotsPerInch.rounded() < minimumDotsPerInch else { return nil }
      let finding = Finding(
        .pageLowResolution, .retry, file: file, page: page.number, measured: dotsPerInch, limit: minimumDotsPerInch,
        unit: "dpi")
      return isReadWell(page, dotsPerInch) ? finding.onlyWhereSomethingIsMissing : finding
    }
    let longSide = max(page.width, page.height)
    guard let minimumLongSidePixels, longSide < minimumLongSidePixels else { return nil }
    return Finding(
      .pageLowResolution, .retry, file: file, page: page.number, measured: Double(longSide),
      limit: Double(minimumLongSidePixels), unit: "pixels")
  }

  private func isReadWell(_ page: Page, _ dotsPerInch: Double) -> Bool {
    guard let readableDotsPerInch, let readableWordConfidence, dotsPerInch >= readableDotsPerInch else { return false }
    return page.machineReadableZone?.checkDigitsHold == true || page.wordConfidence >= readableWordConfidence
  }
}
