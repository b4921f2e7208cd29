import Imaging
import Model

/// A primary account number as found: its digits are still whole, so this never leaves the child.
struct FoundCardNumber {
  /// 12–19 digits; fewer when the middle was covered by the customer.
  let digits: [DigitRow.Glyph]
  /// In all, the covered ones included.
  let length: Int
  let luhnHolds: Bool
  let scheme: PaymentCardNumber.Scheme?
  let bounds: PixelRect
  /// Groups stand under one another (Visa Quick Read) instead of beside.
  let isStacked: Bool

  var values: [Int] { digits.compactMap(\.digit) }
  var first6: String { values.prefix(6).map(String.init).joined() }
  var last4: String { values.suffix(4).map(String.init).joined() }
  /// The digits that may not stay: all but the first six and the last four.
  var middle: [DigitRow.Glyph] {
    digits.count == length ? Array(digits.dropFirst(6).dropLast(4)) : []
  }
}

/// Finds card numbers among the digits of a page. Luhn's digit alone neither makes nor breaks one: one misread digit
/// must not leave a number readable, and one number in ten passes by chance.
struct CardNumberFinder {
  /// The page shows other signs of a card, so that weaker shapes count.
  let cardIsLikely: Bool

  func numbers(in rows: [DigitRow]) -> [FoundCardNumber] {
    let side = rows.flatMap { row in numbers(in: row) }
    return side + stacked(in: rows, besides: side)
  }

  /// On a card, rows of digits as long as a number that could not be made out as one: covered as a whole.
  func illegible(in rows: [DigitRow], besides numbers: [FoundCardNumber]) -> [[DigitRow.Glyph]] {
    guard cardIsLikely else { return [] }
    return rows.compactMap { row in
      let digits = row.groups.flatMap(\.glyphs)
      let letters = row.glyphs.count { $0.character.isLetter && $0.digit == nil }
      let isKnown = numbers.contains { number in
        number.digits.contains { glyph in digits.contains { $0.line == glyph.line } }
      }
      // Telephone numbers come in threes and twos.
      let inFours = row.groups.filter { $0.glyphs.count >= 4 }.reduce(0) { $0 + $1.glyphs.count }
      let isLong = (12...20).contains(digits.count) && inFours >= 8
      return isLong && letters <= 1 && !isKnown && !row.text.contains("+") ? digits : nil
    }
  }

  private func numbers(in row: DigitRow) -> [FoundCardNumber] {
    var found: [FoundCardNumber] = []
    var first = 0
    while first < row.groups.count {
      if let (number, count) = number(startingAt: first, in: row) {
        found.append(number)
        first += count
      } else {
        first += 1
      }
    }
    return found
  }

  /// The best number that begins with a group, and how many groups it takes.
  private func number(startingAt first: Int, in row: DigitRow) -> (FoundCardNumber, Int)? {
    if first > 0 && isJoined(row, first - 1) && !startsAfresh(row, first) { return nil }
    if let before = row.characterBefore(row.groups[first]), before.isLetter || before == "/" || before == "+" {
      return nil
    }
    if isIBANTail(row, first) { return nil }
    var best: (FoundCardNumber, Int)?
    var digits: [DigitRow.Glyph] = []
    var shape: [Int] = []
    for last in first..<row.groups.count {
      if last > first, !isJoined(row, last - 1) { break }
      digits += row.groups[last].glyphs
      shape.append(row.groups[last].glyphs.count)
      if digits.count > 19 { break }
      guard digits.count >= 12, let number = judged(digits, shape: shape, in: row) else { continue }
      if best == nil || (number.luhnHolds && !(best?.0.luhnHolds ?? false)) { best = (number, last - first + 1) }
    }
    return best ?? coveredNumber(startingAt: first, in: row).map { ($0, 2) }
  }

  private func judged(_ digits: [DigitRow.Glyph], shape: [Int], in row: DigitRow) -> FoundCardNumber? {
    let values = digits.compactMap(\.digit)
    let scheme = PaymentCardNumber.scheme(of: values)
    let luhn = PaymentCardNumber.luhnHolds(values)
    let fits = scheme.map { PaymentCardNumber.lengths(of: $0).contains(values.count) } ?? false
    let isCardShape = [[4, 4, 4, 4], [4, 6, 5], [4, 6, 4], [4, 4, 4, 4, 3]].contains(shape)
    let isOneBlock = shape.count == 1 && (values.count == 16 || values.count == 15)
    let accepted =
      (luhn && fits && (isCardShape || (isOneBlock && cardIsLikely) || (cardIsLikely && values.count >= 13)))
      || (isCardShape && cardIsLikely) || (isCardShape && shape.count >= 4 && scheme != nil)
      || (cardIsLikely && values.count == 16) || (isOneBlock && luhn && fits && row.groups.count == 1)
    guard accepted, !values.dropFirst().allSatisfy({ $0 == values[0] }) || cardIsLikely else { return nil }
    return FoundCardNumber(
      digits: digits, length: digits.count, luhnHolds: luhn, scheme: scheme, bounds: row.bounds, isStacked: false)
  }

  /// `4111 11•• •••• 1111`, or the same with the middle painted over: the ends tell which card it is.
  private func coveredNumber(startingAt first: Int, in row: DigitRow) -> FoundCardNumber? {
    guard cardIsLikely else { return nil }
    var head: [DigitRow.Glyph] = []
    var next = first
    while next < row.groups.count, head.count < 6 {
      head += row.groups[next].glyphs
      next += 1
    }
    guard head.count == 6, next < row.groups.count, row.groups[next].glyphs.count == 4,
      let scheme = PaymentCardNumber.scheme(of: head.compactMap(\.digit))
    else { return nil }
    let tail = row.groups[next].glyphs
    return FoundCardNumber(
      digits: head + tail, length: PaymentCardNumber.lengths(of: scheme).upperBound == 15 ? 15 : 16, luhnHolds: false,
      scheme: scheme, bounds: row.bounds, isStacked: false)
  }

  /// Four groups of four under one another.
  private func stacked(in rows: [DigitRow], besides found: [FoundCardNumber]) -> [FoundCardNumber] {
    let fours = rows.flatMap { row in row.groups.filter { $0.glyphs.count == 4 }.map { (row: row, group: $0) } }
      .sorted { $0.row.bounds.y0 < $1.row.bounds.y0 }
    var numbers: [FoundCardNumber] = []
    for start in fours.indices {
      var chain = [fours[start]]
      for next in fours[(start + 1)...] where chain.count < 4 {
        let above = chain[chain.count - 1].row
        let step = Double(next.row.bounds.midY - above.bounds.midY)
        let shift = abs(Double(next.row.bounds.x0 - above.bounds.x0))
        let alike = min(above.height, next.row.height) > 0.7 * max(above.height, next.row.height)
        if step > 0.6 * above.height, step < 2.2 * above.height, shift < above.height, alike { chain.append(next) }
      }
      guard chain.count == 4 else { continue }
      let digits = chain.flatMap(\.group.glyphs)
      let values = digits.compactMap(\.digit)
      let luhn = PaymentCardNumber.luhnHolds(values)
      guard let scheme = PaymentCardNumber.scheme(of: values), luhn || cardIsLikely else { continue }
      let bounds = chain.dropFirst().reduce(chain[0].row.bounds) { $0.union($1.row.bounds) }
      if found.contains(where: { !$0.bounds.intersection(bounds).isEmpty }) { continue }
      numbers.append(
        FoundCardNumber(
          digits: digits, length: 16, luhnHolds: luhn, scheme: scheme, bounds: bounds, isStacked: true))
    }
    return numbers
  }

  /// Only spaces, hyphens or dots stand between a group and the next.
  private func isJoined(_ row: DigitRow, _ index: Int) -> Bool {
    row.separator(after: index).allSatisfy { " -.·".contains($0) }
  }

  /// A group of four with the start of a card number may begin one even behind other digits.
  private func startsAfresh(_ row: DigitRow, _ index: Int) -> Bool {
    row.groups[index].glyphs.count == 4 && row.groups[index - 1].glyphs.count != 4
      && row.separator(after: index - 1).count >= 1 && cardIsLikely
  }

  /// `DE89 3704 0044 …`: the digits of an international bank account number are no card's.
  private func isIBANTail(_ row: DigitRow, _ first: Int) -> Bool {
    let before = row.glyphs[..<row.groups[first].at].map(\.character)
    let words = String(before).split(separator: " ")
    return words.suffix(5).contains { word in
      word.count >= 4 && word.prefix(2).allSatisfy(\.isUppercase) && word.dropFirst(2).prefix(2).allSatisfy(\.isNumber)
    }
  }
}
