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
      let dark = Regions(of: small.pixels.map { $0 < level }, columns: small.width)
      for region in dark.found where region.cells.count >= 60 {
        let pixels = region.cells.map { (x: $0 % small.width, y: $0 / small.width) }
        guard let box = OrientedBox(around: pixels), proportions.contains(box.length / box.height),
          box.length >= leastLength * Double(small.longSide),
          Double(pixels.count) >= leastFill * box.length * box.height
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
}
