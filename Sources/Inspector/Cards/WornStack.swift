import Imaging

/// Numbers in four rows of four of which some digits were lost.
extension CardNumberFinder {
  /// Digits in three rows or more of a number that stands in four, and of a row of them of which one digit was lost: they
  /// are no codes and no ends of numbers, whatever stands beside them.
  func rowsOfStacks(in rows: [DigitRow]) -> Set<DigitRow.Place> {
    let chains = chains(in: rows, besides: []).filter { chain in
      chain.count >= 3 && chain.allSatisfy { $0.digits.count == 4 }
    }
    let above = rows.flatMap { parts(of: $0) }.filter { part in
      part.digits.count == 3 && chains.contains { $0.count == 3 && follows($0[0], part) }
    }
    return Set((chains + wornStacks(in: rows) + [above]).joined().flatMap(\.digits).map(\.place))
  }

  /// Four rows of three or four digits, not all of them four.
  func wornStacks(in rows: [DigitRow]) -> [[Part]] {
    let parts = rows.flatMap { self.parts(of: $0) }.filter { (3...4).contains($0.digits.count) }
    func next(_ part: Part) -> Part? {
      parts.filter { follows($0, part) }
        .min { part.box.offset(to: $0.box).across < part.box.offset(to: $1.box).across }
    }
    return parts.compactMap { first in
      guard !parts.contains(where: { follows(first, $0) }) else { return nil }
      var chain = [first]
      while let part = next(chain[chain.count - 1]), chain.count < 5 { chain.append(part) }
      let digits = chain.reduce(0) { $0 + $1.digits.count }
      return chain.count == 4 && (13...15).contains(digits) ? chain : nil
    }
  }

  /// What may not stay of such a number: its first six digits and its last four may.
  func middle(ofWornStack chain: [Part]) -> [OrientedBox] {
    // A row that lost a digit is as long as the others.
    let whole = chain.first { $0.digits.count == 4 }?.box ?? chain[0].box
    return [(chain[1], 0.5), (chain[2], 0)].map { row, from in
      var box = row.box
      if row.digits.count < 4 {
        box = whole.moved(along: 0, across: whole.offset(to: row.box).across)
        box.height = row.box.height
      }
      return box.part(from: from, to: 1).grown(along: Self.marginOfARow * box.height, across: 0.06 * box.height)
    }
  }

  /// In heights of the digits.
  private static let marginOfARow = 0.1
}
