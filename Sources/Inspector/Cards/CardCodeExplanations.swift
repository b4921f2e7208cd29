import Imaging

/// What else digits on a card are: of its number, of a date, of a telephone number.
extension CardCodeFinder {
  func belongsToANumber(_ glyph: DigitRow.Glyph) -> Bool {
    numbers.contains { $0.digits.contains { $0.line == glyph.line && $0.start == glyph.start } }
  }

  /// `12/27`, `03.2028`, `12 / 27`, `12:27`: a slash, dot or hyphen ties it to other digits; a colon, and spaces around a
  /// slash, only where both are as short as months and years.
  func isDate(_ group: DigitRow.Group, in row: DigitRow) -> Bool {
    guard let index = row.groups.firstIndex(where: { $0.at == group.at }) else { return false }
    func isTied(_ first: Int) -> Bool {
      let separator = row.separator(after: first)
      // The end of a number and the code behind it, with a scratch between.
      let (before, behind) = (row.groups[first], row.groups[first + 1].glyphs.count)
      if before.glyphs.count == 4, behind == 3 || behind < 3 && !isYear(before) { return false }
      // A year and what stands right behind it, or behind a sign.
      if separator == "/", behind == 5 { return false }
      if behind == 3, first > 0, row.separator(after: first - 1) == "/" { return false }
      if ["/", ".", "-"].contains(separator) { return true }
      // A colon is what worn slashes are read as.
      return ["/", ":"].contains(separator.filter { $0 != " " })
        && row.groups[first...(first + 1)].allSatisfy { [2, 4].contains($0.glyphs.count) }
    }
    return index > 0 && isTied(index - 1) || index + 1 < row.groups.count && isTied(index)
  }

  func isExplained(_ group: DigitRow.Group, in row: DigitRow) -> Bool {
    let number = group.number
    if numbers.contains(where: { $0.last4 == number || $0.first6.hasPrefix(number) && number.count == 4 }) {
      return true
    }
    // Part of a word or an amount: `AB123`, `kr. 120,00`.
    func touches(_ character: Character?) -> Bool { character.map { $0.isOfAWord || ",%+(".contains($0) } ?? false }
    if touches(row.characterBefore(group)) || touches(row.characterBehind(group)) { return true }
    // Heights, on passports.
    if row.text.hasSuffix(number + " cm") { return true }
    if CardWords.sense(of: lines[group.glyphs[0].line].text).announcesTelephone { return true }
    // What is left of a number whose middle is covered already.
    let isLeft = row.groups.prefix { $0.at < group.at }.contains {
      knownEnds.contains($0.number) && $0.at == firstAt(row)
    }
    if isLeft, !knownEnds.contains(precedingNumber(of: group, in: row)) { return true }
    // A month and a year whose slash was lost.
    if row.groups.map(\.glyphs.count) == [2, 2] { return true }
    // A telephone number: several groups, none of them the tail of the card's number before a code.
    let near = linesBeside(group, in: row)
    let isTelephone =
      digitsBeside(group, in: row) >= Self.digitsOfATelephone
      || row.glyphs.contains { near.contains($0.line) && "+(".contains($0.character) }
    return isTelephone && !followsTail(group, in: row) && !isBehindDate(group, in: row)
  }

  private static let digitsOfATelephone = 8
  /// In heights: a card on a bill may lie beside a column of its amounts.
  private static let widestGapOfATelephone = 2.0

  /// Digits of a row that no card number and no month explains, in the boxes right beside a group.
  func digitsBeside(_ group: DigitRow.Group, in row: DigitRow) -> Int {
    let near = linesBeside(group, in: row)
    let covered = row.misreadRuns + row.runsBehindSigns.map(\.word)
    return row.groups.filter { group in
      (group.glyphs.count > 2 || !isDate(group, in: row)) && !isMisreadMonth(group)
        && !covered.contains { $0.contains(group.at) }
    }
    .reduce(0) { $0 + $1.glyphs.count { near.contains($0.line) && !belongsToANumber($0) } }
  }

  /// `02127`: a month and a year, the slash between read as a digit.
  private func isMisreadMonth(_ group: DigitRow.Group) -> Bool {
    let digits = group.digits
    return digits.count == 5 && (1...12).contains(digits[0] * 10 + digits[1]) && [1, 7].contains(digits[2])
      && (1...5).contains(digits[3])
  }

  /// The boxes of a row right beside a group's own, and that one.
  private func linesBeside(_ group: DigitRow.Group, in row: DigitRow) -> Set<Int> {
    let own = lines[group.glyphs[0].line].box
    return Set(row.glyphs.map(\.line)).filter {
      lines[$0].box.distance(to: own) < Self.widestGapOfATelephone * own.height
    }
  }

  private func firstAt(_ row: DigitRow) -> Int? { row.groups.first?.at }

  private func precedingNumber(of group: DigitRow.Group, in row: DigitRow) -> String {
    row.groups.last { $0.at < group.at && $0.glyphs.count >= 3 }?.number ?? ""
  }

  func isYear(_ group: DigitRow.Group) -> Bool {
    Int(group.number).map { (1950...2060).contains($0) } ?? false
  }

  /// Digits of a row that no card number and no month explains.
  func digitCount(_ row: DigitRow) -> Int {
    row.groups.filter { $0.glyphs.count > 2 || !isDate($0, in: row) }
      .reduce(0) { $0 + $1.glyphs.count { !belongsToANumber($0) } }
  }

  /// Along the strip of a number, whatever some of its digits were taken for.
  func liesOnANumber(_ box: OrientedBox) -> Bool {
    numbers.contains { $0.rowCount == 1 && $0.box.holds((box.centreX, box.centreY)) }
  }

  /// Between the ends of a number whose middle is covered, and in its end: edges of the cover.
  func isLeftOfANumber(_ group: DigitRow.Group, in row: DigitRow) -> Bool {
    guard row.groups.contains(where: { $0.at < group.at && knownEnds.contains($0.number) }) else { return false }
    let isEnd =
      (2...4).contains(group.glyphs.count) && row.groups.last?.at == group.at
      && !row.groups.contains { $0.at < group.at && $0.at > 0 && knownEnds.contains($0.number) && $0.glyphs.count == 4 }
    return isEnd && knownEnds.contains { $0.count == 4 && $0.hasSuffix(group.number) }
      || row.groups.contains { $0.at > group.at && knownEnds.contains($0.number) }
  }

  /// As high as print on cards is.
  func isOfPrint(_ box: OrientedBox) -> Bool {
    let near = cues.cues.filter { $0.row != nil && $0.reaches(box) }
    let heights = near.map(\.box.height)
    // The sentences on backs are smaller.
    let largest = near.map { $0.box.height * ($0.kind == .back ? Self.heightsOfSentences : Self.highestPrint) }
    return heights.isEmpty
      || Self.lowestPrint * (heights.min() ?? 0) <= box.height && box.height <= largest.max() ?? 0
  }

  /// Heights of digits, in heights of the smallest and of the largest print.
  private static let lowestPrint = 0.5
  private static let highestPrint = 1.6
  private static let heightsOfSentences = 2.6
}

extension Character {
  /// A letter of the scripts that cards are printed in: what else is read beside digits is a label that nobody could read.
  fileprivate var isOfAWord: Bool { isLetter && unicodeScalars.allSatisfy { $0.value < 0x250 } }
}
