import Imaging
import Model

/// Makes a machine-readable zone out of readings of its lines: fits each to its layout's length, puts letters and
/// digits where the layout has them, and repairs what OCR confuses as long as a check digit then holds.
struct MRZAssembler {
  struct Candidate {
    var zone: MachineReadableZone
    var score: Double
    /// All check digits hold and the names have the form that names have: another look would add nothing.
    var isFaultless: Bool
  }

  /// Lines of which fewer check digits hold are no code lines, or not read well enough to say anything.
  private static let leastShareHeld = 0.4

  /// Readings of each line, top to bottom; the best zone over all of them, nil when none has a layout's shape.
  func best(of readings: [[[ReadCharacter]]], boxes: [PixelRect]) -> Candidate? {
    var best: Candidate?
    for layout in MRZLayout.allCases where layout.lineCount == readings.count {
      let choices = readings.enumerated().map { index, looks in
        MRZLine.choices(among: looks, length: layout.lineLength, isNameLine: layout.endsWithNames(index))
      }
      guard choices.allSatisfy({ !$0.isEmpty }) else { continue }
      for combination in MRZAssembler.combinations(choices) {
        guard let candidate = candidate(of: combination, layout: layout, boxes: boxes) else { continue }
        if best.map({ candidate.score > $0.score }) ?? true { best = candidate }
      }
    }
    return best
  }

  private func candidate(of lines: [MRZLine], layout: MRZLayout, boxes: [PixelRect]) -> Candidate? {
    var repaired = MRZRepair(layout: layout, lines: lines)
    repaired.putLettersAndDigitsInTheirPlaces()
    repaired.makeStatesKnown()
    repaired.satisfyCheckDigits()
    guard MRZLayout(lines: repaired.text) == layout, layout.mayBegin(with: repaired.text[0]),
      let zone = MachineReadableZone(
        layout: layout, lines: repaired.text, boxes: boxes, repairs: repaired.repairs)
    else { return nil }
    let digits = zone.checkDigits
    let held = digits.isEmpty ? Self.leastShareHeld : Double(digits.count(where: \.holds)) / Double(digits.count)
    // Any line may look like one by chance.
    if layout.lineCount == 1, held < 1 || !MRZState.isKnown(zone.raw(.issuer) ?? "") { return nil }
    let issuer = zone.raw(.issuer) ?? ""
    let nationality = zone.raw(.nationality) ?? ""
    let hasSex = zone.raw(.sex).map { "MF<X".contains($0) } ?? false
    var sense = issuer.contains { $0.isNumber } ? 0 : 0.3
    sense += issuer == nationality ? 0.3 : 0
    sense += hasSex ? 0.2 : 0
    let namesAreWellFormed = !layout.carriesNames || MRZAssembler.namesAreWellFormed(zone.raw(.names) ?? "")
    sense += namesAreWellFormed ? 0.5 : 0
    sense += zone.raw(.documentCode)?.last == "<" ? 0.1 : 0
    guard held >= Self.leastShareHeld, sense >= 0.3 else { return nil }
    let certainty = lines.map(\.certainty).reduce(0, +) / Double(lines.count)
    let adjustments = Double(lines.map(\.adjustments).reduce(0, +) + repaired.repairs)
    let agreement = Double(lines.map { min($0.looks - 1, Self.mostAgreement) }.reduce(0, +)) * 0.1
    return Candidate(
      zone: zone, score: held * 10 + sense + certainty + agreement - adjustments * 0.05,
      isFaultless: held == 1 && namesAreWellFormed && adjustments <= 4
        && lines.allSatisfy { $0.looks > 1 || $0.isSure })
  }

  /// Looks beyond the first that count when they say the same.
  private static let mostAgreement = 2

  /// Letters, at most one `<` between them, one `<<`, letters again, then fillers only.
  private static func namesAreWellFormed(_ field: String) -> Bool {
    let parts = String(field.reversed().drop { $0 == "<" }.reversed()).split(
      separator: "<<", omittingEmptySubsequences: false)
    let words = parts.flatMap { $0.split(separator: "<") }
    return (1...2).contains(parts.count) && parts.allSatisfy { !$0.isEmpty && $0.first != "<" && $0.last != "<" }
      && !words.contains { $0.count == 1 && "CKXAEL".contains($0) }
  }

  private static func combinations(_ choices: [[MRZLine]]) -> [[MRZLine]] {
    var combinations: [[MRZLine]] = [[]]
    for next in choices {
      combinations = combinations.flatMap { (head: [MRZLine]) -> [[MRZLine]] in next.map { head + [$0] } }
    }
    return combinations
  }
}

extension MRZLayout {
  /// Whether what is printed on a line ends with names, which are followed by fillers only.
  fileprivate func endsWithNames(_ line: Int) -> Bool {
    span(of: .names).map { $0.line == line && $0.columns.upperBound == lineLength } ?? false
  }

  /// The letter that tells what the document is: passport, identity card of one kind or another, visa. Licences are told by
  /// more than a letter.
  fileprivate func mayBegin(with line: String) -> Bool {
    guard let first = line.first else { return false }
    return switch self {
    case .td1, .td2, .td3: "PIAC".contains(first)
    case .mrvA, .mrvB: first == "V"
    case .frenchIdentity, .frenchLicence, .licence, .swissLicence: true
    }
  }
}
