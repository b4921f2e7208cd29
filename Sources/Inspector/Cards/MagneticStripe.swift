import Imaging

/// Finds magnetic stripes: dark bands across the backs of cards, whatever else can be read on them.
enum MagneticStripe {
  /// Pixels on the long side of the picture that is searched.
  private static let longSide = 240
  /// Grey levels below which a pixel may belong to one.
  private static let levels: [UInt8] = [40, 64, 92]
  /// Length over height: 85.6 mm over 9.5 to 13 mm, foreshortened or cut a little.
  private static let proportions = 4.5...11.0
  /// Shares of the long side that its length may be.
  private static let leastLength = 0.18
  /// The share of the smallest rectangle around it that it fills.
  private static let leastFill = 0.86

  /// In pixels of the picture.
  static func all(on grey: Raster) -> [OrientedBox] {
    let small = grey.fitting(longSide: longSide)
    let scale = Double(grey.width) / Double(small.width)
    var found: [OrientedBox] = []
    for level in levels {
      for region in regions(below: level, on: small) where region.count >= 60 {
        guard let box = OrientedBox(around: region), proportions.contains(box.length / box.height),
          box.length >= leastLength * Double(small.longSide),
          Double(region.count) >= leastFill * box.length * box.height
        else { continue }
        var whole = box
        whole.centreX *= scale
        whole.centreY *= scale
        whole.length *= scale
        whole.height *= scale
        if !found.contains(where: { $0.distance(to: whole) < whole.height / 2 }) { found.append(whole) }
      }
    }
    return found
  }

  /// Connected pixels (4 neighbours) that are darker than a level.
  private static func regions(below level: UInt8, on small: Raster) -> [[(x: Int, y: Int)]] {
    var isOpen = small.pixels.map { $0 < level }
    var regions: [[(x: Int, y: Int)]] = []
    for start in isOpen.indices where isOpen[start] {
      isOpen[start] = false
      var stack = [start]
      var region: [(x: Int, y: Int)] = []
      while let at = stack.popLast() {
        let (x, y) = (at % small.width, at / small.width)
        region.append((x: x, y: y))
        if x > 0, isOpen[at - 1] { isOpen[at - 1] = false; stack.append(at - 1) }
        if x + 1 < small.width, isOpen[at + 1] { isOpen[at + 1] = false; stack.append(at + 1) }
        if y > 0, isOpen[at - small.width] { isOpen[at - small.width] = false; stack.append(at - small.width) }
        if y + 1 < small.height, isOpen[at + small.width] {
          isOpen[at + small.width] = false
          stack.append(at + small.width)
        }
      }
      regions.append(region)
    }
    return regions
  }
}
