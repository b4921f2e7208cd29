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

  /// One of some codes is this card's.
  func holds(_ codes: [OrientedBox]) -> Bool {
    codes.contains { code in
      cues.contains { $0.box.distance(to: code) < Self.reachOfACode * max($0.printHeight, code.height) }
    }
  }

  /// Looks where the code would stand, and covers the place unless something else does already.
  func view(rows: [DigitRow], lines: [ReadLine], numbers: [FoundCardNumber], on grey: Raster) -> View {
    for tail in lonelyTails(rows: rows, lines: lines) where cues.contains(where: { $0.reaches(tail) }) {
      let zone = CodeZone(behind: tail, on: grey)
      switch zone.sight {
      case .covered: return View(code: .covered, covers: [])
      case .digits: return View(code: .exposed, covers: [zone.box])
      // The code must stand somewhere else.
      case .bare: continue
      }
    }
    // Behind a whole number the code stands on signature panels only, and something else anywhere else.
    let behindNumbers = numbers.filter { number in
      number.rowCount == 1 && cues.contains { $0.reaches(number.box) }
    }.compactMap { DigitRow.box(ofAll: Array($0.digits.suffix(4)), on: lines) }
      .map { CodeZone(behind: $0, on: grey) }.filter { $0.sight == .digits }.map(\.box)
    return View(
      code: .uncertain, covers: behindNumbers + likelyZones(rows, on: grey))
  }

  /// Four digits alone in their box, as the last of the number stand on signature panels.
  private func lonelyTails(rows: [DigitRow], lines: [ReadLine]) -> [OrientedBox] {
    rows.flatMap(\.groups).filter { group in
      group.glyphs.count == 4 && lines[group.glyphs[0].line].text.count { $0 != " " } <= 5
    }.compactMap { DigitRow.box(ofAll: $0.glyphs, on: lines) }
  }

  /// Where a code that was neither read nor seen covered would stand: behind and below its label; else on the right of
  /// the signature panel, which lies below the words that ask for a signature and above the small print.
  private func likelyZones(_ rows: [DigitRow], on grey: Raster) -> [OrientedBox] {
    let labels = cues.filter { $0.kind == .label }
    if !labels.isEmpty {
      return labels.map { label in
        let box = label.box
        let room = 6 * box.height
        return box.moved(along: room / 2, across: 1.5 * box.height).grown(along: room / 2, across: 1.7 * box.height)
          .within(grey)
      }
    }
    guard
      let first = (cues.first { $0.kind != .stripe } ?? cues.first).map({ $0.kind == .stripe ? $0.asPrint : $0.box })
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

extension CardCues.Cue {
  /// The height of its letters; of a stripe's, about the height of those on its card.
  fileprivate var printHeight: Double { kind == .stripe ? box.length / 40 : box.height }

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
