/// The word between two people's names when it lost a space or was misread: "Jens Damog Anna Nielsen" is two people,
/// and no Jens Nielsen is among them.
enum StuckJoiner {
  /// What may stick to a name, each as a whole word.
  static let words = ["og", "and", "und", "och"]

  /// Whether something among the words that are no part of the name, but stand between those that are, may have been
  /// such a joiner. `free` are the positions of the words that are no part.
  static func stands(among free: Set<Int>, between taken: Range<Int>, of words: [FoldedWord]) -> Bool {
    let inside = taken.filter(free.contains)
    let isCapitalised = words[taken].first?.text.first?.isUppercase ?? false
    return inside.contains { position in
      let word = words[position]
      guard let first = word.text.first else { return false }
      // "o9", "eg", "8": neither a name nor an initial stands between a given name and a family name.
      if isCapitalised, !first.isUppercase, !NameWords.particles.contains(word.text.lowercased()) { return true }
      // The next name follows the joiner, and a family name stood in front of it.
      let folded = TextFolding.plain.folded(word.text)
      let endsInOne =
        folded.count >= 4 && StuckJoiner.words.contains { folded.hasSuffix($0) }
        || folded.count >= 5 && ["eg", "o9", "0g"].contains { folded.hasSuffix($0) }
      return endsInOne && inside.contains(position + 1)
        || (folded.count >= 5 && folded.hasPrefix("og") && inside.contains(position - 1))
    }
  }
}
