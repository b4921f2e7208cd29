import Imaging

/// A magnetic stripe above the number of a flat back that is no band of its own on the picture: keys or shadows as dark as
/// it lie at its ends. The number tells where to look.
extension MagneticStripe {
  /// Rows of the strip above the number that is looked at, which is as long as the number and as high as its card is wide.
  private static let rows = 120
  /// In widths of the card by the number, which flat print makes out too small: heights of stripes, and twice as much.
  private static let heights = 0.1...0.32
  /// Levels by which one row of it may differ from itself, leaving out its ends, and from the rows beside it.
  private static let mostInARow = 26
  private static let mostFromRowToRow = 9
  /// Levels by which what lies above it and below differs from it, either way, and how far off that is, in rows.
  private static let leastDifference = 14
  private static let beside = 2...5
  /// The card lies above it and below; and how far above the number it is at most, in its heights.
  private static let mostBetweenSides = 30
  private static let widestGap = 2.0
  /// Of its height: a stripe of an ID-1 card is at most so long.
  private static let mostLength = 9.0
  private static let step = 0.02

  /// `number` in one row; `cardWidth` in pixels of the picture.
  init?(along number: OrientedBox, ofACard cardWidth: Double, on grey: Raster) {
    var area = number.moved(along: 0, across: -(number.height + cardWidth) / 2)
    area.height = cardWidth
    let strip = area.cut(from: grey, height: Self.rows)
    let levels = (0..<strip.height).map { y in strip.pixels[y * strip.width..<(y + 1) * strip.width].sorted() }
    let middles = levels.map { Int($0[$0.count / 2]) }
    let isEven = levels.map { Int($0[$0.count * 9 / 10]) - Int($0[$0.count / 10]) <= Self.mostInARow }
    guard let run = Self.run(in: middles, isEven) else { return nil }
    let perRow = cardWidth / Double(Self.rows)
    let height = Double(run.count) * perRow
    var band = area.moved(
      along: 0, across: (Double(run.lowerBound + run.upperBound) / 2 - Double(Self.rows) / 2) * perRow)
    band.height = height
    let level = middles[run.lowerBound + run.count / 2]
    let ends = [-1.0, 1].map { side in
      Self.reach(of: band, towards: side, level, atMost: Self.mostLength * height, on: grey)
    }
    band = band.moved(along: (ends[1] - ends[0]) / 2, across: 0)
    band.length = min(ends[0] + ends[1], Self.mostLength * height)
    self.init(box: band, isTight: true, runsAcrossACard: true, meetsTheBorder: false)
  }

  /// The lowest rows that are alike, as many as a stripe is high, and unlike those beside them.
  private static func run(in middles: [Int], _ isEven: [Bool]) -> Range<Int>? {
    var end = middles.count
    while end > 0 {
      guard isEven[end - 1] else {
        end -= 1
        continue
      }
      var start = end - 1
      let level = middles[start]
      while start > 0, isEven[start - 1], abs(middles[start - 1] - level) <= mostFromRowToRow { start -= 1 }
      let sides = [
        start - beside.upperBound...start - beside.lowerBound,
        end - 1 + beside.lowerBound...end - 1 + beside.upperBound,
      ]
      .compactMap { rows in
        rows.lowerBound < 0 || rows.upperBound >= middles.count
          ? nil : middles[rows].sorted()[rows.count / 2] - middles[(start + end) / 2]
      }
      let isUnlike =
        sides.count == 2 && (sides.allSatisfy { $0 >= leastDifference } || sides.allSatisfy { $0 <= -leastDifference })
      let isOnOneCard = sides.count == 2 && abs(sides[0] - sides[1]) <= mostBetweenSides
      let isNear = Double(middles.count - end) <= widestGap * Double(end - start)
      if isUnlike, isOnOneCard, isNear, heights.contains(Double(end - start) / Double(rows)) { return start..<end }
      end -= 1
    }
    return nil
  }

  /// How far from its middle it goes on, in pixels.
  private static func reach(
    of band: OrientedBox, towards side: Double, _ level: Int, atMost most: Double, on grey: Raster
  ) -> Double {
    var reach = band.length / 2
    let part = step * most
    while reach < most {
      var piece = band.moved(along: side * (reach + part / 2), across: 0)
      (piece.length, piece.height) = (part, band.height / 2)
      let pixels = piece.cut(from: grey, height: 6).pixels.sorted()
      guard abs(Int(pixels[pixels.count / 2]) - level) <= mostFromRowToRow else { break }
      reach += part
    }
    return reach
  }
}
