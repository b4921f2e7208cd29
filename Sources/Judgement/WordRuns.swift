/// The words of some lines, ready to be asked for words and phrases. Looking for a text in a text costs a hundred times
/// as much.
package struct WordRuns: Sendable {
  private let words: [String]
  private let positions: [String: [Int]]

  /// Words in order; an empty one stands between two that form no phrase.
  package init(_ words: [String]) {
    self.words = words
    var positions: [String: [Int]] = [:]
    for (index, word) in words.enumerated() { positions[word, default: []].append(index) }
    self.positions = positions
  }

  /// The letters and digits of a text as words, lower case in the plain folding.
  package static func words(of text: String) -> [String] {
    TextFolding.plain.folded(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Every different word.
  package var vocabulary: some Sequence<String> { positions.keys }

  /// The words of the phrase stand somewhere one behind the other.
  package func contains(_ phrase: [String]) -> Bool {
    guard let first = phrase.first, let starts = positions[first] else { return false }
    return starts.contains { start in
      start + phrase.count <= words.count && words[start..<(start + phrase.count)].elementsEqual(phrase)
    }
  }
}
