import Imaging
import Model

/// What a page shows of cards and protected numbers, and what has to be painted over.
struct CardScan {
  struct Cover {
    let kind: MaskKind
    let box: OrientedBox

    /// As it stands in the facts: painting reaches up to half a pixel beyond the box.
    func mask(width: Int, height: Int) -> Mask {
      let painted = box.grown(along: 0.5, across: 0.5)
      return Mask(
        kind: kind, box: painted.bounds.insetBy(-1, -1).clamped(width: width, height: height),
        polygon: painted.corners)
    }
  }

  let cards: [PaymentCard]
  let covers: [Cover]

  /// An embossed or printed number of 16 digits takes about three quarters of an ID-1 card's width (ISO/IEC 7811-1).
  private static let numberShareOfWidth = 0.72
  private static let cardProportion = 85.60 / 53.98

  /// `found`: the cards of a page that is covered already and looked at once more.
  init(
    lines: [ReadLine], hasCodeLines: Bool, on grey: Raster, masking kinds: [MaskKind], found: [PaymentCard]? = nil
  ) {
    let rows = DigitRow.rows(of: lines)
    let cues = CardCues(rows: rows, hasCodeLines: hasCodeLines)
    let numberFinder = CardNumberFinder(cardIsLikely: cues.cardIsLikely)
    let numbers = numberFinder.numbers(in: rows)
    let page = PixelRect(x0: 0, y0: 0, x1: grey.width, y1: grey.height)
    var areas = numbers.map { CardScan.area(of: $0, within: page) }
    if areas.isEmpty, cues.cardIsLikely { areas = [page] }
    // A back without a number of its own may lie anywhere beside the front.
    if cues.backIsLikely { areas.append(page) }
    let ends = (found ?? []).compactMap(\.number).flatMap {
      [$0.first6.value, String($0.first6.value.prefix(4)), $0.last4.value]
    }
    let finder = CardCodeFinder(
      rows: rows, cues: cues, numbers: numbers, cardAreas: areas, knownEnds: Set(ends))
    let codes = areas.isEmpty ? [] : finder.codes()
    var covers: [Cover] = []
    func cover(_ glyphs: [DigitRow.Glyph], _ kind: MaskKind, along: Double, across: Double) {
      for line in Set(glyphs.map(\.line)).sorted() {
        guard let box = DigitRow.box(of: glyphs.filter { $0.line == line }, on: lines) else { continue }
        covers.append(Cover(kind: kind, box: box.grown(along: box.height * along, across: box.height * across)))
      }
    }
    for number in numbers { cover(number.middle, .cardNumber, along: 0.02, across: 0.06) }
    for digits in numberFinder.illegible(in: rows, besides: numbers) {
      cover(digits, .cardNumber, along: 0.02, across: 0.06)
    }
    for code in codes { cover(code, .cardVerificationCode, along: 0.25, across: 0.12) }
    for serial in NationalNumberFinder.serials(in: rows) {
      cover(serial, .nationalIdentityNumber, along: 0.08, across: 0.06)
    }
    var sight: PaymentCard.Code = codes.isEmpty ? .absent : .exposed
    if codes.isEmpty, cues.backIsLikely, found == nil {
      let answer = CardScan.placesWithoutCode(rows: rows, lines: lines, cues: cues, on: grey)
      sight = answer.code
      covers += answer.covers.map { Cover(kind: .cardVerificationCode, box: $0) }
    }
    self.covers = covers.filter { kinds.contains($0.kind) }
    cards = CardScan.cards(
      numbers: numbers, areas: areas, code: sight, cues: cues, expiry: CardExpiry.latest(in: rows), page: page)
  }

  /// A back on which no code was read: looks where it would stand, and covers the place unless something else does
  /// already.
  private static func placesWithoutCode(
    rows: [DigitRow], lines: [ReadLine], cues: CardCues, on grey: Raster
  ) -> (code: PaymentCard.Code, covers: [OrientedBox]) {
    for group in rows.flatMap(\.groups) where group.glyphs.count == 4 {
      // Alone in its box, as the last four digits of the number stand on a signature panel.
      let line = lines[group.glyphs[0].line]
      guard line.text.filter({ $0 != " " }).count <= 5, let tail = DigitRow.box(of: group.glyphs, on: lines) else {
        continue
      }
      let zone = CodeZone(behind: tail, on: grey)
      switch zone.sight {
      case .covered: return (.covered, [])
      case .digits: return (.exposed, [zone.box])
      // The code must stand somewhere else.
      case .bare: continue
      }
    }
    return (.uncertain, cues.likelyZones(on: rows, width: grey.width, height: grey.height))
  }

  private static func cards(
    numbers: [FoundCardNumber], areas: [PixelRect], code: PaymentCard.Code, cues: CardCues, expiry: Day?,
    page: PixelRect
  ) -> [PaymentCard] {
    if numbers.isEmpty {
      guard cues.cardIsLikely || cues.backIsLikely else { return [] }
      return [
        PaymentCard(
          side: cues.backIsLikely ? .back : .unknown, number: nil, numberExposed: false,
          expiry: expiry.map(Private.init),
          code: code, box: page)
      ]
    }
    return numbers.enumerated().map { index, number in
      PaymentCard(
        side: cues.backIsLikely ? .both : .front,
        number: PaymentCard.Number(
          first6: Private(number.first6), last4: Private(number.last4), length: number.length,
          luhnHolds: number.luhnHolds, scheme: number.scheme, box: number.bounds),
        numberExposed: !number.middle.isEmpty, expiry: expiry.map(Private.init), code: code, box: areas[index])
    }
  }

  /// Where the card around a number can reach at most: the number may stand anywhere between its upper and lower third.
  private static func area(of number: FoundCardNumber, within page: PixelRect) -> PixelRect {
    let width = number.isStacked ? Double(number.bounds.width) * 4 : Double(number.bounds.width) / numberShareOfWidth
    let height = width / cardProportion
    return PixelRect(
      x0: number.bounds.midX - Int(width * 0.75), y0: number.bounds.midY - Int(height * 0.9),
      x1: number.bounds.midX + Int(width * 0.75), y1: number.bounds.midY + Int(height * 0.9)
    ).intersection(page)
  }
}

/// Finds `MM/YY` and `MM/YYYY` on a card.
enum CardExpiry {
  /// The last day of the latest month printed: cards also show when they became valid.
  static func latest(in rows: [DigitRow]) -> Day? {
    rows.flatMap { row in
      row.groups.indices.dropLast().compactMap { index -> Day? in
        let month = row.groups[index].digits
        let year = row.groups[index + 1].digits
        guard month.count == 2, year.count == 2 || year.count == 4,
          row.separator(after: index).filter({ $0 != " " }) == "/" || row.separator(after: index) == "-"
        else { return nil }
        let number = year.reduce(0) { $0 * 10 + $1 }
        let first = Day(year: year.count == 2 ? 2000 + number : number, month: month[0] * 10 + month[1], day: 1)
        return first.flatMap { (2000...2079).contains($0.year) ? $0.endOfMonth : nil }
      }
    }.max()
  }
}
