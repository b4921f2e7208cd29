import Model

/// How askew a page lies, and where its boxes would stand if it did not. Kept pages are turned by quarters only, so on a
/// photo that is some degrees off, a value far from its label stands rows above or below it.
struct PageTilt {
  private let cosine: Double
  private let sine: Double
  private let isLevel: Bool

  /// Lines whose ends lie closer together, in heights of the upright boxes around their words, tell nothing.
  static let shortest = 1.5
  /// Steeper than this are lines that stand.
  private static let steepest = 0.7
  /// Less than this, about half a degree, is the boxes' rounding.
  private static let least = 0.01
  /// Two lines may both be ornaments.
  private static let fewestLines = 3

  /// By the slope of the lines' words, the longer lines with more weight (weighted median).
  init(of lines: [TextLine]) {
    let slopes = lines.compactMap { line -> (slope: Double, weight: Double)? in
      guard line.words.count > 1, let first = line.words.first?.box, let last = line.words.last?.box else { return nil }
      let run = Double(last.midX - first.midX)
      let slope = Double(last.midY - first.midY) / run
      guard run > Self.shortest * Double(min(first.height, last.height)), abs(slope) < Self.steepest else { return nil }
      return (slope, run)
    }.sorted { $0.slope < $1.slope }
    let half = slopes.reduce(0) { $0 + $1.weight } / 2
    var weight = 0.0
    let middle = slopes.first { slope in
      weight += slope.weight
      return weight >= half
    }
    let slope = slopes.count >= Self.fewestLines ? middle?.slope ?? 0 : 0
    isLevel = abs(slope) < Self.least
    cosine = 1 / (1 + slope * slope).squareRoot()
    sine = slope * cosine
  }

  /// Where the box around a tilted strip would stand, and how large it would be, on the page turned level about its
  /// corner.
  func levelled(_ box: PixelRect) -> PixelRect {
    if isLevel { return box }
    let x = Double(box.x0 + box.x1) / 2
    let y = Double(box.y0 + box.y1) / 2
    let (width, height) = (Double(box.width), Double(box.height))
    // The box of a strip l by h is l·cos + h·sin wide and l·sin + h·cos high.
    let tilt = abs(sine)
    let double = cosine * cosine - tilt * tilt
    let length = max(1, (width * cosine - height * tilt) / double)
    let thickness = max(1, (height * cosine - width * tilt) / double)
    let centreX = x * cosine + y * sine
    let centreY = y * cosine - x * sine
    return PixelRect(
      x0: Int((centreX - length / 2).rounded()), y0: Int((centreY - thickness / 2).rounded()),
      x1: Int((centreX + length / 2).rounded()), y1: Int((centreY + thickness / 2).rounded()))
  }

  /// The box of a line, word by word: around all of a long tilted line an upright box says little.
  func levelled(_ line: TextLine) -> PixelRect {
    if isLevel { return line.box }
    let boxes = line.words.map { levelled($0.box) }
    return boxes.dropFirst().reduce(boxes.first ?? levelled(line.box)) { $0.union($1) }
  }
}
