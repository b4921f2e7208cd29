/// The field names of driving licences in front of their values: numbers in Europe (Directive 2006/126/EC, annex I),
/// numbers or letters in North America (AAMVA Card Design Standard: LN family name, FN given names).
package enum LicenceField {
  /// The number of the name's field at the start of a line, and what stands behind it in the same word; nil for other
  /// words. "LNHANSEN" is field 1 with "HANSEN": readers lose the space.
  package static func split(_ word: String) -> (number: String, rest: String)? {
    if let first = word.first, first == "1" || first == "2" {
      let rest = word.dropFirst().drop { $0 == "." || $0 == ")" || $0 == ":" }
      let isName = rest.count >= 2 && rest.first?.isUppercase == true && rest.allSatisfy { $0.isLetter || $0 == "-" }
      return rest.isEmpty || isName ? (String(first), String(rest)) : nil
    }
    for (letters, number) in [("LN", "1"), ("FN", "2")] where word.hasPrefix(letters) {
      let rest = word.dropFirst(2).drop { $0 == "." || $0 == ":" }
      let isName = rest.count >= 2 && rest.allSatisfy { $0.isUppercase || $0 == "-" || $0 == "'" }
      if rest.isEmpty || isName { return (number, String(rest)) }
    }
    return nil
  }
}
