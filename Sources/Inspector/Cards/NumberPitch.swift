import Imaging

/// Where the digits of a number stand by all of them together: single ones are told only to half a digit where a picture
/// is blurred, but their steps are even, with gaps between groups.
struct NumberPitch {
  /// Pixels along the number, from its middle: constant, for each digit, for each gap, and for each digit squared, as
  /// steps grow towards the viewer.
  private let terms: [Double]
  private let line: OrientedBox

  /// Digits before each group but the first.
  private static let gaps: [Int: [Int]] = [16: [4, 8, 12], 15: [4, 10]]
  /// In steps: a digit that was read so far from its place makes all doubtful.
  private static let mostResidual = 0.75
  /// In steps.
  private static let halfADigit = 0.53
  /// A cover is made longer by so much at most, in steps.
  private static let mostCorrection = 0.6

  init?(of number: FoundCardNumber, on lines: [ReadLine]) {
    guard number.luhnHolds, number.length == number.digits.count, Self.gaps[number.length] != nil else { return nil }
    let box = number.box
    let places = number.digits.map { glyph -> Double in
      let point = lines[glyph.line].box.point(along: (glyph.start + glyph.end) / 2, across: 0.5)
      return (point.x - box.centreX) * box.alongX + (point.y - box.centreY) * box.alongY
    }
    let rows = places.indices.map { Self.row(Double($0), count: places.count) }
    guard let terms = Self.leastSquares(rows, places) else { return nil }
    self.terms = terms
    line = box
    let step = terms[1]
    let worst = zip(rows, places).map { abs(Self.value(of: $0, terms) - $1) }.max() ?? .infinity
    guard step > 0, worst <= Self.mostResidual * step else { return nil }
  }

  /// The box of a run of the number's digits, made longer where by the pitch they reach farther.
  func reaching(_ box: OrientedBox, over run: [DigitRow.Glyph], of digits: [DigitRow.Glyph]) -> OrientedBox? {
    guard let first = run.first, let last = run.last, let from = digits.firstIndex(where: { $0.place == first.place }),
      let to = digits.firstIndex(where: { $0.place == last.place })
    else { return nil }
    let step = terms[1] + 2 * terms[3] * Double(from + to) / 2
    let start = place(from, digits.count) - Self.halfADigit * step
    let end = place(to, digits.count) + Self.halfADigit * step
    let middle = line.offset(to: box).along
    let most = Self.mostCorrection * step
    let before = min(max(0, middle - box.length / 2 - start), most)
    let behind = min(max(0, end - middle - box.length / 2), most)
    var reaching = box.moved(along: (behind - before) / 2, across: 0)
    reaching.length += before + behind
    return reaching
  }

  private func place(_ index: Int, _ count: Int) -> Double {
    Self.value(of: Self.row(Double(index), count: count), terms)
  }

  private static func row(_ index: Double, count: Int) -> [Double] {
    [1, index, Double((gaps[count] ?? []).count { Double($0) <= index }), index * index]
  }

  private static func value(of row: [Double], _ terms: [Double]) -> Double {
    zip(row, terms).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// By the normal equations, with Gauss's elimination.
  private static func leastSquares(_ rows: [[Double]], _ values: [Double]) -> [Double]? {
    let count = rows.first?.count ?? 0
    var matrix = (0..<count).map { i in
      (0..<count).map { j in rows.reduce(0) { $0 + $1[i] * $1[j] } }
        + [zip(rows, values).reduce(0) { $0 + $1.0[i] * $1.1 }]
    }
    for column in 0..<count {
      guard let pivot = (column..<count).max(by: { abs(matrix[$0][column]) < abs(matrix[$1][column]) }),
        abs(matrix[pivot][column]) > 1e-9
      else { return nil }
      matrix.swapAt(column, pivot)
      for row in 0..<count where row != column {
        let factor = matrix[row][column] / matrix[column][column]
        for index in column...count { matrix[row][index] -= factor * matrix[column][index] }
      }
    }
    return (0..<count).map { matrix[$0][count] / matrix[$0][$0] }
  }
}
