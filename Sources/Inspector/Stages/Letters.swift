/// A text reduced to what survives bad reading: letters and digits, without case, accents and what cannot be told apart
/// on paper.
struct Letters: Equatable {
  let scalars: [UInt32]

  /// Longer texts are compared by their beginning.
  private static let most = 64

  init(_ text: String) {
    scalars = Readings.plain(text).unicodeScalars.filter {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
    .map { ($0 == "l" || $0 == "1" ? "i" : $0).value }
  }

  init(joining parts: [Letters]) { scalars = parts.flatMap(\.scalars) }

  /// Whether the others stand in it, letter by letter.
  func holds(_ other: Letters) -> Bool { scalars.firstRange(of: other.scalars) != nil }

  /// 1 − edits ÷ length for the part of a text that is most like it (Sellers 1980).
  func likeness(within text: Letters) -> Double {
    guard !scalars.isEmpty, !text.scalars.isEmpty else { return 0 }
    let own = scalars.prefix(Self.most)
    let edits = Self.edits(of: own, into: text.scalars, from: [Int](repeating: 0, count: text.scalars.count + 1))
    return 1 - Double(edits.min() ?? own.count) / Double(own.count)
  }

  /// 1 − edits ÷ length of the longer.
  func likeness(to other: Letters) -> Double {
    guard !scalars.isEmpty else { return 1 }
    let edits = Self.edits(of: scalars[...], into: other.scalars, from: Array(0...other.scalars.count))
    return 1 - Double(edits[other.scalars.count]) / Double(max(scalars.count, other.scalars.count))
  }

  /// The last row of the table of edit distances (Levenshtein 1966) that begins with `row`.
  private static func edits(of own: ArraySlice<UInt32>, into other: [UInt32], from row: [Int]) -> [Int] {
    var row = row
    for (index, scalar) in own.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (place, candidate) in other.enumerated() {
        let cost = scalar == candidate ? diagonal : min(diagonal, row[place], row[place + 1]) + 1
        diagonal = row[place + 1]
        row[place + 1] = cost
      }
    }
    return row
  }
}
