/// Three ways to write one name without capitals and marks. Two spellings are the same word when any folding of one is
/// any folding of the other: a passport writes Søren `SOEREN`, a careless keyboard `Soren`.
package enum TextFolding: Sendable, CaseIterable {
  /// Lower case, otherwise as it stands.
  case asWritten
  /// As machine-readable zones write: æ→ae, ø→oe, å→aa, ä→ae, ö→oe, ü→ue, ß→ss, þ→th, ð→d (ICAO Doc 9303 part 3,
  /// section 6), and đ→dj as Serbs and Croats do.
  case spelledOut
  /// Every letter as its base letter: ø→o, å→a, ü→u.
  case plain

  /// The text in this folding.
  package func folded(_ text: String) -> String {
    let lower = text.lowercased()
    if self == .asWritten || lower.utf8.allSatisfy({ $0 < 0x80 }) { return lower }
    var result = ""
    for character in lower {
      if character.isASCII {
        result.append(character)
      } else if self == .spelledOut, let spelled = TextFolding.spellings[character] {
        result += spelled
      } else {
        result += TextFolding.base(of: character)
      }
    }
    return result
  }

  /// A letter with a mark of its own code point is its base too: "İ" in lower case is i with a dot.
  private static func base(of character: Character) -> String {
    if let base = bases[character] { return base }
    let scalars = character.unicodeScalars
    guard scalars.count > 1, let first = scalars.first, first.isASCII, first.properties.isAlphabetic else {
      return String(character)
    }
    return String(first)
  }

  /// Every way to write several letters with marks, each spelled out or as its base: "søndergård" as sondergaard too.
  /// `text` is lower case.
  static func mixtures(of text: String) -> [String] {
    // One letter with marks has no more ways than the foldings.
    guard text.count(where: { !$0.isASCII }) >= 2 else { return [] }
    var results = [""]
    for character in text {
      if character.isASCII {
        for index in results.indices { results[index].append(character) }
        continue
      }
      let spelled = spellings[character] ?? base(of: character)
      let plain = base(of: character)
      let choices = spelled == plain ? [plain] : [spelled, plain]
      // Four letters with marks are as many as a name has; of more, the rest are all alike.
      let taken = results.count < 16 ? choices : [plain]
      results = taken.flatMap { choice in results.map { $0 + choice } }
    }
    return results
  }

  /// Without the XX that code lines may put behind A, N, O and U for a letter with a mark (MUXXLLER); nil when none is
  /// there. What is left must be three letters: Foxx is a name.
  static func withoutMarkLetters(_ folded: String) -> String? {
    let x = UInt8(ascii: "x")
    guard folded.utf8.count >= 5, zip(folded.utf8, folded.utf8.dropFirst()).contains(where: { $0 == x && $1 == x })
    else { return nil }
    let bare = ["axx", "nxx", "oxx", "uxx"].reduce(folded) { $0.replacing($1, with: $1.prefix(1)) }
    return bare != folded && bare.count >= 3 ? bare : nil
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
    "œ": "oe", "đ": "dj", "ĳ": "ij",
  ]

  private static let bases: [Character: String] = {
    let groups: [(String, String)] = [
      ("a", "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"), ("c", "çćĉċč"), ("d", "ďđðḍ"), ("e", "èéêëēĕėęěẹẻẽếềểễệə"), ("g", "ĝğġģǧ"),
      ("h", "ĥħḥ"), ("i", "ìíîïĩīĭįıǐỉị"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŉŋ"),
      ("o", "òóôõöøōŏőơǒǫọỏốồổỗộớờởỡợ"), ("r", "ŕŗř"), ("s", "śŝşšșṣ"), ("t", "ţťŧțṭ"),
      ("u", "ùúûüũūŭůűųưǔụủứừửữự"), ("w", "ŵẁẃẅ"), ("y", "ýÿŷỳỵỷỹ"), ("z", "źżžẓ"),
      ("ae", "æ"), ("oe", "œ"), ("ss", "ß"), ("th", "þ"), ("ij", "ĳ"),
    ]
    var table: [Character: String] = [:]
    for (base, letters) in groups {
      for letter in letters { table[letter] = base }
    }
    return table
  }()
}
