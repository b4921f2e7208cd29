import Imaging
import Model

/// Digits of card numbers that could not be made out as whole ones.
extension CardNumberFinder {
  /// The places of what must not stay of them.
  func remains(
    in rows: [DigitRow], besides numbers: [FoundCardNumber], knownEnds: Set<String>, on grey: Raster
  ) -> [OrientedBox] {
    let lines = self.lines
    let runs =
      illegible(in: rows, besides: numbers) + leftBetweenEnds(in: rows, knownEnds)
      + (knownEnds.isEmpty ? unfinishedStack(in: rows, besides: numbers) : [])
    let places = runs.flatMap { digits in
      Set(digits.map(\.line)).sorted().compactMap { line -> OrientedBox? in
        DigitRow.box(of: digits.filter { $0.line == line }, on: lines)
          .map { $0.grown(along: 0.02 * $0.height, across: 0.06 * $0.height) }
      }
    }
    // What is left of a covered number begins like one.
    let unknown = rows.filter { row in !row.groups.contains { knownEnds.contains($0.number) } }
    return places + unknown.compactMap { begun(in: $0, besides: numbers, on: grey) }
  }

  /// On a card, rows of digits as long as a number that could not be made out as one: covered as a whole.
  private func illegible(in rows: [DigitRow], besides numbers: [FoundCardNumber]) -> [[DigitRow.Glyph]] {
    rows.compactMap { row in
      let digits = row.groups.flatMap(\.glyphs)
      let letters = row.glyphs.count { $0.character.isLetter && $0.digit == nil }
      let isKnown = numbers.contains { number in
        number.digits.contains { glyph in digits.contains { $0.line == glyph.line } }
      }
      // Telephone numbers come in threes and twos.
      let inFours = row.groups.filter { $0.glyphs.count >= 4 }.reduce(0) { $0 + $1.glyphs.count }
      let isLong = (12...20).contains(digits.count) && inFours >= 8
      // An account number stands in one group or two and is of no scheme.
      let isOfACard = row.groups.count >= 3 || PaymentCardNumber.scheme(of: digits.compactMap(\.digit)) != nil
      guard isLong, isOfACard, letters <= 1, !isKnown, !row.text.contains("+"), isNearCard(row) else { return nil }
      // What begins as numbers do keeps its first six.
      let beginsWell =
        row.groups.prefix(2).map(\.glyphs.count) == [4, 4]
        && PaymentCardNumber.scheme(of: digits.compactMap(\.digit)) != nil
      return beginsWell ? Array(digits.dropFirst(6)) : digits
    }
  }

  /// On a page that is covered already: digits that can still be read between the ends of a number.
  private func leftBetweenEnds(in rows: [DigitRow], _ ends: Set<String>) -> [[DigitRow.Glyph]] {
    rows.flatMap { row -> [[DigitRow.Glyph]] in
      let known = row.groups.indices.filter { ends.contains(row.groups[$0].number) }
      guard let first = known.first, let last = known.last, last > first else { return [] }
      // One or two are edges of the cover, or of the first six.
      return (first..<last).filter { row.groups[$0].glyphs.count > 2 && !known.contains($0) }.map {
        row.groups[$0].glyphs
      }
    }
  }

  /// Two or three rows of four under one another on a card, of which something hides the others.
  private func unfinishedStack(in rows: [DigitRow], besides numbers: [FoundCardNumber]) -> [[DigitRow.Glyph]] {
    if cues.isSheet { return [] }
    let chains = chains(in: rows, besides: numbers).filter { chain in
      (2...3).contains(chain.count) && chain.allSatisfy { $0.digits.count == 4 && isNearCard($0.row) }
    }
    guard let chain = chains.max(by: { $0.count < $1.count }) else { return [] }
    // A scheme's digits come first; else the last four may be there.
    if PaymentCardNumber.scheme(of: chain.flatMap(\.digits).compactMap(\.digit)) != nil {
      return [Array(chain[1].digits.dropFirst(2))] + chain.dropFirst(2).map(\.digits)
    }
    return chain.dropLast().map(\.digits)
  }

  private static let digitsOfABeginning = 8...11
  private static let fewestOfAGroup = 4
  /// Digits and gaps between groups of four up to the last four of sixteen.
  private static let pitchesToTheEnd = 15.0
  private static let pitchesToTheEndInOneRun = 12.0

  /// The beginning of a number whose rest nobody could read, for glare or wear: from the sixth digit to where the last
  /// four of sixteen would begin.
  private func begun(in row: DigitRow, besides numbers: [FoundCardNumber], on grey: Raster) -> OrientedBox? {
    guard let first = row.groups.first, first.at == 0, first.glyphs.count >= Self.fewestOfAGroup else { return nil }
    var digits: [DigitRow.Glyph] = []
    for (index, group) in row.groups.enumerated() {
      // The last group may be cut short.
      guard index == 0 || isJoined(row, index - 1) && digits.count % Self.fewestOfAGroup == 0 else { return nil }
      digits += group.glyphs
    }
    let line = digits[0].line
    let inked = row.glyphs.count { $0.character != " " }
    guard Self.digitsOfABeginning.contains(digits.count), inked == digits.count,
      PaymentCardNumber.scheme(of: digits.compactMap(\.digit)) != nil, digits.allSatisfy({ $0.line == line }),
      !numbers.contains(where: { $0.digits.contains { $0.line == line } }),
      // The other half may stand in a row of its own.
      cues.support(at: row.box, of: [.label, .back, .stripe, .scheme, .front, .date, .weak]) >= CardCues.likely
    else { return nil }
    let middles = digits.map { ($0.start + $0.end) / 2 }
    let gaps = row.groups.count - 1
    let pitch = (middles[middles.count - 1] - middles[0]) / Double(digits.count - 1 + gaps)
    let pitches = gaps > 0 ? Self.pitchesToTheEnd : Self.pitchesToTheEndInOneRun
    let start = GlyphGap.place(between: middles[5], and: middles[6], of: lines[line].box, on: grey)
    let end = max(middles[0] + (pitches - 0.6) * pitch, middles[middles.count - 1] + 0.5 * pitch)
    let box = lines[line].box.part(from: start, to: end)
    return box.grown(along: 0, across: 0.06 * box.height)
  }
}
