import Imaging
import Model

/// What is looked at again from farther away, and what of that counts.
enum FartherLook {
  static let mostReads = 12
  /// A page with fewer rows of text may be a card that can hardly be read.
  private static let fewRows = 4
  /// Cards show a name and a date beside their number.
  private static let fewRowsWithANumber = 3
  private static let leastLength = 1.5
  /// Shares of a box that one line read before may take up, and that pieces may.
  private static let mostKnown = 0.6
  private static let mostInPieces = 0.8
  /// In lengths of what it holds.
  private static let leastOfAWhole = 1.15
  private static let leastConfidence = 0.5

  /// Hardly anything can be read, or no card number was, and something speaks for a card.
  static func isWorthIt(_ lines: [ReadLine]) -> Bool {
    let rows = DigitRow.rows(of: lines)
    let cues = CardCues(rows: rows, lines: lines, hasCodeLines: false)
    if cues.isSheet { return false }
    let count = rows.count(where: \.isText)
    let hasNumber = !CardNumberFinder(lines: lines, cues: cues).numbers(in: rows).isEmpty
    return hasNumber ? count < fewRowsWithANumber : !cues.cues.isEmpty || count < fewRows
  }

  /// A line, not a letter on a key, that was not read before but for pieces.
  static func isNew(_ box: OrientedBox, beside lines: [ReadLine]) -> Bool {
    guard box.length > leastLength * box.height else { return false }
    // A sentence that the look from near found whole, or in which it found more than this one does.
    if isPart(box, of: lines, shortest: mostKnown) { return false }
    return pieces(of: box, in: lines).reduce(0) { $0 + lines[$1].box.length } < mostInPieces * box.length
  }

  /// Lies in one that was read before and is longer, or as long but for a share.
  static func isPart(_ box: OrientedBox, of lines: [ReadLine], shortest share: Double = leastOfAWhole) -> Bool {
    lines.contains { $0.box.holds((box.centreX, box.centreY)) && $0.box.length > share * box.length }
  }

  /// Adds a line in the place of its pieces, unless it says less than they do, or one of them as much as surely.
  static func take(_ line: ReadLine, into lines: inout [ReadLine]) {
    let pieces = pieces(of: line.box, in: lines)
    let known = pieces.reduce(0) { $0 + lines[$1].characters.count { $0.character.isNumber } }
    guard !line.characters.isEmpty, line.confidence >= leastConfidence,
      line.characters.count(where: { $0.character.isNumber }) >= known,
      !pieces.contains(where: {
        lines[$0].characters.count >= line.characters.count && lines[$0].confidence >= line.confidence
      })
    else { return }
    for index in pieces.reversed() { lines.remove(at: index) }
    lines.insert(line, at: pieces.first ?? lines.endIndex)
  }

  /// The lines in a box, in order.
  private static func pieces(of box: OrientedBox, in lines: [ReadLine]) -> [Int] {
    lines.indices.filter { index in
      let piece = lines[index].box
      return box.holds((piece.centreX, piece.centreY)) && piece.height < 1.5 * box.height
    }
  }
}
