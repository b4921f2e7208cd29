import Imaging
import Model

/// Looks at the place behind the last four digits on a signature panel, where the code stands, when no code was read
/// there: is something over it, is it bare, or are there digits that could not be read?
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

  /// The four digits, and the zone as a continuation of their line.
  let tail: OrientedBox
  let box: OrientedBox
  let sight: Sight

  /// `tail` is the box of the four digits alone.
  init(behind tail: OrientedBox, on grey: Raster) {
    self.tail = tail
    let share = Self.lengthInHeights * tail.height / max(1, tail.length)
    box = tail.part(from: 1.02, to: 1.02 + share)
    let ink = InkLevels(of: tail.cut(from: grey, height: Self.stripHeight))
    let strip = box.cut(from: grey, height: Self.stripHeight)
    let zone = box
    let sides = [-Self.besideInHeights, Self.besideInHeights].map { heights in
      zone.moved(along: 0, across: heights * zone.height).cut(from: grey, height: Self.stripHeight)
    }
    sight = CodeZone.sight(of: strip, ink, sides: sides.map(CodeZone.level))
  }

  /// How far above and below the zone it is looked whether what lies over it ends.
  private static let besideInHeights = 1.7

  /// A run of columns with this share of ink is solid when it is wider than a stroke: a cover, or the ground beyond
  /// the panel.
  private static let solidShare = 0.6
  private static let widestStroke = 8
  /// Ink pixels outside what is solid that make a stroke, at the strip's height; less is a ragged edge.
  private static let fewestOfAStroke = 30

  /// `sides`: the levels above and below the zone.
  private static func sight(of strip: Raster, _ ink: InkLevels, sides: [Int]) -> Sight {
    let columns = (0..<strip.width).map { x in
      (0..<strip.height).count { y in ink.isInk(strip.pixels[y * strip.width + x]) }
    }
    let isSolid = wideRuns(of: columns.map { Double($0) >= solidShare * Double(strip.height) })
    var loose = 0
    for (x, count) in columns.enumerated() {
      let touchesSolid = (max(0, x - 1)...min(strip.width - 1, x + 1)).contains { isSolid[$0] }
      if !touchesSolid { loose += count }
    }
    if loose >= fewestOfAStroke { return .digits }
    // Tape and paper are no ink, but their level is not the panel's; nor that of the card, which goes on above and below
    // where the panel merely ends.
    let level = level(of: strip)
    let ends = sides.contains { abs($0 - level) >= leastDifference }
    return abs(level - ink.ground) >= leastDifference && ends ? .covered : .bare
  }

  /// The median grey of the first part of a strip.
  private static func level(of strip: Raster) -> Int {
    let near = strip.cropped(x: 0, y: 0, width: max(1, strip.width * 6 / 10), height: strip.height).pixels.sorted()
    return Int(near[near.count / 2])
  }

  /// Grey levels by which what lies over the panel differs from it.
  private static let leastDifference = 14

  /// The same with runs of `true` that are no wider than a stroke taken out.
  private static func wideRuns(of flags: [Bool]) -> [Bool] {
    var result = flags
    var start = 0
    for index in 0...flags.count where index == flags.count || !flags[index] {
      if index - start <= widestStroke {
        for narrow in start..<index { result[narrow] = false }
      }
      start = index + 1
    }
    return result
  }

  /// What counts as ink, learnt from digits that were read.
  private struct InkLevels {
    let ground: Int
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
