import Imaging
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

  /// The same in code lines, whose optional field may hold such a number: ten digits that begin with the zone's own date of
  /// birth. Which characters of which line.
  static func serials(in zone: MachineReadableZone) -> [(line: Int, characters: Range<Int>)] {
    guard let birth = zone.raw(.birthDate).map(Array.init), birth.count == 6, birth.allSatisfy(\.isNumber) else {
      return []
    }
    let day = birth[4...5] + birth[2...3] + birth[0...1]
    return zone.lines.indices.flatMap { line -> [(line: Int, characters: Range<Int>)] in
      let characters = Array(zone.lines[line].value)
      return characters.indices.dropLast(9).compactMap { start in
        let serial = start + 6..<start + 10
        return characters[start..<serial.lowerBound].elementsEqual(day)
          && characters[serial].allSatisfy(\.isNumber) ? (line, serial) : nil
      }
    }
  }

  private static func isDay(_ digits: [Int]) -> Bool {
    let day = digits[0] * 10 + digits[1]
    let month = digits[2] * 10 + digits[3]
    return Day(year: 2000, month: month, day: day) != nil
  }
}

extension MachineReadableZone {
  /// In widths of a character: how exactly code lines are framed.
  private static let margin = 0.6

  /// The places of some characters of its lines on the page.
  func places(of serials: [(line: Int, characters: Range<Int>)]) -> [OrientedBox] {
    serials.filter { boxes.indices.contains($0.line) }.map { line, characters in
      let count = Double(layout.lineLength)
      return OrientedBox(boxes[line]).part(
        from: max(0, (Double(characters.lowerBound) - Self.margin) / count),
        to: min(1, (Double(characters.upperBound) + Self.margin) / count))
    }
  }

  /// The same with fillers in the place of some characters.
  func without(_ serials: [(line: Int, characters: Range<Int>)]) -> MachineReadableZone? {
    var texts = lines.map { Array($0.value) }
    for serial in serials { for at in serial.characters { texts[serial.line][at] = "<" } }
    return MachineReadableZone(layout: layout, lines: texts.map { String($0) }, boxes: boxes, repairs: repairs)
  }
}
