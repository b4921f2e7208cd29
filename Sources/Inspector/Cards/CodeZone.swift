import Imaging
import Model

/// Looks at the place behind the last four digits on a signature panel, where the code stands, when no code was read there: is
/// something over it, is it bare, or are there digits that could not be read?
struct CodeZone {
  enum Sight: Equatable {
    /// Nothing is printed there.
    case bare
    /// Something larger than digits lies over it, and nothing sticks out.
    case covered
    /// Marks of the size of digits.
    case digits
  }

  /// Length of the zone in heights of the tail's digits: a space and three or four digits, reverse italic.
  private static let lengthInHeights = 4.2
  private static let stripHeight = 32

  /// The zone, as a continuation of the tail's line.
  let box: OrientedBox
  let sight: Sight

  /// `tail` is the box of the four digits alone.
  init(behind tail: OrientedBox, on grey: Raster) {
    let share = Self.lengthInHeights * tail.height / max(1, tail.length)
    box = tail.part(from: 1.02, to: 1.02 + share)
    let ink = InkLevels(of: tail.cut(from: grey, height: Self.stripHeight))
    let strip = box.cut(from: grey, height: Self.stripHeight)
    sight = CodeZone.sight(of: CodeZone.marks(on: strip, ink), height: Self.stripHeight)
  }

  /// A cover is wider than a digit and solid; digits are about as high as the strip's text and hollow.
  private static func sight(of marks: [Mark], height: Int) -> Sight {
    let large = marks.filter { $0.height >= height * 3 / 10 && $0.count >= 24 }
    let covers = large.filter { $0.width >= height * 3 / 4 && $0.count * 10 >= $0.width * $0.height * 6 }
    let digits = large.filter { mark in
      !covers.contains(mark) && mark.width >= 3 && mark.width <= height * 9 / 10 && mark.x1 < mark.stripWidth - 1
    }
    if !digits.isEmpty { return .digits }
    return covers.isEmpty ? .bare : .covered
  }

  /// A connected run of ink.
  private struct Mark: Equatable {
    var x0: Int
    var y0: Int
    var x1: Int
    var y1: Int
    var count: Int
    let stripWidth: Int
    var width: Int { x1 - x0 + 1 }
    var height: Int { y1 - y0 + 1 }
  }

  private static func marks(on strip: Raster, _ ink: InkLevels) -> [Mark] {
    var open = strip.pixels.map(ink.isInk)
    var marks: [Mark] = []
    var stack: [Int] = []
    for start in open.indices where open[start] {
      open[start] = false
      stack.append(start)
      var mark = Mark(
        x0: start % strip.width, y0: start / strip.width, x1: start % strip.width, y1: start / strip.width, count: 0,
        stripWidth: strip.width)
      while let at = stack.popLast() {
        let (x, y) = (at % strip.width, at / strip.width)
        mark.count += 1
        (mark.x0, mark.x1) = (min(mark.x0, x), max(mark.x1, x))
        (mark.y0, mark.y1) = (min(mark.y0, y), max(mark.y1, y))
        for (nx, ny) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)]
        where nx >= 0 && ny >= 0 && nx < strip.width && ny < strip.height && open[ny * strip.width + nx] {
          open[ny * strip.width + nx] = false
          stack.append(ny * strip.width + nx)
        }
      }
      marks.append(mark)
    }
    return marks
  }

  /// What counts as ink, learnt from digits that were read.
  private struct InkLevels {
    private let ground: Int
    private let ink: Int

    init(of digits: Raster) {
      let sorted = digits.pixels.sorted()
      let low = Int(sorted[sorted.count * 4 / 100])
      let middle = Int(sorted[sorted.count / 2])
      let high = Int(sorted[sorted.count * 96 / 100])
      // Most of a strip is ground; its far end is the ink.
      let isDark = middle - low > high - middle
      ground = middle
      ink = isDark ? low : high
    }

    func isInk(_ level: UInt8) -> Bool {
      let towardsInk = ink < ground ? ground - Int(level) : Int(level) - ground
      return towardsInk > abs(ground - ink) * 45 / 100
    }
  }
}
