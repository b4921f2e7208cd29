import Model

/// Is the picture sharp? Edges in the direction in which they are weakest decide where there are lines; two other
/// measures vote where not, and what could be read has a say. Born-digital pages are always sharp. A
/// name or date that is blurred for itself counts on an otherwise sharp page too.
package struct PageSharpness: Check {
  package static let name = "sharpness"

  /// Motion or focus took the edges away.
  package static let blurred = Reason(
    .pageBlurred, .retry, stage: "measure",
    danish: "{place} er sløret. Hold kameraet stille i godt lys, til teksten står skarpt, og send et nyt.",
    english: "{place} is blurred. Hold the camera still in good light until the text is sharp, and send a new one.",
    staff: "{place} is blurred: {unit} {measured}; the limit is {limit}.")

  package static let reasons = [blurred]

  /// See `Sharpness.block`.
  package let minimumBlockSharpness: Double
  /// See `Sharpness.lineAcutance`, 0–1.
  package let minimumLineAcutance: Double
  /// See `Sharpness.leastAcutance`, 0–1; a page below it is blurred whatever else was measured. Absent: not judged.
  package let minimumLeastAcutance: Double?
  /// When only one of the other measures is low, the page counts as blurred if its words were read with less
  /// confidence than this, 0–1. Absent: one low measure is never enough.
  package let readableWordConfidence: Double?
  /// The share of its page's line acutance, 0–1, that a single line needs. One below it is blurred where a label says
  /// that a name, a date or a number stands there; elsewhere only when something was not found on the page. Absent:
  /// single lines are not judged.
  package let minimumShareOfPageAcutance: Double?

  package init(
    minimumBlockSharpness: Double, minimumLineAcutance: Double, minimumLeastAcutance: Double? = nil,
    readableWordConfidence: Double? = nil,
    minimumShareOfPageAcutance: Double? = nil
  ) {
    self.minimumShareOfPageAcutance = minimumShareOfPageAcutance
    self.minimumBlockSharpness = minimumBlockSharpness
    self.minimumLineAcutance = minimumLineAcutance
    self.minimumLeastAcutance = minimumLeastAcutance
    self.readableWordConfidence = readableWordConfidence
  }

  package var complaint: String? {
    SettingComplaint.positive(minimumBlockSharpness, "minimumBlockSharpness")
      ?? SettingComplaint.share(minimumLineAcutance, "minimumLineAcutance")
      ?? SettingComplaint.share(minimumLeastAcutance, "minimumLeastAcutance")
      ?? SettingComplaint.share(readableWordConfidence, "readableWordConfidence")
      ?? SettingComplaint.share(minimumShareOfPageAcutance, "minimumShareOfPageAcutance")
  }

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    guard !dossier.documents.isEmpty else { return .couldNotTell([]) }
    let pictures = dossier.pages.filter { $0.page.origin == .picture }
    let findings = pictures.compactMap { file, page in
      finding(file, page) ?? lineFinding(file, page, isLicence: dossier.types[file - 1] == .drivingLicence)
    }
    let evidence = Evidence(open: [
      "lowestBlockSharpness": described(pictures.compactMap(\.page.sharpness.block).min()),
      "lowestLineAcutance": described(pictures.compactMap(\.page.sharpness.lineAcutance).min()),
      "lowestLeastAcutance": described(pictures.compactMap(\.page.sharpness.leastAcutance).min()),
    ])
    return CheckOutcome(findings, evidence)
  }

  private func finding(_ file: Int, _ page: Page) -> Finding? {
    let block = page.sharpness.block.map { ($0, minimumBlockSharpness, "block sharpness") }
    let line = page.sharpness.lineAcutance.map { ($0, minimumLineAcutance, "line acutance") }
    let older = [block, line].compactMap { $0 }.filter { $0.0 < $0.1 }
    guard let (measured, limit, unit) = weakestEdges(of: page) ?? older.first(where: { _ in doubts(page, older.count) })
    else { return nil }
    return Finding(
      .pageBlurred, .retry, file: file, page: page.number, boxes: page.lines.map(\.box), measured: measured,
      limit: limit, unit: unit, details: ["place": "picture"])
  }

  private func lineFinding(_ file: Int, _ page: Page, isLicence: Bool) -> Finding? {
    guard let share = minimumShareOfPageAcutance, let usual = page.sharpness.lineAcutance else { return nil }
    let soft = (page.quality?.softLines ?? []).filter { $0.acutance < share * usual }
    let values = soft.filter { ValuePlaces(page, isLicence: isLicence).holds($0.box) }
    let told = values.isEmpty ? soft : values
    guard let softest = told.map(\.acutance).min() else { return nil }
    let finding = Finding(
      .pageBlurred, .retry, file: file, page: page.number, boxes: told.map(\.box), measured: softest,
      limit: share * usual, unit: "line acutance", details: ["place": "line"])
    return values.isEmpty ? finding.onlyWhereSomethingIsMissing : finding
  }

  private func weakestEdges(of page: Page) -> (Double, Double, String)? {
    guard let measured = page.sharpness.leastAcutance, let limit = minimumLeastAcutance, measured < limit else {
      return nil
    }
    return (measured, limit, "line acutance")
  }

  /// Both older measures say so where the edges of lines could not be looked at, or one of them and what could be read.
  private func doubts(_ page: Page, _ low: Int) -> Bool {
    let isMeasured = page.sharpness.leastAcutance != nil && minimumLeastAcutance != nil
    return (low == 2 && !isMeasured) || isHardlyReadable(page)
  }

  private func isHardlyReadable(_ page: Page) -> Bool {
    guard let readableWordConfidence else { return false }
    return page.machineReadableZone == nil && page.wordConfidence < readableWordConfidence
  }

  private func described(_ value: Double?) -> String {
    value.map { ReasonText.number($0, decimalMark: ".") } ?? "not measurable"
  }
}
