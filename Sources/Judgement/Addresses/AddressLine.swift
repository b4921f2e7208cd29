import Model

/// A word of an address without its punctuation, and what that punctuation said.
package struct AddressToken: Sendable, Equatable {
  /// Lower case, plain folding, letters and digits only.
  package let folded: String
  /// As read, letters and digits only.
  package let text: String
  /// A full stop stood behind it: perhaps an abbreviation or a floor.
  package let hasFullStop: Bool
  /// A comma stood behind it: one part of the address ends.
  package let hasComma: Bool
  /// A slash stood behind it: in some countries the door follows.
  package let hasSlash: Bool
  /// A hyphen stood behind it: "12-14".
  package let hasHyphen: Bool
  /// The line it stands on, by index in its block.
  package let line: Int
  /// Of the word it was cut from, 0–1.
  package let confidence: Double
  /// Of the word it was cut from, in pixels of the kept page.
  package let box: PixelRect

  /// ASCII digits only.
  package var isNumber: Bool { !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber } }
  /// Letters, perhaps with one misread as a digit: "K0benhavn".
  var looksLikeWord: Bool {
    isWord || text.count >= 4 && text.count(where: \.isNumber) == 1 && !text.allSatisfy(\.isNumber)
  }
  /// Letters only.
  package var isWord: Bool { !text.isEmpty && text.allSatisfy(\.isLetter) }
}

/// Cuts lines into the words of addresses.
package enum AddressLine {
  /// The words of a line: split at spaces, commas, full stops within a word, hyphens and slashes, and between a number
  /// and the letters of a door ("3.tv", "2TH"), but not between a number and a house letter ("44A").
  package static func tokens(of line: TextLine, at index: Int = 0) -> [AddressToken] {
    line.words.flatMap { tokens(of: $0.text.value, at: index, confidence: $0.confidence, box: $0.box) }
  }

  /// The same for a word that was not read from a page.
  package static func tokens(of text: String) -> [AddressToken] {
    let nowhere = PixelRect(x0: 0, y0: 0, x1: 0, y1: 0)
    return text.split(separator: " ").flatMap { tokens(of: String($0), at: 0, confidence: 1, box: nowhere) }
  }

  private static func tokens(of word: String, at line: Int, confidence: Double, box: PixelRect) -> [AddressToken] {
    var result: [AddressToken] = []
    var current = ""
    func close(fullStop: Bool = false, comma: Bool = false, slash: Bool = false, hyphen: Bool = false) {
      let letters = current.filter { $0.isLetter || $0.isNumber }
      current = ""
      guard !letters.isEmpty else { return }
      let pieces = doorSplit(letters)
      for (position, piece) in pieces.enumerated() {
        let isLast = position == pieces.count - 1
        result.append(
          AddressToken(
            folded: TextFolding.plain.folded(piece), text: piece, hasFullStop: isLast && fullStop,
            hasComma: isLast && comma, hasSlash: isLast && slash, hasHyphen: isLast && hyphen, line: line,
            confidence: confidence, box: box))
      }
    }
    for character in word {
      switch character {
      // "/ERTEVEJ": Æ is read as a stroke and an E.
      case "E" where current == "/": current = "Æ"
      case ",", ";": close(comma: true)
      case ".": close(fullStop: true)
      case "/" where current.isEmpty: current = "/"
      case "/": close(slash: true)
      case "-", "–": close(hyphen: true)
      case ":", "(", ")", "·", "•", "|": close()
      default: current.append(character)
      }
    }
    close()
    // "3.," has the comma behind the full stop.
    if let last = result.last, word.hasSuffix(","), !last.hasComma {
      result[result.count - 1] = AddressToken(
        folded: last.folded, text: last.text, hasFullStop: last.hasFullStop, hasComma: true, hasSlash: false,
        hasHyphen: false, line: line, confidence: confidence, box: box)
    }
    return result
  }

  /// "2TH" is two words, "44A" is one.
  private static func doorSplit(_ word: String) -> [String] {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    let rest = TextFolding.plain.folded(String(word.dropFirst(digits.count)))
    let isUnit = AddressWords.units.contains(rest)
    if !digits.isEmpty, isUnit || (digits.count <= 2 && ["tv", "th", "mf", "sal"].contains(rest)) {
      return [String(digits), String(word.dropFirst(digits.count))]
    }
    if let pieces = capitalSplit(word, behind: digits.count) { return pieces }
    // "Ågade26", "7100Vejle": spaces that the reader lost.
    let letters = word.prefix(while: \.isLetter)
    let behind = word.dropFirst(letters.count)
    if letters.count >= 3, let first = behind.first, first.isNumber, behind.count <= 5 {
      return [String(letters), String(behind)]
    }
    if (1...5).contains(digits.count), rest.count >= (digits.count == 1 ? 3 : 4), rest.allSatisfy(\.isLetter) {
      return [String(digits), String(word.dropFirst(digits.count))]
    }
    let folded = TextFolding.plain.folded(word)
    for floor in ["st", "kl", "l"] where folded.count == floor.count + 2 && folded.hasPrefix(floor) {
      let door = String(folded.dropFirst(floor.count))
      if ["tv", "th", "mf"].contains(door) { return [floor, door] }
    }
    return [word]
  }

  /// "CedarLane", "StreetApt", "254DQueens": a capital begins a word that has lost its space.
  private static func capitalSplit(_ word: String, behind digits: Int) -> [String]? {
    let letters = Array(word.dropFirst(digits))
    guard letters.count >= 4, letters.allSatisfy(\.isLetter) else { return nil }
    if digits > 0, letters[0].isUppercase, letters[1].isUppercase, letters[2].isLowercase {
      return [word.prefix(digits) + String(letters[0]), String(letters[1...])]
    }
    let cut = letters.indices.dropFirst(3).dropLast(2).first {
      letters[$0].isUppercase && letters[$0 - 1].isLowercase && letters[$0 + 1].isLowercase
    }
    return cut.map { cut in
      let rest = String(letters[cut...])
      return [word.prefix(digits) + String(letters[..<cut])] + (capitalSplit(rest, behind: 0) ?? [rest])
    }
  }

  /// Letters in front of a digit, or between two, read as the digits they look like: "I2", "2O0". What stands behind
  /// the last digit may be a house's letter and stays.
  static func digitsMended(_ word: String) -> String {
    guard let last = word.lastIndex(where: { $0.isASCII && $0.isNumber }) else { return word }
    let alike: [Character: Character] = [
      "O": "0", "o": "0", "I": "1", "l": "1", "|": "1", "S": "5", "B": "8", "Z": "2",
    ]
    let head = word[..<last].map { $0.isNumber ? $0 : alike[$0] }
    guard head.allSatisfy({ $0 != nil }) else { return word }
    return String(head.compactMap { $0 }) + word[last...]
  }

  /// A street's name with a number after or before it.
  package static func looksLikeStreet(_ line: TextLine) -> Bool {
    let tokens = tokens(of: line)
    guard tokens.contains(where: { $0.text.first?.isNumber == true && $0.text.count <= 5 }) else { return false }
    return tokens.contains { token in
      AddressWords.streetEndings.contains {
        token.folded.hasSuffix($0) && (token.folded.count > $0.count || $0.count > 2)
      }
    }
  }

  /// A postal code with the town behind it, or a British one by itself.
  package static func looksLikeTown(_ line: TextLine) -> Bool {
    let tokens = tokens(of: line)
    return tokens.indices.contains { index in
      PostalCode.candidates(at: index, in: tokens).contains { candidate in
        let after = index + candidate.length
        return candidate.code.contains { $0.isLetter }
          ? candidate.isBritish : after < tokens.count && tokens[after].isWord && candidate.code.count >= 4
      }
    }
  }
}
