import Imaging
import Model

/// Struck digits whose foil is worn off have no ink of their own, only edges: where the front of a card was seen and no
/// number on it, lines are looked for among the edges. What is as long as a number and cannot be read is covered.
enum StruckLook {
  /// Pixels on the long side of the picture of edges.
  static let longSide = 640

  /// A front is likely, and its number was not read.
  static func isWorthIt(_ lines: [ReadLine]) -> Bool {
    let rows = DigitRow.rows(of: lines)
    let cues = CardCues(rows: rows, lines: lines, hasCodeLines: false)
    return !cues.isSheet && cues.cues.contains { isOfAFront($0.box, cues) }
      && CardNumberFinder(lines: lines, cues: cues).numbers(in: rows).isEmpty
  }

  /// Enough stands around a place that the side with the number carries, whichever that is.
  private static func isOfAFront(_ box: OrientedBox, _ cues: CardCues) -> Bool {
    cues.support(at: box, of: [.front, .scheme, .date, .tail, .weak]) >= CardCues.likely
      && cues.support(at: box, of: [.front]) > 0
  }

  /// Length over height of a number in one row, as the detector frames it.
  private static let proportions = 7.0...26.0
  private static let surely = 0.9
  /// Shares of a number's length between which its middle stands, with some room.
  private static let middle = (from: 0.33, to: 0.77)

  /// With pieces along one line, of groups of digits, as one: in heights, how far apart they may be.
  static func joined(_ boxes: [OrientedBox], among lines: [ReadLine]) -> [OrientedBox] {
    // Keys and words are none.
    var pieces = boxes.filter { box in
      !lines.contains { isOfLetters($0) && box.holds(($0.box.centreX, $0.box.centreY)) }
    }
    var whole: [OrientedBox] = []
    while var box = pieces.popLast() {
      while let next = pieces.firstIndex(where: {
        box.isCollinear(with: $0) && box.distance(to: $0) < widestGap * box.height
      }) {
        box = box.joined(with: pieces.remove(at: next))
      }
      whole.append(box)
    }
    return whole
  }

  private static func isOfLetters(_ line: ReadLine) -> Bool {
    line.confidence >= surely && line.characters.contains { $0.character.isLetter }
      && !line.characters.contains { $0.character.isNumber }
  }

  private static let widestGap = 1.6

  /// As long as a number, and no line of letters.
  static func mayBeANumber(_ box: OrientedBox, among lines: [ReadLine]) -> Bool {
    proportions.contains(box.length / max(1, box.height))
      && !lines.contains { line in
        line.confidence >= surely && line.characters.count(where: { $0.character.isLetter }) >= 3
          && (box.holds((line.box.centreX, line.box.centreY)) || line.box.holds((box.centreX, box.centreY)))
      }
  }

  /// The middles of numbers that nobody could read.
  static func places(_ boxes: [OrientedBox], _ cues: CardCues, besides numbers: [FoundCardNumber]) -> [OrientedBox] {
    guard !cues.isSheet, numbers.isEmpty else { return [] }
    return boxes.filter { isOfAFront($0, cues) }.map { $0.part(from: middle.from, to: middle.to) }
  }

  /// The edges of a picture as dark lines on a light ground, each as broad as the stroke that it is one side of.
  static func edges(of picture: Raster) -> Raster {
    let grey = picture.fitting(longSide: longSide).grey
    let (width, height) = (grey.width, grey.height)
    var slopes = [Int](repeating: 0, count: width * height)
    for y in 1..<max(1, height - 1) {
      for x in 1..<max(1, width - 1) {
        func level(_ dx: Int, _ dy: Int) -> Int { Int(grey.pixels[(y + dy) * width + x + dx]) }
        let across = level(1, -1) + 2 * level(1, 0) + level(1, 1) - level(-1, -1) - 2 * level(-1, 0) - level(-1, 1)
        let down = level(-1, 1) + 2 * level(0, 1) + level(1, 1) - level(-1, -1) - 2 * level(0, -1) - level(1, -1)
        slopes[y * width + x] = abs(across) + abs(down)
      }
    }
    // Three means of three pixels are about a Gaussian of 1.4 pixels.
    for _ in 0..<3 { slopes = blurred(slopes, width, height) }
    let steep = max(1, slopes.sorted()[slopes.count * 99 / 100])
    let pixels = slopes.flatMap { slope -> [UInt8] in
      let level = UInt8(255 - min(255, slope * 255 / steep))
      return [level, level, level]
    }
    return Raster(width: width, height: height, bands: 3, pixels: pixels)
  }

  private static func blurred(_ values: [Int], _ width: Int, _ height: Int) -> [Int] {
    var rows = values
    for y in 0..<height {
      for x in 1..<max(1, width - 1) {
        let at = y * width + x
        rows[at] = (values[at - 1] + values[at] + values[at + 1]) / 3
      }
    }
    var result = rows
    for y in 1..<max(1, height - 1) {
      for x in 0..<width {
        let at = y * width + x
        result[at] = (rows[at - width] + rows[at] + rows[at + width]) / 3
      }
    }
    return result
  }
}
