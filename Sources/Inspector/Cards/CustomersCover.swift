import Imaging
import Model

/// Tape, paper or a marker's strokes on the places where a code would stand that was not read: an even patch as large as
/// two digits or more, unlike what lies around it. The places are covered all the same; this tells a code that the
/// customer covered from one that nobody found.
struct CustomersCover {
  /// Pixels a millimetre of the card that is searched.
  private static let scale = 4.5
  /// Millimetres of the longer side of an ID-1 card (ISO/IEC 7810).
  private static let cardWidth = 85.6
  // In millimetres: a patch, what is looked at beyond a place, and where it is looked for patches.
  private static let lengths = 4.0...18.0
  private static let heights = 2.6...8.0
  private static let margin = 4.0
  private static let step = 1.2
  /// Longer than high by so much at most: what is longer is a bar, or print.
  private static let slimmest = 5.0
  /// Levels by which one patch may differ from one place of it, and by how much of that what lies around it does: dark ink
  /// on light panels gets uneven where pictures are stored small.
  private static let unevenness = [(within: 18, around: 24), (within: 32, around: 48)]
  /// The share of the smallest rectangle around it that it fills.
  private static let leastFill = 0.9
  /// The part of it on which nothing else is, in its lengths and heights, and how much of that may be specks.
  private static let inside = 0.4
  private static let mostSpecks = 0.05
  /// How far beside it it is looked what lies around it, in its heights, and on how many sides that must differ.
  private static let around = 0.125..<0.25
  private static let fewestSides = 3

  /// A place and what lies around it, along its length.
  private let strip: Raster

  /// The same views, of which those are covered on whose places a finger or a patch lies.
  static func told(by views: [CardBack.View], _ cues: CardCues, on picture: Raster) -> [CardBack.View] {
    guard views.contains(where: { $0.code == .uncertain }) else { return views }
    let fingers = Finger.all(on: picture)
    return views.map { view in
      let isHidden =
        view.code == .uncertain
        && view.covers.contains { place in
          let cardWidth = cues.cardWidth(at: place)
          return fingers.contains { $0.lies(on: place, ofACard: cardWidth) }
            || lies(on: place, ofACard: cardWidth, in: picture)
        }
      return isHidden ? CardBack.View(code: .covered, covers: view.covers) : view
    }
  }

  /// `cardWidth`: pixels of the picture.
  static func lies(on place: OrientedBox, ofACard cardWidth: Double, in picture: Raster) -> Bool {
    let millimetre = cardWidth / Self.cardWidth
    let area = place.grown(along: margin * millimetre, across: margin * millimetre)
    let most = mostLengths * cardWidth
    guard min(place.length, place.height) >= 1, max(place.length, place.height) <= most else { return false }
    let cover = CustomersCover(strip: area.cut(from: picture, height: Int(area.height / millimetre * scale)).blurred)
    return unevenness.contains { cover.hasPatch(within: $0.within, around: $0.around) }
  }

  /// A place is no longer than this many cards.
  private static let mostLengths = 2.0

  private func hasPatch(within levels: Int, around difference: Int) -> Bool {
    let step = Int(Self.step * Self.scale)
    var isSeen = [Bool](repeating: false, count: strip.width * strip.height)
    for y in stride(from: step, to: strip.height - step, by: step) {
      for x in stride(from: step, to: strip.width - step, by: step) where !isSeen[y * strip.width + x] {
        let region = region(around: y * strip.width + x, within: levels)
        for cell in region { isSeen[cell] = true }
        if let box = patch(of: region), isEven(region, box), isUnlikeItsSides(region, box, by: difference) {
          return true
        }
      }
    }
    return false
  }

  /// What is of one colour around a place.
  private func region(around start: Int, within levels: Int) -> [Int] {
    func isLike(_ at: Int) -> Bool {
      (0..<strip.bands).allSatisfy {
        abs(Int(strip.pixels[at * strip.bands + $0]) - Int(strip.pixels[start * strip.bands + $0])) <= levels
      }
    }
    var isDone = [Bool](repeating: false, count: strip.width * strip.height)
    var stack = [start]
    var cells: [Int] = []
    isDone[start] = true
    while let at = stack.popLast() {
      cells.append(at)
      let x = at % strip.width
      for next in [x > 0 ? at - 1 : -1, x + 1 < strip.width ? at + 1 : -1, at - strip.width, at + strip.width]
      where isDone.indices.contains(next) && !isDone[next] && isLike(next) {
        isDone[next] = true
        stack.append(next)
      }
    }
    return cells
  }

  /// The rectangle that a region fills, if it is as large as a patch and does not go on beyond the strip.
  private func patch(of cells: [Int]) -> OrientedBox? {
    let most = Self.lengths.upperBound * Self.heights.upperBound * Self.scale * Self.scale
    let goesOn = cells.contains { at in
      let (x, y) = (at % strip.width, at / strip.width)
      return x == 0 || y == 0 || x == strip.width - 1 || y == strip.height - 1
    }
    guard Double(cells.count) <= most, !goesOn,
      let box = OrientedBox(around: cells.map { (x: $0 % strip.width, y: $0 / strip.width) }),
      Self.lengths.contains(box.length / Self.scale), Self.heights.contains(box.height / Self.scale),
      box.length <= Self.slimmest * box.height,
      Double(cells.count) >= Self.leastFill * (box.length - 1) * (box.height - 1)
    else { return nil }
    return box
  }

  /// Nothing is printed on it.
  private func isEven(_ region: [Int], _ box: OrientedBox) -> Bool {
    let middle = cells(beside: box) { along, across in
      abs(along) <= Self.inside * box.length && abs(across) <= Self.inside * box.height
    }
    return Double(Set(middle).subtracting(region).count) <= Self.mostSpecks * Double(middle.count)
  }

  private func isUnlikeItsSides(_ region: [Int], _ box: OrientedBox, by difference: Int) -> Bool {
    let own = levels(of: region)
    let (halfLength, halfHeight) = (box.length / 2, box.height / 2)
    let sides = [-1.0, 1].flatMap { side in
      [
        cells(beside: box) { along, across in
          abs(across) <= Self.inside * box.height
            && Self.around.contains((side * along - halfLength) / box.height)
        },
        cells(beside: box) { along, across in
          abs(along) <= Self.inside * box.length
            && Self.around.contains((side * across - halfHeight) / box.height)
        },
      ]
    }
    return sides.count { side in
      !side.isEmpty && zip(levels(of: side), own).contains { abs($0 - $1) >= difference }
    } >= Self.fewestSides
  }

  /// Those whose place along and across a box, in pixels from its middle, fits.
  private func cells(beside box: OrientedBox, where fits: (_ along: Double, _ across: Double) -> Bool) -> [Int] {
    (0..<strip.width * strip.height).filter { at in
      let (dx, dy) = (Double(at % strip.width) + 0.5 - box.centreX, Double(at / strip.width) + 0.5 - box.centreY)
      return fits(dx * box.alongX + dy * box.alongY, dy * box.alongX - dx * box.alongY)
    }
  }

  /// The middle level of some cells in each band.
  private func levels(of cells: [Int]) -> [Int] {
    (0..<strip.bands).map { band in
      let levels = cells.map { strip.pixels[$0 * strip.bands + band] }.sorted()
      return Int(levels[levels.count / 2])
    }
  }
}
