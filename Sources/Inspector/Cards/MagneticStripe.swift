import Imaging
import Model

/// A magnetic stripe: an even band across the back of a card, darker or lighter than it, whatever else can be read there.
struct MagneticStripe {
  /// In pixels of the picture.
  let box: OrientedBox
  /// It fills its box wholly. Others are seen at a slant, or are grain of wood.
  let isTight: Bool
  /// It ends where a card ends: beside it lies a ground that does not go on beyond its ends.
  let runsAcrossACard: Bool
  /// It goes on beyond the picture, or lies along its border: the ground beside a folded sheet looks like that, too.
  let meetsTheBorder: Bool

  /// Pixels on the long side of the picture that is searched.
  private static let longSide = 240
  /// Grey levels below which a pixel may belong to one.
  private static let darkLevels = [40, 64, 92]
  /// The middles of bands of levels, one of which a stripe lies in that something darker touches, and their half width.
  private static let bandLevels = stride(from: 8, through: 128, by: 12)
  private static let bandReach = 11
  /// Length over height: 85.6 mm over 9.5 to 13 mm, foreshortened or cut a little.
  private static let proportions = 4.5...11.0
  /// Shares of the long side that its length may be.
  private static let leastLength = 0.18
  /// The share of the smallest rectangle around it that it fills, but for half a pixel along each side, where it covers
  /// pixels in part.
  private static let leastFill = 0.86
  private static let fewestPixels = 60

  /// Stripes are black, grey or brown, whatever the colours of the card: the most by which their colours differ, and
  /// levels below which they are.
  private static let mostColour = 24
  private static let colourlessLevels = [48, 76, 110]

  /// Those on a picture, in colours or without.
  static func all(on picture: Raster) -> [MagneticStripe] {
    let colours = picture.fitting(longSide: longSide)
    let small = colours.grey
    let scale = Double(picture.width) / Double(small.width)
    let ranges = darkLevels.map { 0..<$0 } + bandLevels.map { $0 - bandReach..<$0 + bandReach }
    var found: [MagneticStripe] = []
    let sets = ranges.map { range in small.pixels.map { range.contains(Int($0)) } }
    for set in sets + colourlessLevels.map({ colourless(colours, below: $0) }) {
      for (box, isTight) in bands(of: set, on: small) {
        let whole = box.scaled(by: scale)
        let known = found.firstIndex { $0.box.distance(to: whole) < whole.height / 2 }
        if let known {
          guard isTight, !found[known].isTight else { continue }
          found.remove(at: known)
        }
        let inside = PixelRect(x0: 1, y0: 1, x1: small.width - 1, y1: small.height - 1)
        found.append(
          MagneticStripe(
            box: whole, isTight: isTight, runsAcrossACard: runsAcrossACard(box, on: small),
            meetsTheBorder: box.bounds.intersection(inside) != box.bounds))
      }
    }
    return found
  }

  /// Dark pixels without a colour to speak of; none on a picture without colours.
  private static func colourless(_ colours: Raster, below level: Int) -> [Bool] {
    guard colours.bands == 3 else { return [] }
    return (0..<colours.width * colours.height).map { at in
      let sample = (0..<3).map { Int(colours.pixels[at * 3 + $0]) }
      let (low, high) = (min(sample[0], sample[1], sample[2]), max(sample[0], sample[1], sample[2]))
      return high - low <= mostColour && high < level
    }
  }

  private static func bands(of set: [Bool], on small: Raster) -> [(box: OrientedBox, isTight: Bool)] {
    Regions(of: set, columns: small.width).found.compactMap { region in
      let longest = max(region.bounds.width, region.bounds.height)
      guard region.cells.count >= fewestPixels, Double(longest) >= leastLength * Double(small.longSide) / 2.squareRoot()
      else { return nil }
      let pixels = region.cells.map { (x: $0 % small.width, y: $0 / small.width) }
      guard let box = OrientedBox(around: pixels), proportions.contains(box.length / box.height),
        box.length >= leastLength * Double(small.longSide),
        Double(pixels.count) >= leastFill * (box.length - 1) * (box.height - 1)
      else { return nil }
      return (box, Double(pixels.count) >= leastFill * box.length * box.height)
    }
  }

  // MARK: The card

  /// Print on its card is small where lines are looked for on the whole picture.
  func isOfASmallCard(on picture: Raster) -> Bool {
    runsAcrossACard && box.length < Self.lengthOfASmallCard * Double(picture.longSide)
  }

  /// A share of the picture's long side.
  private static let lengthOfASmallCard = 0.5

  /// Where levels are taken: right beside the band, and right beyond its ends, in its heights.
  private static let besideInHeights = 0.66
  private static let beyondInHeights = 0.45
  /// Grey levels by which a card differs from what it lies on, and by which that differs at one end.
  private static let leastDifference = 12
  private static let mostDifference = 14

  /// On a smaller card nobody reads a code; among what lies on a table there are many bands.
  private static let leastLengthOfAnEdge = 0.22

  /// On one of its sides the ground ends where the band ends, and beyond both is something else.
  private static func runsAcrossACard(_ box: OrientedBox, on small: Raster) -> Bool {
    func level(along: ClosedRange<Double>, across: Double) -> Int? {
      small.level(along: along, across: across * box.height, of: box)
    }
    let half = box.length / 2
    let near = half + beyondInHeights * box.height
    let ends = [near...near + box.height / 2, -near - box.height / 2 ... -near]
    guard box.length >= leastLengthOfAnEdge * Double(small.longSide),
      let own = level(along: -0.45 * box.length...0.45 * box.length, across: 0)
    else { return false }
    return [-besideInHeights, besideInHeights].contains { side in
      guard let ground = level(along: -0.45 * box.length...0.45 * box.length, across: side) else { return false }
      let seen = ends.compactMap { end -> Bool? in
        guard let beyond = level(along: end, across: side), let beyondOwn = level(along: end, across: 0) else {
          return nil
        }
        return abs(beyond - beyondOwn) <= mostDifference && abs(ground - beyond) >= leastDifference
          && abs(own - beyondOwn) >= leastDifference
      }
      return !seen.isEmpty && seen.allSatisfy { $0 }
    }
  }
}
