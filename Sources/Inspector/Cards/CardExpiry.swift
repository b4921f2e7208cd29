import Model

/// Finds `MM/YY` and `MM/YYYY` on a card.
enum CardExpiry {
  /// The last day of the latest month printed: cards also show when they became valid.
  static func latest(in rows: [DigitRow]) -> Day? { rows.flatMap { months(in: $0).map(\.end) }.max() }

  /// The months of a row: their last days, and the digits they are written with. `16-11-2026` is a day.
  static func months(in row: DigitRow) -> [(end: Day, glyphs: [DigitRow.Glyph])] {
    row.groups.indices.dropLast().compactMap { index in
      let mark = row.separator(after: index)
      let isPartOfADay =
        index > 0 && row.separator(after: index - 1) == mark
        || index + 2 < row.groups.count && row.separator(after: index + 1) == mark
      if isPartOfADay { return nil }
      let (left, right) = (row.groups[index], row.groups[index + 1])
      let (month, year) = (left.digits, right.digits)
      guard month.count == 2, year.count == 2 || year.count == 4,
        row.separator(after: index).filter({ $0 != " " }) == "/" || row.separator(after: index) == "-"
      else { return nil }
      let number = year.reduce(0) { $0 * 10 + $1 }
      let first = Day(year: year.count == 2 ? 2000 + number : number, month: month[0] * 10 + month[1], day: 1)
      guard let first, (2000...2079).contains(first.year) else { return nil }
      return (first.endOfMonth, left.glyphs + right.glyphs)
    }
  }
}

/// Whose the months on a page are: with several cards in one picture, or two numbers on one card, each number has those that
/// stand nearer to it than to another.
struct CardExpiries {
  /// Over the whole page.
  let latest: Day?
  private let byNumber: [String: Day]

  init(rows: [DigitRow], lines: [ReadLine], numbers: [FoundCardNumber]) {
    latest = CardExpiry.latest(in: rows)
    let own = Dictionary(grouping: rows) { row -> String in
      guard let box = DigitRow.box(ofAll: row.groups.flatMap(\.glyphs), on: lines) else { return "" }
      return numbers.min { $0.box.distance(to: box) < $1.box.distance(to: box) }.map(Self.ends) ?? ""
    }
    byNumber = own.compactMapValues(CardExpiry.latest)
  }

  /// Nil where no month stands near it.
  func expiry(of number: FoundCardNumber) -> Day? { byNumber[Self.ends(of: number)] }

  /// Both sides of a card show the same number.
  private static func ends(of number: FoundCardNumber) -> String { number.first6 + number.last4 }
}
