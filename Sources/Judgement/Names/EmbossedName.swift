/// A name as cards carry it: capitals, initials for given names, middle names left out, perhaps family name first.
package struct EmbossedName: Sendable {
  private let claimed: ClaimedName

  package init(_ claimed: ClaimedName) { self.claimed = claimed }

  /// The family name whole and the first given name at least as an initial; every other word must be of the name too,
  /// or an initial of it.
  package func isNamed(by tokens: [NameToken]) -> Bool {
    let words = tokens.map(\.text).filter { claimed.suffix == nil || NameSuffix($0) != claimed.suffix }
    guard let family = claimed.family.last, words.count <= claimed.parts.count + 2 else { return false }
    guard let position = words.firstIndex(where: { Misreading.likeness(of: family, and: $0) >= .misread }) else {
      return NameMatching(claimed).agreement(of: tokens) == .full
    }
    var rest = words
    rest.remove(at: position)
    guard let first = claimed.given.first else { return rest.isEmpty }
    return rest.contains { stands($0, for: first) }
      && rest.allSatisfy { word in claimed.parts.contains { stands(word, for: $0) } }
  }

  private func stands(_ word: String, for part: String) -> Bool {
    if Misreading.likeness(of: part, and: word) >= .misread { return true }
    // "SE" without a space: the initials of two given names.
    if word.count == 2, claimed.given.count >= 2, part == claimed.given[0] {
      let letters = claimed.given.prefix(2).compactMap { TextFolding.plain.folded($0).first }
      return Array(word.lowercased()) == letters
    }
    guard word.count == 1, let letter = part.first else { return false }
    return TextFolding.agree(word, String(letter)) || TextFolding.spelledOut.folded(part).hasPrefix(word.lowercased())
  }
}

extension NamePhrase {
  /// Reads like a name on a card: two to five words, a whole one among them, none that banks print.
  package var looksEmbossed: Bool {
    (2...5).contains(tokens.count) && tokens.allSatisfy { $0.looksPersonal && !$0.isOfBank }
      && tokens.contains { $0.text.count >= 4 } && tokens.last.map { $0.text.count >= 2 } == true
  }

  /// At least one word is part of one of the names.
  package func sharesWord(with names: [ClaimedName]) -> Bool {
    tokens.contains { token in
      token.text.count >= 2
        && names.contains { $0.parts.contains { Misreading.likeness(of: $0, and: token.text) >= .misread } }
    }
  }
}

extension NameToken {
  /// Ends like the name of a bank or one of its departments.
  fileprivate var isOfBank: Bool {
    let folded = TextFolding.plain.folded(text)
    return NameWords.bankEndings.contains { folded.hasSuffix($0) }
  }
}

extension NameLine {
  /// The phrases of the line, and those that a slash or comma divides taken together: `NIELSEN/SOREN`.
  package var embossedPhrases: [NamePhrase] {
    let pairs = zip(phrases, phrases.dropFirst()).filter { $0.1.preceded == .comma }
      .map { NamePhrase(tokens: $0.0.tokens + $0.1.tokens) }
    return pairs + phrases
  }
}
