import Imaging
import Model

/// Digits of card numbers that could not be made out as whole ones.
extension CardNumberFinder {
  /// The places of what must not stay of them.
  /// `isCovered`: the page has its covers already, and is looked at once more.
  func remains(
    in rows: [DigitRow], besides numbers: [FoundCardNumber], knownEnds: Set<String>, isCovered: Bool, on grey: Raster
  ) -> [OrientedBox] {
    let lines = self.lines
    let illegible = illegible(in: rows, besides: numbers)
    let worn = wornStacks(in: rows).filter { chain in !cues.isSheet && chain.allSatisfy { isNearCard($0.row) } }
    let places =
      leftBetweenEnds(in: rows, knownEnds).flatMap { digits in
        Set(digits.map(\.line)).sorted().compactMap { line -> OrientedBox? in
          DigitRow.box(of: digits.filter { $0.line == line }, on: lines)
            .map { $0.grown(along: 0.02 * $0.height, across: 0.06 * $0.height) }
        }
      } + worn.flatMap(middle)
      + (isCovered || !worn.isEmpty ? [] : unfinishedStack(in: rows, besides: numbers))
      + illegible.compactMap { place(ofIllegible: $0, in: rows) }
      + rows.flatMap { behindASignature(in: $0, besides: numbers) }
    // What is left of a covered number begins like one.
    let unknown = rows.filter { row in !row.groups.contains { knownEnds.contains($0.number) } }
    return places + unknown.compactMap { begun(in: $0, besides: numbers, on: grey) }
  }

  /// On a card, rows of digits as long as a number that could not be made out as one: covered as a whole.
  private func illegible(in rows: [DigitRow], besides numbers: [FoundCardNumber]) -> [[DigitRow.Glyph]] {
    rows.compactMap { row -> [[DigitRow.Glyph]]? in
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
      guard isLong, isOfACard, letters <= 1, !isKnown, !row.text.contains("+"),
        cues.isSheet
          ? isNearCard(row) : mayBeOnACard(row, endsInFours: row.groups.map(\.glyphs.count).suffix(3) == [4, 4, 4])
      else { return nil }
      // What begins as numbers do keeps its first six, and what ends as they do its last four.
      let shape = row.groups.map(\.glyphs.count)
      let values = digits.compactMap(\.digit)
      let scheme = PaymentCardNumber.scheme(of: values)
      // Of American Express: worn digits are misread, not gaps.
      let beginsWell = shape.starts(with: [4, 4]) && scheme != nil || shape.starts(with: [4, 6])
      let isWhole =
        scheme.map { PaymentCardNumber.lengths(of: $0).contains(values.count) } ?? false
        && PaymentCardNumber.luhnHolds(values)
      let hasCode = shape.count == 5 && shape.dropFirst() == [4, 4, 4, 3] && shape[0] < 4
      let endsWell = !beginsWell && shape.count == 4 && shape.dropFirst() == [4, 4, 4] && shape[0] < 4
      if hasCode {
        // One of the first four was taken for a letter.
        let kept = row.glyphs.prefix { $0.place != row.groups[1].glyphs[0].place }.count { $0.character != " " } == 4
        return [Array(digits.dropFirst(kept ? shape[0] + 2 : 0).dropLast(7)), Array(digits.suffix(3))]
      }
      return [Array(digits.dropFirst(beginsWell || isWhole ? 6 : 0).dropLast(endsWell || isWhole ? 4 : 0))]
    }.flatMap { $0 } + rows.flatMap { row in misread(in: row, besides: numbers) + signsBetweenFours(in: row) }
  }

  /// `2720 9900 日日日日 0015`: digits of an even type are taken for signs of other scripts. From the sixth digit to them.
  private func signsBetweenFours(in row: DigitRow) -> [[DigitRow.Glyph]] {
    guard cues.isSheet ? isNearCard(row) : cues.support(at: row.box, of: Self.signs) >= Self.leastBesideARun else {
      return []
    }
    return row.groups.indices.dropLast(2).compactMap { index in
      let groups = row.groups[index...(index + 2)]
      let signs = row.separator(after: index + 1).filter { $0 != " " }
      guard groups.allSatisfy({ $0.glyphs.count == 4 }), row.separator(after: index) == " ",
        Self.signsOfAGroup.contains(signs.count), !signs.contains(where: \.isCased),
        PaymentCardNumber.scheme(of: groups.flatMap(\.digits)) != nil
      else { return nil }
      return row.glyphs[(row.groups[index + 1].at + 2)..<row.groups[index + 2].at].filter { $0.character != " " }
    }
  }

  private static let signsOfAGroup = 3...5

  /// The middle of a number of sixteen by its end, where a signature lies over its beginning; on backs only.
  private func behindASignature(in row: DigitRow, besides numbers: [FoundCardNumber]) -> [OrientedBox] {
    guard !cues.isSheet, cues.support(at: row.box, of: [.back, .label, .stripe]) >= CardCues.likely else { return [] }
    if let place = endInFours(of: row, besides: numbers) { return [place] }
    return row.runsBehindSigns.compactMap { run in
      let digits = row.glyphs[run.digits..<run.word.upperBound]
      guard let first = digits.first, let last = digits.last, digits.allSatisfy({ $0.line == first.line }),
        !numbers.contains(where: { $0.digits.contains { $0.line == first.line } })
      else { return nil }
      let pitch = (last.start + last.end - first.start - first.end) / 2 / Double(digits.count - 1)
      let end = (last.start + last.end) / 2 - 3.5 * pitch
      let box = lines[first.line].box.part(from: max(0, end - 6.5 * pitch), to: end)
      return box.grown(along: 0, across: 0.06 * box.height)
    }
  }

  /// The same where the end stands in groups: the four digits before the last four, and what stands right before these.
  private func endInFours(of row: DigitRow, besides numbers: [FoundCardNumber]) -> OrientedBox? {
    var groups = row.groups[...]
    if let code = groups.last, code.glyphs.count < 4 { groups = groups.dropLast() }
    guard groups.count >= 2, let end = groups.last, let third = groups.dropLast().last,
      // One before may have been read with it.
      end.glyphs.count == 4, (3...5).contains(third.glyphs.count),
      row.glyphs[(third.at + third.glyphs.count)..<end.at].allSatisfy({ $0.character == " " }),
      // What stands before is no number and no words.
      groups.dropLast(2).allSatisfy({ $0.glyphs.count < 4 }), row.isHardlyRead(before: third.at),
      !numbers.contains(where: { $0.holds(end) || $0.holds(third) }),
      let read = DigitRow.box(ofAll: Array(third.glyphs.suffix(4)), on: lines),
      let last = DigitRow.box(ofAll: end.glyphs, on: lines)
    else { return nil }
    // The writing may lie over the first of it.
    let missing = max(0, 4 - Double(third.glyphs.count)) / Double(third.glyphs.count) * read.length
    let box = read.moved(along: -missing / 2, across: 0).grown(along: missing / 2, across: 0)
    // As far before as the last group is behind, but for two of its digits.
    let step = box.offset(to: last).along
    guard step > box.length, step < 2.5 * box.length else { return nil }
    let before = 0.62 * step
    return box.moved(along: -before / 2, across: 0).grown(along: before / 2, across: 0.06 * box.height)
  }

  /// In heights of the digits.
  private static let marginOfIllegible = 0.2
  private static let marginBehindADigit = 0.05

  /// One strip from its first digit to its last, whatever was read between: where single digits stand, nobody knows.
  private func place(ofIllegible digits: [DigitRow.Glyph], in rows: [DigitRow]) -> OrientedBox? {
    guard let first = digits.first, let box = DigitRow.box(ofAll: digits, on: lines) else { return nil }
    // A digit right before it stays.
    let isBehindADigit = rows.contains { row in
      row.groups.contains { $0.glyphs.dropFirst().contains { $0.place == first.place } }
    }
    let before = (isBehindADigit ? Self.marginBehindADigit : Self.marginOfIllegible) * box.height
    let behind = Self.marginOfIllegible * box.height
    return box.moved(along: (behind - before) / 2, across: 0)
      .grown(along: (before + behind) / 2, across: 0.06 * box.height)
  }

  /// Sixteen digits in one run of which some were taken for signs: what may stay of them, and the rest as one run.
  private func misread(in row: DigitRow, besides numbers: [FoundCardNumber]) -> [[DigitRow.Glyph]] {
    let isOfACard = cues.isSheet ? isNearCard(row) : cues.support(at: row.box, of: Self.signs) >= Self.leastBesideARun
    guard isOfACard else { return [] }
    return row.misreadRuns.compactMap { run in
      let glyphs = Array(row.glyphs[run])
      guard
        !numbers.contains(where: {
          $0.digits.contains { glyph in glyphs.contains { $0.line == glyph.line && $0.start == glyph.start } }
        })
      else { return nil }
      let lost = max(0, 16 - glyphs.count)
      let isOfAScheme =
        glyphs.prefix(6).allSatisfy { $0.digit != nil }
        && PaymentCardNumber.scheme(of: glyphs.compactMap(\.digit)) != nil
      return Array(glyphs.dropFirst(isOfAScheme ? 6 - lost : 0).dropLast(max(0, 4 - lost)))
    }
  }

  /// A date and the name of a scheme are enough where there is little else, and one of them with three groups of four.
  private func mayBeOnACard(_ row: DigitRow, endsInFours: Bool) -> Bool {
    cues.support(at: row.box, of: Self.signs) >= (endsInFours ? Self.leastBesideARun : Self.leastSupport)
  }

  private static let signs: Set<CardCues.Kind> = [.label, .back, .stripe, .scheme, .front, .date, .weak, .number]
  private static let leastSupport = 1.5
  /// Sixteen digits in one run say much by themselves.
  private static let leastBesideARun = 1.0

  /// On a page that is covered already: digits that can still be read between the ends of a number.
  private func leftBetweenEnds(in rows: [DigitRow], _ ends: Set<String>) -> [[DigitRow.Glyph]] {
    rows.flatMap { row -> [[DigitRow.Glyph]] in
      let known = row.groups.indices.filter { ends.contains(row.groups[$0].number) }
      guard let first = known.first, let last = known.last, last > first else { return [] }
      // One or two are edges of the cover, or of the first six.
      return (first..<last).filter { index in
        let group = row.groups[index]
        let isOfAnEnd = group.glyphs.count == 3 && ends.contains { $0.count == 2 && group.number.hasSuffix($0) }
        return group.glyphs.count > 2 && !known.contains(index) && !isOfAnEnd
      }.map { row.groups[$0].glyphs }
    }
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

extension DigitRow {
  private static let leastOfWords = 0.9
  private static let fewestOfASignature = 4

  /// As writing is that lies over digits: signs of which nobody is sure.
  fileprivate func isHardlyRead(before index: Int) -> Bool {
    let signs = glyphs[..<index].filter { $0.character != " " }
    return signs.count >= Self.fewestOfASignature
      && signs.reduce(0) { $0 + $1.probability } < Self.leastOfWords * Double(signs.count)
  }
}
