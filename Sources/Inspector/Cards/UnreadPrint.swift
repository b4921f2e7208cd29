import Imaging
import Model

/// A card of which the number was read and nothing else, in the dark or badly blurred: what is printed beside it may be
/// the code.
enum UnreadPrint {
  /// Mean probability of its characters from which a line counts as read.
  private static let surely = 0.6
  /// Heights of print in heights of the number.
  private static let heights = 0.5...1.4
  private static let leastCosine = 0.95

  static func views(
    _ lines: [ReadLine], cues: CardCues, numbers: [FoundCardNumber], codes: [OrientedBox]
  ) -> [CardBack.View] {
    guard codes.isEmpty, !cues.isSheet, numbers.count == 1, let number = numbers.first, number.luhnHolds,
      number.rowCount == 1,
      cues.support(at: number.box, of: [.label, .back, .stripe, .panel, .scheme, .front, .date, .weak]) == 0
    else { return [] }
    let places = lines.filter { line in
      let cosine = abs(line.box.alongX * number.box.alongX + line.box.alongY * number.box.alongY)
      return line.confidence < surely && cosine >= leastCosine
        && heights.contains(line.box.height / number.box.height) && number.isOnItsCard(line.box)
    }
    return places.isEmpty ? [] : [CardBack.View(code: .uncertain, covers: places.map(\.box))]
  }
}
