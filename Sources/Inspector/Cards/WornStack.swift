import Imaging
import Model

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

  /// What may not stay of two or three rows of four under one another on a card, of which something hides the others.
  func unfinishedStack(in rows: [DigitRow], besides numbers: [FoundCardNumber]) -> [OrientedBox] {
    if cues.isSheet { return [] }
    let chains = chains(in: rows, besides: numbers).filter { chain in
      (2...3).contains(chain.count) && chain.allSatisfy { $0.digits.count == 4 && isNearCard($0.row) }
        // Ends of two numbers, each before its code.
        && chain.count { CardCues.tail(of: $0.row, lines) == .withCode } <= chain.count - 2
    }
    guard let chain = chains.max(by: { $0.count < $1.count }) else { return [] }
    let boxes = chain.map(\.box)
    let endOfSecond = DigitRow.box(ofAll: Array(chain[1].digits.dropFirst(2)), on: lines) ?? boxes[1]
    let places: [OrientedBox]
    switch lostRow(between: boxes) {
    case (let lost, 1)?: places = [lost, boxes[1]]
    case (let lost, _)?: places = [endOfSecond, lost]
    case nil:
      // A scheme's digits come first; else the last four may be there.
      let isBeginning = PaymentCardNumber.scheme(of: chain.flatMap(\.digits).compactMap(\.digit)) != nil
      places = isBeginning ? [endOfSecond] + boxes.dropFirst(2) : boxes.dropLast()
    }
    return places.map { $0.grown(along: 0.02 * $0.height, across: 0.06 * $0.height) }
  }

  /// Between two of three rows a fourth was not read, where these stand farther apart: its place, and what row it is of
  /// the four, from 0.
  private func lostRow(between rows: [OrientedBox]) -> (box: OrientedBox, index: Int)? {
    guard rows.count == 3 else { return nil }
    let steps = zip(rows, rows.dropFirst()).map { $0.offset(to: $1).across }
    guard let index = steps.indices.first(where: { steps[$0] > Self.stepOverARow * steps[1 - $0] }) else { return nil }
    return (rows[index].moved(along: 0, across: steps[index] / 2), index + 1)
  }

  /// In steps from row to row.
  private static let stepOverARow = 1.6

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
