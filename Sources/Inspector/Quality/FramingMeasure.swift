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
      [false, true].compactMap { atEnd in
        guard isAtBorder(strip, atEnd: atEnd, on: grey), let room = room(of: strip, atEnd: atEnd), room <= mostRoom
        else { return nil }
        return CutLine(
          box: strip.box.bounds.clamped(width: grey.width, height: grey.height),
          side: side(of: strip.box, atEnd: atEnd))
      }
    }
  }

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
