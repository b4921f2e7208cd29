import Imaging
import Model

/// A signature panel: a light and even band without a colour to speak of that ends on all sides, as on backs of cards
/// whose words nobody can read.
struct SignaturePanel {
  /// In pixels of the picture.
  let box: OrientedBox

  /// Pixels on the long side of the picture that is searched.
  private static let longSide = 240
  /// Grey levels from which on a pixel may belong to one.
  private static let lightLevels = stride(from: 60, through: 220, by: 20)
  /// The most by which its colours differ.
  private static let mostColour = 50
  /// Length over height: 50 to 75 mm over 7 to 13 mm.
  private static let proportions = 4.0...11.0
  /// Shares of the long side that its length is at least.
  private static let leastLength = 0.14
  /// The share of the smallest rectangle around it that it fills, but for what is written on it, and half a pixel along
  /// each side.
  private static let leastFill = 0.86
  /// Where levels are taken: beside it, and from where to where beyond its ends, in its heights.
  private static let beside = 0.85
  private static let beyond = 0.4...0.9
  /// Grey levels by which it is lighter than what is around it.
  private static let leastDifference = 22

  /// Those on a picture, in colours or without.
  static func all(on picture: Raster) -> [SignaturePanel] {
    let colours = picture.fitting(longSide: longSide)
    let small = colours.grey
    let scale = Double(picture.width) / Double(small.width)
    var found: [OrientedBox] = []
    for level in lightLevels {
      let set = (0..<small.pixels.count).map { at in
        Int(small.pixels[at]) >= level && colours.colour(at: at) <= mostColour
      }
      for region in Regions(of: set, columns: small.width).found {
        let longest = max(region.bounds.width, region.bounds.height)
        guard Double(longest) >= leastLength * Double(small.longSide) / 2.squareRoot() else { continue }
        let pixels = region.cells.map { (x: $0 % small.width, y: $0 / small.width) }
        guard let box = OrientedBox(around: pixels), proportions.contains(box.length / box.height),
          box.length >= leastLength * Double(small.longSide),
          CardShape.area(of: pixels) >= leastFill * (box.length - 1) * (box.height - 1), endsAllAround(box, on: small),
          !found.contains(where: { $0.distance(to: box) == 0 })
        else { continue }
        found.append(box)
      }
    }
    return found.map { box in
      var box = box
      box.centreX *= scale
      box.centreY *= scale
      box.length *= scale
      box.height *= scale
      return SignaturePanel(box: box)
    }
  }

  /// Darker above and below, and beyond each end that is in the picture.
  private static func endsAllAround(_ box: OrientedBox, on small: Raster) -> Bool {
    let half = box.length / 2
    let along = -0.45 * box.length...0.45 * box.length
    guard let own = small.level(along: along, across: 0, of: box) else { return false }
    let sides = [-beside, beside].map { small.level(along: along, across: $0 * box.height, of: box) }
    let near = half + beyond.lowerBound * box.height
    let far = half + beyond.upperBound * box.height
    let ends = [near...far, -far ... -near].compactMap { small.level(along: $0, across: 0, of: box) }
    return sides.allSatisfy { $0.map { own - $0 >= leastDifference } ?? false } && !ends.isEmpty
      && ends.allSatisfy { own - $0 >= leastDifference }
  }
}

extension Raster {
  /// By how much the colours of a pixel differ, 0 on a picture without colours.
  fileprivate func colour(at index: Int) -> Int {
    guard bands == 3 else { return 0 }
    let sample = (0..<3).map { Int(pixels[index * 3 + $0]) }
    return max(sample[0], sample[1], sample[2]) - min(sample[0], sample[1], sample[2])
  }

  /// The median grey along a stretch of a strip, so many pixels beside its middle; nil where most of it lies outside.
  func level(along: ClosedRange<Double>, across: Double, of box: OrientedBox) -> Int? {
    var levels: [UInt8] = []
    for step in 0...16 {
      let place = along.lowerBound + (along.upperBound - along.lowerBound) * Double(step) / 16
      for offset in [-0.06, 0, 0.06] {
        let point = box.moved(along: place, across: across + offset * box.height)
        let (x, y) = (Int(point.centreX), Int(point.centreY))
        guard x >= 0, y >= 0, x < width, y < height else { continue }
        levels.append(pixels[y * width + x])
      }
    }
    return levels.count >= 8 ? Int(levels.sorted()[levels.count / 2]) : nil
  }
}
