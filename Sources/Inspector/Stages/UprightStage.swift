import Imaging
import Inspection
import Model

/// Finds the lines and turns the page so that they read left to right. The picture's own tag is not believed: reading
/// decides.
struct UprightStage: Stage {
  static let name = StageName.upright
  let engines: Engines

  /// Lines this many times longer than high tell how the page lies.
  private static let tellingShape = 1.8
  /// So many lines are read both ways to tell up from down.
  private static let lineSample = 6
  /// Two lines or more that lead one way by so much, of 1 a line at most, tell enough.
  private static let clearLead = 0.8

  func run(_ image: PageImage) throws(StageFailure) -> UprightPage {
    if image.origin == .vector {
      return UprightPage(
        image: image, picture: image.picture, grey: image.picture.grey, lit: nil, turned: 0,
        boxes: image.layer.map(\.box), hasSmallPrint: false, strips: StripReader(engines.recogniser, of: image.picture))
    }
    let lit = image.picture.lit
    let seen = lit ?? image.picture
    let found = try engines.lines(on: seen, withSmallPrint: image.isUprightSheet)
    let strips = StripReader(engines.recogniser, of: seen)
    let turned = try quarterTurns(for: found.boxes, by: strips)
    let picture = image.picture.turned(turned)
    let upright = lit?.turned(turned)
    let boxes = found.boxes.map {
      $0.turned(turned, width: image.picture.width, height: image.picture.height).readingRightwards
    }
    return UprightPage(
      image: image, picture: picture, grey: picture.grey, lit: upright, turned: turned,
      boxes: ReadingOrder.sorted(boxes),
      hasSmallPrint: found.areSmallPrint, strips: strips.turned(turned, to: upright ?? picture))
  }

  private func quarterTurns(for boxes: [OrientedBox], by strips: StripReader) throws(StageFailure) -> Int {
    if let byCode = try quarterTurnsByCodeLines(boxes, by: strips) { return byCode }
    let telling = boxes.filter { $0.length > Self.tellingShape * $0.height }
    let lying = telling.filter { !$0.isStanding }.reduce(0) { $0 + $1.length }
    let standing = telling.filter(\.isStanding).reduce(0) { $0 + $1.length }
    let isStanding = standing > lying
    let sample = telling.filter { $0.isStanding == isStanding && $0.length < 25 * $0.height }
      .sorted { $0.length * $0.height > $1.length * $1.height }.prefix(Self.lineSample)
    var forward = 0.0
    var backward = 0.0
    for (count, box) in sample.enumerated() {
      forward += certainty(try read(box, by: strips))
      backward += certainty(try read(box.reversed, by: strips))
      if count > 0, abs(forward - backward) > Self.clearLead { break }
    }
    return Self.quarterTurns(standing: isStanding, readsForward: forward >= backward)
  }

  /// Code lines outweigh everything else on a page: the other page of an open passport often lies on its side.
  private func quarterTurnsByCodeLines(_ boxes: [OrientedBox], by strips: StripReader) throws(StageFailure) -> Int? {
    let long = boxes.filter { $0.length > Self.codeLineShape * $0.height }.sorted { $0.length > $1.length }
    for box in long.prefix(Self.codeLineSample) {
      let forward = try fillers(in: box, by: strips)
      if forward >= Self.manyFillers { return Self.quarterTurns(standing: box.isStanding, readsForward: true) }
      let backward = try fillers(in: box.reversed, by: strips)
      if max(forward, backward) >= Self.fewestFillers {
        return Self.quarterTurns(standing: box.isStanding, readsForward: forward >= backward)
      }
    }
    return nil
  }

  /// Long boxes are code lines or sentences; so many of the longest are looked at.
  private static let codeLineShape = 14.0
  private static let codeLineSample = 3
  private static let fewestFillers = 4
  /// No line on its head shows so many.
  private static let manyFillers = 8

  private func fillers(in box: OrientedBox, by strips: StripReader) throws(StageFailure) -> Int {
    try read(box, by: strips).count { $0.character == "<" }
  }

  private func read(_ box: OrientedBox, by strips: StripReader) throws(StageFailure) -> [ReadCharacter] {
    do {
      return try strips.read(box)
    } catch {
      throw .gaveUp
    }
  }

  /// A standing line points down: where it reads that way its page needs three quarter-turns, where it reads upwards
  /// one.
  private static func quarterTurns(standing: Bool, readsForward: Bool) -> Int {
    if standing { return readsForward ? 270 : 90 }
    return readsForward ? 0 : 180
  }

  /// How sure a reading is, 0–1, with little weight for short ones.
  private func certainty(_ characters: [ReadCharacter]) -> Double {
    let letters = characters.filter { $0.character != " " }
    guard letters.count >= 2 else { return 0 }
    return letters.map(\.probability).reduce(0, +) / Double(letters.count) * min(1, Double(letters.count) / 6)
  }
}

extension PageImage {
  /// A sheet of letter paper that stands: its text is small print at the detector's first scale, which need not be tried.
  /// A passport's page has the same proportions, but lies.
  var isUprightSheet: Bool {
    sheetDotsPerInch != nil && picture.height > picture.width && Double(picture.height) / scale > Self.leastSheet
  }

  /// Points, or pixels where the page has no size of its own.
  private static let leastSheet = 700.0
}

extension OrientedBox {
  /// It runs up or down the page rather than across.
  var isStanding: Bool { abs(alongX) < abs(alongY) }

  /// The same strip, its direction chosen so that it does not point to the left.
  var readingRightwards: OrientedBox { alongX < -0.2 ? reversed : self }
}

/// The order in which a person reads boxes: rows from the top, each from the left.
enum ReadingOrder {
  static func sorted(_ boxes: [OrientedBox]) -> [OrientedBox] {
    var rows: [[OrientedBox]] = []
    for box in boxes.sorted(by: { $0.centreY < $1.centreY }) {
      if let first = rows.last?.first, abs(box.centreY - first.centreY) < 0.5 * min(box.height, first.height) {
        rows[rows.count - 1].append(box)
      } else {
        rows.append([box])
      }
    }
    return rows.flatMap { $0.sorted { $0.centreX < $1.centreX } }
  }
}
