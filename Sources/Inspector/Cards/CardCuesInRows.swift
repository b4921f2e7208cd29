import Imaging
import Model

/// What the words and digits of one row say of cards.
extension CardCues {
  static func cues(of row: DigitRow, at index: Int, _ lines: [ReadLine]) -> [Cue] {
    func cue(_ kind: Kind, _ weight: Double, _ heights: Double = reachInHeights) -> Cue {
      Cue(kind: kind, weight: weight, box: row.box, reach: heights * row.height, row: index)
    }
    var cues: [Cue] = []
    let sense = row.sense
    if sense.isLabel { cues.append(cue(.label, 2)) }
    if sense.isOfABack { cues.append(cue(.back, 1.25)) }
    if sense.isOfAFront { cues.append(cue(.front, 1)) }
    if sense.namesScheme { cues.append(cue(.scheme, 1, reachOfLargePrint)) }
    if sense.isWeak { cues.append(cue(.weak, 0.5)) }
    if isMonth(row) { cues.append(cue(.date, 0.75)) }
    switch tail(of: row, lines) {
    case .withCode: cues.append(cue(.code, 1.25))
    case .alone: cues.append(cue(.tail, 1))
    case .inOneRun, nil: break
    }
    if looksLikeNumber(row) { cues.append(cue(.number, 2, reachOfLargePrint)) }
    return cues
  }

  /// `12/27`: cards alone print days without a day.
  private static func isMonth(_ row: DigitRow) -> Bool {
    row.sense.strangeLetters <= 2 && CardExpiry.latest(in: [row]) != nil
  }

  /// Fifteen or sixteen digits in groups of at least four that belong to a scheme, or that are grouped as on cards.
  private static func looksLikeNumber(_ row: DigitRow) -> Bool {
    let shape = row.groups.map(\.glyphs.count)
    guard let first = row.groups.first, row.characterBefore(first)?.isLetter != true else { return false }
    let prefix = row.text.prefix { !$0.isNumber }
    guard prefix.count <= 12, shape.allSatisfy({ $0 >= 4 }),
      row.groups.indices.dropLast().allSatisfy({ !row.separator(after: $0).contains(where: \.isLetter) })
    else { return false }
    let digits = row.groups.flatMap(\.digits)
    if shape == [4, 4, 4, 4] || shape == [4, 6, 5] {
      return PaymentCardNumber.scheme(of: digits) != nil || row.glyphs.count <= 22
    }
    return (15...16).contains(digits.count) && PaymentCardNumber.luhnHolds(digits)
      && PaymentCardNumber.scheme(of: digits) != nil
  }

  /// The same with rows that are the end of a number whose beginning lies outside the picture.
  mutating func addNumbers(cutByTheBorderOf picture: Raster, in rows: [DigitRow]) {
    if isSheet { return }
    for (index, row) in rows.enumerated() where Self.looksLikeTheEndOfANumber(row) {
      let start = row.box.point(along: -Self.reachOfABorder * row.height / row.box.length, across: 0.5)
      let isInside = (0..<Double(picture.width)).contains(start.x) && (0..<Double(picture.height)).contains(start.y)
      if !isInside {
        add(Cue(kind: .number, weight: 2, box: row.box, reach: Self.reachOfLargePrint * row.height, row: index))
      }
    }
  }

  /// In heights of the row.
  private static let reachOfABorder = 0.6

  /// `12 8888 8888 1881`, and nothing before.
  private static func looksLikeTheEndOfANumber(_ row: DigitRow) -> Bool {
    let shape = row.groups.map(\.glyphs.count)
    return row.groups.first?.at == 0 && shape.suffix(3) == [4, 4, 4] && shape.dropLast(3).reduce(0, +) < 4
      && row.groups.indices.dropLast().allSatisfy { row.separator(after: $0) == " " }
  }

  enum Tail {
    /// Four digits alone that are no year: on a back they are the end of the number, beside the code.
    case alone
    /// `1111 123`: the last four of the number, then the code, as on signature panels.
    case withCode
    /// `1111123`: the same where the reading lost the space.
    case inOneRun
  }

  /// What ends a row and has nothing but digits in its boxes: a signature may stand before.
  static func tail(of row: DigitRow, _ lines: [ReadLine]) -> Tail? {
    guard let last = row.groups.last else { return nil }
    let isBare = { (group: DigitRow.Group) in
      let text = lines[group.glyphs[0].line].text
      return CardWords.sense(of: text).strangeLetters == 0 && !text.contains { ".,/+%()".contains($0) }
    }
    guard isBare(last) else { return nil }
    let before = row.groups.dropLast().last
    switch (before?.glyphs.count, last.glyphs.count) {
    case (4, 3) where before.map(isBare) ?? false && digitsBefore(row, 2) < 4: return .withCode
    case (_, 7) where row.groups.count == 1: return .inOneRun
    // Of the code behind it some digits are hidden.
    case (4, 1...2) where before.map(isBare) ?? false && digitsBefore(row, 2) == 0: return .alone
    case (nil, 4):
      let isYear = Int(last.number).map { (1950...2060).contains($0) } ?? true
      return isYear || lines[last.glyphs[0].line].text.count > 5 ? nil : .alone
    default: return nil
    }
  }

  /// Digits before the last so many groups of a row.
  private static func digitsBefore(_ row: DigitRow, _ count: Int) -> Int {
    row.groups.dropLast(count).reduce(0) { $0 + $1.glyphs.count }
  }
}
