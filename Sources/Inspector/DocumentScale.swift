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
    if let zone = read.machineReadableZone, let widest = zone.boxes.map(\.width).max() {
      return Double(widest) / Double(zone.layout.lineLength) * codeCharactersPerInch
    }
    if let number = cards.compactMap(\.number).first, number.length >= 15 {
      return Double(max(number.box.width, number.box.height)) / numberShareOfCard / cardWidth
    }
    if let sheet = page.image.sheetDotsPerInch { return sheet }
    let boxes = read.lines.map(\.box.bounds)
    guard let first = boxes.first else { return nil }
    let text = boxes.dropFirst().reduce(first) { $0.union($1) }
    // Nothing on paper is as long as a telephone's screen: a screenshot has no scale.
    guard Double(page.picture.height) < 1.65 * Double(page.picture.width) else { return nil }
    let isTall = Double(text.height) > 0.9 * Double(text.width)
    if boxes.count >= fewestLinesOfASheet || (isTall && boxes.count >= fewestLinesOfATallSheet) {
      return Double(min(text.width, text.height * 2)) / textShareOfSheet / sheetWidth
    }
    return Double(max(text.width, text.height)) / textShareOfCard / cardWidth
  }
}
