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

  init(cards: [PaymentCard], covers: [Cover]) { (self.cards, self.covers) = (cards, covers) }

  /// `unread`: where numbers may stand that nobody could read; `colours`: the same picture in colours; `found`: the cards of
  /// a page that is covered already and looked at once more; `before`: what was seen then.
  init(
    lines: [ReadLine], hasCodeLines: Bool, on grey: Raster, colours: Raster? = nil, masking kinds: [MaskKind],
    found: [PaymentCard]? = nil, unread: [OrientedBox] = [],
    before: CardCodeFinder.FirstLook? = nil
  ) {
    let rows = DigitRow.rows(of: lines)
    var cues = CardCues(rows: rows, lines: lines, hasCodeLines: hasCodeLines)
    // Covers are dark bands, too.
    if found == nil {
      for stripe in MagneticStripe.all(on: colours ?? grey) { cues.add(stripe, among: rows) }
      for panel in SignaturePanel.all(on: colours ?? grey) { cues.add(panel, among: rows) }
    }
    cues.addNumbers(cutByTheBorderOf: grey, in: rows)
    let numberFinder = CardNumberFinder(lines: lines, cues: cues)
    let numbers = numberFinder.numbers(in: rows)
    for number in numbers { cues.add(number) }
    if found == nil, !cues.isSheet {
      for number in numbers where number.luhnHolds && number.rowCount == 1 {
        let isKnown = cues.cues.contains { $0.isSureStripe && $0.reaches(number.box) }
        let stripe = isKnown ? nil : MagneticStripe(along: number.box, ofACard: number.cardWidth, on: grey)
        if let stripe { cues.add(stripe, among: rows) }
      }
    }
    for middle in before?.middles ?? [] { cues.addNumber(of: middle) }
    let ends = (found ?? []).compactMap(\.number).flatMap {
      [$0.first6.value, String($0.first6.value.prefix(4)), String($0.first6.value.suffix(2)), $0.last4.value]
    }
    let stacked = numberFinder.rowsOfStacks(in: rows)
    let finder = CardCodeFinder(
      lines: lines, rows: rows, cues: cues, numbers: numbers, rowsOfStacks: stacked,
      knownEnds: Set(ends), before: before)
    let codes = finder.codes()
    var covers: [Cover] = []
    func cover(_ glyphs: [DigitRow.Glyph], _ kind: MaskKind, along: Double, across: Double) {
      for line in Set(glyphs.map(\.line)).sorted() {
        guard let box = DigitRow.box(of: glyphs.filter { $0.line == line }, on: lines) else { continue }
        covers.append(Cover(kind: kind, box: box.grown(along: box.height * along, across: box.height * across)))
      }
    }
    for number in numbers {
      covers += number.middlePlaces(on: lines, grey).map { Cover(kind: .cardNumber, box: $0) }
    }
    covers += numberFinder.remains(
      in: rows, besides: numbers, knownEnds: finder.knownEnds, isCovered: found != nil, on: grey
    )
    .map { Cover(kind: .cardNumber, box: $0) }
    covers += StruckLook.places(unread, cues, besides: numbers).map { Cover(kind: .cardNumber, box: $0) }
    covers += codes.flatMap { finder.places(of: $0) }.map { Cover(kind: .cardVerificationCode, box: $0) }
    for serial in NationalNumberFinder.serials(in: rows) {
      cover(serial, .nationalIdentityNumber, along: 0.08, across: 0.06)
    }
    let codeBoxes = codes.compactMap { DigitRow.box(ofAll: $0, on: lines) }
    var views: [CardBack.View] = []
    if found == nil {
      let labels = finder.labelsWithoutCodes(codes)
      let hidden = labels.compactMap { HiddenCode(by: $0, among: lines, on: colours ?? grey) }
      if !hidden.isEmpty { views.append(CardBack.View(code: .covered, covers: [])) }
      let sure = codes.filter(finder.isSure).compactMap { DigitRow.box(ofAll: $0, on: lines) } + hidden.map(\.box)
      let stripes = cues.cues.filter(\.isSureStripe).map(\.box)
      for back in CardBack.all(by: cues) {
        let unread = back.unread(besides: sure, stripes: stripes)
        views += unread.map { part in
          part.view(rows: rows, lines: lines, labels: cues.labels, numbers: numbers, stacked: stacked, on: grey)
        }
        if unread.isEmpty,
          let view = back.viewBehindTails(
            rows: rows, lines: lines, besides: numbers, codeBoxes, stacked: stacked, on: grey)
        {
          views.append(view)
        }
      }
      views += AmericanExpressFront.views(rows: rows, cues: cues, numbers: numbers, codes: codeBoxes, on: grey)
      views += UnreadPrint.views(lines, cues: cues, numbers: numbers, codes: codeBoxes)
      // Each label has a code of its own, as on cards with two numbers.
      let bare = labels.filter { label in !hidden.contains { $0.label == label } }
        .map { CardBack.place(behind: $0, on: grey) }
        .filter { place in !views.contains { $0.covers.contains { $0.holds((place.centreX, place.centreY)) } } }
      if !bare.isEmpty { views.append(CardBack.View(code: .uncertain, covers: bare)) }
      views = CustomersCover.told(by: views, cues, on: colours ?? grey)
      let known = SparedPlaces(rows: rows, lines: lines, numbers: numbers)
      covers += views.flatMap { $0.code == .exposed ? $0.covers : known.left(of: $0.covers) }
        .map { Cover(kind: .cardVerificationCode, box: $0) }
    }
    self.covers = covers.filter { kinds.contains($0.kind) }
    cards = CardScan.cards(
      numbers: numbers, codes: codeBoxes, views: views, cues: cues,
      expiries: CardExpiries(rows: rows, lines: lines, numbers: numbers),
      page: PixelRect(x0: 0, y0: 0, x1: grey.width, y1: grey.height))
  }

  private static func cards(
    numbers: [FoundCardNumber], codes: [OrientedBox], views: [CardBack.View], cues: CardCues, expiries: CardExpiries,
    page: PixelRect
  ) -> [PaymentCard] {
    // The worst that is known of any place counts for the page.
    let code: PaymentCard.Code =
      views.contains { $0.code == .uncertain }
      ? .uncertain
      : !codes.isEmpty || views.contains { $0.code == .exposed }
        ? .exposed : views.contains { $0.code == .covered } ? .covered : .absent
    let hasBack = !cues.backs.isEmpty
    if numbers.isEmpty {
      guard cues.cardIsLikely || (!codes.isEmpty && !cues.isSheet) || !views.isEmpty else { return [] }
      return [
        PaymentCard(
          side: hasBack ? .back : .unknown, number: nil, numberExposed: false,
          expiry: expiries.latest.map(Private.init), code: code, box: page)
      ]
    }
    return numbers.map { number in
      PaymentCard(
        side: hasBack ? .both : .front,
        number: PaymentCard.Number(
          first6: Private(number.first6), last4: Private(number.last4), length: number.length,
          luhnHolds: number.luhnHolds, scheme: number.scheme, box: number.bounds),
        numberExposed: !number.middle.isEmpty, expiry: expiries.expiry(of: number).map(Private.init), code: code,
        box: area(of: number, within: page))
    }
  }

  private static let cardProportion = 85.60 / 53.98

  /// Where the card around a number can reach at most: the number may stand anywhere between its upper and lower third.
  private static func area(of number: FoundCardNumber, within page: PixelRect) -> PixelRect {
    let width = number.cardWidth
    let height = width / cardProportion
    return PixelRect(
      x0: number.bounds.midX - Int(width * 0.75), y0: number.bounds.midY - Int(height * 0.9),
      x1: number.bounds.midX + Int(width * 0.75), y1: number.bounds.midY + Int(height * 0.9)
    ).intersection(page)
  }
}
