import Imaging

/// What the words that announce a code say of where it stands.
extension CardCodeFinder {
  /// Beside a label, below it, or right above it, in the label's own direction.
  func isLabelled(_ box: OrientedBox, _ digits: Int, _ row: DigitRow) -> Bool {
    cues.labels.contains { label in
      let height = max(label.height, box.height)
      let offset = label.offset(to: box)
      let gap = abs(offset.along) - (label.length + box.length) / 2
      // Four digits far behind it are sooner a part of the number.
      let reach = offset.along < 0 ? 3 : digits > 3 ? 5 : 25.0
      if abs(offset.across) < 0.7 * height { return gap < reach * height }
      let between = abs(offset.across) - (label.height + box.height) / 2
      guard gap < 2.5 * height, groups(of: row, near: box) <= 3 else { return false }
      return between < (offset.across > 0 ? 2.5 : 0.8) * height
    }
  }

  /// Groups of digits beside a box in its row: a number in four rows may begin far before it.
  private func groups(of row: DigitRow, near box: OrientedBox) -> Int {
    row.groups.count { group in
      DigitRow.box(ofAll: group.glyphs, on: lines).map { $0.distance(to: box) < Self.besideInARow * box.height }
        ?? false
    }
  }

  private static let besideInARow = 2.0

  /// Labels on a card without three digits behind or below them, or a digit as high as the label is: something hides the
  /// code, or nobody could read it. Sheets speak of codes, too: there the number must be beside the label.
  func labelsWithoutCodes(_ codes: [[DigitRow.Glyph]]) -> [OrientedBox] {
    let read = codes.compactMap { code in
      DigitRow.box(ofAll: code, on: lines).map { (box: $0, count: code.count) }
    }
    return cues.labels.filter { label in
      (!cues.isSheet || numbers.contains { $0.luhnHolds && $0.box.distance(to: label) < 0.5 * $0.cardWidth })
        && cues.support(at: label, of: [.front, .back, .stripe, .number, .date]) >= CardCues.likely
        && label.length < Self.longestLabel * label.height
        && !read.contains { code in
          (code.count > 2 || code.box.height >= Self.leastHeightByALabel * label.height)
            && Self.mayAnnounce(label, code.box)
        }
    }
  }

  /// Behind it in its row, or right below or above it. What stands before it in its row is a date sooner.
  private static func mayAnnounce(_ label: OrientedBox, _ code: OrientedBox) -> Bool {
    let height = max(label.height, code.height)
    let offset = label.offset(to: code)
    let gap = abs(offset.along) - (label.length + code.length) / 2
    let isInItsRow = abs(offset.across) < 0.5 * min(label.height, code.height)
    if isInItsRow { return offset.along > 0 && gap < alongALabel * height }
    // Below the word beside it stands a date.
    let reach = offset.along < 0 ? beforeALabel : acrossALabel
    return abs(offset.across) < acrossALabel * height && gap < reach * height
  }

  /// In heights of the label: sentences that speak of the code are longer.
  private static let longestLabel = 14.0
  private static let alongALabel = 25.0
  private static let acrossALabel = 3.0
  private static let beforeALabel = 1.0
  private static let leastHeightByALabel = 0.7
}
