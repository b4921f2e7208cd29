import Judgement

/// Two words laid side by side with as few differences as any spelling allows.
struct WordAlignment {
  /// 0 for nothing in common, 1 for equal; 0.5 for an initial and its name.
  let likeness: Double
  /// For each character of the word, whether its counterpart is the same, another, or not there.
  let left: [TextComparison.Agreement]
  let right: [TextComparison.Agreement]

  init(_ left: [Character], _ right: [Character]) {
    let folded = TextFolding.allCases.map { (FoldedCharacters(left, $0), FoldedCharacters(right, $0)) }
    let alignments = folded.map { Edits(from: $0.0.letters, to: $0.1.letters) }
    var best = 0
    for index in alignments.indices where alignments[index].count < alignments[best].count { best = index }
    let edits = alignments[best]
    let (one, other) = folded[best]
    let longer = max(one.letters.count, other.letters.count)
    let isInitial = min(one.letters.count, other.letters.count) == 1 && one.letters.first == other.letters.first
    let share = longer == 0 ? 1 : 1 - Double(edits.count) / Double(longer)
    likeness = isInitial ? max(share, 0.5) : share
    self.left = one.agreements(edits.left)
    self.right = other.agreements(edits.right)
  }
}

/// The letters and digits of a word in one folding, each with the character it comes from.
private struct FoldedCharacters {
  let letters: [Character]
  private let sources: [Int]
  private let count: Int

  init(_ word: [Character], _ folding: TextFolding) {
    var letters: [Character] = []
    var sources: [Int] = []
    for (index, character) in word.enumerated() where character.isLetter || character.isNumber {
      for letter in folding.folded(String(character)) {
        letters.append(letter)
        sources.append(index)
      }
    }
    self.letters = letters
    self.sources = sources
    count = word.count
  }

  /// A character is the same when all it folds to is.
  func agreements(_ letters: [TextComparison.Agreement]) -> [TextComparison.Agreement] {
    var result = [TextComparison.Agreement](repeating: .same, count: count)
    for (letter, source) in zip(letters, sources) where letter != .same { result[source] = letter }
    return result
  }
}

/// The fewest insertions, deletions and substitutions that make one word the other (Levenshtein).
private struct Edits {
  let count: Int
  private(set) var left: [TextComparison.Agreement]
  private(set) var right: [TextComparison.Agreement]

  init(from one: [Character], to other: [Character]) {
    var cost = [[Int]](repeating: [Int](repeating: 0, count: other.count + 1), count: one.count + 1)
    for row in (0...one.count).reversed() {
      for column in (0...other.count).reversed() {
        if row == one.count || column == other.count {
          cost[row][column] = one.count - row + other.count - column
        } else {
          let substituted = cost[row + 1][column + 1] + (one[row] == other[column] ? 0 : 1)
          cost[row][column] = min(substituted, cost[row + 1][column] + 1, cost[row][column + 1] + 1)
        }
      }
    }
    count = cost[0][0]
    left = [TextComparison.Agreement](repeating: .alone, count: one.count)
    right = [TextComparison.Agreement](repeating: .alone, count: other.count)
    var (row, column) = (0, 0)
    while row < one.count, column < other.count {
      let agreement: TextComparison.Agreement = one[row] == other[column] ? .same : .differs
      if cost[row][column] == cost[row + 1][column + 1] + (agreement == .same ? 0 : 1) {
        left[row] = agreement
        right[column] = agreement
        (row, column) = (row + 1, column + 1)
      } else if cost[row][column] == cost[row + 1][column] + 1 {
        row += 1
      } else {
        column += 1
      }
    }
  }
}
