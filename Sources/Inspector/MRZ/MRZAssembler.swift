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
    let lengths = readings.count == 3 ? [30] : [44, 36]
    for length in lengths {
      let choices = readings.enumerated().map { index, looks in
        looks.compactMap { MRZLine(reading: $0, length: length, isNameLine: isNameLine(index, of: readings.count)) }
      }
      guard choices.allSatisfy({ !$0.isEmpty }) else { continue }
      for combination in MRZAssembler.combinations(choices) {
        guard let candidate = candidate(of: combination, length: length, boxes: boxes) else { continue }
        if best.map({ candidate.score > $0.score }) ?? true { best = candidate }
      }
    }
    return best
  }

  private func isNameLine(_ index: Int, of count: Int) -> Bool { count == 3 ? index == 2 : index == 0 }

  private func candidate(of lines: [MRZLine], length: Int, boxes: [PixelRect]) -> Candidate? {
    let first = lines[0].characters.first
    guard let layout = MRZLayout(lineCount: lines.count, lineLength: length, first: first) else { return nil }
    guard let first, "PVIAC".contains(first) else { return nil }
    var repaired = MRZRepair(layout: layout, lines: lines)
    repaired.putLettersAndDigitsInTheirPlaces()
    repaired.makeStatesKnown()
    repaired.satisfyCheckDigits()
    guard
      let zone = MachineReadableZone(
        layout: layout, lines: repaired.text, boxes: boxes, repairs: repaired.repairs)
    else { return nil }
    let digits = zone.checkDigits
    let held = Double(digits.count(where: \.holds)) / Double(digits.count)
    let issuer = zone.raw(.issuer) ?? ""
    let nationality = zone.raw(.nationality) ?? ""
    let hasSex = zone.raw(.sex).map { "MF<X".contains($0) } ?? false
    var sense = issuer.contains { $0.isNumber } ? 0 : 0.3
    sense += issuer == nationality ? 0.3 : 0
    sense += hasSex ? 0.2 : 0
    let namesAreWellFormed = MRZAssembler.namesAreWellFormed(zone.raw(.names) ?? "")
    sense += namesAreWellFormed ? 0.5 : 0
    sense += zone.raw(.documentCode)?.last == "<" ? 0.1 : 0
    guard held >= Self.leastShareHeld, sense >= 0.3 else { return nil }
    let certainty = lines.map(\.certainty).reduce(0, +) / Double(lines.count)
    let adjustments = Double(lines.map(\.adjustments).reduce(0, +) + repaired.repairs)
    return Candidate(
      zone: zone, score: held * 10 + sense + certainty - adjustments * 0.05,
      isFaultless: held == 1 && namesAreWellFormed && adjustments <= 4)
  }

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

/// One line fitted to its length.
struct MRZLine {
  /// Exactly the layout's number of characters.
  var characters: [Character]
  /// 0–1, one for each character; 1 for fillers put in.
  var probabilities: [Double]
  /// Fillers taken out or put in.
  var adjustments: Int

  var certainty: Double { probabilities.reduce(0, +) / Double(max(1, probabilities.count)) }

  /// More characters than this off is no reading of a line of that length.
  private static let mostMissing = 8

  /// Nil when the reading cannot be brought to the length by its fillers.
  init?(reading: [ReadCharacter], length: Int, isNameLine: Bool) {
    var read = reading.filter { $0.character != " " }.map { ($0.character, $0.probability) }
    if isNameLine { MRZLine.clearTail(&read) }
    guard abs(read.count - length) <= MRZLine.mostMissing || (isNameLine && read.count >= length / 2) else {
      return nil
    }
    let off = length - read.count
    adjustments = abs(off)
    if off != 0 {
      // The run whose length is least sure is the longest one; names are followed by fillers to the end of their line.
      let longest = MRZLine.longestFillerRun(in: read.map(\.0))
      let end = read.count..<read.count
      guard let run = isNameLine && off > 0 ? end : longest ?? (isNameLine ? end : nil) else { return nil }
      if off > 0 {
        let fillers: [(Character, Double)] = Array(repeating: ("<", 1), count: off)
        read.insert(contentsOf: fillers, at: run.upperBound)
      } else {
        guard run.count + off >= 1 else { return nil }
        read.removeSubrange(run.upperBound + off..<run.upperBound)
      }
    }
    guard read.count == length else { return nil }
    characters = read.map(\.0)
    probabilities = read.map(\.1)
  }

  /// The name field holds one `<<`, between family and given names (ICAO Doc 9303 part 3, 4.6): behind the next one,
  /// and behind three fillers in a row, nothing follows, so whatever is read there is a misread chevron.
  private static func clearTail(_ read: inout [(Character, Double)]) {
    let text = read.map(\.0)
    var gaps = 0
    var index = min(6, text.count)
    while index + 1 < text.count {
      guard text[index] == "<", text[index + 1] == "<" else {
        index += 1
        continue
      }
      let run = text[index...].prefix { $0 == "<" }.count
      gaps += 1
      if run >= 3 || gaps >= 2 {
        for tail in index..<read.count { read[tail].0 = "<" }
        break
      }
      index += run
    }
    // A lone letter at the end that was hardly read is one of the fillers behind it.
    while let last = read.lastIndex(where: { $0.0 != "<" }), last > 6, last + 1 < read.count, read[last - 1].0 == "<",
      read[last].1 < Self.sureLetter
    {
      read[last].0 = "<"
    }
  }

  private static let sureLetter = 0.9

  private static func longestFillerRun(in characters: [Character]) -> Range<Int>? {
    var best: Range<Int>?
    var start: Int?
    for index in 0...characters.count {
      if index < characters.count, characters[index] == "<" {
        start = start ?? index
      } else if let from = start {
        if index - from > best?.count ?? 0 { best = from..<index }
        start = nil
      }
    }
    return best
  }
}
