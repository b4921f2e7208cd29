import Model

/// How a page that is level on the whole bends up and down from left to right, and where its boxes would stand on flat paper:
/// a letter that was folded, a page of a booklet, perspective. The slopes of its lines tell.
struct PageBend {
  /// Across the page −1 to 1, and down it −1 to 1, from the middle of what is read.
  private struct Place {
    let u: Double
    let v: Double
  }

  /// From the first to the last word of a line.
  private struct Run {
    let from: Place
    let to: Place
    /// In pixels.
    let fall: Double
    let length: Double
  }

  private let tilt: PageTilt
  private let middle: (x: Double, y: Double)
  private let halfSize: Double
  private let weights: [Double]

  /// Fewer lines may all be ornaments, or stand on one side.
  private static let fewestRuns = 8
  /// The bend must explain the greater part of the slopes that are left; what it need not explain is the boxes' rounding.
  private static let mostLeft = 0.6
  private static let leastSlope = 0.006
  /// Keeps a bend that no line asks for flat.
  private static let stiffness = 1e-4
  private static let rounds = 4

  init(of lines: [TextLine], under tilt: PageTilt) {
    self.tilt = tilt
    let ends = lines.compactMap { line -> (from: PixelRect, to: PixelRect)? in
      guard line.words.count > 1, let first = line.words.first, let last = line.words.last else { return nil }
      let (from, to) = (tilt.levelled(first.box), tilt.levelled(last.box))
      let run = Double(to.midX - from.midX)
      let isLong = run > PageTilt.shortest * Double(min(from.height, to.height))
      guard isLong, abs(to.midY - from.midY) < to.midX - from.midX else { return nil }
      return (from, to)
    }
    let boxes = lines.map { tilt.levelled($0.box) }
    let page = boxes.dropFirst().reduce(boxes.first ?? PixelRect(x0: 0, y0: 0, x1: 1, y1: 1)) { $0.union($1) }
    middle = (Double(page.x0 + page.x1) / 2, Double(page.y0 + page.y1) / 2)
    halfSize = Double(max(page.width, page.height, 2)) / 2
    let (middle, halfSize) = (middle, halfSize)
    func place(_ box: PixelRect) -> Place {
      Place(
        u: (Double(box.x0 + box.x1) / 2 - middle.x) / halfSize, v: (Double(box.y0 + box.y1) / 2 - middle.y) / halfSize)
    }
    let runs = ends.map { ends in
      Run(
        from: place(ends.from), to: place(ends.to),
        fall: Double(ends.to.y0 + ends.to.y1 - ends.from.y0 - ends.from.y1) / 2,
        length: Double(ends.to.midX - ends.from.midX))
    }
    weights = PageBend.weights(of: runs)
  }

  /// Where a word or a line would stand on flat paper.
  func flattened(_ box: PixelRect) -> PixelRect {
    let level = tilt.levelled(box)
    guard !weights.isEmpty else { return level }
    let place = Place(
      u: (Double(level.x0 + level.x1) / 2 - middle.x) / halfSize,
      v: (Double(level.y0 + level.y1) / 2 - middle.y) / halfSize)
    let fall = Int(zip(weights, PageBend.shapes(at: place)).reduce(0) { $0 + $1.0 * $1.1 }.rounded())
    return PixelRect(x0: level.x0, y0: level.y0 - fall, x1: level.x1, y1: level.y1 - fall)
  }

  /// The box of a line, word by word.
  func flattened(_ line: TextLine) -> PixelRect {
    guard !weights.isEmpty else { return tilt.levelled(line) }
    let boxes = line.words.map { flattened($0.box) }
    return boxes.dropFirst().reduce(boxes.first ?? flattened(line.box)) { $0.union($1) }
  }

  /// What a bend is made of: a slope that changes down the page, an arch, an arch that changes, and a wave.
  private static func shapes(at place: Place) -> [Double] {
    let (u, v) = (place.u, place.v)
    return [u, u * v, u * u, u * u * v, u * u * u]
  }

  /// The share of each shape, in pixels; none where the lines are straight enough. Least squares, in which lines that fit
  /// the others badly count less from round to round.
  private static func weights(of runs: [Run]) -> [Double] {
    guard runs.count >= fewestRuns else { return [] }
    let rows = runs.map { run in zip(shapes(at: run.to), shapes(at: run.from)).map { $0 - $1 } }
    func left(_ weights: [Double]) -> [Double] {
      zip(runs, rows).map { run, row in abs(run.fall - zip(weights, row).reduce(0) { $0 + $1.0 * $1.1 }) / run.length }
    }
    let flat = left([])
    guard mean(flat) > leastSlope else { return [] }
    var trust = runs.map { _ in 1.0 }
    var weights: [Double] = []
    for _ in 0..<rounds {
      let count = rows[0].count
      var matrix = [[Double]](repeating: [Double](repeating: 0, count: count + 1), count: count)
      for (index, row) in rows.enumerated() {
        for i in 0..<count {
          for j in 0..<count { matrix[i][j] += trust[index] * row[i] * row[j] }
          matrix[i][count] += trust[index] * row[i] * runs[index].fall
        }
      }
      for i in 0..<count { matrix[i][i] += stiffness * Double(runs.count) }
      weights = solution(of: matrix)
      let rest = left(weights)
      let usual = max(median(rest), leastSlope / 2)
      trust = rest.map { rest in 1 / (1 + (rest / (2 * usual)) * (rest / (2 * usual))) }
    }
    return mean(left(weights)) < mostLeft * mean(flat) ? weights : []
  }

  /// Most lines may agree and a column at the side not; an ornament says no more than a steep line.
  private static func mean(_ slopes: [Double]) -> Double {
    slopes.reduce(0) { $0 + min($1, steepest) } / Double(slopes.count)
  }

  private static let steepest = 0.1

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  /// Of a positive definite system, its right side in the last column: Gauss's elimination.
  private static func solution(of system: [[Double]]) -> [Double] {
    var matrix = system
    let count = matrix.count
    for pivot in 0..<count {
      for row in 0..<count where row != pivot {
        let share = matrix[row][pivot] / matrix[pivot][pivot]
        for column in pivot...count { matrix[row][column] -= share * matrix[pivot][column] }
      }
    }
    return (0..<count).map { matrix[$0][count] / matrix[$0][$0] }
  }
}
