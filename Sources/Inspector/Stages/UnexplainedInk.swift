import Imaging
import Model

/// Finds what a page of vector text shows beside the words of its text layer: cards and letters that are drawn with
/// outlines have none. The drawn layer tells which ink is explained.
struct UnexplainedInk {
  /// Areas of the page that may hold such text, the largest first.
  let areas: [PixelRect]

  /// Side of the cells that the page is looked at in, in points.
  private static let cell = 8.0
  /// Every second row and column is looked at.
  private static let step = 2
  /// Grey levels between an edge's two sides.
  private static let leastContrast = 40
  /// Letters have edges across and along: so many in some row and in some column of a cell.
  private static let fewestEdges = 2
  /// Parts of a drawing stand no farther apart, in cells.
  private static let widestGap = 3
  /// Drawn at less than half its size nobody reads a card's digits: width, height and cells with letters. Logos have
  /// fewer.
  private static let leastWidth = 100.0
  private static let leastHeight = 55.0
  private static let fewestCells = 14
  private static let mostAreas = 3

  /// `page` and `layer` are grey and of one size; `scale` is pixels a point.
  init(page: Raster, layer: Raster, scale: Double) {
    let side = max(4, Int(Self.cell * scale))
    let columns = page.width / side
    let rows = page.height / side
    guard columns > 0, rows > 0, layer.width == page.width, layer.height == page.height else {
      areas = []
      return
    }
    var isInk = [Bool](repeating: false, count: columns * rows)
    for row in 0..<rows {
      for column in 0..<columns where Self.hasLetters(page, x: column * side, y: row * side, side) {
        isInk[row * columns + column] = !Self.isInked(layer, x: column * side, y: row * side, side)
      }
    }
    let near = Self.grown(isInk, columns: columns, by: Self.widestGap)
    areas = Regions(of: near, columns: columns).found.compactMap { region -> PixelRect? in
      let cells = region.cells.filter { isInk[$0] }
      guard cells.count >= Self.fewestCells else { return nil }
      let xs = cells.map { $0 % columns }
      let ys = cells.map { $0 / columns }
      let (left, right) = (xs.min() ?? 0, xs.max() ?? 0)
      let (top, bottom) = (ys.min() ?? 0, ys.max() ?? 0)
      guard Double(right - left + 1) * Self.cell >= Self.leastWidth,
        Double(bottom - top + 1) * Self.cell >= Self.leastHeight
      else { return nil }
      return PixelRect(
        x0: (left - 1) * side, y0: (top - 1) * side, x1: (right + 2) * side, y1: (bottom + 2) * side
      ).clamped(width: page.width, height: page.height)
    }.sorted { $0.area > $1.area }.prefix(Self.mostAreas).map { $0 }
  }

  /// Some row and some column of a cell cross edges at least twice.
  private static func hasLetters(_ page: Raster, x: Int, y: Int, _ side: Int) -> Bool {
    func edges(from start: Int, by stride: Int) -> Int {
      var count = 0
      var last = Int(page.pixels[start])
      for index in 1..<side / step {
        let level = Int(page.pixels[start + index * step * stride])
        if abs(level - last) >= leastContrast {
          count += 1
          last = level
        }
      }
      return count
    }
    let inRow = (0..<side / step).contains { line in
      edges(from: (y + line * step) * page.width + x, by: 1) >= fewestEdges
    }
    return inRow
      && (0..<side / step).contains { line in
        edges(from: y * page.width + x + line * step, by: page.width) >= fewestEdges
      }
  }

  /// The layer, which is drawn black on white, has ink in a cell.
  private static func isInked(_ layer: Raster, x: Int, y: Int, _ side: Int) -> Bool {
    stride(from: y, to: y + side, by: step).contains { line in
      stride(from: x, to: x + side, by: step).contains { layer.pixels[line * layer.width + $0] < 255 - leastContrast }
    }
  }

  /// The set with all cells that are so near to one of it, along both axes.
  private static func grown(_ set: [Bool], columns: Int, by reach: Int) -> [Bool] {
    let rows = set.count / columns
    var grown = set
    for index in set.indices where set[index] {
      let (x, y) = (index % columns, index / columns)
      for row in max(0, y - reach)...min(rows - 1, y + reach) {
        for column in max(0, x - reach)...min(columns - 1, x + reach) { grown[row * columns + column] = true }
      }
    }
    return grown
  }
}
