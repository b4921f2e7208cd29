import Imaging
import Model

/// Finds bands that look like a line of text too blurred for the detector to take it for one: as long and as high as a
/// line, darker (or lighter) than what is above and below, and without a sharp edge in it.
struct SoftBands {
  /// Levels between the lightest and the darkest pixel of three by three cells that make something stand there.
  private static let leastContrast = 30
  /// Levels by which the band differs from the paper above and below it.
  private static let leastRidge = 14.0
  /// Extent of a line, in cells.
  private static let heights = 3...9
  private static let leastLength = 10

  /// A place is soft whose steepest gradient has less than this share of its contrast.
  let leastAcutance: Double

  /// On a page in cells, apart from the lines that were found.
  func lines(in cells: Cells, on grey: Raster, besides boxes: [OrientedBox]) -> [SoftLine] {
    guard cells.columns > 2, cells.rows > 2 else { return [] }
    let soft = cells.neighbourhoods.map { place in
      place.contrast >= Self.leastContrast && place.steepest < leastAcutance * Double(place.contrast)
    }
    let known = boxes.map(\.bounds)
    return Regions(of: soft, columns: cells.columns).found.compactMap { found -> SoftLine? in
      let region = found.bounds
      guard Self.heights.contains(region.height), region.width >= Self.leastLength, region.width >= 2 * region.height,
        found.cells.count * 2 >= region.area, isRidge(region, in: cells)
      else { return nil }
      let box = cells.onPage(region)
      guard !known.contains(where: { $0.intersection(box).area * 4 > box.area }),
        let acutance = SharpnessMeasure.acutance(of: OrientedBox(box).cut(from: grey, height: LineStrip.height))
      else { return nil }
      return SoftLine(box: box, acutance: acutance)
    }
  }

  /// Its middle differs from what is above and from what is below it, in the same sense.
  private func isRidge(_ region: PixelRect, in cells: Cells) -> Bool {
    let middle = cells.mean(rows: region.midY..<region.midY + 1, columns: region.x0..<region.x1)
    let above = cells.mean(rows: region.y0 - 1..<region.y0 + 1, columns: region.x0..<region.x1)
    let below = cells.mean(rows: region.y1 - 1..<region.y1 + 1, columns: region.x0..<region.x1)
    return min(above, below) - middle >= Self.leastRidge || middle - max(above, below) >= Self.leastRidge
  }
}
