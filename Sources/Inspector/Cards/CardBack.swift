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
  static let widestGap = 14.0
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
  /// `stripes`: all that are sure on the page; a code is of the card whose stripe is nearest.
  func unread(besides codes: [OrientedBox], stripes all: [OrientedBox]) -> [CardBack] {
    let stripes = cues.filter(\.isSureStripe)
    let bare = stripes.filter { stripe in
      !codes.contains { code in
        let own = Self.lengths(to: code, from: stripe.box)
        return own.map { own in !all.contains { Self.lengths(to: code, from: $0).map { $0 < own } ?? false } } ?? false
      }
    }
    return bare.count < stripes.count || holds(codes) ? bare.map { CardBack(cues: [$0]) } : [self]
  }

  /// One of some codes is this card's.
  private func holds(_ codes: [OrientedBox]) -> Bool {
    codes.contains { code in
      cues.contains { $0.box.distance(to: code) < Self.reachOfACode * max($0.printHeight, code.height) }
    }
  }

  /// How far beside a stripe a code stands, in lengths of it; nil where the stripe's card does not reach. A stripe runs
  /// across the whole card, along its long side or its short one.
  private static func lengths(to code: OrientedBox, from stripe: OrientedBox) -> Double? {
    let offset = stripe.offset(to: code)
    let across = abs(offset.across) / stripe.length
    return abs(offset.along) < 0.6 * stripe.length && across < 1.65 ? across : nil
  }

  /// Looks where the code would stand, and covers the place unless something else does already.
  func view(
    rows: [DigitRow], lines: [ReadLine], labels: [OrientedBox], numbers: [FoundCardNumber],
    stacked: Set<DigitRow.Place>, on grey: Raster
  ) -> View {
    let zones = zonesBehindTails(rows: rows, lines: lines, besides: numbers, stacked, on: grey)
    let digits = zones.filter { $0.sight == .digits }
    if !digits.isEmpty { return View(code: .exposed, covers: digits.map(place) + placesBehind(labels, on: grey)) }
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
    return zones.isEmpty ? nil : View(code: .exposed, covers: zones.map(place))
  }

  private func zonesBehindTails(
    rows: [DigitRow], lines: [ReadLine], besides numbers: [FoundCardNumber], _ stacked: Set<DigitRow.Place>,
    on grey: Raster
  ) -> [CodeZone] {
    lonelyTails(rows: rows, lines: lines, besides: numbers, stacked).filter { tail in
      cues.contains { $0.reaches(tail) } && mayStandByThePanel(tail)
    }.map { CodeZone(behind: $0, on: grey) }
  }

  /// The zone; where four digits end with their panel, they are sooner the code with a stroke before it, and covered, too.
  private func place(of zone: CodeZone) -> OrientedBox {
    let endsThere = cues.contains { cue in
      guard cue.kind == .panel, cue.box.holds((zone.tail.centreX, zone.tail.centreY)) else { return false }
      let end = zone.tail.offset(to: cue.box).along + cue.box.length / 2
      return end - zone.tail.length / 2 < Self.leastBehindATail * zone.tail.height
    }
    return endsThere ? zone.tail.joined(with: zone.box) : zone.box
  }

  /// In heights of its digits: a space and a code need more.
  private static let leastBehindATail = 1.6

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
          && !isOfAFrontsNumber(row)
          && !numbers.contains { $0.holds(group) || $0.first6.hasPrefix(group.number) }
      }
    }.compactMap { DigitRow.box(ofAll: $0.glyphs, on: lines) }
  }

  /// The whole number of a front that was not made out: nothing but ends of numbers speaks for this back.
  private func isOfAFrontsNumber(_ row: DigitRow) -> Bool {
    cues.allSatisfy { $0.kind == .tail } && row.groups.count { $0.glyphs.count == 4 } >= Self.foursOfANumber
  }

  private static let foursOfANumber = 3

  /// Behind and below the labels of this card.
  func placesBehind(_ labels: [OrientedBox], on grey: Raster) -> [OrientedBox] {
    labels.filter { label in cues.contains { $0.kind == .label && $0.box.distance(to: label) == 0 } }
      .map { Self.place(behind: $0, on: grey) }
  }

  /// Behind and below a label.
  static func place(behind label: OrientedBox, on grey: Raster) -> OrientedBox {
    let room = roomBehindALabel * label.height
    return label.moved(along: room / 2, across: 1.1 * label.height)
      .grown(along: room / 2, across: 1.3 * label.height).within(grey)
  }
}

extension CardCues.Cue {
  /// A stripe that ends where a card ends.
  var isSureStripe: Bool { kind == .stripe && weight >= CardCues.likely }

  /// It was seen, not read.
  var isDrawn: Bool { kind == .stripe || kind == .panel }

  /// The height of its letters; of a stripe's and a panel's, about the height of those on its card.
  var printHeight: Double {
    switch kind {
    case .stripe: box.length / 40
    case .panel: box.length / 30
    default: box.height
    }
  }

  /// A strip along it that is as high as small print.
  var asPrint: OrientedBox {
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
