import Model

/// Finds Danish personal identification numbers (CPR): `DDMMYY-SSSS`. The last four digits are what must not stay.
enum NationalNumberFinder {
  private static let labels = ["cpr", "personnummer", "personnr", "pers.nr"]

  static func serials(in rows: [DigitRow]) -> [[DigitRow.Glyph]] {
    rows.flatMap { row in
      let text = row.text.lowercased()
      let labelled = labels.contains { text.contains($0) }
      return row.groups.indices.compactMap { index in serial(at: index, in: row, labelled: labelled) }
    }
  }

  private static func serial(at index: Int, in row: DigitRow, labelled: Bool) -> [DigitRow.Glyph]? {
    let group = row.groups[index]
    if group.glyphs.count == 10, labelled, isDay(group.digits) { return Array(group.glyphs.suffix(4)) }
    guard group.glyphs.count == 6, isDay(group.digits), index + 1 < row.groups.count else { return nil }
    let next = row.groups[index + 1]
    let between = row.separator(after: index)
    let hyphen = between.filter { $0 != " " } == "-"
    guard next.glyphs.count == 4, hyphen || (labelled && between.allSatisfy { $0 == " " }) else { return nil }
    return next.glyphs
  }

  private static func isDay(_ digits: [Int]) -> Bool {
    let day = digits[0] * 10 + digits[1]
    let month = digits[2] * 10 + digits[3]
    return Day(year: 2000, month: month, day: day) != nil
  }
}
