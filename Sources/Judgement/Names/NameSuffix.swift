/// What stands behind a name to tell two people of one name apart, most often a father and his son.
package enum NameSuffix: String, Sendable {
  case younger, elder, second, third, fourth

  /// The suffix that a word is; nil for any other word. "d.y." and "den yngre" are Danish, "fils" is French.
  package init?(_ word: some StringProtocol) {
    // "lI", "IlI": strokes are read as one another.
    if (2...3).contains(word.count), word.contains("I"), word.allSatisfy({ "Il1|".contains($0) }) {
      self = word.count == 2 ? .second : .third
      return
    }
    switch word.lowercased().filter({ $0 != "." && $0 != "," }) {
    case "jr", "jnr", "dy", "yngre", "denyngre", "fils": self = .younger
    case "sr", "snr", "dæ", "ældre", "denældre", "dae", "aeldre", "père": self = .elder
    case "ii", "2nd": self = .second
    case "iii", "3rd": self = .third
    case "iv", "4th": self = .fourth
    // Yngve is a name, but begins with a capital.
    case let small where small.first == word.first && Misreading.likeness(of: "yngre", and: small) >= .near:
      self = .younger
    case let small where small.first == word.first && Misreading.likeness(of: "ældre", and: small) >= .near:
      self = .elder
    case let long where long.count == 6 && Misreading.likeness(of: "junior", and: long) >= .near: self = .younger
    case let long where long.count == 6 && Misreading.likeness(of: "senior", and: long) >= .near: self = .elder
    default: return nil
    }
  }

  /// The suffix at the end of a name; nil without one.
  static func last(in name: String) -> NameSuffix? {
    let words = name.split { $0 == " " || $0 == "," }
    return words.count > 1 || name.contains(".") ? words.last.flatMap { NameSuffix($0) } : nil
  }

  /// The name without it: "Hansen jr." is "Hansen", "Hansen, den yngre" too.
  static func removed(from name: String) -> String {
    guard last(in: name) != nil else { return name }
    return name.split { $0 == " " || $0 == "," }.dropLast().joined(separator: " ")
  }
}
