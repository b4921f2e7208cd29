import Imaging
import Model

/// Finds the lines of text that run out of the picture. Paper has a margin, so letters at the very border mean that
/// some of the document is outside; a document that fills the picture keeps its margin.
enum FramingMeasure {
  /// The free place between the last letter and the border, in heights of the line; letters stand as far apart.
  private static let mostRoom = 0.14
  /// A box ends so near its last letter, in heights of the line: where it ends farther from the border, something else
  /// stands there.
  private static let mostRoomOfTheBox = 0.6
  /// A column is part of a letter when it differs from the paper by this share of the line's contrast.
  private static let inkShare = 0.4
  private static let leastContrast = 12

  static func cutLines(among strips: [LineStrip], on grey: Raster) -> [CutLine] {
    strips.flatMap { strip -> [CutLine] in
      let box = strip.box.bounds.clamped(width: grey.width, height: grey.height)
      let ends = [false, true].filter { atEnd in
        isAtBorder(strip, atEnd: atEnd, on: grey) && room(of: strip, atEnd: atEnd).map { $0 <= mostRoom } ?? false
      }
      return ends.map { CutLine(box: box, side: side(of: strip.box, atEnd: $0)) }
        + [CutLine(box: box, side: .bottom)].filter { _ in isCutAlong(strip, on: grey) }
    }
  }

  /// The lower border of the picture runs through the letters of a level line: in its last row they stand one beside
  /// the other. Above a document there is often another one, so the upper border tells nothing.
  private static func isCutAlong(_ strip: LineStrip, on grey: Raster) -> Bool {
    let box = strip.box
    guard let contrast = strip.contrast, contrast >= leastContrast, let paper = strip.paper, abs(box.alongX) > 0.99,
      box.length > 4 * box.height, box.bounds.y1 >= grey.height
    else { return false }
    let least = Int(Double(contrast) * inkShare)
    let row = (grey.height - 2) * grey.width
    let columns = box.bounds.clamped(width: grey.width, height: grey.height)
    let isInk = (columns.x0..<columns.x1).map { abs(Int(grey.pixels[row + $0]) - paper) >= least }
    let strokes = zip(isInk, isInk.dropFirst()).count { !$0 && $1 }
    return Double(strokes) >= fewestStrokes * box.length / box.height
  }

  /// Of letters a height apart at most.
  private static let fewestStrokes = 0.8

  private static func isAtBorder(_ strip: LineStrip, atEnd: Bool, on grey: Raster) -> Bool {
    let beyond = atEnd ? strip.picture.width - strip.ownColumns.upperBound : strip.ownColumns.lowerBound
    guard Double(beyond) <= mostRoomOfTheBox * Double(LineStrip.height) else { return false }
    let end = strip.extended.point(along: atEnd ? 1 : 0, across: 0.5)
    return end.x < 2 || end.y < 2 || end.x > Double(grey.width) - 2 || end.y > Double(grey.height) - 2
  }

  /// Between the last letter and the end of the strip, in heights of the line; nil where no letter is near.
  private static func room(of strip: LineStrip, atEnd: Bool) -> Double? {
    guard let contrast = strip.contrast, let paper = strip.paper, contrast >= leastContrast else { return nil }
    let least = Int(Double(contrast) * inkShare)
    let picture = strip.picture
    let columns = Array(0..<min(picture.width, LineStrip.height))
    return columns.firstIndex { offset in
      let column = atEnd ? picture.width - 1 - offset : offset
      return (LineStrip.margin..<picture.height - LineStrip.margin).contains { y in
        abs(Int(picture.pixels[y * picture.width + column]) - paper) >= least
      }
    }.map { Double($0) / Double(LineStrip.height) }
  }

  private static func side(of box: OrientedBox, atEnd: Bool) -> PageSide {
    let (x, y) = atEnd ? (box.alongX, box.alongY) : (-box.alongX, -box.alongY)
    return abs(x) >= abs(y) ? (x > 0 ? .right : .left) : (y > 0 ? .bottom : .top)
  }
}
