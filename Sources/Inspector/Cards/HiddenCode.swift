import Imaging
import Model

/// Tape, paper or a marker's strokes where a label says the code is: an even patch as large as three digits, with nothing
/// beside it that may be a digit.
struct HiddenCode {
  let label: OrientedBox
  /// The patch, in pixels of the picture.
  let box: OrientedBox

  // All lengths are in heights of the label.
  /// What is looked at: before the label and behind it, above it and below.
  private static let before = 1.0
  private static let behind = 8.0
  private static let above = 3.5
  private static let below = 4.5
  /// Pixels of a height.
  private static let scale = 12
  /// Levels by which a patch differs from the card in some colour, and by how much of that its own levels may differ.
  private static let leastDifference = 28
  private static let mostUnevenness = 0.4
  private static let lengths = 2.0...10.0
  private static let heights = 1.1...4.0
  /// The share of the smallest rectangle around it that it fills.
  private static let leastFill = 0.8
  /// What is so high may be a digit, or a part of one.
  private static let heightOfAPart = 0.35
  /// What is read as longer lines is no digit of a code.
  private static let fewestCharacters = 4
  private static let surely = 0.8

  /// The patch by a label; nil where there is none, or something that may be a digit lies near.
  init?(by label: OrientedBox, among lines: [ReadLine], on picture: Raster) {
    let height = label.height
    var area = label.moved(
      along: (Self.behind - Self.before) / 2 * height, across: (Self.below - Self.above) / 2 * height)
    area.length += (Self.before + Self.behind) * height
    area.height = (Self.above + Self.below) * height
    guard area.bounds.clamped(width: picture.width, height: picture.height) == area.bounds else { return nil }
    let strip = area.cut(from: picture, height: Int((Self.above + Self.below) * Double(Self.scale))).blurred
    let perPixel = area.length / Double(strip.width)
    let ground = (0..<strip.bands).map { strip.median(ofBand: $0) }
    let differs = (0..<strip.width * strip.height).map { at in
      ground.indices.contains { abs(Int(strip.pixels[at * strip.bands + $0]) - ground[$0]) >= Self.leastDifference }
    }
    let known =
      lines.filter { $0.characters.count >= Self.fewestCharacters && $0.confidence >= Self.surely }
      .map(\.box) + [label]
    var patch: OrientedBox?
    for region in Regions(of: differs, columns: strip.width).found {
      let cells = region.cells.map { (x: $0 % strip.width, y: $0 / strip.width) }
      guard let box = OrientedBox(around: cells) else { continue }
      let (length, high) = (box.length / Double(Self.scale), box.height / Double(Self.scale))
      let place = area.moved(
        along: (box.centreX - Double(strip.width) / 2) * perPixel,
        across: (box.centreY - Double(strip.height) / 2) * perPixel)
      if Self.lengths.contains(length), Self.heights.contains(high),
        Double(cells.count) >= Self.leastFill * (box.length - 1) * (box.height - 1),
        Self.hasStraightEnds(cells, box), Self.isEven(region.cells, on: strip, ground), Self.mayHide(place, by: label)
      {
        guard patch == nil else { return nil }
        var whole = place
        whole.length = box.length * perPixel
        whole.height = box.height * perPixel
        patch = whole
      } else if Self.isOfTheSurroundings(region, on: strip) {
        continue
      } else if high >= Self.heightOfAPart || length >= Self.heightOfAPart,
        !known.contains(where: {
          $0.grown(along: 0.5 * height, across: 0.3 * height).holds((place.centreX, place.centreY))
        })
      {
        return nil
      }
    }
    guard let patch else { return nil }
    (self.label, box) = (label, patch)
  }

  /// The table beside the card, its stripe or a field of another colour: it goes on, and is larger than digits.
  private static func isOfTheSurroundings(_ region: Regions.Region, on strip: Raster) -> Bool {
    let bounds = region.bounds
    return max(bounds.width, bounds.height) > largestDigit * scale
      && (bounds.x0 == 0 || bounds.y0 == 0 || bounds.x1 == strip.width || bounds.y1 == strip.height)
  }

  private static let largestDigit = 3

  /// Behind the label or right below it, not above.
  private static func mayHide(_ place: OrientedBox, by label: OrientedBox) -> Bool {
    let offset = label.offset(to: place)
    return offset.across > -0.8 * label.height && offset.along > -0.5 * label.length - label.height
  }

  /// As high along its whole length, but for ragged ends: a digit that touches it is lower.
  private static func hasStraightEnds(_ cells: [(x: Int, y: Int)], _ box: OrientedBox) -> Bool {
    var columns = [Int](repeating: 0, count: Int(box.length) + 2)
    for cell in cells {
      let dx = Double(cell.x) + 0.5 - box.centreX
      let dy = Double(cell.y) + 0.5 - box.centreY
      columns[min(columns.count - 1, max(0, Int(dx * box.alongX + dy * box.alongY + box.length / 2)))] += 1
    }
    let end = Int(raggedEnd * Double(scale))
    return columns.dropFirst(end).dropLast(end + 2).allSatisfy { Double($0) >= leastOfAColumn * box.height }
  }

  private static let raggedEnd = 0.25
  private static let leastOfAColumn = 0.65

  /// Its levels lie close together, beside how far they lie from the ground.
  private static func isEven(_ cells: [Int], on strip: Raster, _ ground: [Int]) -> Bool {
    var contrast = 0
    var spread = 0
    for band in 0..<strip.bands {
      let levels = cells.map { strip.pixels[$0 * strip.bands + band] }.sorted()
      contrast = max(contrast, abs(Int(levels[levels.count / 2]) - ground[band]))
      // The edge of a patch is neither.
      spread = max(spread, Int(levels[levels.count * 3 / 4]) - Int(levels[levels.count / 4]))
    }
    return contrast >= leastDifference && Double(spread) <= mostUnevenness * Double(contrast)
  }
}

extension Raster {
  /// The middle of all levels of a band.
  fileprivate func median(ofBand band: Int) -> Int {
    let levels = stride(from: band, to: pixels.count, by: bands).map { pixels[$0] }.sorted()
    return Int(levels[levels.count / 2])
  }
}
