/// Postal codes without spaces, hyphens and country letters, in lower case.
package enum PostalCode {
  /// Something in an address that could be a postal code.
  package struct Candidate: Sendable, Equatable {
    /// Bare, as `PostalCode.bare` makes it.
    package let code: String
    /// In words.
    package let length: Int

    /// Letters and digits as a British code has them: SW1A1AA.
    package var isBritish: Bool {
      let shape = PostalCode.shape(of: code)
      return (5...7).contains(code.count) && shape.hasPrefix("a") && shape.hasSuffix("9aa")
    }
  }

  /// The code as it is compared: "DK-2100", "2100" and "D 2100" alike.
  package static func bare(_ text: String) -> String {
    let folded = TextFolding.plain.folded(text).filter { $0.isLetter || $0.isNumber }
    let prefix = folded.prefix { $0.isLetter }
    let rest = folded.dropFirst(prefix.count)
    return AddressWords.postalPrefixes.contains(String(prefix)) && rest.count >= 3 && rest.allSatisfy(\.isNumber)
      ? String(rest) : folded
  }

  /// "62704-1234" without its last four digits, which say more than an account has to.
  package static func withoutExtension(_ text: String) -> String {
    let parts = text.split(separator: "-")
    guard parts.count == 2, parts[0].count == 5, parts[1].count == 4, parts.joined().allSatisfy(\.isNumber) else {
      return text
    }
    return String(parts[0])
  }

  /// `9` for every digit and `a` for every letter: codes of one country share few shapes.
  package static func shape(of code: String) -> String {
    String(code.map { $0.isNumber ? "9" : "a" })
  }

  private static func mended(_ word: String) -> String? {
    guard (4...5).contains(word.count), word.count(where: \.isNumber) >= 2, word.contains(where: \.isLetter) else {
      return nil
    }
    let alike: [Character: Character] = ["O": "0", "o": "0", "I": "1", "l": "1", "S": "5", "B": "8", "Z": "2"]
    let digits = word.compactMap { $0.isNumber ? $0 : alike[$0] }
    return digits.count == word.count ? String(digits) : nil
  }

  /// One British code, but for letters read as the digits they look like: "L52 9JT" for "LS2 9JT".
  static func areMisread(_ one: String, _ other: String) -> Bool {
    one.count == other.count && other.contains(where: \.isLetter)
      && Misreading.skeleton(of: one) == Misreading.skeleton(of: other)
  }

  /// Two codes of one country, as far as their letters and digits say.
  static func haveOneShape(_ one: String, _ other: String) -> Bool {
    shape(of: one) == shape(of: other)
      || Candidate(code: one, length: 1).isBritish && Candidate(code: other, length: 1).isBritish
  }

  /// What could be a postal code at this word: the word itself, or with the next one ("123 45", "SW1A 1AA"). A
  /// country's letters in front are skipped.
  package static func candidates(at index: Int, in tokens: [AddressToken]) -> [Candidate] {
    let own = bare(tokens[index].text)
    var found: [Candidate] = []
    if own.contains(where: \.isNumber) { found.append(Candidate(code: own, length: 1)) }
    // "IL62704": the letters of the state.
    let state = own.prefix { $0.isLetter }
    let digits = own.dropFirst(state.count)
    if state.count == 2, digits.count == 5, digits.allSatisfy(\.isNumber) {
      found.append(Candidate(code: String(digits), length: 1))
    }
    // "21OO": two digits at least, and all the rest their look-alikes.
    if let mended = mended(tokens[index].text) { found.append(Candidate(code: mended, length: 1)) }
    if index + 1 < tokens.count, tokens[index].line == tokens[index + 1].line {
      let both = tokens[index].text + tokens[index + 1].text
      let joined = mended(both) ?? bare(both)
      let next = tokens[index + 1].text
      // "1015 BN" in the Netherlands.
      if own.count == 4, own.allSatisfy(\.isNumber), next.count == 2, next.allSatisfy(\.isUppercase) {
        found.append(Candidate(code: joined, length: 2))
      }
      if own.contains(where: \.isNumber), next.contains(where: \.isNumber), next.count <= 3 {
        found.append(Candidate(code: joined, length: 2))
      }
    }
    return found
  }
}
