import Imaging
import Inspection
import Model

/// Measures how sharp the page is, how the light falls on its lines and whether they run out of the picture. Needs the
/// lines' places, not their text.
struct MeasureStage: Stage {
  static let name = StageName.measure

  /// Lower boxes are too small to be measured.
  private static let leastHeight = 6.0
  /// What stands so many heights before and behind a line is looked at with it.
  private static let reach = 12.0

  func run(_ page: UprightPage) throws(StageFailure) -> MeasuredPage {
    let heights = page.boxes.map(\.height).sorted()
    let lineHeight = heights.isEmpty ? nil : heights[heights.count / 2]
    guard page.image.origin == .picture else {
      return MeasuredPage(
        page: page, sharpness: Sharpness(block: nil, lineAcutance: nil), quality: nil, lineHeight: lineHeight)
    }
    let strips = Self.strips(of: page.boxes, on: page.grey)
    let (acutance, quality) = Self.quality(of: strips, on: page.grey)
    return MeasuredPage(
      page: page,
      sharpness: Sharpness(
        block: SharpnessMeasure.blockSharpness(of: page.grey), lineAcutance: acutance,
        leastAcutance: SharpnessMeasure.leastAcutance(of: strips)),
      quality: quality, lineHeight: lineHeight)
  }

  static func strips(of boxes: [OrientedBox], on grey: Raster) -> [LineStrip] {
    boxes.filter { $0.height >= leastHeight && $0.length > 1.2 * $0.height }
      .map { LineStrip($0, on: grey, reach: reach) }
  }

  /// And the page's line acutance, which says what is usual on it.
  static func quality(of strips: [LineStrip], on grey: Raster) -> (acutance: Double?, quality: PageQuality) {
    let acutances = strips.map { SharpnessMeasure.acutance(of: $0.ownPicture) }
    let usual = SharpnessMeasure.lineAcutance(of: strips, acutances)
    let heights = strips.map(\.box.height).sorted()
    let cells = Cells(of: grey, lineHeight: heights.isEmpty ? 1 : heights[heights.count / 2])
    let quality = PageQuality(
      light: LightMeasure.light(on: strips, in: cells, grey: grey),
      softLines: SoftLineMeasure(pageAcutance: usual).lines(among: strips, acutances, in: cells, on: grey),
      cutLines: FramingMeasure.cutLines(among: strips, on: grey))
    return (usual, quality)
  }
}
