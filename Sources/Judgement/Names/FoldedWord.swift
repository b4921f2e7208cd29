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

  package init(_ text: String) {
    self.text = text
    let written = TextFolding.asWritten.folded(text)
    if written.utf8.allSatisfy({ $0 < 0x80 }) {
      foldings = [written]
      letters = [written.unicodeScalars.map(\.value)]
      beginsWithNordicLetter = false
      return
    }
    let spelled = TextFolding.spelledOut.folded(written)
    let plain = TextFolding.plain.folded(written)
    var all = [written]
    for folding in [spelled, plain] where !all.contains(folding) { all.append(folding) }
    foldings = all
    letters = (plain == spelled ? [plain] : [plain, spelled]).map { $0.unicodeScalars.map(\.value) }
    beginsWithNordicLetter = written.first.map { "æøå".contains($0) } ?? false
  }

  /// Some folding of the one is some folding of the other.
  package func agrees(with other: FoldedWord) -> Bool {
    foldings.contains { other.foldings.contains($0) }
  }

  /// Without its first letter.
  var beheaded: FoldedWord { FoldedWord(String(text.dropFirst())) }
}
