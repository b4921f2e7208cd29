import Imaging
import Model

/// Finds verification codes: runs of three digits (four on American Express) on or near a card that nothing else
/// explains. Leaving one readable is the worst mistake, so what cannot be explained is taken for a code.
struct CardCodeFinder {
  let lines: [ReadLine]
  let rows: [DigitRow]
  let cues: CardCues
  let numbers: [FoundCardNumber]
  /// What stays visible of numbers whose middle is covered already.
  let knownEnds: Set<String>

  /// What the shape of a run adds to what its surroundings say.
  private static let isolated = 0.4
  private static let behindTail = 0.25
  /// A page of few rows is sooner a card than a letter.
  private static let smallPage = 0.25
  /// Fewer than three digits may be what a customer's cover left; they must stand where codes do.
  private static let supportOfPart = 3.0

  func codes() -> [[DigitRow.Glyph]] {
    rows.flatMap { row in row.groups.compactMap { code(in: $0, of: row) } }
  }

  /// The part of a group that is a code; nil where none is.
  private func code(in group: DigitRow.Group, of row: DigitRow) -> [DigitRow.Glyph]? {
    let free = group.glyphs.filter { !belongsToANumber($0) }
    guard let first = free.first, !knownEnds.contains(group.number), !isDate(group, in: row) else { return nil }
    guard let box = DigitRow.box(of: free, on: lines) else { return nil }
    // What follows a number without a space.
    if free.count < group.glyphs.count { return (3...4).contains(free.count) ? free : nil }
    // The figure of `CVV2` and `CVC2`.
    let isOfALabel = free.count == 1 && row.characterBefore(group)?.isLetter ?? false
    if isOfALabel { return nil }
    // Behind its label one digit is enough: the others may be covered.
    if row.sense.isLabel, free.count <= 4, digitCount(row) <= 9 { return free }
    if free.count <= 4, isLabelled(box, row), letters(on: first.line) <= 2 { return free }

    let support = cues.support(at: box)
    if group.glyphs.count == 7, CardCues.isTailWithCode(row) {
      return support + (cues.isSheet ? 0 : Self.smallPage) >= CardCues.likely ? Array(free.suffix(3)) : nil
    }
    guard !isExplained(group, in: row) else { return nil }
    let followsTail = self.followsTail(group, in: row)
    let isIsolated = letters(on: first.line) <= 2
    guard isIsolated || followsTail || isBehindSignature(group, in: row, support) else { return nil }
    let sum =
      support + (isIsolated ? Self.isolated : 0) + (followsTail ? Self.behindTail : 0)
      + (cues.isSheet ? 0 : Self.smallPage)
    switch free.count {
    case 3: return sum >= CardCues.likely ? free : nil
    case 4: return isAmericanExpress(near: box) && sum >= CardCues.likely && !isYear(group) ? free : nil
    case 1, 2:
      let standsWhereCodesDo = followsTail || isAmericanExpress(near: box) && isAloneInItsBox(group)
      return standsWhereCodesDo && sum >= Self.supportOfPart ? free : nil
    default: return nil
    }
  }

  // MARK: Labels

  /// Beside a label, below it, or right above it, in the label's own direction.
  private func isLabelled(_ box: OrientedBox, _ row: DigitRow) -> Bool {
    cues.labels.contains { index in
      let label = rows[index].box
      let height = max(label.height, box.height)
      let offset = label.offset(to: box)
      let gap = abs(offset.along) - (label.length + box.length) / 2
      if abs(offset.across) < 0.7 * height { return gap < (offset.along > 0 ? 25 : 3) * height }
      let between = abs(offset.across) - (label.height + box.height) / 2
      guard gap < 2.5 * height, row.groups.count <= 3 else { return false }
      return between < (offset.across > 0 ? 2.5 : 0.8) * height
    }
  }

  // MARK: What else digits are

  private func belongsToANumber(_ glyph: DigitRow.Glyph) -> Bool {
    numbers.contains { $0.digits.contains { $0.line == glyph.line && $0.start == glyph.start } }
  }

  /// `12/27`, `03.2028`, `12-27`: a slash, dot or hyphen ties it to other digits.
  private func isDate(_ group: DigitRow.Group, in row: DigitRow) -> Bool {
    let before = row.characterBefore(group)
    let behind = row.characterBehind(group)
    func ties(_ character: Character?, _ neighbour: Int) -> Bool {
      guard let character, "/.-".contains(character) else { return false }
      return row.glyphs.indices.contains(neighbour) && row.glyphs[neighbour].digit != nil
    }
    return ties(before, group.at - 2) || ties(behind, group.at + group.glyphs.count + 1)
  }

  private func isExplained(_ group: DigitRow.Group, in row: DigitRow) -> Bool {
    let number = group.number
    if numbers.contains(where: { $0.last4 == number || $0.first6.hasPrefix(number) && number.count == 4 }) {
      return true
    }
    // Part of a word or an amount: `AB123`, `kr. 120,00`.
    func touches(_ character: Character?) -> Bool { character.map { $0.isLetter || ",%+(".contains($0) } ?? false }
    if touches(row.characterBefore(group)) || touches(row.characterBehind(group)) { return true }
    // A month and a year whose slash was lost.
    if row.groups.map(\.glyphs.count) == [2, 2] { return true }
    // A telephone number: several groups, none of them the tail of the card's number before a code.
    let isTelephone = digitCount(row) >= 8 || row.text.contains("+") || row.text.contains("(")
    return isTelephone && !followsTail(group, in: row)
  }

  private func isYear(_ group: DigitRow.Group) -> Bool {
    Int(group.number).map { (1950...2060).contains($0) } ?? false
  }

  /// Digits of a row that no card number explains.
  private func digitCount(_ row: DigitRow) -> Int {
    row.groups.reduce(0) { $0 + $1.glyphs.count { !belongsToANumber($0) } }
  }

  // MARK: Where codes stand

  /// Right behind the last four digits of a number, or behind the whole of it.
  private func followsTail(_ group: DigitRow.Group, in row: DigitRow) -> Bool {
    guard group.glyphs.count <= 4, let before = row.groups.last(where: { $0.at < group.at }) else { return false }
    if before.glyphs.contains(where: belongsToANumber) || knownEnds.contains(before.number) { return true }
    let isLast = row.groups.last?.at == group.at
    return isLast && before.glyphs.count == 4 && digitCount(row) <= 8 && !isDate(before, in: row)
  }

  /// At the end of a signature that was read with it.
  private func isBehindSignature(_ group: DigitRow.Group, in row: DigitRow, _ support: Double) -> Bool {
    let words = row.text.split(separator: " ").filter { $0.contains { $0.isLetter } }
    return group.glyphs.count == 3 && support >= Self.supportOfPart && row.groups.last?.at == group.at
      && row.characterBehind(group) == nil && words.count <= 3 && digitCount(row) <= 7 && !row.sense.isOfABack
  }

  private func isAloneInItsBox(_ group: DigitRow.Group) -> Bool {
    lines[group.glyphs[0].line].characters.count { $0.character != " " } == group.glyphs.count
  }

  private func isAmericanExpress(near box: OrientedBox) -> Bool {
    numbers.contains { $0.scheme == .americanExpress && $0.box.distance(to: box) < 0.75 * $0.cardWidth }
      || cues.cues.contains { cue in
        cue.kind == .scheme && cue.reaches(box) && cue.row.map { rows[$0].sense.namesAmericanExpress } ?? false
      }
  }

  /// Letters of a line in words that do not stand beside digits on cards.
  private func letters(on line: Int) -> Int { CardWords.sense(of: lines[line].text).strangeLetters }
}
