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
  let box: OrientedBox
  /// The rows it stands in, with what else is in them.
  let bounds: PixelRect
  /// Rows of digits it stands in: four on Visa Quick Read.
  let rowCount: Int
  /// Its first two groups and its last were read whole, whatever was lost between.
  var endsAreWhole = false

  var values: [Int] { digits.compactMap(\.digit) }
  var first6: String { values.prefix(6).map(String.init).joined() }
  var last4: String { values.suffix(4).map(String.init).joined() }
  /// The digits that may not stay: all but the first six and the last four. Where a digit was lost, nobody knows which:
  /// one less is left at both ends.
  var middle: [DigitRow.Glyph] {
    guard digits.count == length else { return [] }
    let lost = luhnHolds || endsAreWhole ? 0 : max(0, min(1, (scheme == .americanExpress ? 15 : 16) - length))
    return Array(digits.dropFirst(6 - lost).dropLast(4 - lost))
  }

  /// Where the middle stands: in one row from the sixth digit to the last four, whatever was read between.
  func middlePlaces(on lines: [ReadLine], _ grey: Raster) -> [OrientedBox] {
    let middle = self.middle
    if let place = middleOfARun(on: lines) { return [place] }
    let runs =
      rowCount == 1
      ? [middle] : Set(middle.map(\.line)).sorted().map { line in middle.filter { $0.line == line } }
    return runs.compactMap { run in
      guard let first = run.first, let last = run.last else { return nil }
      let start = edge(at: first, towards: -1, lines, grey)
      let end = edge(at: last, towards: 1, lines, grey)
      let ends = [
        lines[first.line].box.part(from: start, to: first.end), lines[last.line].box.part(from: last.start, to: end),
      ]
      let box =
        first.line == last.line ? lines[first.line].box.part(from: start, to: end) : ends[0].joined(with: ends[1])
      let fitted = rowCount == 1 ? NumberPitch(of: self, on: lines)?.reaching(box, over: middle, of: digits) : nil
      return (fitted ?? box).grown(along: 0.04 * box.height, across: 0.06 * box.height)
    }
  }

  private static let lengthOfARun = 16.0
  /// In digits.
  private static let marginInARun = 0.35
  /// In pitches: wider ones are gaps between groups.
  private static let widestPitch = 1.6

  /// Where digits of one run were lost, nobody knows which: its middle by its length, sixteen digits being as wide as one
  /// another.
  private func middleOfARun(on lines: [ReadLine]) -> OrientedBox? {
    let pitches = zip(digits.dropFirst(), digits).map { ($0.start + $0.end - $1.start - $1.end) / 2 }
    guard !luhnHolds, !endsAreWhole, length == digits.count, length < 15, rowCount == 1,
      Set(digits.map(\.line)).count == 1,
      let typical = pitches.sorted().dropFirst(pitches.count / 2).first, typical > 0,
      scheme != .americanExpress, let first = digits.first, let last = digits.last,
      Double(pitches.count { $0 > Self.widestPitch * typical }) <= Self.lengthOfARun - Double(length)
    else { return nil }
    let digit = (last.end - first.start) / Self.lengthOfARun
    let from = min(first.start + (6 - Self.marginInARun) * digit, middle.first?.start ?? 1)
    let to = max(first.start + (12 + Self.marginInARun) * digit, middle.last?.end ?? 0)
    let box = lines[first.line].box.part(from: from, to: to)
    return box.grown(along: 0, across: 0.06 * box.height)
  }

  /// From middle to middle of neighbours in one group, in widths of what is taken for a digit.
  private static let widestStep = 1.2

  /// In widths of a digit.
  private static let roomAtAnEnd = 0.25

  /// In steps from digit to digit.
  private static let slant = (before: 0.12, behind: 0.06)

  /// Where a digit ends on the side of a neighbour of the number, or a little beyond it.
  private func edge(at glyph: DigitRow.Glyph, towards step: Int, _ lines: [ReadLine], _ grey: Raster) -> Double {
    let outer = step < 0 ? glyph.start : glyph.end
    guard let index = digits.firstIndex(where: { $0.line == glyph.line && $0.start == glyph.start }),
      digits.indices.contains(index + step), digits[index + step].line == glyph.line
    else {
      // At the beginning of a row of its own no digit stands before it.
      let room = Self.roomAtAnEnd * (glyph.end - glyph.start)
      return outer + (step < 0 ? -room : room)
    }
    let middles = [digits[index + step], glyph].map { ($0.start + $0.end) / 2 }.sorted()
    let place = GlyphGap.place(between: middles[0], and: middles[1], of: lines[glyph.line].box, on: grey)
    // Between groups there is room enough. Digits at a slant reach into the strips of their neighbours.
    let isTight = middles[1] - middles[0] < Self.widestStep * (glyph.end - glyph.start)
    let slant = step < 0 ? -Self.slant.before : Self.slant.behind
    return isTight ? place + slant * (middles[1] - middles[0]) : place
  }

  /// A number of 16 digits in one row takes about three quarters of an ID-1 card's width (ISO/IEC 7811-1); in pixels.
  var cardWidth: Double {
    switch rowCount {
    case 1: box.length / 0.72
    case 2: box.length / 0.36
    default: box.length * 6.5
    }
  }
}

extension FoundCardNumber {
  /// In widths of the card, from the middle of its number.
  private static let alongACard = 0.45
  private static let acrossACard = 0.4

  /// Near enough to be on the card of a number in one row, which may stand in its upper half or its lower.
  func isOnItsCard(_ other: OrientedBox) -> Bool {
    let offset = box.offset(to: other)
    return abs(offset.along) < Self.alongACard * cardWidth && abs(offset.across) < Self.acrossACard * cardWidth
  }

  /// A group's digits are its.
  func holds(_ group: DigitRow.Group) -> Bool {
    group.glyphs.contains { glyph in digits.contains { $0.line == glyph.line && $0.start == glyph.start } }
  }

  /// They share digits.
  func overlaps(_ other: FoundCardNumber) -> Bool {
    digits.contains { glyph in other.digits.contains { $0.line == glyph.line && $0.start == glyph.start } }
  }
}
