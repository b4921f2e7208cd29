import Imaging
import Model

/// Pictures that lie on the page of a PDF, as photos of cards do among the words of a letter.
enum PlacedPictures {
  /// The shares of the page between which a picture is more than a logo and less than a scan of the page.
  private static let shares = 0.02...0.7
  /// Pixels along the sides of the two drawings that are compared, and how alike they are.
  private static let side = 32
  private static let leastCorrelation = 0.9
  /// Some programs cut a photo into strips: pixels between them.
  private static let gap = 2

  /// Whether the page shows a picture where it is said to be.
  static func isPlaced(_ picture: PDFPage.Picture, of page: PDFPage, on raster: Raster, scale: Double) -> Bool {
    let area = PixelRect(
      x0: Int(picture.x0 * scale), y0: Int(picture.y0 * scale), x1: Int(picture.x1 * scale), y1: Int(picture.y1 * scale)
    ).clamped(width: raster.width, height: raster.height)
    guard picture.share >= shares.lowerBound, area.width > side, area.height > side,
      let own = page.thumbnail(of: picture, width: side, height: side)
    else { return false }
    let shown = raster.cropped(x: area.x0, y: area.y0, width: area.width, height: area.height).grey
      .resized(width: side, height: side)
    // It may stand on its head.
    return [own, own.turned(180)].contains {
      $0.correlation(with: shown, in: PixelRect(x0: 0, y0: 0, x1: side, y1: side)) >= leastCorrelation
    }
  }

  /// Where they lie on the upright page: those that touch one another are one.
  static func areas(on page: UprightPage) -> [PixelRect] {
    let transform = UploadTransform.matrix(of: page)
    func place(_ x: Double, _ y: Double) -> (x: Int, y: Int) {
      (
        Int((transform[0][0] * x + transform[0][1] * y + transform[0][2]).rounded()),
        Int((transform[1][0] * x + transform[1][1] * y + transform[1][2]).rounded())
      )
    }
    var areas: [PixelRect] = []
    for picture in page.image.placed {
      let (one, other) = (place(picture.x0, picture.y0), place(picture.x1, picture.y1))
      var area = PixelRect(
        x0: min(one.x, other.x), y0: min(one.y, other.y), x1: max(one.x, other.x), y1: max(one.y, other.y)
      ).clamped(width: page.picture.width, height: page.picture.height)
      if area.isEmpty { continue }
      while let near = areas.firstIndex(where: { !$0.insetBy(-gap, -gap).intersection(area).isEmpty }) {
        area = area.union(areas.remove(at: near))
      }
      areas.append(area)
    }
    let whole = Double(page.picture.width * page.picture.height)
    return areas.filter { shares.contains(Double($0.area) / whole) }
  }
}

extension CardScan {
  /// The same of a page with pictures placed on it. Each is looked at by itself: what a letter says around the photo of a
  /// card says nothing of that card.
  init(
    lines: [ReadLine], placed: [PixelRect], hasCodeLines: Bool, on grey: Raster, colours: Raster? = nil,
    masking kinds: [MaskKind], found: [PaymentCard]? = nil, unread: [OrientedBox] = [],
    before: CardCodeFinder.FirstLook? = nil
  ) {
    if placed.isEmpty {
      self.init(
        lines: lines, hasCodeLines: hasCodeLines, on: grey, colours: colours, masking: kinds, found: found,
        unread: unread, before: before)
      return
    }
    var (rest, unreadRest) = (lines, unread)
    var scans: [CardScan] = []
    for area in placed {
      func holds(_ box: OrientedBox) -> Bool { OrientedBox(area).holds((box.centreX, box.centreY)) }
      func cut(_ picture: Raster) -> Raster {
        picture.cropped(x: area.x0, y: area.y0, width: area.width, height: area.height)
      }
      let own = rest.filter { holds($0.box) }
      rest.removeAll { holds($0.box) }
      let scan = CardScan(
        lines: own.map { $0.shifted(-area.x0, -area.y0) }, hasCodeLines: hasCodeLines, on: cut(grey),
        colours: colours.map(cut), masking: kinds, found: found,
        unread: unreadRest.filter(holds).map { $0.shifted(-area.x0, -area.y0) },
        before: before?.shifted(-area.x0, -area.y0))
      unreadRest.removeAll(where: holds)
      scans.append(scan.shifted(area.x0, area.y0))
    }
    func around(_ picture: Raster) -> Raster {
      var picture = picture
      for area in placed { picture.paint(area, level: Self.paper) }
      return picture
    }
    // A letter stays one without the words on its pictures.
    let isSheet = CardCues(rows: DigitRow.rows(of: lines), lines: lines, hasCodeLines: hasCodeLines).isSheet
    let page = CardScan(
      lines: rest, hasCodeLines: isSheet, on: around(grey), colours: colours.map(around), masking: kinds, found: found,
      unread: unreadRest, before: before)
    self.init(
      cards: page.cards + scans.flatMap(\.cards), covers: page.covers + scans.flatMap(\.covers))
  }

  /// In place of a picture.
  private static let paper: UInt8 = 255

  private func shifted(_ x: Int, _ y: Int) -> CardScan {
    CardScan(
      cards: cards.map { card in
        var card = card
        card.box = card.box.shifted(x, y)
        if let box = card.number?.box { card.number?.box = box.shifted(x, y) }
        return card
      },
      covers: covers.map { Cover(kind: $0.kind, box: $0.box.shifted(x, y)) })
  }
}

extension CardCodeFinder.FirstLook {
  fileprivate func shifted(_ x: Int, _ y: Int) -> Self {
    var look = self
    look.codes = codes.map { $0.shifted(x, y) }
    look.middles = middles.map { $0.shifted(x, y) }
    for index in words.indices { look.words[index].box = words[index].box.shifted(x, y) }
    for index in numbers.indices { look.numbers[index].box = numbers[index].box.shifted(x, y) }
    return look
  }
}

extension ReadLine {
  fileprivate func shifted(_ x: Int, _ y: Int) -> ReadLine {
    var line = self
    line.box = box.shifted(x, y)
    return line
  }
}

extension OrientedBox {
  /// By pixels across and down.
  func shifted(_ x: Int, _ y: Int) -> OrientedBox {
    var box = self
    box.centreX += Double(x)
    box.centreY += Double(y)
    return box
  }
}

extension PixelRect {
  fileprivate func shifted(_ x: Int, _ y: Int) -> PixelRect {
    PixelRect(x0: x0 + x, y0: y0 + y, x1: x1 + x, y1: y1 + y)
  }
}
