import Imaging

/// Where the covers of codes lie.
extension CardCodeFinder {
  /// The places that a code takes: each of its lines, with what stands in one word with it, and with the room of digits
  /// that were not read.
  func places(of code: [DigitRow.Glyph]) -> [OrientedBox] {
    return Set(code.map(\.line)).sorted().compactMap { line in
      let glyphs = wholeWord(of: code.filter { $0.line == line })
      guard let own = DigitRow.box(of: glyphs, on: lines) else { return nil }
      let box = code.count < 3 ? alongTheText(own) : own
      // Read across the text, two digits are none.
      let isTurned = abs(box.alongX * own.alongX + box.alongY * own.alongY) < Self.mostOfAQuarterTurn
      let isOnAFront = isAmericanExpress(near: box) && isAboveNumber(box)
      let missing = isTurned ? 2 : Double(max(0, (isOnAFront ? 4 : 3) - code.count))
      // Which digits were not read, nobody knows.
      let middles = glyphs.map { ($0.start + $0.end) / 2 * lines[line].box.length }
      let steps = zip(middles.dropFirst(), middles).map { $0 - $1 }
      let pitch = (isOnAFront ? Self.wideType : 1) * max(Self.digitPitch * box.height, steps.max() ?? 0)
      let isWhole = missing == 0
      // Places of characters are estimates: digits that seem to stand closer than any type reach beyond them.
      let excess = isWhole ? max(0, Double(glyphs.count) * Self.narrowestPitch * box.height - box.length) / 2 : 0
      let before =
        min(Self.margin * box.height + missing * pitch, roomBefore(glyphs, isWhole: isWhole)) + excess
      let rest = mayBeOfATail(code, at: box) ? Self.digitsOfARest : isOfARunOfSix(code) ? 1 : 0
      let behind = Self.marginBehind * box.height + (missing + rest) * pitch + excess
      return box.moved(along: (behind - before) / 2, across: 0)
        .grown(along: (before + behind) / 2, across: 0.17 * box.height)
    }
  }

  /// Three digits alone in their row on a back without a number, a label or the end of a number before them: they may be
  /// of that end themselves, where something hides the rest and the beginning of the code.
  private func mayBeOfATail(_ code: [DigitRow.Glyph], at box: OrientedBox) -> Bool {
    guard code.count == 3, !cues.isSheet, numbers.isEmpty,
      let row = rows.first(where: { $0.glyphs.contains { $0.place == code[0].place } })
    else { return false }
    return row.groups.count == 1 && !isLabelled(box, code.count, row) && isOnABack(box)
      && cues.support(at: box, of: [.stripe, .panel]) > 0
  }

  /// Of four digits and three in one run one was lost, perhaps the last.
  private func isOfARunOfSix(_ code: [DigitRow.Glyph]) -> Bool {
    code.count == 3
      && rows.contains { row in
        row.groups.contains { $0.glyphs.count == 6 && $0.glyphs.last?.place == code.last?.place }
      }
  }

  /// The last of four, something over the first of the code, and the others.
  private static let digitsOfARest = 6.0

  /// In heights of the box.
  private static let margin = 0.3
  private static let marginBehind = 0.32
  /// Digits that stand before it stay readable: so much of the gap is covered at most.
  private static let shareOfGap = 0.5
  /// Where no gap was read, of the digit before a code.
  private static let shareOfADigit = 0.3
  private static let shareOfALetter = 0.25
  private static let lettersBefore = 1.5

  /// Pixels before some glyphs that may be covered; many where no digit stands before them on their line.
  private func roomBefore(_ glyphs: [DigitRow.Glyph], isWhole: Bool) -> Double {
    guard let first = glyphs.first else { return 0 }
    let before = rows.flatMap(\.glyphs)
      .filter { $0.line == first.line && $0.character != " " && $0.start < first.start }.max { $0.end < $1.end }
    guard let before else { return roomBehindATail(first) }
    let gap = max(0, first.start - before.end)
    // The end of a label may be; where it is not known how many digits stand before what was read, it tells their end.
    let letter = (before.end - before.start) * (isWhole ? Self.lettersBefore : Self.shareOfALetter)
    let room =
      before.digit == nil ? gap + letter : max(Self.shareOfGap * gap, Self.shareOfADigit * (first.end - first.start))
    return room * lines[first.line].box.length
  }

  /// Pixels between a digit that begins its line and the end of a number on the line before it; many without one.
  private func roomBehindATail(_ first: DigitRow.Glyph) -> Double {
    guard let row = rows.first(where: { $0.glyphs.contains { $0.place == first.place } }),
      let at = row.groups.firstIndex(where: { $0.glyphs.first?.place == first.place }), at > 0,
      row.groups[at - 1].glyphs.count == 4, let last = row.groups[at - 1].glyphs.last,
      row.separator(after: at - 1).allSatisfy({ $0 == " " }), let tail = DigitRow.box(of: [last], on: lines),
      let own = DigitRow.box(of: [first], on: lines)
    else { return .infinity }
    return max(0, tail.offset(to: own).along - (tail.length + own.length) / 2)
  }

  private static let mostOfAQuarterTurn = 0.5
  private static let squarest = 1.6
  private static let lettersOfText = 10
  /// In heights of the box.
  private static let neighbourhood = 9.0

  /// The box of one digit or two has no direction to speak of: the same in the direction of the longest text near it.
  private func alongTheText(_ box: OrientedBox) -> OrientedBox {
    let near = rows.filter { row in
      row.isText && row.glyphs.count >= Self.lettersOfText
        && row.box.distance(to: box) < Self.neighbourhood * max(box.height, box.length)
    }
    guard box.length < Self.squarest * box.height, let text = near.max(by: { $0.box.length < $1.box.length })?.box
    else {
      return box
    }
    let cosine = abs(box.alongX * text.alongX + box.alongY * text.alongY)
    let sine = max(0, 1 - cosine * cosine).squareRoot()
    var turned = box
    (turned.alongX, turned.alongY) = (text.alongX, text.alongY)
    turned.length = box.length * cosine + box.height * sine
    turned.height = box.length * sine + box.height * cosine
    return turned
  }

  /// Above the number of American Express the digits that were not read may stand farther apart than those that were.
  private static let wideType = 1.25
  /// The width of a digit in heights of its box.
  private static let digitPitch = 0.45
  private static let narrowestPitch = 0.36

  /// With the marks right behind and before that may be worn digits; up to four in all.
  private func wholeWord(of glyphs: [DigitRow.Glyph]) -> [DigitRow.Glyph] {
    guard let first = glyphs.first, let last = glyphs.last, glyphs.count < 3,
      let row = rows.first(where: { $0.glyphs.contains { $0.line == last.line && $0.start == last.start } }),
      let at = row.glyphs.firstIndex(where: { $0.line == last.line && $0.start == last.start })
    else { return glyphs }
    let behind = row.glyphs[(at + 1)...].prefix { $0.character != " " && $0.line == last.line }
    let whole = glyphs + behind.prefix(4 - glyphs.count)
    // Letters are of a label.
    guard let before = row.glyphs.last(where: { $0.line == first.line && $0.start < first.start }),
      whole.count < 4, !before.character.isLetter, !before.character.isNumber, before.character != " "
    else { return whole }
    return [before] + whole
  }
}
