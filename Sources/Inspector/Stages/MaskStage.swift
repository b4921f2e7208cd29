import Imaging
import Inspection
import Model

/// Paints over what may not be kept and lets go of its text. What leaves this stage holds no protected digit.
struct MaskStage: Stage {
  static let name = StageName.mask
  let order: InspectionOrder

  func run(_ read: ReadPage) throws(StageFailure) -> MaskedPage {
    let page = read.measured.page
    let placed = PlacedPictures.areas(on: page)
    let grey = page.seenGrey
    func scan(_ lines: [ReadLine]) -> CardScan {
      CardScan(
        lines: lines, placed: placed, hasCodeLines: read.machineReadableZone != nil, on: grey,
        colours: page.seen, masking: order.mask, found: order.knownCards, unread: read.unreadNumbers)
    }
    let seen = scan(read.lines)
    // What nobody could prove is covered like the rest, but no card is known by it.
    var covers = read.unprovenLines.isEmpty ? seen.covers : scan(read.lines + read.unprovenLines).covers
    var zone = read.machineReadableZone
    if order.mask.contains(.nationalIdentityNumber), let whole = zone {
      let serials = NationalNumberFinder.serials(in: whole)
      covers += whole.places(of: serials).map { CardScan.Cover(kind: .nationalIdentityNumber, box: $0) }
      if !serials.isEmpty { zone = whole.without(serials) }
    }
    var picture = page.picture
    for cover in covers { picture.paint(cover.box) }
    let masks = covers.map { $0.mask(width: picture.width, height: picture.height) }
    let lines = read.lines.compactMap { Redaction.visible($0, under: covers.map(\.box)) }
    return MaskedPage(
      picture: picture,
      facts: Page(
        number: page.image.number, width: picture.width, height: picture.height, turned: page.turned,
        transform: UploadTransform.matrix(of: page), origin: page.image.origin,
        dotsPerInch: DocumentScale.dotsPerInch(of: read, cards: seen.cards), sharpness: read.measured.sharpness,
        quality: read.measured.quality,
        textHeight: read.measured.lineHeight.map { $0 * UploadTransform.letterShareOfBox }, lines: lines,
        machineReadableZone: zone, codeLinesSeen: read.codeLinesSeen, cards: seen.cards,
        masked: masks, hiddenWords: read.hiddenWords, pictureHash: PictureHashing.hash(of: page.grey)),
      untouched: read.lines.filter { line in !covers.contains { $0.box.comesNear(line.box) } },
      directions: read.lines.map(\.box), placed: placed, hasSmallPrint: page.hasSmallPrint)
  }
}

/// Takes the text of covered places out of what was read.
enum Redaction {
  /// The line without words that touch a cover; nil when nothing is left.
  static func visible(_ line: ReadLine, under covers: [OrientedBox]) -> TextLine? {
    let words = line.words.compactMap { word -> Word? in
      let strip = line.box.part(from: word.start, to: word.end)
      guard !covers.contains(where: { $0.meets(strip) }) else { return nil }
      return Word(text: Private(word.text), box: strip.bounds, confidence: word.confidence)
    }
    return words.isEmpty ? nil : TextLine(words: words)
  }
}

/// How pixels of the upload as shown come to be pixels of the kept page.
enum UploadTransform {
  /// A box around a line is about this much higher than its lower-case letters.
  static let letterShareOfBox = 0.45

  /// Row-major 3×3: scale, then turn.
  static func matrix(of page: UprightPage) -> [[Double]] {
    let scale = page.image.scale
    let width = Double(page.image.picture.width)
    let height = Double(page.image.picture.height)
    return switch page.turned {
    case 90: [[0, -scale, height], [scale, 0, 0], [0, 0, 1]]
    case 180: [[-scale, 0, width], [0, -scale, height], [0, 0, 1]]
    case 270: [[0, scale, 0], [-scale, 0, width], [0, 0, 1]]
    default: [[scale, 0, 0], [0, scale, 0], [0, 0, 1]]
    }
  }
}

extension OrientedBox {
  /// Whether the upright boxes around the two meet, with some pixels of room.
  func comesNear(_ other: OrientedBox) -> Bool {
    !bounds.insetBy(-4, -4).intersection(other.bounds).isEmpty
  }

  /// Whether two strips overlap by more than a touch: some of a grid of points of the one lies in the other.
  func meets(_ other: OrientedBox) -> Bool {
    guard !bounds.intersection(other.bounds).isEmpty else { return false }
    let places = [0.15, 0.3, 0.5, 0.7, 0.85]
    func holds(_ box: OrientedBox, pointsOf strip: OrientedBox) -> Bool {
      places.contains { along in places.contains { across in box.holds(strip.point(along: along, across: across)) } }
    }
    return holds(self, pointsOf: other) || holds(other, pointsOf: self)
  }

  /// Whether a point lies in it.
  func holds(_ point: (x: Double, y: Double)) -> Bool {
    let dx = point.x - centreX
    let dy = point.y - centreY
    return abs(dx * alongX + dy * alongY) <= length / 2 && abs(-dx * alongY + dy * alongX) <= height / 2
  }
}

extension Raster {
  /// The colour of everything painted over.
  static let coverLevel: UInt8 = 0

  /// Fills a field with the cover colour or another grey, as far as it lies on the picture.
  mutating func paint(_ field: PixelRect, level: UInt8 = coverLevel) {
    let field = field.clamped(width: width, height: height)
    for y in field.y0..<field.y1 {
      for place in (y * width + field.x0) * bands..<(y * width + field.x1) * bands { pixels[place] = level }
    }
  }

  /// Fills a box with the cover colour.
  mutating func paint(_ box: OrientedBox) {
    let bounds = box.bounds.insetBy(-1, -1).clamped(width: width, height: height)
    for y in bounds.y0..<bounds.y1 {
      for x in bounds.x0..<bounds.x1 {
        let dx = Double(x) + 0.5 - box.centreX
        let dy = Double(y) + 0.5 - box.centreY
        // Half a pixel more, so that rounding the polygon's corners leaves no seam.
        guard abs(dx * box.alongX + dy * box.alongY) <= box.length / 2 + 0.5,
          abs(-dx * box.alongY + dy * box.alongX) <= box.height / 2 + 0.5
        else { continue }
        for band in 0..<bands { pixels[(y * width + x) * bands + band] = Self.coverLevel }
      }
    }
  }
}
