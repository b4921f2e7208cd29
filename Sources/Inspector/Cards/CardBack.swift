import Imaging
import Model

/// The back of a card, by the cues that stand together on it.
struct CardBack {
  /// What was seen where the code should stand.
  struct View {
    let code: PaymentCard.Code
    let covers: [OrientedBox]
  }

  private(set) var cues: [CardCues.Cue]

  /// Cues of one card stand no farther apart, in heights of their print.
  private static let widestGap = 14.0
  /// A code stands no farther from one of them.
  private static let reachOfACode = 30.0

  /// The backs on a page.
  static func all(by cues: CardCues) -> [CardBack] {
    var backs: [CardBack] = []
    for cue in cues.backs {
      let (near, far) = backs.split { back in back.cues.contains { isNear($0, cue) } }
      backs = far + [CardBack(cues: near.flatMap(\.cues) + [cue])]
    }
    return backs
  }

  private static func isNear(_ one: CardCues.Cue, _ other: CardCues.Cue) -> Bool {
    one.box.distance(to: other.box) < widestGap * max(one.printHeight, other.printHeight)
  }

  /// What of it shows no code: all of it, or stripes on whose cards none of some codes stands.
  func unread(besides codes: [OrientedBox]) -> [CardBack] {
    let stripes = cues.filter(\.isSureStripe)
    let bare = stripes.filter { stripe in !codes.contains { Self.mayStand($0, onTheCardOf: stripe.box) } }
    return bare.count < stripes.count || holds(codes) ? bare.map { CardBack(cues: [$0]) } : [self]
  }

  /// One of some codes is this card's.
  private func holds(_ codes: [OrientedBox]) -> Bool {
    codes.contains { code in
      cues.contains { $0.box.distance(to: code) < Self.reachOfACode * max($0.printHeight, code.height) }
    }
  }

  /// A stripe runs across the whole card, along its long side or its short one.
  private static func mayStand(_ code: OrientedBox, onTheCardOf stripe: OrientedBox) -> Bool {
    let offset = stripe.offset(to: code)
    return abs(offset.along) < 0.6 * stripe.length && abs(offset.across) < 1.65 * stripe.length
  }

  /// Looks where the code would stand, and covers the place unless something else does already.
  func view(
    rows: [DigitRow], lines: [ReadLine], labels: [OrientedBox], numbers: [FoundCardNumber],
    stacked: Set<DigitRow.Place>, on grey: Raster
  ) -> View {
    let zones = zonesBehindTails(rows: rows, lines: lines, besides: numbers, stacked, on: grey)
    let digits = zones.filter { $0.sight == .digits }
    if !digits.isEmpty { return View(code: .exposed, covers: digits.map(\.box) + placesBehind(labels, on: grey)) }
    // Behind a bare one the code must stand somewhere else.
    if zones.contains(where: { $0.sight == .covered }) { return View(code: .covered, covers: []) }
    // Behind a whole number the code stands on signature panels only, and something else anywhere else.
    let behindNumbers = numbers.filter { number in
      number.rowCount == 1 && cues.contains { $0.reaches(number.box) }
    }.compactMap { DigitRow.box(ofAll: Array($0.digits.suffix(4)), on: lines) }
      .map { CodeZone(behind: $0, on: grey) }.filter { $0.sight == .digits }.map(\.box)
    return View(
      code: .uncertain,
      covers: behindNumbers + blots(rows: rows, lines: lines, besides: numbers, stacked)
        + likelyZones(rows, labels, numbers, on: grey))
  }

  /// Digits that nobody could read behind the end of a number, on a back of which some other code was read; nil for none.
  func viewBehindTails(
    rows: [DigitRow], lines: [ReadLine], besides numbers: [FoundCardNumber], _ codes: [OrientedBox],
    stacked: Set<DigitRow.Place>, on grey: Raster
  ) -> View? {
    let zones = zonesBehindTails(rows: rows, lines: lines, besides: numbers, stacked, on: grey).filter { zone in
      zone.sight == .digits && !codes.contains { $0.meets(zone.box) }
    }
    return zones.isEmpty ? nil : View(code: .exposed, covers: zones.map(\.box))
  }

  private func zonesBehindTails(
    rows: [DigitRow], lines: [ReadLine], besides numbers: [FoundCardNumber], _ stacked: Set<DigitRow.Place>,
    on grey: Raster
  ) -> [CodeZone] {
    lonelyTails(rows: rows, lines: lines, besides: numbers, stacked).filter { tail in
      cues.contains { $0.reaches(tail) } && mayStandByThePanel(tail)
    }.map { CodeZone(behind: $0, on: grey) }
  }

  /// Not so far from the stripe as the small print is, and not on another card beside it.
  private func mayStandByThePanel(_ tail: OrientedBox) -> Bool {
    let stripes = cues.filter(\.isSureStripe)
    return stripes.isEmpty
      || stripes.contains { stripe in
        let offset = stripe.box.offset(to: tail)
        return abs(offset.across) < Self.reachOfThePanel * stripe.box.length
          && abs(offset.along) < 0.55 * stripe.box.length
      }
  }

  /// In lengths of the stripe.
  private static let reachOfThePanel = 0.47

  /// In heights of the label.
  private static let roomBehindALabel = 6.0

  private static let mostOfABlot = 6
  private static let fewestDigitsOfABlot = 2
  private static let marginOfABlot = 0.3

  /// Short lines with digits that may be a code read wrongly: no date, no number, no end of one.
  private func blots(
    rows: [DigitRow], lines: [ReadLine], besides numbers: [FoundCardNumber], _ stacked: Set<DigitRow.Place>
  ) -> [OrientedBox] {
    rows.flatMap { row -> [OrientedBox] in
      guard !row.sense.isOfABack, CardExpiry.latest(in: [row]) == nil else { return [] }
      return row.groups.filter { group in
        let inked = lines[group.glyphs[0].line].characters.count { $0.character != " " }
        return (Self.fewestDigitsOfABlot...3).contains(group.glyphs.count) && inked <= Self.mostOfABlot
          && !stacked.contains(group.glyphs[0].place) && !numbers.contains { $0.holds(group) }
      }.map { lines[$0.glyphs[0].line].box }
    }.filter { box in
      cues.contains { $0.reaches(box) }
        && !numbers.contains { $0.rowCount == 1 && $0.box.holds((box.centreX, box.centreY)) }
    }
    .map { $0.grown(along: Self.marginOfABlot * $0.height, across: 0.12 * $0.height) }
  }

  /// Four digits alone in their box with no four behind them, as the last of the number stand on signature panels.
  private func lonelyTails(
    rows: [DigitRow], lines: [ReadLine], besides numbers: [FoundCardNumber], _ stacked: Set<DigitRow.Place>
  ) -> [OrientedBox] {
    rows.flatMap { row in
      row.groups.filter { group in
        group.glyphs.count == 4 && !stacked.contains(group.glyphs[0].place)
          && !row.groups.contains { $0.at > group.at && $0.glyphs.count == 4 }
          && lines[group.glyphs[0].line].text.count { $0 != " " } <= 5
          && !numbers.contains { $0.holds(group) || $0.first6.hasPrefix(group.number) }
      }
    }.compactMap { DigitRow.box(ofAll: $0.glyphs, on: lines) }
  }

  /// Behind and below the labels of this card.
  private func placesBehind(_ labels: [OrientedBox], on grey: Raster) -> [OrientedBox] {
    labels.filter { label in cues.contains { $0.kind == .label && $0.box.distance(to: label) == 0 } }
      .map { Self.place(behind: $0, on: grey) }
  }

  /// Behind and below a label.
  static func place(behind label: OrientedBox, on grey: Raster) -> OrientedBox {
    let room = roomBehindALabel * label.height
    return label.moved(along: room / 2, across: 1.1 * label.height)
      .grown(along: room / 2, across: 1.3 * label.height).within(grey)
  }

  /// Where a code that was neither read nor seen covered would stand: behind and below its label; else on the right of
  /// the signature panel, which lies below the words that ask for a signature and above the small print.
  private func likelyZones(
    _ rows: [DigitRow], _ labels: [OrientedBox], _ numbers: [FoundCardNumber], on grey: Raster
  ) -> [OrientedBox] {
    let labelled = placesBehind(labels, on: grey)
    if !labelled.isEmpty { return labelled }
    let stripe = cues.first(where: \.isSureStripe)?.box
    // Flat print takes less of a card's width than struck digits.
    let beside = numbers.filter(isOn).map {
      Self.zone(beside: $0, onCardOf: max($0.cardWidth, stripe?.length ?? 0)).within(grey)
    }
    if let stripe, let zones = Self.zones(below: stripe, rows) {
      return zones.map { $0.within(grey) } + beside
    }
    if !beside.isEmpty { return beside }
    let panels = cues.filter { $0.kind == .panel }.map(\.box)
    if !panels.isEmpty { return panels.map { Self.zone(around: $0).within(grey) } }
    guard
      let first = (cues.first { !$0.isDrawn } ?? cues.first).map({ $0.isDrawn ? $0.asPrint : $0.box })
    else { return [] }
    // The card's print, in the frame of its first cue.
    let print = rows.filter { row in row.isText && cues.contains { $0.reaches(row.box) } }
    var start = -first.length / 2
    var end = first.length / 2
    for row in print {
      let offset = first.offset(to: row.box)
      start = min(start, offset.along - row.box.length / 2)
      end = max(end, offset.along + row.box.length / 2)
    }
    let cueOffsets = cues.map { first.offset(to: $0.box).across }
    let top = (cueOffsets.min() ?? 0) - 8 * first.height
    let bottom = (cueOffsets.max() ?? 0) + 5 * first.height
    let from = start + (end - start) * 0.4
    let to = end + (end - start) * 0.1
    var zone = first.moved(along: (from + to) / 2, across: (top + bottom) / 2)
    zone.length = to - from
    zone.height = bottom - top
    return [zone.within(grey)]
  }
}

extension CardBack {
  /// A number is on this card, not on another beside it.
  private func isOn(_ number: FoundCardNumber) -> Bool {
    let stripes = cues.filter(\.isSureStripe)
    if !stripes.isEmpty {
      return stripes.contains { stripe in
        let offset = stripe.box.offset(to: number.box)
        return abs(offset.along) < 0.6 * stripe.box.length && abs(offset.across) < 0.75 * stripe.box.length
      }
    }
    return cues.contains { $0.kind != .number && $0.box.distance(to: number.box) < Self.widestGap * $0.printHeight }
  }

  /// Around a signature panel, in its lengths beyond its ends and in its heights beyond its sides: which end is the right
  /// one nobody knows.
  private static let alongAPanel = 0.5
  private static let acrossAPanel = 0.4

  private static func zone(around panel: OrientedBox) -> OrientedBox {
    panel.grown(along: alongAPanel * panel.length, across: acrossAPanel * panel.height)
  }

  /// Below a number and between it and the card's edge, in its lengths and in widths of the card; right of one that stands
  /// in four rows.
  private static let alongANumber = -0.52...0.75
  private static let belowANumber = 0.2
  private static let rightOfAStack = 0.55
  private static let besideAStack = 0.1

  /// Where the code stands on backs with the whole number.
  private static func zone(beside number: FoundCardNumber, onCardOf card: Double) -> OrientedBox {
    let box = number.box
    guard number.rowCount < 4 else {
      var zone = box.moved(along: box.length * 0.55 + rightOfAStack * card / 2, across: 0)
      (zone.length, zone.height) = (rightOfAStack * card, box.height + 2 * besideAStack * card)
      return zone
    }
    let rows = Double(number.rowCount)
    let (from, to) = (alongANumber.lowerBound * box.length, alongANumber.upperBound * rows * box.length)
    let top = box.height / 2 + 0.2 * box.height / rows
    var zone = box.moved(along: (from + to) / 2, across: top + belowANumber * card / 2)
    (zone.length, zone.height) = (to - from, belowANumber * card)
    return zone
  }

  /// The signature panel and what stands around it, in lengths of the stripe: from its edge, and from its middle.
  private static let acrossFromStripe = 0.25
  /// From the stripe's middle, in its heights: what stands right at it is covered, too.
  private static let shareOfStripe = 0.4
  private static let alongStripe = -0.1...0.48
  /// A card is as high, in lengths of its stripe.
  private static let cardHeight = 0.64

  /// Where the code would stand by the stripe: below its right half as the card's print is read. Without print, and where
  /// that says two things, nobody knows which side is which. Nil where the print stands across it, as on upright cards.
  private static func zones(below stripe: OrientedBox, _ rows: [DigitRow]) -> [OrientedBox]? {
    var direction = 0.0
    var side = 0.0
    for row in rows where row.isText {
      let offset = stripe.offset(to: row.box)
      guard abs(offset.along) < 0.55 * stripe.length, abs(offset.across) < cardHeight * stripe.length else { continue }
      let cosine = stripe.alongX * row.box.alongX + stripe.alongY * row.box.alongY
      if abs(cosine) < 0.35 { return nil }
      direction += cosine * row.box.length
      side += offset.across * row.box.length
    }
    func zone(_ along: ClosedRange<Double>, _ sign: Double) -> OrientedBox {
      let height = acrossFromStripe * stripe.length
      let start = shareOfStripe * stripe.height
      var zone = stripe.moved(
        along: (along.lowerBound + along.upperBound) / 2 * stripe.length,
        across: (sign > 0 ? 1 : -1) * (start + height / 2))
      zone.length = (along.upperBound - along.lowerBound) * stripe.length
      zone.height = height
      return zone
    }
    if side == 0 { return [-1, 1].map { zone(-0.5...0.5, $0) } }
    // The print is on the side of the panel, and reads so that the stripe is above it. Where it seems to read the other
    // way it may be upside down, or above the stripe.
    func zone(below sign: Double) -> OrientedBox {
      zone(sign > 0 ? alongStripe : -alongStripe.upperBound ... -alongStripe.lowerBound, sign)
    }
    return side * direction > 0 ? [zone(below: side)] : [zone(below: 1), zone(below: -1)]
  }
}

extension CardCues.Cue {
  /// A stripe that ends where a card ends.
  fileprivate var isSureStripe: Bool { kind == .stripe && weight >= CardCues.likely }

  /// It was seen, not read.
  fileprivate var isDrawn: Bool { kind == .stripe || kind == .panel }

  /// The height of its letters; of a stripe's and a panel's, about the height of those on its card.
  fileprivate var printHeight: Double {
    switch kind {
    case .stripe: box.length / 40
    case .panel: box.length / 30
    default: box.height
    }
  }

  /// A strip along it that is as high as small print.
  fileprivate var asPrint: OrientedBox {
    var print = box
    print.height = printHeight
    return print
  }
}

extension Array {
  /// Those that fit, and the others.
  fileprivate func split(by isIn: (Element) -> Bool) -> (in: [Element], out: [Element]) {
    (filter(isIn), filter { !isIn($0) })
  }
}

extension OrientedBox {
  /// The same box at another place, in pixels along and across its direction.
  func moved(along: Double, across: Double) -> OrientedBox {
    var moved = self
    moved.centreX += along * alongX - across * alongY
    moved.centreY += along * alongY + across * alongX
    return moved
  }
}
