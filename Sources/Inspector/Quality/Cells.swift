import Imaging
import Model

/// A grey page in square cells, four to the height of its usual lines.
struct Cells {
  /// In pixels, of a page whose lines were brought to `LineStrip.height`.
  static let side = 8

  struct Place {
    /// Levels between the lightest and the darkest pixel.
    var contrast: Int
    /// The steepest gradient, in levels a pixel (Sobel).
    var steepest: Double
  }

  let columns: Int
  let rows: Int
  /// Of each cell, row by row: its darkest and its lightest pixel, and the mean of all.
  private(set) var low: [Int]
  private(set) var high: [Int]
  private(set) var means: [Double]
  private var steepest: [Double]
  private let scale: Double

  /// `lineHeight` is the usual one on the page, in pixels.
  init(of grey: Raster, lineHeight: Double) {
    scale = min(1, Double(LineStrip.height) / max(1, lineHeight))
    let picture = grey.resized(
      width: max(1, Int(Double(grey.width) * scale)), height: max(1, Int(Double(grey.height) * scale)))
    let side = Self.side
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

  /// A rectangle of cells in pixels of the page.
  func onPage(_ cells: PixelRect) -> PixelRect {
    func pixels(_ count: Int) -> Int { Int(Double(count * Self.side) / scale) }
    return PixelRect(x0: pixels(cells.x0), y0: pixels(cells.y0), x1: pixels(cells.x1), y1: pixels(cells.y1))
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
