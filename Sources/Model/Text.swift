/// A run of characters without a space, as read from a page.
package struct Word: Codable, Sendable, Equatable {
  package var text: Private<String>
  /// In pixels of the kept page.
  package var box: PixelRect
  /// 0–1; 1 for a PDF text layer.
  package var confidence: Double

  package init(text: Private<String>, box: PixelRect, confidence: Double) {
    self.text = text
    self.box = box
    self.confidence = confidence
  }
}

/// Words on one baseline, left to right, of one column or cell.
package struct TextLine: Codable, Sendable, Equatable {
  package var words: [Word]
  package var box: PixelRect

  package init(words: [Word]) {
    self.words = words
    box = words.dropFirst().reduce(words.first?.box ?? PixelRect(x0: 0, y0: 0, x1: 0, y1: 0)) { $0.union($1.box) }
  }

  /// The words joined by one space each.
  package var text: Private<String> { Private(words.map(\.text.value).joined(separator: " ")) }

  /// Mean confidence of the words, weighted by their length; 0 for an empty line.
  package var confidence: Double {
    let weights = words.map { Double($0.text.value.count) }
    let total = weights.reduce(0, +)
    guard total > 0 else { return 0 }
    return zip(words, weights).reduce(0) { $0 + $1.0.confidence * $1.1 } / total
  }
}
