import Imaging
import Model

/// A finger that is laid over a card from beyond the picture's border, as customers hide a code.
struct Finger {
  /// In pixels of the picture.
  private let box: OrientedBox
  /// The middle of its round end.
  private let tip: (x: Double, y: Double)

  /// Pixels on the long side of the picture that is searched.
  private static let longSide = 240
  /// Skin, whatever its tone and the light on it: by how much of all three colours there is more red than green, more red
  /// than blue and more green than blue at least, and how much red at most.
  private static let redOverGreen = 0.05
  private static let redOverBlue = 0.08
  private static let greenOverBlue = 0.01
  private static let mostRed = 0.52
  /// Of 765 levels: what is darker has no colour to speak of.
  private static let darkest = 60
  /// Length over width of what can be seen of it, and the share of the rectangle around it that it fills.
  private static let proportions = 1.3...9.0
  private static let leastFill = 0.76
  private static let fewestPixels = 100
  /// Of the card's width (85.6 mm): a finger is 10 to 24 mm wide.
  private static let widths = 0.115...0.28

  /// Those on a picture in colours.
  static func all(on picture: Raster) -> [Finger] {
    guard picture.bands == 3 else { return [] }
    let small = picture.fitting(longSide: longSide).blurred
    let scale = Double(picture.width) / Double(small.width)
    let skin = (0..<small.width * small.height).map { at in
      isSkin(red: Int(small.pixels[at * 3]), green: Int(small.pixels[at * 3 + 1]), blue: Int(small.pixels[at * 3 + 2]))
    }
    return Regions(of: skin, columns: small.width).found.compactMap { region in
      let cells = region.cells.map { (x: $0 % small.width, y: $0 / small.width) }
      guard cells.count >= fewestPixels, let box = OrientedBox(around: cells),
        proportions.contains(box.length / box.height), CardShape.area(of: cells) >= leastFill * box.length * box.height
      else { return nil }
      let ends = [box.part(from: 0, to: box.height / box.length), box.part(from: 1 - box.height / box.length, to: 1)]
      let inside = PixelRect(x0: 2, y0: 2, x1: small.width - 2, y1: small.height - 2)
      // One end lies in the picture, the other at its border.
      let free = ends.filter { $0.bounds.intersection(inside) == $0.bounds }
      let bounds = region.bounds
      guard free.count == 1, bounds.intersection(inside) != bounds else { return nil }
      return Finger(box: box.scaled(by: scale), tip: (free[0].centreX * scale, free[0].centreY * scale))
    }
  }

  private static func isSkin(red: Int, green: Int, blue: Int) -> Bool {
    let all = Double(red + green + blue)
    return red + green + blue >= darkest && Double(red - green) >= redOverGreen * all
      && Double(red - blue) >= redOverBlue * all && Double(green - blue) >= greenOverBlue * all
      && Double(red) <= mostRed * all
  }

  /// Its end lies on a place of a card that is so many pixels wide.
  func lies(on place: OrientedBox, ofACard cardWidth: Double) -> Bool {
    Self.widths.contains(box.height / cardWidth)
      && place.grown(along: box.height / 2, across: box.height / 4).holds(tip)
  }
}
