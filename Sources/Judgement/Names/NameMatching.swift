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
    // A suffix belongs to the name it stands behind; in code lines it may be any of the given names.
    let suffix = tokens.count > 1 ? tokens.lazy.compactMap { NameSuffix($0.text) }.last : nil
    let named = suffix == nil ? tokens : tokens.filter { NameSuffix($0.text) == nil }
    let agreement = agreement(ofParts: named, truncated: truncated)
    return suffix == claimed.suffix ? agreement : min(agreement, .partial)
  }

  private func agreement(ofParts tokens: [NameToken], truncated: Bool) -> NameAgreement {
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
    let isWhole = joined(family.map(\.folded)).allSatisfy { word in
      familyParts.contains { Misreading.likeness(of: $0, and: word) >= .near }
    }
    return isWhole ? agreement(of: given + family) : .none
  }

  /// Nothing but family names of the account, all of them.
  package func isFamily(_ tokens: [NameToken]) -> Bool {
    let familyParts = parts[claimed.given.count...]
    let words = joined(tokens.map(\.folded))
    guard words.count == familyParts.count else { return false }
    return familyParts.allSatisfy { part in words.contains { Misreading.likeness(of: part, and: $0) >= .misread } }
  }

  /// Begins with the account's first given name, or its initial.
  package func beginsWithGiven(_ tokens: [NameToken]) -> Bool {
    guard let first = tokens.first, !claimed.given.isEmpty else { return false }
    return Misreading.likeness(of: parts[0], and: first.folded) >= .misread || isInitial(first.folded, of: parts[0])
  }

  private func agreement(
    in window: Range<Int>, of words: [FoldedWord], _ table: [[Likeness]], truncated: Bool
  ) -> NameAgreement {
    let (found, free, taken) = found(in: window, of: words, table, truncated: truncated)
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

    if allFamily && (allGiven || lacksOnlyFathersName(found, free)) {
      return StuckJoiner.stands(among: free, between: taken, of: words) ? .partial : .full
    }
    if someGiven && familyLikeness >= .misread { return .partial }
    if firstGiven >= .misread && familyLikeness >= .near { return .partial }
    // "Maria García" for Maria García López: one of two family names, and nobody else's.
    if firstGiven >= .misread && someFamily {
      return free.contains { NameWords.mayBeName(words[$0].text) && words[$0].text.count > 1 } ? .givenOnly : .partial
    }
    if someFamily { return .familyOnly }
    return firstGiven >= .misread ? .givenOnly : .none
  }

  /// Ivan Sergeevich Petrov as Ivan Petrov: passports leave a father's name out in Latin letters. Another word among the
  /// parts may be another father's.
  private func lacksOnlyFathersName(_ found: [Likeness], _ free: Set<Int>) -> Bool {
    let missing = (1..<max(1, claimed.given.count)).filter { found[$0] < .misread }
    return found[0] >= .misread && free.isEmpty && missing.allSatisfy { FathersName.isOne(claimed.given[$0]) }
  }

  /// For each part the likeness of the word that is most like it, and the words that are like none; a word serves one
  /// part only, the best likeness first. `taken` reaches from the first to the last word that is a part.
  private func found(
    in window: Range<Int>, of words: [FoldedWord], _ table: [[Likeness]], truncated: Bool
  ) -> (likenesses: [Likeness], free: Set<Int>, taken: Range<Int>) {
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
    let taken = window.filter { !free.contains($0) }
    return (result, free, (taken.first ?? window.lowerBound)..<((taken.last ?? window.lowerBound - 1) + 1))
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

  /// Puts right what spaces did: two words that together are one part become one, and a word that is several
  /// neighbouring parts becomes those; particles and joiners that stuck to a part fall off.
  private func joined(_ words: [FoldedWord]) -> [FoldedWord] {
    var result: [FoldedWord] = []
    var index = 0
    while index < words.count {
      if index + 1 < words.count, let part = parts.first(where: { isWhole($0, words[index], words[index + 1]) }) {
        result.append(part)
        index += 2
        continue
      }
      result += words[index].text.count >= 5 ? unglued(words[index]) : [words[index]]
      index += 1
    }
    return result
  }

  /// The parts that a word is made of, when the spaces between them were lost; else the word itself.
  private func unglued(_ word: FoldedWord) -> [FoldedWord] {
    // "BirgitInge": the capital I was none of Birgit's.
    if let (one, other) = Self.cutBeforeI(word.text),
      parts.contains(where: { $0.agrees(with: one) || $0.agrees(with: other) })
    {
      return [one, other]
    }
    let longest = word.text.utf8.count + 2
    // Most words are one part or none of the name's, and shorter than any two.
    guard parts.contains(where: { beginsWith($0, word) || endsWith($0, word) }) else { return [word] }
    for run in neighbours where run.reduce(0, { $0 + $1.text.utf8.count }) <= longest * 2 {
      if word.agrees(with: FoldedWord(run.map(\.text).joined())) { return run }
    }
    for part in parts where beginsWith(part, word) {
      for particle in Self.particles where word.text.lowercased().hasSuffix(particle) {
        if part.agrees(with: FoldedWord(String(word.text.dropLast(particle.count)))) { return [part] }
      }
    }
    for part in parts where endsWith(part, word) {
      for particle in Self.particles where word.text.lowercased().hasPrefix(particle) {
        if part.agrees(with: FoldedWord(String(word.text.dropFirst(particle.count)))) { return [part] }
      }
    }
    return [word]
  }

  private static func cutBeforeI(_ text: String) -> (FoldedWord, FoldedWord)? {
    guard let index = text.dropFirst().firstIndex(of: "I"), text[text.index(before: index)].isLowercase,
      NameSuffix(text[index...]) == nil
    else { return nil }
    return (FoldedWord(String(text[..<index])), FoldedWord(String(text[index...])))
  }

  /// Sorted, so that the same words are tried in the same order always.
  private static let particles = NameWords.particles.filter { $0.count >= 2 }.sorted() + StuckJoiner.words

  private func endsWith(_ part: FoldedWord, _ word: FoldedWord) -> Bool {
    part.foldings.contains { end in word.foldings.contains { $0.count > end.count && $0.hasSuffix(end) } }
  }

  /// Longer than the part, and some folding of the one begins with some folding of the other.
  private func beginsWith(_ part: FoldedWord, _ word: FoldedWord) -> Bool {
    part.foldings.contains { start in word.foldings.contains { $0.count > start.count && $0.hasPrefix(start) } }
  }

  /// Runs of two parts or more that stand beside one another when the name is written given names first or family names
  /// first, the longest first.
  private var neighbours: [[FoldedWord]] {
    let rotated = Array(parts[claimed.given.count...] + parts[..<claimed.given.count])
    var runs: [[FoldedWord]] = []
    for length in stride(from: parts.count, through: 2, by: -1) {
      for order in [parts, rotated] {
        for start in 0...(order.count - length) { runs.append(Array(order[start..<(start + length)])) }
      }
    }
    return runs
  }

  private func isWhole(_ whole: FoldedWord, _ one: FoldedWord, _ other: FoldedWord) -> Bool {
    guard abs(whole.text.utf8.count - one.text.utf8.count - other.text.utf8.count) <= 3 else { return false }
    return whole.agrees(with: FoldedWord(one.text + other.text))
  }
}
