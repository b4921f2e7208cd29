extension Raster {
  /// The share of samples that may be lighter than what counts as the lightest, and how light that is made.
  private static let glints = 0.01
  private static let light = 235
  /// A picture whose lightest level is below this is dark, and one below that holds nothing.
  private static let darkest = 130
  private static let leastLight = 8

  /// A dark picture as by daylight, which recognisers are trained on; nil where it is not dark.
  package var lit: Raster? {
    var counts = [Int](repeating: 0, count: 256)
    for pixel in pixels { counts[Int(pixel)] += 1 }
    var rest = Int(Self.glints * Double(pixels.count))
    var lightest = 255
    while lightest > 0, rest >= counts[lightest] {
      rest -= counts[lightest]
      lightest -= 1
    }
    guard (Self.leastLight..<Self.darkest).contains(lightest) else { return nil }
    let levels = (0..<256).map { UInt8(min(255, $0 * Self.light / lightest)) }
    return Raster(width: width, height: height, bands: bands, pixels: pixels.map { levels[Int($0)] })
  }
}
