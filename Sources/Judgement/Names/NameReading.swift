import Model

/// A word of a document that may be part of a name.
package struct NameToken: Sendable {
  /// Letters only, as read.
  package var text: String { folded.text }
  /// The word ready for comparing.
  package let folded: FoldedWord
  /// 0–1; of a phrase the mean.
  package let confidence: Double
  /// In pixels of the kept page.
  package let box: PixelRect

  package init(text: String, confidence: Double, box: PixelRect) {
    folded = FoldedWord(text)
    self.confidence = confidence
    self.box = box
  }

  /// One letter, as in "S. E. Nielsen".
  package var isInitial: Bool { text.count == 1 }

  /// Looks like a part of somebody's name: letters, a capital in front, and no word that companies and forms use.
  package var looksPersonal: Bool {
    NameWords.mayBeName(text)
  }
}

/// Words in a row that can belong to one name: nothing between them ends a name.
package struct NamePhrase: Sendable {
  /// What stands between a phrase and the one before it on its line.
  package enum Break: Sendable, Equatable { case start, comma, joiner, stop, label(NameWords.Label) }

  /// In reading order.
  package var tokens: [NameToken] = []
  /// What parts it from the phrase before.
  package var preceded: Break = .start

  /// Two to six words of which each could be a name, not all of them initials.
  package var looksPersonal: Bool {
    (2...6).contains(tokens.count) && tokens.allSatisfy(\.looksPersonal) && tokens.contains { $0.text.count > 2 }
  }

  /// The words with a space between.
  package var text: String { tokens.map(\.text).joined(separator: " ") }
  /// 0–1; of a phrase the mean.
  package var confidence: Double {
    tokens.isEmpty ? 0 : tokens.reduce(0) { $0 + $1.confidence } / Double(tokens.count)
  }
  /// In pixels of the kept page.
  package var box: PixelRect? {
    tokens.first.map { first in tokens.dropFirst().reduce(first.box) { $0.union($1.box) } }
  }
}

/// One line of a page cut into phrases, its labels taken out.
package struct NameLine: Sendable {
  /// Left to right.
  package let phrases: [NamePhrase]
  /// What the first label on the line announces, if any.
  package let label: NameWords.Label?
  /// The first number at the line's start: the field number on a European driving licence.
  package let fieldNumber: String?

  /// Nothing but labels.
  package var isLabelOnly: Bool { label != nil && phrases.isEmpty }

  /// On a driving licence the line may begin with the number or short name of its field, with or without a space
  /// behind.
  package init(_ line: TextLine, isLicence: Bool = false) {
    var cutter = Cutter(isLicence: isLicence)
    for (index, word) in line.words.enumerated() {
      cutter.take(word, isFirst: index == 0)
      if cutter.ended { break }
    }
    phrases = cutter.finished()
    label = cutter.label
    fieldNumber = cutter.fieldNumber
  }

  /// Goes through the words of a line and decides where names end.
  private struct Cutter {
    var label: NameWords.Label?
    var fieldNumber: String?
    /// After "c/o" comes the name of somebody else.
    var ended = false
    private var done: [NamePhrase] = []
    private var current = NamePhrase()
    private let isLicence: Bool

    init(isLicence: Bool) { self.isLicence = isLicence }

    mutating func take(_ word: Word, isFirst: Bool) {
      let raw = word.text.value
      if isFirst, isLicence, let (number, rest) = LicenceField.split(raw) {
        fieldNumber = number
        // Whatever the word means elsewhere, behind its field it is a name.
        for part in rest.split(separator: "-") { append(part, of: word) }
        return
      } else if isFirst, let number = NameLine.fieldNumber(raw) {
        fieldNumber = number
        return
      }
      if ["c/o", "c/o."].contains(raw.lowercased()) {
        ended = true
        return
      }
      if NameWords.isJoiner(raw) { return close(.joiner) }
      if let suffix = Self.dottedSuffixes[raw.lowercased()] ?? (NameSuffix(raw) != nil ? ClaimedName.bare(raw) : nil) {
        return append(suffix: NameToken(text: suffix, confidence: word.confidence, box: word.box))
      }
      // "Bæk& Anna": the sign stuck to a name.
      if raw.contains("&") || raw.contains("+") { return take(sidesOf: raw, word) }
      let restored = Self.ligaturesRestored(raw)
      let pieces = restored.split(whereSeparator: { $0 == "/" || $0 == "," || $0 == ";" || $0 == ":" })
      if raw.hasPrefix("/") || raw.hasPrefix(",") { close(.comma) }
      for (index, piece) in pieces.enumerated() {
        if index > 0 { close(restored.contains(":") ? .stop : .comma) }
        for part in Self.unglued(piece) {
          if NameWords.isJoiner(part), part.count < piece.count {
            close(.joiner)
          } else {
            take(part, of: word)
          }
        }
      }
      if let last = raw.last {
        // "M, L. E. Johansson": the full stop of an initial, read as a comma.
        let isInitial = last == "," && ClaimedName.bare(raw).count == 1 && raw.first?.isUppercase == true
        if last == "/" || (last == "," && !isInitial) { close(.comma) }
        if last == ";" || last == ":" { close(.stop) }
        // "S.S." and "BirgitK." end in initials, "Chr." is one short word.
        let ending = pieces.last.map { Self.unglued($0) }?.last ?? ""
        if last == ".", ending.count > 3 { close(.stop) }
      }
    }

    private mutating func take(sidesOf raw: String, _ word: Word) {
      let sides = raw.split(omittingEmptySubsequences: false, whereSeparator: { "&+".contains($0) })
      for (index, side) in sides.enumerated() {
        if index > 0 { close(.joiner) }
        guard !side.isEmpty else { continue }
        take(Word(text: Private(String(side)), box: word.box, confidence: word.confidence), isFirst: false)
      }
    }

    /// "/ERØ", "KJ/ER": Æ is read as a stroke and an E. Behind more letters the slash parts two names.
    private static func ligaturesRestored(_ raw: String) -> String {
      guard let slash = raw.firstRange(of: "/E"), raw.distance(from: raw.startIndex, to: slash.lowerBound) <= 2,
        raw.allSatisfy({ !$0.isLowercase }) || raw.hasPrefix("/E")
      else { return raw }
      return raw[..<slash.lowerBound] + "Æ" + raw[slash.upperBound...]
    }

    /// "d.y.", "d.æ.": the younger, the elder.
    private static let dottedSuffixes = ["d.y.": "dy", "d.y": "dy", "d.æ.": "dæ", "d.æ": "dæ"]

    /// Cut where a small letter is followed by a capital, and behind the full stop of an initial or title: spaces that
    /// the reader lost. "McDonald" is cut too, and put together again where the account has it.
    private static func unglued(_ piece: Substring) -> [String] {
      guard piece.count >= 4 else { return [String(piece)] }
      var parts: [String] = [""]
      let characters = Array(piece)
      for (index, character) in characters.enumerated() {
        let part = parts[parts.count - 1]
        if character.isUppercase, part.count >= 2, let previous = part.last {
          // "MOeENSEN" is a capital misread, not two words.
          // Nor is "NieIsen" cut: a capital I inside a word is an l, but for "ogInge".
          let mayBegin = character != "I" || StuckJoiner.words.contains { part.hasSuffix($0) }
          let isTwoWords =
            previous.isLowercase && mayBegin && part.count(where: \.isUppercase) <= 1
            && (index + 1 == characters.count || characters[(index + 1)...].contains { $0.isLowercase || $0 == "." })
          let isSuffix = previous.isLowercase && NameSuffix(String(characters[index...])) != nil
          if isTwoWords || isSuffix || previous == "." { parts.append("") }
        }
        parts[parts.count - 1].append(character)
      }
      return parts
    }

    private mutating func take(_ piece: String, of word: Word) {
      let folded = TextFolding.plain.folded(ClaimedName.bare(piece))
      if let announced = NameWords.label(of: folded) {
        // "First name", "Account holder": what came before was part of the label.
        let before = current.tokens.map { TextFolding.plain.folded($0.text) }
        let precise = before.last.flatMap { NameWords.qualifiers[$0] } ?? announced
        if before.allSatisfy(NameWords.labelCompanions.contains) { current.tokens = [] }
        if label == nil { label = precise }
        return close(.label(announced))
      }
      if case .label = current.preceded, current.tokens.isEmpty, NameWords.labelCompanions.contains(folded) { return }
      // "Given namec": the rest of a label, misread.
      if case .label = current.preceded, current.tokens.isEmpty, piece.first?.isLowercase ?? false,
        NameWords.isLabelMisread(folded)
      {
        return
      }
      if NameWords.titles.contains(folded) { return close(.stop) }
      for part in piece.split(whereSeparator: { $0 == "-" || $0 == "‐" || $0 == "\u{2011}" }) {
        append(part, of: word)
      }
    }

    /// "Hansen, d.y.": the comma parts nothing.
    private mutating func append(suffix: NameToken) {
      if current.tokens.isEmpty, current.preceded == .comma, !done.isEmpty {
        done[done.count - 1].tokens.append(suffix)
      } else {
        current.tokens.append(suffix)
      }
    }

    private mutating func append(_ part: Substring, of word: Word) {
      // "S.E." is two initials; "Chr." is one short word.
      let dotted = part.split(separator: ".")
      let pieces = dotted.count > 1 && dotted.allSatisfy({ $0.count == 1 }) ? dotted : [part]
      for piece in pieces {
        let bare = ClaimedName.bare(piece)
        guard !bare.isEmpty else { continue }
        if bare.allSatisfy(\.isNumber) { return close(.stop) }
        if NameWords.particles.contains(bare.lowercased()) && bare.count > 1 { continue }
        current.tokens.append(NameToken(text: bare, confidence: word.confidence, box: word.box))
      }
    }

    private mutating func close(_ next: NamePhrase.Break) {
      if !current.tokens.isEmpty {
        done.append(current)
        current = NamePhrase(preceded: next)
      } else if case .label = current.preceded, case .stop = next {
        return
      } else {
        current.preceded = next
      }
    }

    mutating func finished() -> [NamePhrase] {
      close(.stop)
      return done
    }
  }

  /// "1." or "4a." and the like in front of a line.
  private static func fieldNumber(_ word: String) -> String? {
    let text = word.last == "." || word.last == ")" || word.last == ":" ? String(word.dropLast()) : word
    guard let first = text.first, first.isNumber, text.count <= 2,
      text.count == 1 || "abcd".contains(text.lowercased().dropFirst())
    else { return nil }
    return text.lowercased()
  }
}
