import Model

/// The printed part of an identity document, asked whether it contradicts the code lines of the same page.
///
/// Reading errors must not become accusations: a printed value contradicts only when it stands behind its label, was
/// read with confidence, and the value of the code lines stands nowhere in print.
package struct PrintBesideCodeLines {
  /// A field on which the two disagree, and where the print stands.
  package struct Contradiction {
    /// As the zone names it.
    package let field: MRZField
    /// In pixels of the kept page.
    package let box: PixelRect?
  }

  /// The page that carries both.
  package let page: Page
  /// Counts from 1 within the submission.
  package let file: Int
  /// Its check digits hold.
  package let zone: MachineReadableZone
  /// Of the printed words, 0–1.
  package let minimumConfidence: Double

  package init(page: Page, file: Int, zone: MachineReadableZone, minimumConfidence: Double) {
    self.page = page
    self.file = file
    self.zone = zone
    self.minimumConfidence = minimumConfidence
  }

  /// Every field that disagrees. The account's names are the bridge between the two spellings of a name.
  package func contradictions(names: [ClaimedName], today: Day) -> [Contradiction] {
    let dates = LabelledDates.all(on: printed, file: file, isLicence: false, today: today)
    return [
      date(.birthDate, .birth, zone.birthDate(asOf: today), dates),
      date(.expiryDate, .expiry, zone.expiryDate(asOf: today), dates),
      number(),
      name(names),
    ].compactMap { $0 }
  }

  /// The page without the code lines themselves.
  private var printed: Page {
    var page = page
    page.lines.removeAll { line in
      line.text.value.contains("<<")
        || zone.boxes.contains { box in
          box.intersection(line.box).area * 2 > max(line.box.area, 1)
        }
    }
    return page
  }

  private func date(_ field: MRZField, _ kind: DateKind, _ coded: Day?, _ dates: [LabelledDate]) -> Contradiction? {
    guard let coded, !dates.contains(where: { isSame($0.day, coded) }) else { return nil }
    let labelled = dates.first { $0.kind == kind && $0.confidence >= minimumConfidence }
    return labelled.map { Contradiction(field: field, box: $0.box) }
  }

  /// A year printed with two digits may have been given the wrong century.
  private func isSame(_ one: Day, _ other: Day) -> Bool {
    one.month == other.month && one.day == other.day && one.year % 100 == other.year % 100
  }

  // MARK: The document's number

  private static let numberLabels: [String] = [
    "passport no", "passport number", "pasnr", "pas nr", "passnr", "pass nr", "document no", "document number",
    "dokumentnr", "dokument nr", "kortnr", "kort nr", "card no", "card number", "identity card no", "ausweisnummer",
    "passeport no", "reisepass nr", "passport nr",
  ]

  private func number() -> Contradiction? {
    let coded = plainNumber(zone.documentNumber)
    let lines = printed.lines
    let words = lines.flatMap(\.words)
    guard coded.count >= 6, !words.contains(where: { plainNumber($0.text.value).contains(coded) }) else { return nil }
    let layout = PageLayout(lines)
    for index in lines.indices where isNumberLabel(lines[index]) {
      let near = [index] + layout.right(of: index).prefix(1) + layout.below(index, within: 2).prefix(1)
      let other = near.flatMap { lines[$0].words }.first { word in
        let value = plainNumber(word.text.value)
        return value.count == coded.count && value.count(where: \.isNumber) >= 5 && word.confidence >= minimumConfidence
      }
      if let other { return Contradiction(field: .documentNumber, box: other.box) }
    }
    return nil
  }

  private func isNumberLabel(_ line: TextLine) -> Bool {
    let words = TextFolding.plain.folded(line.text.value).split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    return PrintBesideCodeLines.numberLabels.contains { " \(words) ".contains(" \($0) ") }
  }

  /// Letters and digits that readers confuse brought to one.
  private func plainNumber(_ text: String) -> String {
    Misreading.skeleton(of: text.filter { $0.isLetter || $0.isNumber })
  }

  // MARK: The name

  /// One of the two is the account holder and the other, read with confidence where the name belongs, is nobody like
  /// them.
  private func name(_ names: [ClaimedName]) -> Contradiction? {
    let all = NameSearch(names).sightings(on: page, file: file, type: .passport)
    guard let coded = all.first(where: { $0.method == .machineReadableZone }) else { return nil }
    let print = all.filter { $0.method == .print }
    let best = print.map(\.agreement).max() ?? .none
    if best == .full, coded.agreement < .partial {
      return Contradiction(field: .names, box: print.first { $0.agreement == .full }?.box)
    }
    guard coded.agreement == .full, best < .partial else { return nil }
    let other = print.first { $0.isHolder && $0.confidence >= minimumConfidence && $0.namesSomebody }
    return other.map { Contradiction(field: .names, box: $0.box) }
  }
}
