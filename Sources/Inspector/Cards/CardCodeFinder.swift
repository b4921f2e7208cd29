import Imaging
import Model

/// Finds verification codes: runs of three digits (four on American Express) on or near a card that nothing else
/// explains. Leaving one readable is the worst mistake, so what cannot be explained is taken for a code.
struct CardCodeFinder {
  let lines: [ReadLine]
  let rows: [DigitRow]
  let cues: CardCues
  let numbers: [FoundCardNumber]
  /// Digits of numbers that stand in rows under one another.
  var rowsOfStacks: Set<DigitRow.Place> = []
  /// What stays visible of numbers whose middle is covered already.
  let knownEnds: Set<String>
  /// On a page that is covered already.
  var before: FirstLook?

  /// What the shape of a run adds to what its surroundings say.
  private static let isolated = 0.4
  /// Behind the end of the number, or behind the month of the expiry date.
  private static let behindTail = 0.25
  /// A page of few rows is sooner a card than a letter.
  private static let smallPage = 0.25
  /// Fewer than three digits may be what a customer's cover left; they must stand where codes do.
  private static let supportOfPart = 3.0
  /// Four digits alone in their box beside the name of the one scheme that has them say more.
  private static let fourBelowTitle = 0.75
  /// On a page with little else three digits alone near the name of a scheme are enough.
  private static let onABarePage = 0.35
  private static let mostRowsOfABarePage = 12
  private static let supportOfOneRun = 1.0
  private static let supportOfABlot = 1.0

  func codes() -> [[DigitRow.Glyph]] {
    let read = rows.flatMap { row -> [[DigitRow.Glyph]] in
      if let spaced = spacedCode(in: row) { return [spaced] }
      let read = row.groups.compactMap { code(in: $0, of: row) }
      guard read.allSatisfy({ $0.count < 3 }) else { return read }
      return blotBehindTail(in: row).map { [$0] } ?? read
    }
    return read.isEmpty ? blotsBesideStacks() : read
  }

  /// Not one digit or two that stand alone: keys and specks are read as such, too, and the code is somewhere else then.
  func isSure(_ code: [DigitRow.Glyph]) -> Bool {
    guard code.count < 3, let first = code.first, let box = DigitRow.box(ofAll: code, on: lines) else { return true }
    guard let row = rows.first(where: { $0.glyphs.contains { $0.place == first.place } }) else { return false }
    let group = row.groups.first { $0.glyphs.contains { $0.place == first.place } }
    return row.sense.isLabel || isLabelled(box, code.count, row)
      || group.map { followsTail($0, in: row) && isAsHighAsWhatIsBefore($0, in: row) } ?? true
  }

  /// In heights of the digits before it: larger signs are read into patterns.
  private static let highestBehindATail = 1.4

  private func isAsHighAsWhatIsBefore(_ group: DigitRow.Group, in row: DigitRow) -> Bool {
    guard let before = row.groups.last(where: { $0.at < group.at }) else { return true }
    return lines[group.glyphs[0].line].box.height
      <= Self.highestBehindATail * lines[before.glyphs[0].line].box.height
  }

  /// Boxes with one letter, of a keyboard.
  private static let fewestKeys = 6

  /// Among keys, one digit is a key.
  private var isOfKeys: Bool {
    lines.count { line in
      let inked = line.characters.filter { $0.character != " " }
      return inked.count == 1 && !(inked[0].character.isASCII && inked[0].character.isNumber)
    } >= Self.fewestKeys
  }

  /// Where the card of a number hides what is below it.
  private func isOnACardOfANumber(_ box: OrientedBox) -> Bool {
    numbers.contains { $0.luhnHolds && $0.rowCount == 1 && $0.isOnItsCard(box) }
  }

  /// What stands behind the lonely last four digits of a number and was read as something else.
  private func blotBehindTail(in row: DigitRow) -> [DigitRow.Glyph]? {
    let inked = row.glyphs.filter { $0.character != " " }
    guard let last = inked.last else { return nil }
    let blot = inked.filter { $0.line == last.line }
    let before = inked.filter { $0.line != last.line }
    // Four digits were read as what they are, and no code beside the end of a number has four.
    guard (1...4).contains(blot.count), before.count == 4, blot.count < 4 || blot.contains(where: { $0.digit == nil }),
      before.allSatisfy({ $0.digit != nil && $0.line == before[0].line }),
      !before.contains(where: belongsToANumber), !knownEnds.contains(String(before.map(\.character))),
      let box = DigitRow.box(of: blot, on: lines), box.length < 4 * box.height,
      cues.support(at: box) >= Self.supportOfABlot
    else { return nil }
    return blot
  }

  /// One digit or two in the row of a label, before three others: the end of a month that was found as another piece.
  private func isRestOfADate(_ group: DigitRow.Group, in row: DigitRow) -> Bool {
    group.glyphs.count < 3
      && row.groups.contains { $0.at > group.at && (3...4).contains($0.glyphs.count) && !isDate($0, in: row) }
  }

  /// The part of a group that is a code; nil where none is.
  private func code(in group: DigitRow.Group, of row: DigitRow) -> [DigitRow.Glyph]? {
    let free = group.glyphs.filter { !belongsToANumber($0) }
    guard let first = free.first, !knownEnds.contains(group.number), !isDate(group, in: row),
      !rowsOfStacks.contains(first.place)
    else { return nil }
    guard let box = DigitRow.box(of: free, on: lines), !liesOnANumber(box), !isLeftOfANumber(group, in: row),
      before?.explains(String(group.number.suffix(3)), at: box, ends: knownEnds) != true
    else { return nil }
    // What follows a number without a space.
    if free.count < group.glyphs.count { return (3...4).contains(free.count) ? free : nil }
    // The figure of `CVV2` and `CVC2`.
    let isOfALabel = free.count == 1 && row.characterBefore(group)?.isLetter ?? false
    if isOfALabel { return nil }
    // Behind its label one digit is enough: the others may be covered.
    if row.sense.isLabel, free.count <= 4, digitCount(row) <= 9 { return isRestOfADate(group, in: row) ? nil : free }
    if free.count <= 4, isLabelled(box, free.count, row), letters(on: first.line) <= 2 { return free }

    let support = cues.support(at: box)
    let smallPage = cues.isSheet ? 0 : Self.smallPage
    if let rest = codeBehindAKnownEnd(group) { return rest }
    if let suffix = codeBehindMisreadTail(group, row) { return suffix }
    if support + smallPage >= CardCues.likely, let suffix = codeBehindAYear(group, row) { return suffix }
    if CardCues.tail(of: row, lines) == .inOneRun || isInOneRun(group, at: box) {
      let words = cues.support(at: box, of: [.number, .label, .back, .stripe, .panel, .scheme, .front, .weak])
      // Bills are full of numbers of seven digits.
      let isOnItsPanel = !cues.isSheet || cues.support(at: box, of: [.back, .stripe]) > 0
      return isOnItsPanel && words >= (cues.isSheet ? CardCues.likely : Self.supportOfOneRun)
        ? Array(free.suffix(3)) : nil
    }
    if isOnAFront(group, at: box) { return free }
    guard !isExplained(group, in: row) else { return nil }
    let followsTail = self.followsTail(group, in: row)
    let isIsolated = letters(on: first.line) <= 2
    let isBehind = followsTail || isBehindDate(group, in: row)
    guard isIsolated || isBehind || isBehindSignature(group, in: row, support) else { return nil }
    let sum = support + (isIsolated ? Self.isolated : 0) + (isBehind ? Self.behindTail : 0) + smallPage
    switch free.count {
    case 3:
      let isBare = isIsolated && !cues.isSheet && rows.count(where: \.isText) <= Self.mostRowsOfABarePage
      return sum + (isBare ? Self.onABarePage : 0) >= CardCues.likely ? free : nil
    case 4:
      // More digits beside it: a part of the number.
      let isAlone = digitsBeside(group, in: row) <= 5
      let title = isAloneInItsBox(group) ? Self.fourBelowTitle : 0
      return isAlone && isAmericanExpress(near: box) && sum + title >= CardCues.likely
        && (!isYear(group) || isAboveNumber(box) && isAloneInItsBox(group) && row.groups.count == 1) ? free : nil
    case 1, 2:
      if isBeginningOfATail(group, in: row) { return nil }
      let standsWhereCodesDo =
        followsTail
        || isAloneInItsBox(group) && (free.count > 1 || !isOfKeys || isOnACardOfANumber(box))
          && (isAmericanExpress(near: box) && isAboveNumber(box) || isOnABack(box))
      // Behind four digits alone below a dark band, or beside a panel or a scheme's name, little else is needed.
      let isBelowABand =
        followsTail && !cues.isSheet && isIsolated && cues.support(at: box, of: [.stripe, .panel, .scheme]) > 0
      return standsWhereCodesDo && sum >= (isBelowABand ? CardCues.likely : Self.supportOfPart) && isOfPrint(box)
        && (before == nil || isSurelyRead(free) || isBesideACover(box)) && !row.sense.saysSince ? free : nil
    default: return nil
    }
  }

  /// On a page that is covered already, what is left of a code stands beside its cover; elsewhere much is taken for a digit.
  private func isBesideACover(_ box: OrientedBox) -> Bool {
    before?.codes.contains { $0.distance(to: box) < Self.reachOfACover * $0.height } ?? false
  }

  private func isSurelyRead(_ code: [DigitRow.Glyph]) -> Bool {
    code.count > 1 && code.allSatisfy { $0.probability >= Self.surely }
  }

  private static let surely = 0.95
  /// In heights of the cover.
  private static let reachOfACover = 1.0

  /// `1111123` alone in its box on a back, whatever else stands far away in its row; one digit of it may be lost.
  private func isInOneRun(_ group: DigitRow.Group, at box: OrientedBox) -> Bool {
    (6...7).contains(group.glyphs.count) && isAloneInItsBox(group)
      && cues.support(at: box, of: [.back, .stripe, .panel, .label]) >= Self.supportOfOneRun
  }

  /// `333565` where a number ends in 3335: what stands behind these four, whatever was lost of it.
  private func codeBehindAKnownEnd(_ group: DigitRow.Group) -> [DigitRow.Glyph]? {
    guard Self.digitsOfAnEndAndMore.contains(group.glyphs.count),
      numbers.contains(where: { $0.luhnHolds && group.number.hasPrefix($0.last4) })
    else { return nil }
    return Array(group.glyphs.dropFirst(4))
  }

  private static let digitsOfAnEndAndMore = 5...7

  /// Digits alone in their box on a back, more than a code and fewer than a code behind four: of the end of the number
  /// some were not read.
  func codeBehindMisreadTail(_ group: DigitRow.Group, _ row: DigitRow) -> [DigitRow.Glyph]? {
    let line = group.glyphs[0].line
    let digits = row.groups.flatMap(\.glyphs).filter { $0.line == line }.count
    guard (5...8).contains(digits), row.groups.count > 1, group.glyphs.count >= 3, row.groups.last?.at == group.at,
      lines[line].characters.count(where: { $0.character != " " }) == digits,
      row.groups.map(\.glyphs.count) != [4, 4], !row.groups.contains(where: { isDate($0, in: row) }),
      let box = DigitRow.box(of: group.glyphs, on: lines),
      cues.support(at: box, of: [.back, .label, .code, .stripe]) >= Self.supportOfPart - 0.5
    else { return nil }
    return Array(group.glyphs.suffix(3))
  }

  /// `08/31415`: a month, a year and a code that were read without the space.
  private func codeBehindAYear(_ group: DigitRow.Group, _ row: DigitRow) -> [DigitRow.Glyph]? {
    guard !cues.isSheet, group.glyphs.count == 5, row.characterBefore(group) == "/", (1...4).contains(group.digits[0]),
      row.groups.count <= 2, row.groups.last?.at == group.at
    else { return nil }
    return Array(group.glyphs.suffix(3))
  }

  /// Right behind the last four digits of a number, or behind the whole of it.
  func followsTail(_ group: DigitRow.Group, in row: DigitRow) -> Bool {
    guard group.glyphs.count <= 4, let before = row.groups.last(where: { $0.at < group.at }) else { return false }
    let isAnEnd = knownEnds.contains(before.number) || numbers.contains { $0.luhnHolds && $0.last4 == before.number }
    if isAnEnd || before.glyphs.contains(where: belongsToANumber) { return true }
    let isLast = row.groups.last?.at == group.at
    if isLast, isBehindAWornNumber(group, before, in: row) { return true }
    return isLast && before.glyphs.count == 4 && digitCount(row) <= 8 && !isDate(before, in: row)
  }

  /// At the end of a signature that was read with it, or behind a label whose letters were not.
  private func isBehindSignature(_ group: DigitRow.Group, in row: DigitRow, _ support: Double) -> Bool {
    let own = lines[group.glyphs[0].line]
    let words = own.text.split { !$0.isLetter && !$0.isNumber }.filter { $0.contains { $0.isLetter } }
    let beside = row.groups.filter { $0.glyphs[0].line == group.glyphs[0].line }
    // Two digits before it: a short telephone number behind words.
    if let before = beside.last(where: { $0.at < group.at }), before.glyphs.count < 3 { return false }
    let digits = beside.reduce(0) { $0 + $1.glyphs.count { !belongsToANumber($0) } }
    let last = row.glyphs.last { $0.line == group.glyphs[0].line && $0.character != " " }
    return group.glyphs.count == 3 && support >= Self.supportOfPart && last?.place == group.glyphs.last?.place
      && words.count <= 3 && digits <= 7 && !CardWords.sense(of: own.text).isOfABack
  }

  /// At the end of a row with a month on it: `04/28 CVV 123` whose label was not read.
  func isBehindDate(_ group: DigitRow.Group, in row: DigitRow) -> Bool {
    group.glyphs.count == 3 && row.groups.last?.at == group.at && row.characterBehind(group) == nil
      && digitCount(row) <= 9 && !row.sense.isOfABack && CardExpiry.latest(in: [row]) != nil
  }

  func isOnABack(_ box: OrientedBox) -> Bool {
    cues.support(at: box, of: [.back, .label, .code, .stripe, .panel]) >= CardCues.likely
  }

  private func isAloneInItsBox(_ group: DigitRow.Group) -> Bool {
    lines[group.glyphs[0].line].characters.count { $0.character != " " } == group.glyphs.count
  }

  /// Not below the number, where the dates are.
  func isAboveNumber(_ box: OrientedBox) -> Bool {
    numbers.contains { number in
      let offset = number.box.offset(to: box)
      return number.scheme == .americanExpress && offset.across < -0.3 * number.box.height
        && offset.across > -6 * number.box.height && abs(offset.along) < number.box.length
    }
  }

  /// Four digits alone in their box above the number of American Express, on its card, whatever of a bill below that stands
  /// in their row.
  private func isOnAFront(_ group: DigitRow.Group, at box: OrientedBox) -> Bool {
    group.glyphs.count == 4 && isAloneInItsBox(group) && !isYear(group) && isAboveNumber(box)
      && numbers.contains { number in
        number.scheme == .americanExpress && number.luhnHolds
          && abs(number.box.offset(to: box).along) < Self.shareOfAFront * number.cardWidth
      }
  }

  /// Of the card's width, from the middle of its number.
  private static let shareOfAFront = 0.55

  func isAmericanExpress(near box: OrientedBox) -> Bool {
    numbers.contains { $0.scheme == .americanExpress && $0.box.distance(to: box) < 0.75 * $0.cardWidth }
      || cues.cues.contains { cue in
        cue.kind == .scheme && cue.reaches(box) && cue.row.map { rows[$0].sense.namesAmericanExpress } ?? false
      }
  }

  /// Letters of a line in words that do not stand beside digits on cards.
  private func letters(on line: Int) -> Int { CardWords.sense(of: lines[line].text).strangeLetters }
}
