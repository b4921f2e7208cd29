import Imaging
import Model

/// American Express prints the code, four digits, on the front: above the number, mostly on the right. Where none was
/// read there, something covers it or it could not be read.
enum AmericanExpressFront {
  /// What was seen of fronts whose code was not read.
  static func views(
    rows: [DigitRow], cues: CardCues, numbers: [FoundCardNumber], codes: [OrientedBox], on grey: Raster
  ) -> [CardBack.View] {
    let own = numbers.filter { $0.scheme == .americanExpress && $0.rowCount == 1 }
    let open = own.filter { number in !codes.contains { number.box.distance(to: $0) < 0.6 * number.cardWidth } }
    let byNumber = open.map { view(above: $0.box, on: grey) }
    let titles = rows.filter { row in
      row.sense.namesAmericanExpress && isFront(row, cues, isBare: rows.count(where: \.isText) < fewRows)
        && !own.contains { $0.box.distance(to: row.box) < 0.75 * $0.cardWidth }
        && !codes.contains { row.box.distance(to: $0) < reachOfATitle * row.height }
    }
    return byNumber
      + titles.map { row in
        CardBack.View(code: .uncertain, covers: placesBelow(title: row.box).map { $0.within(grey) })
      }
  }

  /// A picture with fewer rows of text may be a card that can hardly be read.
  private static let fewRows = 3
  /// In heights of the title.
  private static let reachOfATitle = 12.0
  /// The places of the code in lengths of the number, from its middle, and in heights above it.
  private static let alongNumber = [0.12...0.74, -0.55 ... -0.2]
  private static let aboveNumber = 0.1...4.2
  /// The same in lengths of the title and heights below it, which is as long as the number.
  private static let alongTitle = [0.12...1.0, -0.85 ... -0.3]
  private static let belowTitle = 1.3...5.5

  /// Beside the words of a front, or where hardly anything else could be read, and not on a back, which carries the title,
  /// too.
  private static func isFront(_ row: DigitRow, _ cues: CardCues, isBare: Bool) -> Bool {
    !cues.isSheet && (isBare || cues.support(at: row.box, of: [.front, .date, .weak, .number]) >= 0.5)
      && cues.support(at: row.box, of: [.back, .stripe]) == 0
  }

  private static func view(above number: OrientedBox, on grey: Raster) -> CardBack.View {
    let places = alongNumber.map { share -> OrientedBox in
      var place = number.moved(
        along: (share.lowerBound + share.upperBound) / 2 * number.length,
        across: -(0.5 + (aboveNumber.lowerBound + aboveNumber.upperBound) / 2) * number.height)
      place.length = (share.upperBound - share.lowerBound) * number.length
      place.height = (aboveNumber.upperBound - aboveNumber.lowerBound) * number.height
      return place
    }
    // On the right alone: on the left lies the chip, which is a patch of its own.
    if isPatched(places[0], by: number.height, on: grey) { return CardBack.View(code: .covered, covers: []) }
    return CardBack.View(code: .uncertain, covers: places.map { $0.within(grey) })
  }

  private static func placesBelow(title: OrientedBox) -> [OrientedBox] {
    alongTitle.map { share in
      var place = title.moved(
        along: (share.lowerBound + share.upperBound) / 2 * title.length,
        across: (0.5 + (belowTitle.lowerBound + belowTitle.upperBound) / 2) * title.height)
      place.length = (share.upperBound - share.lowerBound) * title.length
      place.height = (belowTitle.upperBound - belowTitle.lowerBound) * title.height
      return place
    }
  }

  // MARK: Covers

  private static let stripHeight = 48
  /// Grey levels by which tape, paper or marker differ from the card.
  private static let leastDifference = 18
  /// A cover of four digits is at least so long and high, in heights of the number's digits, and fills its frame.
  private static let leastLength = 1.4
  private static let leastHeight = 0.5
  private static let leastFill = 0.86
  /// Digits with strokes across them are no cover: by how much its own levels may differ, beside how far they lie from the
  /// ground.
  private static let mostUnevenness = 0.4

  /// In heights of the number's digits, and how many of them make a code.
  private static let heightsOfDigits = 0.3...0.9
  private static let fewestDigits = 2

  /// A solid patch that is no print lies in a place.
  private static func isPatched(_ place: OrientedBox, by height: Double, on grey: Raster) -> Bool {
    let strip = place.cut(from: grey, height: stripHeight)
    let ground = Int(strip.pixels.sorted()[strip.pixels.count / 2])
    let scale = Double(stripHeight) / place.height
    let unlike = strip.pixels.map { abs(Int($0) - ground) >= leastDifference }
    let regions = Regions(of: unlike, columns: strip.width).found
    let patches = regions.filter { region in
      guard let box = OrientedBox(around: region.cells.map { (x: $0 % strip.width, y: $0 / strip.width) }) else {
        return false
      }
      return box.length >= leastLength * height * scale && box.height >= leastHeight * height * scale
        && Double(region.cells.count) >= leastFill * box.length * box.height
        && isEven(region.cells.map { Int(strip.pixels[$0]) }.sorted(), on: ground)
    }
    // What has the size of digits and lies beside it may stick out of it.
    let loose = regions.count { region in
      let high = Double(region.bounds.height) / (height * scale)
      return heightsOfDigits.contains(high) && Double(region.bounds.width) < 1.2 * Double(region.bounds.height)
        && !patches.contains { !$0.bounds.intersection(region.bounds).isEmpty }
    }
    return !patches.isEmpty && loose < fewestDigits
  }

  /// `levels` in order.
  private static func isEven(_ levels: [Int], on ground: Int) -> Bool {
    Double(levels[levels.count * 3 / 4] - levels[levels.count / 4])
      <= mostUnevenness * Double(abs(levels[levels.count / 2] - ground))
  }
}

extension OrientedBox {
  /// The same, which may reach beyond the picture by as much as half the picture; an upright box where it would reach
  /// farther.
  func within(_ picture: Raster) -> OrientedBox {
    let room = PixelRect(
      x0: -picture.width / 2, y0: -picture.height / 2, x1: picture.width * 3 / 2, y1: picture.height * 3 / 2)
    return bounds.intersection(room) == bounds
      ? self : OrientedBox(bounds.clamped(width: picture.width, height: picture.height))
  }
}
