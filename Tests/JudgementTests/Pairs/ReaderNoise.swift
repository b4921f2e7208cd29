import Model

/// What optical readers do to a line, as counted on pages whose text is known: letters with marks lose them or become
/// two, look-alikes change places, spaces and full stops are lost, and now and then a letter becomes another.
struct ReaderNoise: Sendable {
  enum Reader: Sendable, CaseIterable {
    /// Nothing is misread: the text layer of a PDF.
    case none
    /// Keeps Danish letters, confuses strokes, loses full stops.
    case tesseract
    /// Loses the marks of letters and the spaces between words.
    case paddle
  }

  let reader: Reader

  /// The line as the reader gives it.
  func read(_ text: String, _ random: inout SeededRandom) -> String {
    guard reader != .none else { return text }
    var result = ""
    let characters = Array(text)
    var index = 0
    while index < characters.count {
      let character = characters[index]
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      index += 1
      if character == "r", next == "n", random.once(in: reader == .tesseract ? 60 : 300) {
        result += "m"
        index += 1
        continue
      }
      result += read(character, isInWord: result.last?.isLetter ?? false, &random)
    }
    return result.split(separator: " ").joined(separator: " ")
  }

  private func read(_ character: Character, isInWord: Bool, _ random: inout SeededRandom) -> String {
    let isTesseract = reader == .tesseract
    switch character {
    case " ": return random.once(in: isTesseract ? 250 : 60) ? "" : " "
    case ".", ",": return random.once(in: isTesseract ? 60 : 80) ? random.one(of: ["", ".", ","]) : String(character)
    case "æ", "ø", "å", "Æ", "Ø", "Å":
      guard random.once(in: isTesseract ? 40 : 4), let others = Self.nordic[character] else { return String(character) }
      return random.one(of: others)
    case "ä", "ö", "ü", "é", "è", "ç", "ş", "ł", "ą", "ó", "ś", "Ö", "Ä", "Ü", "É", "Ł", "Ş", "Ç":
      return random.once(in: 4) ? TextMarks.removed(from: character) : String(character)
    default: break
    }
    if let others = Self.lookAlikes[character], random.once(in: isTesseract ? 350 : 500) {
      return random.one(of: others)
    }
    // What nothing explains is rare on pages that pass the picture checks.
    if character.isLetter, isInWord, random.once(in: 1500) { return random.one(of: Self.anything) }
    return String(character)
  }

  private static let nordic: [Character: [String]] = [
    "æ": ["ae"], "ø": ["o", "o", "0", "ö"], "å": ["a", "a", "ä"], "Æ": ["AE", "AE", "/E"],
    "Ø": ["O", "O", "0", ""], "Å": ["A", "A", "Ä", ""],
  ]

  private static let lookAlikes: [Character: [String]] = [
    "O": ["0"], "o": ["0"], "0": ["O", "o"], "1": ["l", "I"], "l": ["1", "I", "i"], "I": ["l", "1"], "i": ["l", "1"],
    "S": ["5"], "5": ["S"], "B": ["8"], "8": ["B"], "Z": ["2"], "G": ["6"], "m": ["rn"], "D": ["0"], "g": ["9"],
  ]

  private static let anything = ["c", "e", "a", "o", "n", "u", "t", "r", "h", "k"]
}

/// Letters without their marks, for what readers lose.
enum TextMarks {
  static func removed(from character: Character) -> String {
    let marked = Array("äöüéèçşłąóśÖÄÜÉŁŞÇ")
    let plain = Array("aoueecslaosOAUELSC")
    return marked.firstIndex(of: character).map { String(plain[$0]) } ?? String(character)
  }
}
