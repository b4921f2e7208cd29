import Model

/// The connected parts (4 neighbours) of a set of cells.
struct Regions {
  struct Region {
    var bounds: PixelRect
    /// Indices, row by row.
    var cells: [Int]
  }

  private(set) var found: [Region] = []

  init(of set: [Bool], columns: Int) {
    let rows = set.count / max(1, columns)
    var isDone = set.map { !$0 }
    for start in isDone.indices where !isDone[start] {
      var stack = [start]
      isDone[start] = true
      var bounds = Regions.cell(start, columns)
      var cells: [Int] = []
      while let at = stack.popLast() {
        let (x, y) = (at % columns, at / columns)
        cells.append(at)
        bounds = bounds.union(Regions.cell(at, columns))
        for (nextX, nextY) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)]
        where nextX >= 0 && nextY >= 0 && nextX < columns && nextY < rows && !isDone[nextY * columns + nextX] {
          isDone[nextY * columns + nextX] = true
          stack.append(nextY * columns + nextX)
        }
      }
      found.append(Region(bounds: bounds, cells: cells))
    }
  }

  private static func cell(_ at: Int, _ columns: Int) -> PixelRect {
    PixelRect(x0: at % columns, y0: at / columns, x1: at % columns + 1, y1: at / columns + 1)
  }
}
