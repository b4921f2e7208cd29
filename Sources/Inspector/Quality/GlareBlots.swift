import Imaging
import Model

/// Finds reflections by themselves: burnt-out places among the text whose light fades into the paper around them, as
/// that of a lamp does and that of a white field does not. Where all of a line is gone, nothing else tells.
struct GlareBlots {
  /// A cell is burnt when its pixels are as bright as a sensor goes.
  private static let burntMean = 250.0
  private static let burntLow = 242
  /// Smaller ones hide no more than the lines next to them show.
  private static let fewestCells = 32
  /// The free place between two lines is lower.
  private static let leastExtent = 6
  /// Paper is looked at so many cells away from the burnt place: still in the light's skirt, and out of it.
  private static let near = 2
  private static let far = 7
  /// Levels by which the skirt is brighter.
  private static let leastSkirt = 3.0
  /// From cell to cell it may rise by so much, as print is never far.
  private static let mostRise = 2.5
  /// Levels between the lightest and the darkest pixel of a cell without print.
  private static let mostContrastOfPaper = 40
  /// A letter takes so much of the page, in cells: its width, and the distance of lines.
  private static let cellsOfALetter = LineStrip.letterWidth / 8 * 1.6 * Double(LineStrip.height) / 8
  private static let mostLetters = 30.0

  let cells: Cells
  /// All lines of the page, in its pixels.
  let boxes: [OrientedBox]

  var glares: [Glare] {
    guard cells.columns > 2 * Self.far, cells.rows > 2 * Self.far, let text = text else { return [] }
    let burnt = cells.means.indices.map { cells.means[$0] >= Self.burntMean && cells.low[$0] >= Self.burntLow }
    return Regions(of: burnt, columns: cells.columns).found.compactMap { region -> Glare? in
      let bounds = region.bounds
      let isInside =
        bounds.x0 > 0 && bounds.y0 > 0 && bounds.x1 < cells.columns && bounds.y1 < cells.rows
      let box = cells.onPage(bounds)
      guard isInside, region.cells.count >= Self.fewestCells, min(bounds.width, bounds.height) >= Self.leastExtent,
        text.intersection(box).area * 2 > box.area, hasSkirt(region, burnt)
      else { return nil }
      let letters = min(Double(region.cells.count) / Self.cellsOfALetter, Self.mostLetters)
      return Glare(box: box, lettersLost: 0, lettersPerhapsLost: letters)
    }
  }

  /// The part of the page that carries text.
  private var text: PixelRect? {
    boxes.dropFirst().reduce(boxes.first?.bounds) { $0?.union($1.bounds) }
  }

  /// The paper is brightest next to the burnt place, and less so from cell to cell.
  private func hasSkirt(_ region: Regions.Region, _ burnt: [Bool]) -> Bool {
    var isDone = Set(region.cells)
    var ring = region.cells
    var levels: [Double] = []
    for _ in 1...Self.far {
      ring = ring.flatMap(neighbours).filter { isDone.insert($0).inserted }
      let paper = ring.filter { !burnt[$0] && cells.high[$0] - cells.low[$0] < Self.mostContrastOfPaper }
        .map { cells.means[$0] }.sorted()
      guard !paper.isEmpty else { return false }
      levels.append(paper[paper.count / 2])
    }
    let skirt = levels[(Self.near - 1)...]
    return levels[Self.near - 1] - levels[Self.far - 1] >= Self.leastSkirt
      && zip(skirt, skirt.dropFirst()).allSatisfy { $1 <= $0 + Self.mostRise }
  }

  private func neighbours(of at: Int) -> [Int] {
    let (x, y) = (at % cells.columns, at / cells.columns)
    return [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)].filter {
      $0.0 >= 0 && $0.1 >= 0 && $0.0 < cells.columns && $0.1 < cells.rows
    }.map { $0.1 * cells.columns + $0.0 }
  }
}
