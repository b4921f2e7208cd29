import Model

/// Was the document photographed or scanned large enough? Born-digital pages have no resolution.
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
  /// For pages whose document has no known size: the long side of the page in pixels. Absent: such pages pass.
  package let minimumLongSidePixels: Int?

  package init(minimumDotsPerInch: Double, minimumLongSidePixels: Int? = nil) {
    self.minimumDotsPerInch = minimumDotsPerInch
    self.minimumLongSidePixels = minimumLongSidePixels
  }

  package var complaint: String? {
    SettingComplaint.positive(minimumDotsPerInch, "minimumDotsPerInch")
      ?? SettingComplaint.positive(minimumLongSidePixels.map(Double.init), "minimumLongSidePixels")
  }

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    guard !dossier.documents.isEmpty else { return .couldNotTell([]) }
    let pictures = dossier.pages.filter { $0.page.origin == .picture }
    let findings = pictures.compactMap { file, page in finding(file, page) }
    let lowest = pictures.compactMap(\.page.dotsPerInch).min()
    let measured = lowest.map { "\(Int($0.rounded())) dpi" } ?? (pictures.isEmpty ? "vector" : "not measurable")
    let evidence = Evidence(open: ["lowest": measured])
    return findings.isEmpty ? .passed(evidence) : .failed(findings, evidence)
  }

  private func finding(_ file: Int, _ page: Page) -> Finding? {
    if let dotsPerInch = page.dotsPerInch {
      // In whole dots, as customers read it: nobody is told that 150 is less than 150.
      guard dotsPerInch.rounded() < minimumDotsPerInch else { return nil }
      return Finding(
        .pageLowResolution, .retry, file: file, page: page.number, measured: dotsPerInch, limit: minimumDotsPerInch,
        unit: "dpi")
    }
    let longSide = max(page.width, page.height)
    guard let minimumLongSidePixels, longSide < minimumLongSidePixels else { return nil }
    return Finding(
      .pageLowResolution, .retry, file: file, page: page.number, measured: Double(longSide),
      limit: Double(minimumLongSidePixels), unit: "pixels")
  }
}
