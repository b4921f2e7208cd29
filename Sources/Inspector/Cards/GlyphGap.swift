import Imaging

/// Finds where one character ends and the next begins: the recogniser tells places only by steps of a sixth of the
/// line's height.
enum GlyphGap {
  private static let stripHeight = 32
  /// The part of the way from middle to middle that is searched.
  private static let searched = 0.2..<0.8

  /// The place along a line, 0–1, between the middles of two neighbouring characters where least ink stands.
  static func place(between start: Double, and end: Double, of box: OrientedBox, on grey: Raster) -> Double {
    guard end > start else { return (start + end) / 2 }
    var part = box.part(from: start, to: end)
    part.height *= 0.7
    let strip = part.cut(from: grey, height: stripHeight)
    let contrasts = (0..<strip.width).map { x -> Int in
      var (low, high) = (UInt8.max, UInt8.min)
      for y in 0..<strip.height {
        low = min(low, strip.pixels[y * strip.width + x])
        high = max(high, strip.pixels[y * strip.width + x])
      }
      return Int(high) - Int(low)
    }
    let from = Int(Double(strip.width) * searched.lowerBound)
    let to = max(from + 1, Int(Double(strip.width) * searched.upperBound))
    let columns = Array(contrasts[min(from, contrasts.count - 1)..<min(to, contrasts.count)])
    guard let least = columns.min() else { return (start + end) / 2 }
    // The middle of the columns that are about as empty.
    let empty = columns.indices.filter { columns[$0] <= least + 4 }
    let column = Double(from) + Double(empty[empty.count / 2]) + 0.5
    return start + (end - start) * column / Double(strip.width)
  }
}
