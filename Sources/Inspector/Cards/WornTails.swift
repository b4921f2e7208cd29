import Imaging

/// Codes, and the ends of numbers before them, that were read in pieces.
extension CardCodeFinder {
  /// `3 6 1` alone in its box on a back, and `1.37` behind a label.
  func spacedCode(in row: DigitRow) -> [DigitRow.Glyph]? {
    if let parted = partedCode(in: row) { return parted }
    let digits = row.groups.flatMap(\.glyphs)
    guard row.groups.map(\.glyphs.count) == [1, 1, 1], row.glyphs.count(where: { $0.character != " " }) == 3,
      Set(digits.map(\.line)).count == 1, let box = DigitRow.box(of: digits, on: lines), isOnABack(box),
      !digits.contains(where: belongsToANumber)
    else { return nil }
    return digits
  }

  private func partedCode(in row: DigitRow) -> [DigitRow.Glyph]? {
    let last = row.groups.suffix(2)
    guard row.sense.isLabel, !cues.isSheet, last.count == 2, [[1, 2], [2, 1]].contains(last.map(\.glyphs.count)),
      [".", ","].contains(row.separator(after: last.startIndex)), row.characterBefore(last[last.startIndex]) != "/"
    else { return nil }
    return last.flatMap(\.glyphs)
  }

  /// `00 01612`: the end of the number, cut in two, before the code.
  func isBeginningOfATail(_ group: DigitRow.Group, in row: DigitRow) -> Bool {
    guard row.groups.count == 2, row.groups[0].at == group.at, group.glyphs.count + row.groups[1].glyphs.count == 7,
      let own = DigitRow.box(of: group.glyphs, on: lines), let next = DigitRow.box(of: row.groups[1].glyphs, on: lines)
    else { return false }
    return own.distance(to: next) < own.height && codeBehindMisreadTail(row.groups[1], row) != nil
  }

  /// Three signs or four right of a number in four rows, beside which cards print the code, that are no word: digits
  /// which nobody could read.
  func blotsBesideStacks() -> [[DigitRow.Glyph]] {
    if before != nil { return [] }
    return numbers.filter { $0.rowCount == 4 && $0.luhnHolds }.flatMap { number in
      rows.filter { CardExpiry.latest(in: [$0]) == nil }.flatMap { row in
        Dictionary(grouping: row.glyphs.filter { $0.character != " " }, by: \.line).values.filter { signs in
          guard Self.signsOfABlot.contains(signs.count), !signs.contains(where: belongsToANumber),
            let box = DigitRow.box(of: signs, on: lines)
          else { return false }
          let offset = number.box.offset(to: box)
          let isWord = signs.allSatisfy { $0.digit == nil && $0.probability >= Self.surelyAWord }
          return !isWord
            && CardWords.sense(of: lines[signs[0].line].text).strangeLetters == signs.count { $0.character.isLetter }
            && Self.heightsBesideAStack.contains(4 * box.height / number.box.height)
            && (0.5 * number.box.length..<0.6 * number.cardWidth).contains(offset.along)
            && abs(offset.across) < 0.6 * number.box.height
        }
      }
    }
  }

  private static let signsOfABlot = 2...4
  private static let surelyAWord = 0.9
  /// In heights of a row of the number.
  private static let heightsBesideAStack = 0.35...1.4

  private static let leastOfAWornNumber = 8
  /// So many digits are a card's number whatever else is known of a back.
  private static let leastOfANumber = 12

  /// Three digits behind a space on a back, behind a number with a signature over its beginning.
  func isBehindAWornNumber(
    _ group: DigitRow.Group, _ before: DigitRow.Group, in row: DigitRow
  ) -> Bool {
    guard group.glyphs.count == 3, before.glyphs.count >= 4, !cues.isSheet, row.characterBefore(group) == " ",
      let box = DigitRow.box(of: group.glyphs, on: lines)
    else { return false }
    let count = row.groups.dropLast().reduce(0) { $0 + $1.glyphs.count }
    let isOnABand = count >= Self.leastOfANumber && cues.support(at: box, of: [.stripe, .panel]) > 0
    return count >= Self.leastOfAWornNumber && (isOnABand || isOnABack(box))
      && !row.sense.isOfABack && row.groups.indices.dropLast().allSatisfy { isJoinedBySigns(row, $0) }
  }

  /// Not by a sign of dates, telephone numbers and amounts, unless letters stand with it: a signature is read as both.
  private func isJoinedBySigns(_ row: DigitRow, _ index: Int) -> Bool {
    let separator = row.separator(after: index)
    return !separator.contains { "/+-.,:()".contains($0) }
      || separator.count(where: \.isLetter) >= Self.lettersOfASignature
  }

  private static let lettersOfASignature = 3
}
