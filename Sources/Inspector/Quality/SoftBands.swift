import Imaging
import Model

/// Finds bands that look like a line of text too blurred for the detector to take it for one: as long and as high as a
/// line, darker (or lighter) than what is above and below, and without a sharp edge in it.
struct SoftBands {
  /// Lines are brought to this height, and looked at in cells of so many pixels.
  private static let lineHeight = 32.0
  private static let cell = 8
  /// Levels between the lightest and the darkest pixel of three by three cells that make something stand there.
  private static let leastContrast = 30
  /// Levels by which the band differs from the paper above and below it.
  private static let leastRidge = 14.0
  /// Extent of a line, in cells.
  private static let heights = 2...9
  private static let leastLength = 10

  /// A place is soft whose steepest gradient has less than this share of its contrast.
  let leastAcutance: Double

  /// Apart from the lines that were found; `height` is their usual one.
  func lines(on grey: Raster, lineHeight height: Double, besides boxes: [OrientedBox]) -> [SoftLine] {
    let scale = min(1, Self.lineHeight / max(1, height))
    let small = grey.resized(
      width: max(1, Int(Double(grey.width) * scale)), height: max(1, Int(Double(grey.height) * scale)))
    let cells = Cells(of: small, side: Self.cell)
    guard cells.columns > 2, cells.rows > 2 else { return [] }
    let soft = cells.neighbourhoods.map { place in
      place.contrast >= Self.leastContrast && place.steepest < leastAcutance * Double(place.contrast)
    }
    let known = boxes.map(\.bounds)
    return Regions(of: soft, columns: cells.columns).found.compactMap { region, count -> SoftLine? in
      guard Self.heights.contains(region.height), region.width >= Self.leastLength, region.width >= 2 * region.height,
        count * 2 >= region.area, isRidge(region, in: cells)
      else { return nil }
      func onPage(_ cells: Int) -> Int { Int(Double(cells * Self.cell) / scale) }
      let box = PixelRect(
        x0: onPage(region.x0), y0: onPage(region.y0), x1: onPage(region.x1), y1: onPage(region.y1))
      guard !known.contains(where: { $0.intersection(box).area * 4 > box.area }),
        let acutance = SharpnessMeasure.acutance(of: OrientedBox(box).cut(from: grey, height: LineStrip.height))
      else { return nil }
      return SoftLine(box: box, acutance: acutance)
    }
  }

  /// Its middle differs from what is above and from what is below it, in the same sense.
  private func isRidge(_ region: PixelRect, in cells: Cells) -> Bool {
    let middle = cells.mean(rows: region.midY..<region.midY + 1, columns: region.x0..<region.x1)
    let above = cells.mean(rows: region.y0 - 1..<region.y0 + 1, columns: region.x0..<region.x1)
    let below = cells.mean(rows: region.y1 - 1..<region.y1 + 1, columns: region.x0..<region.x1)
    return min(above, below) - middle >= Self.leastRidge || middle - max(above, below) >= Self.leastRidge
  }
}

/// A grey picture in square cells.
private struct Cells {
  struct Place {
    /// Levels between the lightest and the darkest pixel.
    var contrast: Int
    /// The steepest gradient, in levels a pixel (Sobel).
    var steepest: Double
  }

  let columns: Int
  let rows: Int
  private var low: [Int]
  private var high: [Int]
  private var steepest: [Double]
  private var means: [Double]

  init(of picture: Raster, side: Int) {
    columns = picture.width / side
    rows = picture.height / side
    low = [Int](repeating: 255, count: columns * rows)
    high = [Int](repeating: 0, count: columns * rows)
    steepest = [Double](repeating: 0, count: columns * rows)
    means = [Double](repeating: 0, count: columns * rows)
    picture.pixels.withUnsafeBufferPointer { pixels in
      for row in 0..<rows {
        for column in 0..<columns {
          var sum = 0
          var steepestSquare = 0
          let at = row * columns + column
          for y in row * side..<(row + 1) * side {
            for x in column * side..<(column + 1) * side {
              let level = Int(pixels[y * picture.width + x])
              low[at] = min(low[at], level)
              high[at] = max(high[at], level)
              sum += level
              guard x > 0, y > 0, x + 1 < picture.width, y + 1 < picture.height else { continue }
              let (dx, dy) = Sobel.gradient(pixels, at: y * picture.width + x, width: picture.width)
              steepestSquare = max(steepestSquare, dx * dx + dy * dy)
            }
          }
          steepest[at] = Double(steepestSquare).squareRoot() / 8
          means[at] = Double(sum) / Double(side * side)
        }
      }
    }
  }

  /// What three by three cells show, for each one in the middle, row by row; nothing at the border.
  var neighbourhoods: [Place] {
    var places = [Place](repeating: Place(contrast: 0, steepest: 0), count: columns * rows)
    for row in 1..<rows - 1 {
      for column in 1..<columns - 1 {
        var (darkest, lightest, steep) = (255, 0, 0.0)
        for y in row - 1...row + 1 {
          for at in y * columns + column - 1...y * columns + column + 1 {
            darkest = min(darkest, low[at])
            lightest = max(lightest, high[at])
            steep = max(steep, steepest[at])
          }
        }
        places[row * columns + column] = Place(contrast: lightest - darkest, steepest: steep)
      }
    }
    return places
  }

  /// Of the rows that are there.
  func mean(rows wanted: Range<Int>, columns span: Range<Int>) -> Double {
    let inside = wanted.clamped(to: 0..<rows)
    let sum = inside.reduce(0.0) { sum, row in
      span.reduce(sum) { $0 + means[row * columns + $1] }
    }
    return sum / Double(max(1, inside.count * span.count))
  }
}

/// The connected parts (4 neighbours) of a set of cells.
private struct Regions {
  /// Bounds and number of cells.
  private(set) var found: [(bounds: PixelRect, count: Int)] = []

  init(of set: [Bool], columns: Int) {
    let rows = set.count / max(1, columns)
    var isDone = set.map { !$0 }
    for start in isDone.indices where !isDone[start] {
      var stack = [start]
      isDone[start] = true
      var bounds = Regions.cell(start, columns)
      var count = 0
      while let at = stack.popLast() {
        let (x, y) = (at % columns, at / columns)
        count += 1
        bounds = bounds.union(Regions.cell(at, columns))
        for (nextX, nextY) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)]
        where nextX >= 0 && nextY >= 0 && nextX < columns && nextY < rows && !isDone[nextY * columns + nextX] {
          isDone[nextY * columns + nextX] = true
          stack.append(nextY * columns + nextX)
        }
      }
      found.append((bounds, count))
    }
  }

  private static func cell(_ at: Int, _ columns: Int) -> PixelRect {
    PixelRect(x0: at % columns, y0: at / columns, x1: at % columns + 1, y1: at / columns + 1)
  }
}
