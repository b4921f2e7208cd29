import Imaging
import Model

/// Where on a back the code would stand that was neither read nor seen covered.
extension CardBack {
  /// Where a code that was neither read nor seen covered would stand: behind and below its label; else on the right of
  /// the signature panel, which lies below the words that ask for a signature and above the small print.
  func likelyZones(
    _ rows: [DigitRow], _ labels: [OrientedBox], _ numbers: [FoundCardNumber], on grey: Raster
  ) -> [OrientedBox] {
    let labelled = placesBehind(labels, on: grey)
    if !labelled.isEmpty { return labelled }
    let sureStripe = cues.first(where: \.isSureStripe)
    let stripe = (sureStripe ?? onlyStripe)?.box
    // Flat print takes less of a card's width than struck digits.
    let beside = numbers.filter(isOn).map {
      Self.zone(beside: $0, onCardOf: max($0.cardWidth, stripe?.length ?? 0)).within(grey)
    }
    let panels = cues.filter { $0.kind == .panel }.map { Self.zone(around: $0.box).within(grey) }
    if let stripe, let zones = Self.zones(below: stripe, rows) {
      return zones.map { $0.within(grey) } + beside + (sureStripe == nil ? panels : [])
    }
    if !beside.isEmpty { return beside }
    if !panels.isEmpty { return panels }
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

  /// A stripe by which alone the back is known.
  private var onlyStripe: CardCues.Cue? { cues.allSatisfy(\.isDrawn) ? cues.first { $0.kind == .stripe } : nil }

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
  private static let mostAlongStripe = 0.85
  /// Glare, keys and fingers hide ends of stripes: print of their card stands farther out.
  private static let widthOfPrint = 0.75
  /// A card is as high, in lengths of its stripe.
  private static let cardHeight = 0.64

  /// Where the code would stand by the stripe: below its right half as the card's print is read. Without print, and where
  /// that says two things, nobody knows which side is which. Nil where the print stands across it, as on upright cards.
  private static func zones(below stripe: OrientedBox, _ rows: [DigitRow]) -> [OrientedBox]? {
    var direction = 0.0
    var side = 0.0
    // A card reaches as far as its print does.
    var reach = alongStripe.upperBound
    for row in rows where row.isText {
      let offset = stripe.offset(to: row.box)
      guard abs(offset.along) < widthOfPrint * stripe.length, abs(offset.across) < cardHeight * stripe.length else {
        continue
      }
      let cosine = stripe.alongX * row.box.alongX + stripe.alongY * row.box.alongY
      if abs(cosine) < 0.35 { return nil }
      direction += cosine * row.box.length
      side += offset.across * row.box.length
      let end = abs(offset.along) + row.box.length / 2
      if offset.along * cosine > 0 { reach = max(reach, min(end / stripe.length, mostAlongStripe)) }
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
      let along = alongStripe.lowerBound...reach
      return zone(sign > 0 ? along : -along.upperBound ... -along.lowerBound, sign)
    }
    return side * direction > 0 ? [zone(below: side)] : [zone(below: 1), zone(below: -1)]
  }
}
