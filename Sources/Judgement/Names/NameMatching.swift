import Model

/// What a row of words says about a claimed name.
package enum NameAgreement: Int, Sendable, Comparable {
  /// Neither the given nor the family name.
  case none
  /// The first given name with another family name.
  case givenOnly
  /// The family name with other given names, or alone.
  case familyOnly
  /// The person, as far as the words go: initials, missing middle names, or a letter that reading cannot explain.
  case partial
  /// Every part of the name.
  case full

  package static func < (left: NameAgreement, right: NameAgreement) -> Bool { left.rawValue < right.rawValue }
}

/// Finds the parts of a claimed name among the words of a document.
package struct NameMatching: Sendable {
  /// What is looked for.
  package let claimed: ClaimedName
  /// Given names first, as in `claimed.parts`.
  private let parts: [FoldedWord]

  package init(_ claimed: ClaimedName) {
    self.claimed = claimed
    parts = claimed.parts.map { FoldedWord($0) }
  }

  /// The best agreement of any of the account's names.
  package static func agreement(of tokens: [NameToken], with names: [ClaimedName], truncated: Bool = false)
    -> NameAgreement
  {
    names.map { NameMatching($0).agreement(of: tokens, truncated: truncated) }.max() ?? .none
  }

  /// What the words say. The parts may stand in any order, with at most three other words among them; `truncated` means
  /// that the last word may be cut short and later given names left out.
  package func agreement(of tokens: [NameToken], truncated: Bool = false) -> NameAgreement {
    let words = joined(tokens.map(\.folded))
    let table = parts.map { part in words.map { Misreading.likeness(of: part, and: $0) } }
    let width = parts.count + 3
    guard words.count > width else { return agreement(in: words.indices, of: words, table, truncated: truncated) }
    return (0...(words.count - width))
      .map { agreement(in: $0..<($0 + width), of: words, table, truncated: truncated) }.max() ?? .none
  }

  /// Family names from one side of a comma and given names from the other: "NIELSEN, SØREN".
  package func agreement(family: [NameToken], given: [NameToken]) -> NameAgreement {
    let familyParts = parts[claimed.given.count...]
    let isWhole = family.allSatisfy { token in
      familyParts.contains { Misreading.likeness(of: $0, and: token.folded) >= .misread }
    }
    return isWhole ? agreement(of: given + family) : .none
  }

  /// Nothing but family names of the account, all of them.
  package func isFamily(_ tokens: [NameToken]) -> Bool {
    let familyParts = parts[claimed.given.count...]
    guard tokens.count == familyParts.count else { return false }
    return familyParts.allSatisfy { part in
      tokens.contains { Misreading.likeness(of: part, and: $0.folded) >= .misread }
    }
  }

  /// Begins with the account's first given name, or its initial.
  package func beginsWithGiven(_ tokens: [NameToken]) -> Bool {
    guard let first = tokens.first, !claimed.given.isEmpty else { return false }
    return Misreading.likeness(of: parts[0], and: first.folded) >= .misread || isInitial(first.folded, of: parts[0])
  }

  private func agreement(
    in window: Range<Int>, of words: [FoldedWord], _ table: [[Likeness]], truncated: Bool
  ) -> NameAgreement {
    let (found, free) = found(in: window, of: words, table, truncated: truncated)
    let givenCount = claimed.given.count
    let familyLikeness = found[parts.count - 1]
    let allFamily = found[givenCount...].allSatisfy { $0 >= .misread }
    let someFamily = found[givenCount...].contains { $0 >= .misread }
    if givenCount == 0 { return allFamily ? (window.count == parts.count ? .full : .partial) : .none }

    let firstGiven = found[0]
    let allGiven = (0..<givenCount).allSatisfy { found[$0] >= .misread || (truncated && $0 > 0) }
    // A middle name says little where another name stands in the place of the first: brothers share those too.
    let isOtherPerson = free.contains { word in
      words[word].text.count >= 3 && NameWords.mayBeName(words[word].text) && !beginsAlike(words[word], parts[0])
    }
    let someGiven =
      firstGiven >= .near || words[window].contains { isInitial($0, of: parts[0]) }
      || (!isOtherPerson && found[..<givenCount].contains { $0 >= .misread })

    if allGiven && allFamily { return .full }
    if someGiven && familyLikeness >= .misread { return .partial }
    if firstGiven >= .misread && familyLikeness >= .near { return .partial }
    if someFamily { return .familyOnly }
    return firstGiven >= .misread ? .givenOnly : .none
  }

  /// For each part the likeness of the word that is most like it, and the words that are like none; a word serves one
  /// part only, the best likeness first.
  private func found(
    in window: Range<Int>, of words: [FoldedWord], _ table: [[Likeness]], truncated: Bool
  ) -> (likenesses: [Likeness], free: Set<Int>) {
    var result = [Likeness](repeating: .different, count: parts.count)
    var free = Set(window)
    for wanted in [Likeness.same, .misread, .near] {
      for index in parts.indices where result[index] == .different {
        let word = window.first { position in
          guard free.contains(position) else { return false }
          if table[index][position] == wanted { return true }
          return truncated && wanted == .misread && position == words.count - 1
            && isCut(words[position], of: parts[index])
        }
        guard let word else { continue }
        free.remove(word)
        result[index] = wanted
      }
    }
    return (result, free)
  }

  private func isInitial(_ word: FoldedWord, of part: FoldedWord) -> Bool {
    guard word.text.count == 1 || part.text.count == 1 else { return false }
    guard let letter = word.text.first, let first = part.text.first else { return false }
    return TextFolding.agree(String(letter), String(first))
      || TextFolding.spelledOut.folded(String(first)).hasPrefix(word.text.lowercased())
  }

  /// Sørine and Søren: perhaps one name, misread or misspelt.
  private func beginsAlike(_ one: FoldedWord, _ other: FoldedWord) -> Bool {
    TextFolding.agree(String(one.text.prefix(3)), String(other.text.prefix(3)))
  }

  private func isCut(_ word: FoldedWord, of part: FoldedWord) -> Bool {
    part.foldings.contains { whole in word.foldings.contains { whole.hasPrefix($0) } }
  }

  /// Puts right what spaces did: two words that together are one part become one, and a word that is two neighbouring
  /// parts becomes two.
  private func joined(_ words: [FoldedWord]) -> [FoldedWord] {
    var result: [FoldedWord] = []
    var index = 0
    while index < words.count {
      if index + 1 < words.count, let part = parts.first(where: { isWhole($0, words[index], words[index + 1]) }) {
        result.append(part)
        index += 2
      } else if let (one, other) = neighbours.first(where: { isWhole(words[index], $0, $1) }) {
        result += [one, other]
        index += 1
      } else {
        result.append(words[index])
        index += 1
      }
    }
    return result
  }

  /// Parts that stand beside one another when the name is written given names first or family names first.
  private var neighbours: [(FoldedWord, FoldedWord)] {
    let rotated = parts[claimed.given.count...] + parts[..<claimed.given.count]
    return Array(zip(parts, parts.dropFirst())) + Array(zip(rotated, rotated.dropFirst()))
  }

  private func isWhole(_ whole: FoldedWord, _ one: FoldedWord, _ other: FoldedWord) -> Bool {
    guard abs(whole.text.utf8.count - one.text.utf8.count - other.text.utf8.count) <= 3 else { return false }
    return whole.agrees(with: FoldedWord(one.text + other.text))
  }
}
