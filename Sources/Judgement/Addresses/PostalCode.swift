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
    return countries.contains(String(prefix)) && rest.count >= 3 && rest.allSatisfy(\.isNumber) ? String(rest) : folded
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

  /// What could be a postal code at this word: the word itself, or with the next one ("123 45", "SW1A 1AA"). A
  /// country's letters in front are skipped.
  package static func candidates(at index: Int, in tokens: [AddressToken]) -> [Candidate] {
    let own = bare(tokens[index].text)
    var found: [Candidate] = []
    if own.contains(where: \.isNumber) { found.append(Candidate(code: own, length: 1)) }
    if index + 1 < tokens.count, tokens[index].line == tokens[index + 1].line {
      let joined = bare(tokens[index].text + tokens[index + 1].text)
      let next = tokens[index + 1].text
      if own.contains(where: \.isNumber), next.contains(where: \.isNumber), next.count <= 3 {
        found.append(Candidate(code: joined, length: 2))
      }
    }
    return found
  }

  private static let countries: Set<String> = [
    "dk", "d", "de", "s", "se", "n", "no", "f", "fi", "fin", "at", "nl", "b",
  ]
}
