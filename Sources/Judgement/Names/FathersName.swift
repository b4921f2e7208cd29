/// East Slavic names of the father (Sergeevich, Ivanovna) and Nordic ones of a daughter (Jónsdóttir), as a middle part of
/// a name. Such a part is left out on many documents: a Russian passport has it in Cyrillic only.
package enum FathersName {
  /// The word ends like one, in one of the usual spellings in Latin letters.
  package static func isOne(_ word: String) -> Bool {
    let folded = TextFolding.plain.folded(word)
    return folded.count >= 6 && endings.contains { folded.hasSuffix($0) }
  }

  private static let endings = [
    "ovich", "evich", "ovic", "evic", "ovych", "evych", "yovych", "avich", "owitsch", "ewitsch", "ovitch", "evitch",
    "ilyich", "ilich", "kuzmich", "nikitich", "ovna", "evna", "ivna", "iyvna", "auna", "ichna", "inichna", "owna",
    "ewna", "dottir", "datter", "dotter",
  ]
}
