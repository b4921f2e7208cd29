/// How alike a claimed word and a read word are, when the reader may have erred.
package enum Likeness: Int, Sendable, Comparable {
  /// Another word.
  case different
  /// Nearly the same, but no reading error explains the difference: Jensine and Jensina. Never enough to pass.
  case near
  /// The same but for errors that readers are known to make: Nielsen and Nie1sen.
  case misread
  /// Equal in some folding.
  case same

  package static func < (left: Likeness, right: Likeness) -> Bool { left.rawValue < right.rawValue }
}

/// Compares words letter by letter, with edits that optical reading explains kept apart from all others.
package enum Misreading {
  /// How alike the two words are. Punctuation is expected to be gone.
  package static func likeness(of claimed: String, and read: String) -> Likeness {
    likeness(of: FoldedWord(claimed), and: FoldedWord(read))
  }

  /// How alike the two words are.
  package static func likeness(of claimed: FoldedWord, and read: FoldedWord) -> Likeness {
    guard !claimed.text.isEmpty, !read.text.isEmpty else { return .different }
    if claimed.agrees(with: read) { return .same }
    var best = Likeness.different
    for left in claimed.letters {
      for right in read.letters where abs(left.count - right.count) <= 2 {
        best = max(best, judged(edits(from: left, to: right), length: min(left.count, right.count)))
      }
    }
    // Capital Æ, Ø and Å are often lost whole.
    if best < .misread, claimed.beginsWithNordicLetter, claimed.text.count >= 5, claimed.beheaded.agrees(with: read) {
      return .misread
    }
    // "KRE" for KÅRE: probably, but a person has to look.
    if best < .near, let rest = claimed.withoutNordicLetters, read.foldings.contains(rest) { return .near }
    // "lda": no name begins with a small l, so it is a capital I, in the shortest words too.
    if best < .misread, read.text.first == "l" || read.text.first == "1" || read.text.first == "|",
      claimed.text.first == "I", read.text.dropFirst().allSatisfy(\.isLowercase),
      claimed.beheaded.agrees(with: read.beheaded)
    {
      return .misread
    }
    return best
  }

  /// Letters that readers confuse brought to one, so that words can be looked up in a table in spite of such errors.
  package static func skeleton(of text: String) -> String {
    var result = ""
    for character in TextFolding.plain.folded(text) {
      switch character {
      case "0": result.append("o")
      case "1", "i", "|", "!": result.append("l")
      case "5": result.append("s")
      case "6": result.append("g")
      case "8": result.append("b")
      case "m": result += "rn"
      case "w": result += "vv"
      default: result.append(character)
      }
    }
    return result
  }

  /// Counts of edits packed into one number, so that the least number is the best way: what reading does not explain
  /// weighs most.
  private typealias Edits = Int

  /// Everything that reading does not explain.
  private static let other = 1 << 24
  /// rn for m, vv for w.
  private static let pair = 1 << 16
  /// i for l: safe in longer words, but Kari is not Karl.
  private static let stroke = 1 << 8
  /// A digit for its look-alike letter: no name holds digits, so nothing is lost.
  private static let digit = 1

  /// Longer words may hold more errors: one in four letters.
  private static func judged(_ edits: Edits, length: Int) -> Likeness {
    let others = edits >> 24
    let pairs = edits >> 16 & 0xff
    let strokes = edits >> 8 & 0xff
    let explained = pairs + strokes + (edits & 0xff)
    if others == 0 {
      let longEnough = (strokes == 0 || length >= 5) && (pairs == 0 || length >= 5)
      if explained <= max(1, length / 4) && longEnough { return .misread }
      return length >= 3 ? .near : .different
    }
    if others == 1 && explained <= 1 && length >= 4 { return .near }
    if others == 2 && explained == 0 && length >= 9 { return .near }
    return .different
  }

  /// Levenshtein's table with two more moves: a pair of letters for one, either way.
  private static func edits(from left: [UInt32], to right: [UInt32]) -> Edits {
    let width = right.count + 1
    var table = [Edits](repeating: 0, count: (left.count + 1) * width)
    for column in 1..<width { table[column] = column * other }
    for row in 1...left.count {
      var least = row * other
      table[row * width] = least
      for column in 1..<width {
        let one = left[row - 1]
        let two = right[column - 1]
        let here = row * width + column
        var best = table[here - width - 1] + (one == two ? 0 : substitution(one, two))
        best = min(best, table[here - width] + other, table[here - 1] + other)
        if row > 1, isPair(left[row - 2], one, as: two) { best = min(best, table[here - 2 * width - 1] + pair) }
        if column > 1, isPair(right[column - 2], two, as: one) { best = min(best, table[here - width - 2] + pair) }
        table[here] = best
        least = min(least, best)
      }
      // No way on can get cheaper than the cheapest so far.
      if least >= 3 * other { return least }
    }
    return table[table.count - 1]
  }

  private static func substitution(_ one: UInt32, _ two: UInt32) -> Edits {
    if (one == i && two == l) || (one == l && two == i) { return stroke }
    return lookAlikes.contains(UInt64(min(one, two)) << 32 | UInt64(max(one, two))) ? digit : other
  }

  private static let i = UInt32(UInt8(ascii: "i"))
  private static let l = UInt32(UInt8(ascii: "l"))

  private static let lookAlikes: Set<UInt64> = {
    let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
      ("0", "o"), ("0", "d"), ("1", "i"), ("1", "l"), ("|", "i"), ("|", "l"), ("!", "i"), ("!", "l"), ("5", "s"),
      ("$", "s"), ("8", "b"), ("2", "z"), ("6", "g"), ("6", "b"), ("9", "g"), ("4", "a"), ("@", "o"), ("@", "a"),
    ]
    return Set(pairs.map { UInt64(min($0.value, $1.value)) << 32 | UInt64(max($0.value, $1.value)) })
  }()

  private static func isPair(_ first: UInt32, _ second: UInt32, as single: UInt32) -> Bool {
    switch single {
    case 0x6D: first == 0x72 && second == 0x6E  // rn for m
    case 0x77: first == 0x76 && second == 0x76  // vv for w
    default: false
    }
  }
}
