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
  /// Of the box behind it: in its lengths, in shares of the picture's long side, how far off its line in its heights, and
  /// how far behind it.
  private static let lengthOfABox = 0.6
  private static let leastLengthOfABox = 0.04
  private static let offTheLine = 0.3
  private static let widestGap = 0.6
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
      let areas = Regions(of: set, columns: small.width).found.compactMap { even($0, on: small) }
      for area in areas {
        guard proportions.contains(area.length / area.height), area.length >= leastLength * Double(small.longSide),
          let box = endsAllAround(area, on: small) ? area : withItsBox(area, among: areas, on: small),
          !found.contains(where: { $0.distance(to: box) == 0 })
        else { continue }
        found.append(box)
      }
    }
    return found.map { SignaturePanel(box: $0.scaled(by: scale)) }
  }

  /// The box around what fills it.
  private static func even(_ region: Regions.Region, on small: Raster) -> OrientedBox? {
    let longest = max(region.bounds.width, region.bounds.height)
    guard Double(longest) >= leastLengthOfABox * Double(small.longSide) / 2.squareRoot() else { return nil }
    let pixels = region.cells.map { (x: $0 % small.width, y: $0 / small.width) }
    guard let box = OrientedBox(around: pixels),
      CardShape.area(of: pixels) >= leastFill * (box.length - 1) * (box.height - 1)
    else { return nil }
    return box
  }

  /// A panel with the box right behind it that holds the code on many cards, as high as the panel.
  private static func withItsBox(_ panel: OrientedBox, among areas: [OrientedBox], on small: Raster) -> OrientedBox? {
    areas.lazy.filter { area in
      let gap = abs(panel.offset(to: area).along) - (panel.length + area.length) / 2
      return panel.isCollinear(with: area, within: offTheLine) && area.length < lengthOfABox * panel.length
        && gap > 0 && gap < widestGap * panel.height
    }.map { panel.joined(with: $0) }.first { endsAllAround($0, on: small) }
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
