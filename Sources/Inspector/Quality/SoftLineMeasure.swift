import Imaging
import Model

/// Finds the lines that are much less sharp than the page: breathed on, smeared, or out of focus for themselves.
struct SoftLineMeasure {
  /// A share of the page's own acutance below which a line is worth mentioning. Of some 4,000 lines on sharp published
  /// samples hardly one lies below it.
  private static let mostShare = 0.6
  /// Bands that no line was found in have to be softer still.
  private static let mostShareOfABand = 0.45
  /// Fewer lines do not say what is usual on the page.
  private static let fewestLines = 4
  /// Shorter boxes are specks, in heights; in lower ones, in pixels, a letter is too few pixels to be soft or sharp.
  private static let leastLength = 3.0
  private static let leastHeight = 12.0

  /// The page's line acutance; nil where none could be measured.
  let pageAcutance: Double?

  /// `acutances` are those of the strips.
  func lines(
    among strips: [LineStrip], _ acutances: [Double?], in cells: Cells, on grey: Raster
  ) -> [SoftLine] {
    guard let pageAcutance, strips.count >= Self.fewestLines else { return [] }
    let lines = zip(strips, acutances).compactMap { strip, acutance -> SoftLine? in
      guard strip.box.height >= Self.leastHeight, strip.box.length >= Self.leastLength * strip.box.height,
        let acutance, acutance < Self.mostShare * pageAcutance
      else { return nil }
      return SoftLine(box: strip.box.bounds.clamped(width: grey.width, height: grey.height), acutance: acutance)
    }
    let bands = SoftBands(leastAcutance: Self.mostShareOfABand * pageAcutance)
      .lines(in: cells, on: grey, besides: strips.map(\.box))
    return lines + bands
  }
}
