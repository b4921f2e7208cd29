import Judgement
import Model

/// What the account says beside what was read, cut into pieces so that the characters that differ can be marked.
///
/// Capitals, punctuation and the spellings of `TextFolding` (Å as AA, ø as o) do not differ. Words are paired first and
/// then compared character by character, so that one more word does not make all after it look wrong.
package struct TextComparison: Sendable, Equatable {
  /// How words find their counterparts.
  package enum WordOrder: Sendable {
    /// As they stand: addresses, dates, numbers.
    case fixed
    /// Wherever they stand: names.
    case free
  }

  package enum Agreement: Sendable, Equatable {
    /// Equal, or no letter and no digit.
    case same
    /// The other side has another character there.
    case differs
    /// The other side has nothing there.
    case alone
  }

  /// Characters that stand together and agree alike. Joined, the pieces of one side are its text.
  package struct Piece: Sendable, Equatable {
    package let text: Private<String>
    package let agreement: Agreement
  }

  package let account: [Piece]
  package let document: [Piece]

  /// Longer texts are shown without marks: nobody reads them, and comparing them takes long.
  static let mostCharacters = 400

  /// Texts of more than 400 characters are not compared.
  package init(account: String, document: String, order: WordOrder) {
    guard max(account.count, document.count) <= TextComparison.mostCharacters else {
      self.account = [Piece(text: Private(account), agreement: .same)]
      self.document = [Piece(text: Private(document), agreement: .same)]
      return
    }
    let sides = (ComparedText(account), ComparedText(document))
    var marks = (
      sides.0.agreements(ofWords: .alone), sides.1.agreements(ofWords: .alone)
    )
    for pair in WordPairs.between(sides.0.words, sides.1.words, order: order) {
      let (left, right) = (sides.0.words[pair.left], sides.1.words[pair.right])
      if pair.isAlike {
        let alignment = WordAlignment(left.text, right.text)
        marks.0.replaceSubrange(left.range, with: alignment.left)
        marks.1.replaceSubrange(right.range, with: alignment.right)
      } else {
        // A letter that two words happen to share is no agreement.
        marks.0.replaceSubrange(left.range, with: repeatElement(.differs, count: left.text.count))
        marks.1.replaceSubrange(right.range, with: repeatElement(.differs, count: right.text.count))
      }
    }
    self.account = sides.0.pieces(marks.0)
    self.document = sides.1.pieces(marks.1)
  }
}

/// A text and where its words stand in it.
private struct ComparedText {
  struct Word {
    /// In characters of the text.
    let range: Range<Int>
    let text: [Character]
  }

  let characters: [Character]
  /// Runs of letters and digits. What stands between two digits belongs to them, so that a date or a shortened card
  /// number is one word and its parts cannot change places.
  let words: [Word]

  init(_ text: String) {
    let characters = Array(text)
    func isWord(_ index: Int) -> Bool {
      guard characters.indices.contains(index) else { return false }
      let character = characters[index]
      if character.isLetter || character.isNumber { return true }
      guard !character.isWhitespace, index > 0, index + 1 < characters.count else { return false }
      return characters[index - 1].isNumber && characters[index + 1].isNumber
    }
    var words: [Word] = []
    var start: Int?
    for index in 0...characters.count {
      if isWord(index) {
        if start == nil { start = index }
      } else if let first = start {
        words.append(Word(range: first..<index, text: Array(characters[first..<index])))
        start = nil
      }
    }
    self.characters = characters
    self.words = words
  }

  func agreements(ofWords agreement: TextComparison.Agreement) -> [TextComparison.Agreement] {
    var result = [TextComparison.Agreement](repeating: .same, count: characters.count)
    for word in words { result.replaceSubrange(word.range, with: repeatElement(agreement, count: word.text.count)) }
    return result
  }

  func pieces(_ agreements: [TextComparison.Agreement]) -> [TextComparison.Piece] {
    var pieces: [TextComparison.Piece] = []
    var start = 0
    for index in characters.indices where index + 1 == characters.count || agreements[index + 1] != agreements[index] {
      pieces.append(
        TextComparison.Piece(
          text: Private(String(characters[start...index])), agreement: agreements[index]))
      start = index + 1
    }
    return pieces
  }
}

/// Which word of the one side is which of the other.
private enum WordPairs {
  struct Pair {
    let left: Int
    let right: Int
    /// Else one stands where the other should.
    let isAlike: Bool
  }

  /// Two words less alike than this are two words; an initial is just like its name.
  private static let leastLikeness = 0.5
  /// What it is worth to lay two different words side by side: less than any likeness.
  private static let placeWorth = 0.001

  static func between(
    _ left: [ComparedText.Word], _ right: [ComparedText.Word], order: TextComparison.WordOrder
  ) -> [Pair] {
    let likeness = left.map { one in right.map { WordAlignment(one.text, $0.text).likeness } }
    switch order {
    case .fixed: return inOrder(likeness, left.count, right.count)
    case .free: return anywhere(likeness, left.count, right.count)
    }
  }

  /// The likest first. As many left over on both sides stand for each other; otherwise nobody knows which do.
  private static func anywhere(_ likeness: [[Double]], _ left: Int, _ right: Int) -> [Pair] {
    var (freeLeft, freeRight) = (Array(0..<left), Array(0..<right))
    let all = freeLeft.flatMap { row in freeRight.map { (left: row, right: $0, likeness: likeness[row][$0]) } }
    let likest = all.filter { $0.likeness >= leastLikeness }
      .sorted { ($1.likeness, $0.left, $0.right) < ($0.likeness, $1.left, $1.right) }
    var pairs: [Pair] = []
    for pair in likest where freeLeft.contains(pair.left) && freeRight.contains(pair.right) {
      freeLeft.removeAll { $0 == pair.left }
      freeRight.removeAll { $0 == pair.right }
      pairs.append(Pair(left: pair.left, right: pair.right, isAlike: true))
    }
    guard freeLeft.count == freeRight.count else { return pairs }
    return pairs + zip(freeLeft, freeRight).map { Pair(left: $0, right: $1, isAlike: false) }
  }

  /// The pairs that do not cross and are most alike together.
  private static func inOrder(_ likeness: [[Double]], _ left: Int, _ right: Int) -> [Pair] {
    var best = [[Double]](repeating: [Double](repeating: 0, count: right + 1), count: left + 1)
    func paired(_ row: Int, _ column: Int) -> Double {
      let value = likeness[row][column]
      return best[row + 1][column + 1] + (value < leastLikeness ? placeWorth : value)
    }
    for row in (0..<left).reversed() {
      for column in (0..<right).reversed() {
        best[row][column] = max(best[row + 1][column], best[row][column + 1], paired(row, column))
      }
    }
    var pairs: [Pair] = []
    var (row, column) = (0, 0)
    while row < left, column < right {
      if paired(row, column) == best[row][column] {
        pairs.append(Pair(left: row, right: column, isAlike: likeness[row][column] >= leastLikeness))
        (row, column) = (row + 1, column + 1)
      } else if best[row + 1][column] == best[row][column] {
        row += 1
      } else {
        column += 1
      }
    }
    return pairs
  }
}
