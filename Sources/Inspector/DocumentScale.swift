import Imaging
import Model

/// Tells how many pixels of the picture make an inch of the document, by things of known size on it. File metadata is
/// not asked.
enum DocumentScale {
  /// MRZ characters stand 2.54 mm apart (ICAO Doc 9303 part 3, 4.3): ten to the inch.
  private static let codeCharactersPerInch = 10.0
  /// Width of an ID-1 card (ISO/IEC 7810) and of an A4 sheet (ISO 216), in inches.
  private static let cardWidth = 85.60 / 25.4
  private static let sheetWidth = 210 / 25.4
  /// Text fills about this share of the width of a card and of a letter.
  private static let textShareOfCard = 0.88
  private static let textShareOfSheet = 0.8
  /// A number of 16 digits takes about this share of a card's width.
  private static let numberShareOfCard = 0.72
  /// A page with so many lines is a sheet rather than a card, and sooner so when its text is higher than wide.
  private static let fewestLinesOfASheet = 45
  private static let fewestLinesOfATallSheet = 12

  /// For a scan, whose frame is the sheet: A4 or US letter by its proportions, upright or not. Nil for other frames, as of
  /// photos.
  static func dotsPerInch(ofSheetFilling picture: Raster) -> Double? {
    let short = Double(min(picture.width, picture.height))
    let proportion = Double(picture.longSide) / short
    if abs(proportion - 297 / 210) < 0.02 { return short / sheetWidth }
    if abs(proportion - 11 / 8.5) < 0.02 { return short / 8.5 }
    return nil
  }

  static func dotsPerInch(of read: ReadPage, cards: [PaymentCard]) -> Double? {
    let page = read.measured.page
    if let known = page.image.dotsPerInch { return known }
    let tilt = Tilt(of: read.lines.map(\.box))
    if let zone = read.machineReadableZone, let widest = zone.boxes.map(tilt.length).max() {
      return widest / Double(zone.layout.lineLength) * codeCharactersPerInch
    }
    // Nothing on paper is as long as a telephone's screen: a screenshot has no scale, and writes numbers with dots.
    let mayBeAScreen = Double(page.picture.height) >= 1.65 * Double(page.picture.width)
    if let number = cards.compactMap(\.number).first, number.length >= 15, number.luhnHolds || !mayBeAScreen {
      return tilt.length(number.box) / numberShareOfCard / cardWidth
    }
    if let sheet = page.image.sheetDotsPerInch { return sheet }
    let boxes = read.lines.map(\.box)
    guard !boxes.isEmpty, !mayBeAScreen else { return nil }
    let text = tilt.extent(of: boxes)
    let isTall = text.height > 0.9 * text.width
    if boxes.count >= fewestLinesOfASheet || (isTall && boxes.count >= fewestLinesOfATallSheet) {
      return min(text.width, text.height * 2) / textShareOfSheet / sheetWidth
    }
    return max(text.width, text.height) / textShareOfCard / cardWidth
  }
}

/// How the lines of a page lie, which makes the upright boxes around them larger or smaller than they are.
struct Tilt {
  /// Unit vector of the usual reading direction.
  private let x: Double
  private let y: Double

  init(of boxes: [OrientedBox]) {
    // Lines that stand, as on the other page of a booklet, count as turned by a quarter.
    let sum = boxes.reduce((x: 0.0, y: 0.0)) { sum, box in
      let isLying = abs(box.alongX) >= abs(box.alongY)
      let (x, y) = isLying ? (box.alongX, box.alongY) : (box.alongY, -box.alongX)
      let length = x < 0 ? -box.length : box.length
      return (sum.x + x * length, sum.y + y * length)
    }
    let norm = (sum.x * sum.x + sum.y * sum.y).squareRoot()
    (x, y) = norm > 0 ? (sum.x / norm, sum.y / norm) : (1, 0)
  }

  /// Of a long and low strip, by the upright box around it.
  func length(_ bounds: PixelRect) -> Double { Double(max(bounds.width, bounds.height)) / max(abs(x), abs(y)) }

  /// How far strips reach along the reading direction and across it.
  func extent(of boxes: [OrientedBox]) -> (width: Double, height: Double) {
    let corners = boxes.flatMap(\.corners)
    let along = corners.map { Double($0.x) * x + Double($0.y) * y }
    let across = corners.map { Double($0.y) * x - Double($0.x) * y }
    func extent(_ places: [Double]) -> Double { (places.max() ?? 0) - (places.min() ?? 0) }
    return (extent(along), extent(across))
  }
}
