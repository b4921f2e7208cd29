extension Raster {
  /// The mean of each pixel and its neighbours, against noise.
  package var blurred: Raster {
    var result = self
    for y in 1..<max(1, height - 1) {
      for x in 1..<max(1, width - 1) {
        for band in 0..<bands {
          var sum = 0
          for dy in -1...1 { for dx in -1...1 { sum += Int(pixels[((y + dy) * width + x + dx) * bands + band]) } }
          result.pixels[(y * width + x) * bands + band] = UInt8(sum / 9)
        }
      }
    }
    return result
  }
}
