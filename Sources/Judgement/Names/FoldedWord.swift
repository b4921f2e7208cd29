/// A word with its foldings, made once and compared often.
package struct FoldedWord: Sendable {
  /// As read or claimed.
  package let text: String
  /// Every folding once; only one for a word without marks.
  package let foldings: [String]
  /// The code points of the plain folding, then of the spelled-out one where it differs.
  let letters: [[UInt32]]
  /// The first letter is one that readers lose whole: Æ, Ø, Å.
  let beginsWithNordicLetter: Bool
  /// Without those letters; nil for a word that has none, or nothing else.
  let withoutNordicLetters: String?

  package init(_ text: String) {
    self.text = text
    let written = TextFolding.asWritten.folded(FoldedWord.strokesMended(text))
    if written.utf8.allSatisfy({ $0 < 0x80 }) {
      foldings = [written] + [TextFolding.withoutMarkLetters(written)].compactMap { $0 }
      letters = [written.unicodeScalars.map(\.value)]
      beginsWithNordicLetter = false
      withoutNordicLetters = nil
      return
    }
    let spelled = TextFolding.spelledOut.folded(written)
    let plain = TextFolding.plain.folded(written)
    var all = [written]
    for folding in [spelled, plain] + TextFolding.mixtures(of: written) where !all.contains(folding) {
      all.append(folding)
    }
    foldings = all
    letters = (plain == spelled ? [plain] : [plain, spelled]).map { $0.unicodeScalars.map(\.value) }
    beginsWithNordicLetter = written.first.map { "æøå".contains($0) } ?? false
    let rest = written.filter { !"æøå".contains($0) }
    withoutNordicLetters = rest.count < written.count && rest.count >= 2 ? rest : nil
  }

  /// Some folding of the one is some folding of the other.
  package func agrees(with other: FoldedWord) -> Bool {
    foldings.contains { other.foldings.contains($0) }
  }

  /// A capital I behind a small letter is an l: "NieIsen".
  private static func strokesMended(_ text: String) -> String {
    let isInside = zip(text.utf8, text.utf8.dropFirst()).contains { $0 >= 0x61 && $1 == UInt8(ascii: "I") }
    guard isInside else { return text }
    return text.reduce(into: "") { mended, character in
      mended.append(character == "I" && mended.last?.isLowercase ?? false ? "l" : character)
    }
  }

  /// Without its first letter.
  var beheaded: FoldedWord { FoldedWord(String(text.dropFirst())) }
}
