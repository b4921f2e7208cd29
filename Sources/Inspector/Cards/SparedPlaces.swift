import Imaging

/// What is known for sure in the places where a code that nobody could read may stand: numbers, months, and text. These
/// are no codes, and stay readable.
struct SparedPlaces {
  /// A strip without a code, and the room beside it that is spared, too, in its heights.
  private struct Strip {
    let box: OrientedBox
    let margin: Double
  }

  private let known: [Strip]

  /// Around what is spared, and the least that is covered beside it, in its heights.
  private static let margin = 0.12
  private static let leastHeight = 0.2
  private static let leastLength = 0.5
  /// What lies across a place is covered with it.
  private static let leastCosine = 0.97

  init(rows: [DigitRow], lines: [ReadLine], numbers: [FoundCardNumber]) {
    let digits =
      numbers.filter(Self.isSure).map(\.box)
      + rows.flatMap { row in
        CardExpiry.months(in: row).compactMap { DigitRow.box(ofAll: $0.glyphs, on: lines) }
      }
    known =
      digits.map { Strip(box: $0, margin: Self.margin) } + lines.compactMap(Self.text).map { Strip(box: $0, margin: 0) }
  }

  /// It holds by Luhn's digit, or is sixteen digits with nothing between that could be the gap before a code.
  private static func isSure(_ number: FoundCardNumber) -> Bool {
    guard number.rowCount == 1 else { return false }
    if number.luhnHolds { return true }
    let middles = number.digits.map { ($0.start + $0.end) / 2 }
    let steps = zip(middles.dropFirst(), middles).map { $0 - $1 }
    guard number.scheme != nil, number.digits.count == digitsOfANumber, number.length == digitsOfANumber,
      Set(number.digits.map(\.line)).count == 1, let pitch = steps.sorted().dropFirst(steps.count / 2).first
    else { return false }
    // In fours, or in one run.
    let gaps = steps.indices.filter { steps[$0] > widestStep * pitch }.map { $0 + 1 }
    return gaps.isEmpty || gaps == [4, 8, 12]
  }

  private static let digitsOfANumber = 16
  /// In steps from digit to digit.
  private static let widestStep = 1.4

  private static let surely = 0.95
  private static let leastOfALetter = 0.6
  private static let fewestLetters = 6
  private static let fewestWords = 2
  /// In heights of the line: where letters stand farther apart something between them was not read.
  private static let widestGap = 1.5
  private static let roomAtAnEnd = 0.2

  /// From the first to the last letter of a line of words that were read for sure; what panels repeat is none.
  private static func text(of line: ReadLine) -> OrientedBox? {
    let inked = line.characters.filter { $0.character != " " }
    let words = line.characters.split { $0.character == " " }.map { String($0.map(\.character)) }
    guard let first = inked.first, let last = inked.last, words.count >= fewestWords, Set(words).count == words.count,
      inked.count(where: { $0.character.isLetter }) >= fewestLetters,
      inked.allSatisfy({ !$0.character.isNumber && $0.probability >= leastOfALetter }), line.confidence >= surely,
      !words.contains(where: mayBeDigits),
      zip(inked.dropFirst(), inked).allSatisfy({ next, before in
        (next.position - before.position) * line.box.length < widestGap * line.box.height
      })
    else { return nil }
    let room = roomAtAnEnd * line.box.height / max(1, line.box.length)
    return line.box.part(from: max(0, first.position - room), to: min(1, last.position + room))
  }

  /// As short as a code, of letters that digits are taken for.
  private static func mayBeDigits(_ word: String) -> Bool {
    (2...5).contains(word.count) && word.allSatisfy { DigitRow.lookalikes[$0] != nil || !$0.isLetter }
  }

  /// Some places without what is spared.
  func left(of places: [OrientedBox]) -> [OrientedBox] {
    known.reduce(places) { places, strip in places.flatMap { Self.place($0, without: strip) } }
  }

  private static func place(_ place: OrientedBox, without strip: Strip) -> [OrientedBox] {
    let (box, margin) = (strip.box, strip.margin)
    let cosine = abs(place.alongX * box.alongX + place.alongY * box.alongY)
    guard cosine >= leastCosine, place.meets(box) else { return [place] }
    let offset = place.offset(to: box)
    let (halfLength, halfHeight) = (place.length / 2, place.height / 2)
    let tilt = strip.margin > 0 ? box.length / 2 * max(0, 1 - cosine * cosine).squareRoot() : 0
    let reach = box.height * (0.5 + margin) + tilt
    let top = max(-halfHeight, offset.across - reach)
    let bottom = min(halfHeight, offset.across + reach)
    // Beside what is spared, what is too narrow above or below it is covered.
    let least = leastHeight * box.height
    let from = top + halfHeight < least ? -halfHeight : top
    let to = halfHeight - bottom < least ? halfHeight : bottom
    let left = offset.along - box.length / 2 - margin * box.height
    let right = offset.along + box.length / 2 + margin * box.height
    func part(_ along: (Double, Double), _ across: (Double, Double)) -> OrientedBox? {
      guard along.1 - along.0 >= leastLength * box.height, across.1 - across.0 >= least else {
        return nil
      }
      var part = place.moved(along: (along.0 + along.1) / 2, across: (across.0 + across.1) / 2)
      part.length = along.1 - along.0
      part.height = across.1 - across.0
      return part
    }
    return [
      part((-halfLength, halfLength), (-halfHeight, top)), part((-halfLength, halfLength), (bottom, halfHeight)),
      part((-halfLength, left), (from, to)), part((right, halfLength), (from, to)),
    ].compactMap(\.self)
  }
}
