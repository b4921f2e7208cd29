import Model

extension Page {
  /// Mean confidence of the words on the page, weighted by their length; 0 without words.
  package var wordConfidence: Double { TextLine(words: lines.flatMap(\.words)).confidence }

  /// Words with at least two letters or digits.
  package var wordCount: Int {
    lines.reduce(0) { $0 + $1.words.count { $0.text.value.count { $0.isLetter || $0.isNumber } >= 2 } }
  }

  /// Something on the page was understood that is not running text.
  package var hasReadFacts: Bool {
    machineReadableZone != nil || cards.contains { $0.number != nil || $0.code == .exposed }
  }
}
