import Imaging

/// The direction that digits are read in: alone they tell it badly, so the text around them decides.
struct DigitDirection {
  /// How a line of digits should be read instead.
  struct Turn {
    let box: OrientedBox
    /// Whatever it then reads like.
    let isCertain: Bool
  }

  private let telling: [ReadLine]

  private static let fewestTellingLetters = 6
  private static let leastConfidence = 0.75
  private static let mostOfAShortLine = 9
  /// Struck digits on their heads are taken for letters, too: so many digits beside them make a number.
  private static let digitsOfANumber = 6
  private static let mostConfidenceOfAWrongNumber = 0.95
  /// In heights of the line.
  private static let neighbourhood = 9.0
  /// The box of three digits at a slant is almost a square and may lie at any angle.
  private static let mostOfASquare = 1.6
  private static let mostInASquare = 4
  private static let sure = 0.9
  private static let leastTurn = 0.97

  init(around lines: [ReadLine]) {
    telling = lines.filter { line in
      line.characters.count { $0.character.isLetter } >= Self.fewestTellingLetters
        && line.confidence >= Self.leastConfidence && line.box.length > 2 * line.box.height
    }
  }

  /// Nil where it is read as the text around it is, or nothing tells.
  func turn(of line: ReadLine) -> Turn? {
    let letters = line.characters.count { $0.character.isLetter }
    let digits = line.characters.count { $0.character.isNumber }
    let box = line.box
    if box.length < Self.mostOfASquare * box.height, line.characters.count <= Self.mostInASquare {
      return digits > 0 || line.confidence < Self.sure ? slant(of: box) : nil
    }
    let isShort = line.characters.count <= Self.mostOfAShortLine && digits > 0 && letters == 0
    let isNumber =
      digits >= Self.digitsOfANumber && letters < digits && line.confidence < Self.mostConfidenceOfAWrongNumber
    guard isShort || isNumber, box.length > 1.2 * box.height else { return nil }
    let reach = Self.neighbourhood * box.height
    var votes = 0.0
    for other in telling where other.box.distance(to: box) < reach {
      let parallel = other.box.alongX * box.alongX + other.box.alongY * box.alongY
      if abs(parallel) > 0.9 { votes += parallel * Double(other.characters.count) }
    }
    return votes < 0 ? Turn(box: box.reversed, isCertain: isShort) : nil
  }

  /// A square box in the direction of the longest line near it, as large as still holds it.
  private func slant(of box: OrientedBox) -> Turn? {
    let near = telling.filter { $0.box.distance(to: box) < Self.neighbourhood * box.height }
    guard let guide = near.max(by: { $0.box.length < $1.box.length })?.box else { return nil }
    let cosine = abs(box.alongX * guide.alongX + box.alongY * guide.alongY)
    // Along the text, or along it but for a quarter turn of the box: as read, or hardly slanted.
    guard cosine < Self.leastTurn else { return nil }
    let sine = (1 - cosine * cosine).squareRoot()
    var turned = box
    (turned.alongX, turned.alongY) = (guide.alongX, guide.alongY)
    // The digits fill a strip of the text's direction inside the square's hull.
    turned.length = box.length * cosine + box.height * sine
    let across = box.length * sine + box.height * cosine
    turned.height = sine < Self.sineOfAnUpright ? min(across, Self.heightOfAStrip * turned.length) : across
    return Turn(box: turned, isCertain: false)
  }

  /// Three digits are about half as high as long, with the room around them.
  private static let heightOfAStrip = 0.65
  /// A box that stands upright to the text holds one digit or two.
  private static let sineOfAnUpright = 0.9
}
