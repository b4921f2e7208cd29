/// Finds lines of text on a picture with PP-OCRv6's detector (differentiable binarisation, Liao et al. 2020).
package struct TextDetector {
  /// A pixel of the map belongs to text above this; the value RapidOCR ships for the model.
  private static let pixelThreshold: Float = 0.3
  /// A region counts when its pixels' mean is above this.
  private static let regionThreshold: Float = 0.5
  /// The network marks a line's core; the box grows by area × this ÷ perimeter on every side.
  private static let unclipRatio = 1.6

  private let model: OnnxModel

  package init(_ model: OnnxModel) { self.model = model }

  /// The boxes of lines, in pixels of `picture`, which is looked at with at most `longSide` pixels on its long side.
  package func lines(on picture: Raster, longSide: Int) throws(OnnxModel.Failure) -> [OrientedBox] {
    let scale = min(1, Double(longSide) / Double(picture.longSide))
    func networkSide(_ side: Int) -> Int { max(32, Int((Double(side) * scale / 32).rounded()) * 32) }
    let width = networkSide(picture.width)
    let height = networkSide(picture.height)
    let small = picture.resized(width: width, height: height).withFullContrast
    let regions = try probabilities(of: small).regions(above: Self.pixelThreshold, mean: Self.regionThreshold)
    let scaleX = Double(picture.width) / Double(width)
    let scaleY = Double(picture.height) / Double(height)
    return regions.compactMap { outline in
      guard var box = OrientedBox(around: outline), box.height >= 2 else { return nil }
      let distance = box.length * box.height * Self.unclipRatio / (2 * (box.length + box.height))
      box = box.grown(along: distance, across: distance)
      guard box.height >= 5 else { return nil }
      box.centreX *= scaleX
      box.centreY *= scaleY
      // Width and height are scaled alike but for rounding to 32, so one factor does for both extents.
      let factor = (scaleX + scaleY) / 2
      box.length *= factor
      box.height *= factor
      return box
    }
  }

  /// Pixels that the network is given at once; its memory goes by them, some 260 bytes each.
  private static let mostPixels = 1_100_000
  /// Rows that two bands of a picture share, half of them belonging to each: at its edge a band does not see what a line
  /// goes on with.
  private static let sharedRows = 128

  /// The network's map of the whole picture, whose sides are multiples of 32; a large picture is looked at in bands.
  private func probabilities(of picture: Raster) throws(OnnxModel.Failure) -> ProbabilityMap {
    var values: [Float] = []
    values.reserveCapacity(picture.width * picture.height)
    for band in Self.bands(width: picture.width, height: picture.height) {
      let part = picture.cropped(x: 0, y: band.looked.lowerBound, width: picture.width, height: band.looked.count)
      let input = NetworkInput.normalised(part, paddedTo: part.width)
      let first = (band.kept.lowerBound - band.looked.lowerBound) * part.width
      values += try model.run(input, height: part.height, width: part.width) { map in
        Array(map.values[first..<first + band.kept.count * part.width])
      }
    }
    return ProbabilityMap(values: values, width: picture.width, height: picture.height)
  }

  /// Which rows are looked at together, and which of them are kept. The height is a multiple of 32.
  static func bands(width: Int, height: Int) -> [(looked: Range<Int>, kept: Range<Int>)] {
    let count = max(1, (width * height + mostPixels - 1) / mostPixels)
    let step = ((height / 32 + count - 1) / count) * 32
    return stride(from: 0, to: height, by: step).map { start in
      let end = min(height, start + step)
      let looked = max(0, start - sharedRows / 2)..<min(height, end + sharedRows / 2)
      return (looked, start..<end)
    }
  }
}

/// How likely each pixel is part of a line.
struct ProbabilityMap {
  let values: [Float]
  let width: Int
  let height: Int

  /// For each connected region (8 neighbours) that is likely enough, the pixels at the ends of its rows: enough for
  /// its hull.
  func regions(above threshold: Float, mean: Float) -> [[(x: Int, y: Int)]] {
    var seen = [Bool](repeating: false, count: values.count)
    var result: [[(x: Int, y: Int)]] = []
    var stack: [Int] = []
    for start in values.indices where values[start] > threshold && !seen[start] {
      seen[start] = true
      stack.append(start)
      var sum: Float = 0
      var count = 0
      var rows: [Int: (Int, Int)] = [:]
      while let at = stack.popLast() {
        let (x, y) = (at % width, at / width)
        sum += values[at]
        count += 1
        let row = rows[y] ?? (x, x)
        rows[y] = (min(row.0, x), max(row.1, x))
        for ny in max(0, y - 1)...min(height - 1, y + 1) {
          for nx in max(0, x - 1)...min(width - 1, x + 1) {
            let next = ny * width + nx
            if values[next] > threshold && !seen[next] {
              seen[next] = true
              stack.append(next)
            }
          }
        }
      }
      if count >= 6 && sum / Float(count) > mean {
        result.append(rows.flatMap { y, ends in [(x: ends.0, y: y), (x: ends.1, y: y)] })
      }
    }
    return result
  }
}

/// What both networks take: blue, green, red planes of (sample ÷ 255 − 0.5) ÷ 0.5.
enum NetworkInput {
  /// `paddedTo` widens the planes with zeros on the right.
  static func normalised(_ picture: Raster, paddedTo width: Int) -> [Float] {
    precondition(picture.bands == 3 && width >= picture.width, "a network takes a colour picture that fits")
    var planes = [Float](repeating: 0, count: 3 * width * picture.height)
    let plane = width * picture.height
    picture.pixels.withUnsafeBufferPointer { source in
      for y in 0..<picture.height {
        for x in 0..<picture.width {
          let from = (y * picture.width + x) * 3
          let to = y * width + x
          planes[to] = Float(source[from + 2]) / 127.5 - 1
          planes[plane + to] = Float(source[from + 1]) / 127.5 - 1
          planes[2 * plane + to] = Float(source[from]) / 127.5 - 1
        }
      }
    }
    return planes
  }
}
