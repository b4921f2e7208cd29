/// Three ways to write one name without capitals and marks. Two spellings are the same word when any folding of one is
/// any folding of the other: a passport writes Søren `SOEREN`, a careless keyboard `Soren`.
package enum TextFolding: Sendable, CaseIterable {
  /// Lower case, otherwise as it stands.
  case asWritten
  /// As machine-readable zones write: æ→ae, ø→oe, å→aa, ä→ae, ö→oe, ü→ue, ß→ss, þ→th, ð→d (ICAO Doc 9303 part 3,
  /// section 6).
  case spelledOut
  /// Every letter as its base letter: ø→o, å→a, ü→u.
  case plain

  /// The text in this folding.
  package func folded(_ text: String) -> String {
    let lower = text.lowercased()
    if self == .asWritten || lower.utf8.allSatisfy({ $0 < 0x80 }) { return lower }
    var result = ""
    for character in lower {
      if self == .spelledOut, let spelled = TextFolding.spellings[character] {
        result += spelled
      } else {
        result += TextFolding.bases[character] ?? String(character)
      }
    }
    return result
  }

  /// Every folding of the text, each once.
  package static func all(of text: String) -> Set<String> {
    Set(allCases.map { $0.folded(text) })
  }

  /// Some folding of the one is some folding of the other.
  package static func agree(_ one: String, _ other: String) -> Bool {
    !all(of: one).isDisjoint(with: all(of: other))
  }

  private static let spellings: [Character: String] = [
    "æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "þ": "th", "ð": "d", "ñ": "n",
    "œ": "oe",
  ]

  private static let bases: [Character: String] = {
    let groups: [(String, String)] = [
      ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"),
      ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŉ"), ("o", "òóôõöøōŏő"),
      ("r", "ŕŗř"), ("s", "śŝşšș"), ("t", "ţťŧț"), ("u", "ùúûüũūŭůűų"), ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"),
      ("ae", "æ"), ("oe", "œ"), ("ss", "ß"), ("th", "þ"),
    ]
    var table: [Character: String] = [:]
    for (base, letters) in groups {
      for letter in letters { table[letter] = base }
    }
    return table
  }()
}
