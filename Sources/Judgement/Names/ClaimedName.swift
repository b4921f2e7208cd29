import Model

/// A name the account claims, in the parts that a document must show.
package struct ClaimedName: Sendable, Equatable {
  /// Given names in order; the first is the one that must be found.
  package let given: [String]
  /// Family names in order; the last is the one that must be found. Never empty.
  package let family: [String]
  /// What tells a son from his father, when the account says: "Jr.", "III".
  package let suffix: NameSuffix?

  /// Nil when no name is in it.
  package init?(given: String, family: String) {
    suffix = NameSuffix.last(in: family) ?? NameSuffix.last(in: given)
    var given = ClaimedName.parts(of: NameSuffix.removed(from: given))
    var family = ClaimedName.parts(of: NameSuffix.removed(from: family))
    if family.isEmpty, let last = given.popLast() { family = [last] }
    if given.isEmpty, family.count > 1 { given = [family.removeFirst()] }
    guard !family.isEmpty else { return nil }
    self.given = given
    self.family = family
  }

  /// The account's name, then its aliases.
  package static func all(of account: Account) -> [ClaimedName] {
    let own = account.name.flatMap { ClaimedName(given: $0.given?.value ?? "", family: $0.family?.value ?? "") }
    return [own].compactMap { $0 } + account.aliases.compactMap { ClaimedName(given: $0.value, family: "") }
  }

  /// Every part, given names first.
  package var parts: [String] { given + family }

  /// The words of a name: split at spaces and hyphens, apostrophes and full stops gone, particles left out unless
  /// nothing else is there.
  package static func parts(of text: String) -> [String] {
    let words = text.split(whereSeparator: { $0 == " " || $0 == "-" || $0 == "‐" || $0 == "\u{2011}" })
      .map(bare).filter { !$0.isEmpty }
    let heavy = words.filter { !NameWords.particles.contains($0.lowercased()) }
    return heavy.isEmpty ? words : heavy
  }

  /// The word without what is not part of a name.
  package static func bare(_ word: some StringProtocol) -> String {
    String(word.filter { $0.isLetter || $0.isNumber || $0 == "|" || $0 == "!" || $0 == "@" || $0 == "$" })
  }
}
