/// A street's or town's name brought to a form in which its usual spellings are equal.
package enum StreetName {
  /// Every form the words may stand for, without spaces. Several where an abbreviation or a folding leaves a choice.
  package static func forms(of tokens: some Sequence<AddressToken>) -> Set<String> {
    var forms: Set<String> = [""]
    for token in tokens {
      let spellings = spellings(of: token)
      forms = Set(forms.flatMap { form in spellings.map { form + $0 } })
    }
    // The long form stays beside the short one, for a misread "N0rre" has no short form.
    return forms.union(forms.map(shortened)).subtracting([""])
  }

  /// How alike two names are: equal forms, forms that only reading errors keep apart, or nearly equal ones.
  package static func likeness(of claimed: Set<String>, and read: Set<String>) -> Likeness {
    if !claimed.isDisjoint(with: read) { return .same }
    return claimed.flatMap { one in read.map { other in likeness(one, other) } }.max() ?? .different
  }

  private static func likeness(_ one: String, _ other: String) -> Likeness {
    guard one.count >= 5, abs(one.count - other.count) <= 2 else { return .different }
    let likeness = Misreading.likeness(of: one, and: other)
    // One unexplained letter in a short name is another street.
    return likeness == .near && one.count < 8 ? .different : likeness
  }

  private static func spellings(of token: AddressToken) -> Set<String> {
    var result: Set<String> = []
    if let short = AddressWords.shortForms[token.folded] {
      // The long word stays beside its short form: a misread "5treet" has none.
      result = token.folded.count >= 5 ? [short, token.folded] : [short]
      guard token.hasFullStop, token.folded.count == 1 else { return result }
    }
    if token.hasFullStop, token.folded.count == 1 { result.formUnion(AddressWords.initials[token.folded] ?? []) }
    if token.folded.count == 1, !result.isEmpty { return result }
    // å is aa, ø is oe, in old spellings and in foreign ones.
    result.formUnion(TextFolding.all(of: token.text).map { $0.replacing("aa", with: "a").asciiOrPlain })
    result.insert(token.folded.replacing("aa", with: "a"))
    // The full stop of "Egernv." is easily lost.
    if !token.hasFullStop, token.folded.count >= 5, token.folded.hasSuffix("v") { result.insert(token.folded + "ej") }
    guard token.hasFullStop else { return result }
    for (short, longs) in AddressWords.abbreviatedEndings
    where token.folded.hasSuffix(short) && token.folded.count >= short.count + 3 {
      for long in longs { result.insert(String(token.folded.dropLast(short.count)) + long) }
    }
    return result
  }

  private static func shortened(_ form: String) -> String {
    var result = form
    for (long, short) in AddressWords.beginnings where result.hasPrefix(long) && result.count > long.count + 2 {
      result = short + result.dropFirst(long.count)
      break
    }
    for (long, short) in AddressWords.endings where result.hasSuffix(long) && result.count > long.count + 2 {
      result = result.dropLast(long.count) + short
      break
    }
    return result
  }
}

extension String {
  fileprivate var asciiOrPlain: String { TextFolding.plain.folded(self) }
}
