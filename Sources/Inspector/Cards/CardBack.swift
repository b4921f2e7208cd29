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
    one.box.distance(to: other.box) < widestGap * max(one.box.height, other.box.height)
  }

  /// One of some codes is this card's.
  func holds(_ codes: [OrientedBox]) -> Bool {
    codes.contains { code in
      cues.contains { $0.box.distance(to: code) < Self.reachOfACode * max($0.box.height, code.height) }
    }
  }

  /// Looks where the code would stand, and covers the place unless something else does already.
  func view(
    rows: [DigitRow], lines: [ReadLine], cues all: CardCues, numbers: [FoundCardNumber], on grey: Raster
  ) -> View {
    for tail in tails(rows: rows, lines: lines, numbers: numbers) where cues.contains(where: { $0.reaches(tail) }) {
      let zone = CodeZone(behind: tail, on: grey)
      switch zone.sight {
      case .covered: return View(code: .covered, covers: [])
      case .digits: return View(code: .exposed, covers: [zone.box])
      // The code must stand somewhere else.
      case .bare: continue
      }
    }
    return View(code: .uncertain, covers: likelyZones(rows, all, width: grey.width, height: grey.height))
  }

  /// The last four digits of numbers: alone in their box, as they stand on signature panels, or at the end of a whole
  /// number in one row.
  private func tails(rows: [DigitRow], lines: [ReadLine], numbers: [FoundCardNumber]) -> [OrientedBox] {
    let alone = rows.flatMap(\.groups).filter { group in
      group.glyphs.count == 4 && lines[group.glyphs[0].line].text.count { $0 != " " } <= 5
    }
    let ends = numbers.filter { $0.rowCount == 1 }.map { Array($0.digits.suffix(4)) }
    return (alone.map(\.glyphs) + ends).compactMap { DigitRow.box(ofAll: $0, on: lines) }
  }

  /// Where a code that was neither read nor seen covered would stand: behind and below its label; else on the right of
  /// the signature panel, which lies below the words that ask for a signature and above the small print.
  private func likelyZones(_ rows: [DigitRow], _ all: CardCues, width: Int, height: Int) -> [OrientedBox] {
    let labels = cues.filter { $0.kind == .label }
    if !labels.isEmpty {
      return labels.map { label in
        let box = label.box
        let room = 6 * box.height
        return box.moved(along: room / 2, across: 1.5 * box.height).grown(along: room / 2, across: 1.7 * box.height)
          .within(width: width, height: height)
      }
    }
    guard let first = cues.first?.box else { return [] }
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
    return [zone.within(width: width, height: height)]
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

  /// The same, or an upright box where it would leave the picture.
  fileprivate func within(width: Int, height: Int) -> OrientedBox {
    let bounds = bounds
    let clamped = bounds.clamped(width: width, height: height)
    return clamped == bounds ? self : OrientedBox(clamped)
  }
}
