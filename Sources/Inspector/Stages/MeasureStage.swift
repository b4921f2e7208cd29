import Imaging
import Inspection
import Model

/// Measures how sharp the page is. Needs the lines' places, not their text.
struct MeasureStage: Stage {
  static let name = StageName.measure

  func run(_ page: UprightPage) throws(StageFailure) -> MeasuredPage {
    let heights = page.boxes.map(\.height).sorted()
    let isPicture = page.image.origin == .picture
    return MeasuredPage(
      page: page,
      sharpness: Sharpness(
        block: isPicture ? SharpnessMeasure.blockSharpness(of: page.grey) : nil,
        lineAcutance: isPicture ? SharpnessMeasure.lineAcutance(of: page.boxes, on: page.grey) : nil),
      lineHeight: heights.isEmpty ? nil : heights[heights.count / 2])
  }
}

/// Two measures of blur. On 55 published samples and their blurred copies the block measure told 97 % apart at 5 %
/// false alarms, where the plain variance of the Laplacian told 78 %.
enum SharpnessMeasure {
  private static let blockLongSide = 1000
  private static let blockSide = 32
  /// Blocks with less grey variance than this are empty ground.
  private static let leastVariance = 150.0
  private static let lineHeight = 32
  private static let mostLines = 40

  /// See `Sharpness.block`.
  static func blockSharpness(of grey: Raster) -> Double? {
    let small = grey.fitting(longSide: blockLongSide)
    var ratios: [Double] = []
    for top in stride(from: 1, to: small.height - blockSide - 1, by: blockSide) {
      for left in stride(from: 1, to: small.width - blockSide - 1, by: blockSide) {
        let (variance, laplacian) = variances(of: small, left: left, top: top)
        if variance > leastVariance { ratios.append(laplacian / variance) }
      }
    }
    return percentile(ratios, 0.75)
  }

  /// See `Sharpness.lineAcutance`.
  static func lineAcutance(of boxes: [OrientedBox], on grey: Raster) -> Double? {
    let largest = boxes.filter { $0.length > 2 * $0.height && $0.height >= 6 }
      .sorted { $0.length > $1.length }.prefix(mostLines)
    return percentile(
      largest.compactMap { box in
        let part = box.length > 40 * box.height ? box.part(from: 0, to: 40 * box.height / box.length) : box
        return acutance(of: part.cut(from: grey, height: lineHeight))
      }, 0.5)
  }

  private static func variances(of grey: Raster, left: Int, top: Int) -> (grey: Double, laplacian: Double) {
    var (sum, squares, edgeSum, edgeSquares) = (0, 0, 0, 0)
    grey.pixels.withUnsafeBufferPointer { pixels in
      for y in top..<top + blockSide {
        for x in left..<left + blockSide {
          let at = y * grey.width + x
          let level = Int(pixels[at])
          let cross = Int(pixels[at - 1]) + Int(pixels[at + 1])
          let post = Int(pixels[at - grey.width]) + Int(pixels[at + grey.width])
          let edge = cross + post - 4 * level
          sum += level
          squares += level * level
          edgeSum += edge
          edgeSquares += edge * edge
        }
      }
    }
    let count = Double(blockSide * blockSide)
    func variance(_ sum: Int, _ squares: Int) -> Double {
      let mean = Double(sum) / count
      return Double(squares) / count - mean * mean
    }
    return (variance(sum, squares), variance(edgeSum, edgeSquares))
  }

  private static func acutance(of strip: Raster) -> Double? {
    guard strip.width > 8 else { return nil }
    var gradients: [Double] = []
    gradients.reserveCapacity(strip.width * strip.height)
    strip.pixels.withUnsafeBufferPointer { p in
      for y in 1..<strip.height - 1 {
        for x in 1..<strip.width - 1 {
          let at = y * strip.width + x
          let (above, below) = (at - strip.width, at + strip.width)
          let right = Int(p[above + 1]) + 2 * Int(p[at + 1]) + Int(p[below + 1])
          let left = Int(p[above - 1]) + 2 * Int(p[at - 1]) + Int(p[below - 1])
          let lower = Int(p[below - 1]) + 2 * Int(p[below]) + Int(p[below + 1])
          let upper = Int(p[above - 1]) + 2 * Int(p[above]) + Int(p[above + 1])
          let (dx, dy) = (Double(right - left), Double(lower - upper))
          gradients.append((dx * dx + dy * dy).squareRoot() / 8)
        }
      }
    }
    let levels = strip.pixels.map(Double.init).sorted()
    let range = levels[levels.count * 95 / 100] - levels[levels.count * 5 / 100]
    guard range >= 12, let steep = percentile(gradients, 0.95) else { return nil }
    return steep / range
  }

  private static func percentile(_ values: [Double], _ share: Double) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
  }
}
