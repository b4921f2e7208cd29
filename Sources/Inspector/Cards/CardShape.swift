import Imaging
import Model

/// Something of the shape of a card that lies on an even ground and takes up little of the picture, as on scans and copies:
/// print on it is too small where lines are looked for on the whole picture.
struct CardShape {
  /// In pixels of the picture.
  let box: OrientedBox

  /// Pixels on the long side of the picture that is searched.
  private static let longSide = 240
  /// Grey levels by which it differs from the ground, in some colour.
  private static let leastDifference = 26
  /// Length over height of an ID-1 card (ISO/IEC 7810), seen at an angle.
  private static let proportions = 1.35...1.85
  /// Shares of the long side that its length may be: larger ones are read well, and on smaller ones nobody reads anything.
  private static let lengths = 0.1...0.6
  /// The share of the smallest rectangle around it that it fills.
  private static let leastFill = 0.8
  /// Pixels of the picture that its length has at least.
  private static let leastPixels = 300.0
  private static let most = 4

  /// Those on a picture, the largest first.
  static func all(on picture: Raster) -> [CardShape] {
    guard Double(picture.longSide) * lengths.upperBound > leastPixels else { return [] }
    let small = picture.fitting(longSide: longSide)
    let grounds = (0..<small.bands).map { ground(of: small, band: $0) }
    let differs = (0..<small.width * small.height).map { at in
      grounds.indices.contains { abs(Int(small.pixels[at * small.bands + $0]) - grounds[$0]) >= leastDifference }
    }
    let scale = Double(picture.width) / Double(small.width)
    let side = Double(small.longSide)
    return Regions(of: differs, columns: small.width).found.compactMap { region -> CardShape? in
      guard Double(max(region.bounds.width, region.bounds.height)) >= 0.7 * lengths.lowerBound * side else {
        return nil
      }
      let pixels = region.cells.map { (x: $0 % small.width, y: $0 / small.width) }
      guard let box = OrientedBox(around: pixels), proportions.contains(box.length / box.height),
        lengths.contains(box.length / side), area(of: pixels) >= leastFill * box.length * box.height,
        box.length * scale >= leastPixels
      else { return nil }
      return CardShape(box: box.scaled(by: scale))
    }.sorted { $0.box.length > $1.box.length }.prefix(most).map(\.self)
  }

  /// Pixels between the ends of its rows: what is printed on a card may be as light as the ground.
  static func area(of pixels: [(x: Int, y: Int)]) -> Double {
    let rows = Dictionary(grouping: pixels, by: \.y).values.compactMap { row -> Int? in
      guard let first = row.map(\.x).min(), let last = row.map(\.x).max() else { return nil }
      return last - first + 1
    }
    return Double(rows.reduce(0, +))
  }

  /// The commonest level along the picture's edges.
  private static func ground(of small: Raster, band: Int) -> Int {
    var edge: [UInt8] = []
    for x in 0..<small.width {
      for y in [0, small.height - 1] { edge.append(small.pixels[(y * small.width + x) * small.bands + band]) }
    }
    for y in 0..<small.height {
      for x in [0, small.width - 1] { edge.append(small.pixels[(y * small.width + x) * small.bands + band]) }
    }
    return Int(edge.sorted()[edge.count / 2])
  }

  /// Rows of text on a card that can be read.
  private static let fewRows = 4
  private static let surely = 0.9
  private static let leastCosine = 0.985
  private static let mostCosineAcross = 0.17

  /// Hardly anything was read on it, in its own direction or across.
  func isHardlyRead(_ lines: [ReadLine]) -> Bool {
    lines.count { line in
      let cosine = abs(line.box.alongX * box.alongX + line.box.alongY * box.alongY)
      return line.confidence >= Self.surely && line.characters.count >= 4
        && (cosine > Self.leastCosine || cosine < Self.mostCosineAcross)
        && box.holds((line.box.centreX, line.box.centreY))
    } < Self.fewRows
  }

  /// The part of the picture around it.
  func area(within picture: Raster) -> PixelRect {
    let margin = Int(box.height / 12)
    return box.bounds.insetBy(-margin, -margin).clamped(width: picture.width, height: picture.height)
  }
}

extension CardShape {
  /// Where a card lies that has a stripe across it, whichever side of the stripe it is on.
  init(around stripe: MagneticStripe) {
    box = stripe.box.grown(along: Self.marginAlong * stripe.box.length, across: Self.marginAcross * stripe.box.length)
  }

  /// In lengths of the stripe.
  private static let marginAlong = 0.03
  private static let marginAcross = 0.55
}
