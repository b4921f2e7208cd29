extension Raster {
  /// Levels between which less than this lies are too close for the networks, which learnt on daylight.
  private static let narrowRange = 110

  /// The same with its levels spread over the whole range when they lie close together, as in the dark.
  var withFullContrast: Raster {
    var histogram = [Int](repeating: 0, count: 256)
    for pixel in pixels { histogram[Int(pixel)] += 1 }
    func level(below share: Double) -> Int {
      var left = Int(Double(pixels.count) * share)
      return histogram.firstIndex { count in
        left -= count
        return left < 0
      } ?? 255
    }
    let (low, high) = (level(below: 0.01), level(below: 0.99))
    guard high > low + 8, high - low < Self.narrowRange else { return self }
    let spread = (0..<256).map { UInt8(min(max(($0 - low) * 255 / (high - low), 0), 255)) }
    var result = self
    for index in pixels.indices { result.pixels[index] = spread[Int(pixels[index])] }
    return result
  }
}
