import Model

/// The facts about a page after its kept picture was examined again: what is seen now, and from before what a masked
/// picture cannot show any more. Pure.
struct SecondLook {
  /// In pixels of the picture that is to be kept now.
  let page: Page
  /// The picture that was examined last is to be kept: it covers more, or stands another way up.
  let needsNewPicture: Bool

  /// `fresh` are the facts about the kept picture of `kept`, as a child found them that had nothing else. Of what it says
  /// about places before and after, only the quarter-turns are believed.
  init(at kept: Page, seeing fresh: Page) {
    let turn = QuarterTurn(degrees: fresh.turned, width: kept.width, height: kept.height)
    let covers = kept.masked.map { $0.turned(turn) }
    let newCovers = fresh.masked.filter { mask in !covers.contains { $0.hides(mask) } }
    needsNewPicture =
      !newCovers.isEmpty || turn.degrees != 0 || (fresh.width, fresh.height) != (kept.width, kept.height)

    // A text layer, and that a page was drawn from it, are not in the picture.
    let isVector = kept.origin == .vector
    let keptZone = kept.machineReadableZone.map { $0.turned(turn) }
    let isZoneCovered = keptZone.map { zone in covers.contains { cover in zone.boxes.contains(where: cover.touches) } }
    var page = fresh
    page.number = kept.number
    page.turned = (kept.turned % 360 + turn.degrees) % 360
    page.transform = turn.after(kept.transform)
    page.origin = kept.origin
    // The size of a scan's paper was told by its file.
    page.dotsPerInch = kept.dotsPerInch ?? fresh.dotsPerInch
    page.masked = covers + newCovers
    // Light, focus and frame were those of the upload; a cover is no reflection.
    page.quality = turn.degrees == 0 ? kept.quality ?? fresh.quality : fresh.quality
    page.machineReadableZone =
      isZoneCovered == true ? keptZone : fresh.machineReadableZone ?? (isVector ? keptZone : nil)
    page.codeLinesSeen = fresh.codeLinesSeen || (kept.codeLinesSeen && (isVector || !covers.isEmpty))
    page.cards = PaymentCard.merged(
      kept.cards.map { $0.turned(turn) }, seenAs: fresh.cards, isPartlyCovered: !covers.isEmpty)
    // Of the picture that is kept.
    page.proof = needsNewPicture ? fresh.proof : kept.proof
    // Of the upload, before anything was covered.
    page.pictureHash = turn.degrees == 0 ? kept.pictureHash : fresh.pictureHash
    page.hiddenWords = kept.hiddenWords.map { HiddenWords(count: $0.count, boxes: $0.boxes.map(turn.place)) }
    if isVector {
      page.sharpness = kept.sharpness
      page.textHeight = kept.textHeight
      page.lines = kept.lines.compactMap { line in
        let words = line.words.map { $0.turned(turn) }
          .filter { word in !newCovers.contains { $0.touches(word.box) } }
        return words.isEmpty ? nil : TextLine(words: words)
      }
    }
    self.page = page
  }
}

// MARK: Cards

extension PaymentCard {
  /// Every card known before, as it is seen now, and then those seen now for the first time.
  fileprivate static func merged(
    _ kept: [PaymentCard], seenAs fresh: [PaymentCard], isPartlyCovered: Bool
  ) -> [PaymentCard] {
    var unseen = fresh
    func take(_ isMeant: (PaymentCard) -> Bool) -> PaymentCard? {
      unseen.firstIndex(where: isMeant).map { unseen.remove(at: $0) }
    }
    // By number first: a combined card carries two numbers at one place.
    let byNumber = kept.map { card in take { card.hasNumber(of: $0) } }
    let seen = zip(kept, byNumber).map { card, same in same ?? take { card.stands(where: $0) } }
    return zip(kept, seen).map { card, now in now.map { card.seenAgain(as: $0, isPartlyCovered) } ?? card } + unseen
  }

  private func hasNumber(of other: PaymentCard) -> Bool {
    guard let number, let otherNumber = other.number else { return false }
    return number.first6 == otherNumber.first6 && number.last4 == otherNumber.last4
  }

  private func stands(where other: PaymentCard) -> Bool {
    2 * box.intersection(other.box).area >= min(box.area, other.box.area)
  }

  /// Where something was painted over, only the earlier look knows what stood there: a code can come to light then, but
  /// not go.
  private func seenAgain(as now: PaymentCard, _ isPartlyCovered: Bool) -> PaymentCard {
    var card = now
    if now.side == .unknown { card.side = side }
    card.number = numberExposed ? number ?? now.number : now.number ?? number
    card.numberExposed = numberExposed || now.numberExposed
    card.expiry = now.expiry ?? expiry
    if isPartlyCovered, now.code != .exposed { card.code = code }
    return card
  }
}

// MARK: Places

/// How places on a picture move when it is turned clockwise.
private struct QuarterTurn {
  /// 0, 90, 180 or 270.
  let degrees: Int
  /// Of the picture before, in pixels.
  private let width: Int
  private let height: Int

  /// Anything but a quarter-turn is none.
  init(degrees: Int, width: Int, height: Int) {
    self.degrees = [90, 180, 270].contains(degrees) ? degrees : 0
    self.width = width
    self.height = height
  }

  func place(_ point: PixelPoint) -> PixelPoint {
    switch degrees {
    case 90: PixelPoint(x: height - point.y, y: point.x)
    case 180: PixelPoint(x: width - point.x, y: height - point.y)
    case 270: PixelPoint(x: point.y, y: width - point.x)
    default: point
    }
  }

  func place(_ box: PixelRect) -> PixelRect {
    let (one, other) = (place(PixelPoint(x: box.x0, y: box.y0)), place(PixelPoint(x: box.x1, y: box.y1)))
    return PixelRect(
      x0: min(one.x, other.x), y0: min(one.y, other.y), x1: max(one.x, other.x), y1: max(one.y, other.y))
  }

  /// The row-major 3×3 that first does what `transform` does.
  func after(_ transform: [[Double]]) -> [[Double]] {
    let (width, height) = (Double(width), Double(height))
    let turn: [[Double]] =
      switch degrees {
      case 90: [[0, -1, height], [1, 0, 0], [0, 0, 1]]
      case 180: [[-1, 0, width], [0, -1, height], [0, 0, 1]]
      case 270: [[0, 1, 0], [-1, 0, width], [0, 0, 1]]
      default: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
      }
    return turn.map { row in
      (0..<3).map { column in zip(row, transform).reduce(0) { $0 + $1.0 * $1.1[column] } }
    }
  }
}

extension Mask {
  fileprivate func turned(_ turn: QuarterTurn) -> Mask {
    Mask(kind: kind, box: turn.place(box), polygon: polygon.map(turn.place))
  }

  /// As far as its bounds tell.
  fileprivate func touches(_ box: PixelRect) -> Bool { !self.box.intersection(box).isEmpty }

  /// The other lies wholly under this one: each of its corners does, and polygons of masks are convex.
  fileprivate func hides(_ other: Mask) -> Bool { other.polygon.allSatisfy(holds) && !other.polygon.isEmpty }

  private func holds(_ point: PixelPoint) -> Bool {
    let sides = zip(polygon, polygon.dropFirst() + polygon.prefix(1)).map { from, to in
      (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x)
    }
    return sides.count >= 3 && (sides.allSatisfy { $0 >= 0 } || sides.allSatisfy { $0 <= 0 })
  }
}

extension Word {
  fileprivate func turned(_ turn: QuarterTurn) -> Word {
    Word(text: text, box: turn.place(box), confidence: confidence)
  }
}

extension MachineReadableZone {
  fileprivate func turned(_ turn: QuarterTurn) -> MachineReadableZone {
    MachineReadableZone(layout: layout, lines: lines.map(\.value), boxes: boxes.map(turn.place), repairs: repairs)
      ?? self
  }
}

extension PaymentCard {
  fileprivate func turned(_ turn: QuarterTurn) -> PaymentCard {
    var card = self
    card.box = turn.place(box)
    if let number { card.number?.box = turn.place(number.box) }
    return card
  }
}
