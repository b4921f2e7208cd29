/// How one country writes addresses: data, a file for each country. A country is added with a file beside this one and
/// a line in `all`.
///
/// Words are lower case in the plain folding (ø as o, å as a, æ as ae), without full stops.
package struct AddressRules: Sendable {
  /// ISO 3166-1 alpha-2.
  package let country: String
  /// The house number stands in front of the street's name.
  package var numberPrecedes = false
  /// Letters that may stand in front of the postal code: "DK-2100".
  package var postalPrefixes: [String] = []
  /// A word by itself, brought to its shortest usual form. Spellings of one word share it.
  package var shortForms: [String: String] = [:]
  /// What a single letter with a full stop in front of a street's name is short for: "V. Voldgade".
  package var initials: [String: [String]] = [:]
  /// Beginnings of a street's name written as one word, by their short form.
  package var beginnings: [(long: String, short: String)] = []
  /// Endings of a street's name written as one word, by their short form.
  package var endings: [(long: String, short: String)] = []
  /// What the end of a word with a full stop behind it may be short for: "Bakkev.", "Storg.".
  package var abbreviatedEndings: [(short: String, long: [String])] = []
  /// How words at the end of a street's name look: a line with such a word and a number is an address.
  package var streetEndings: [String] = []
  /// Towns that go by several names.
  package var towns: [String: String] = [:]
  /// A number behind one of these is the door.
  package var units: [String] = []
  /// A number in front of one of these is the floor.
  package var floorWords: [String] = []
  /// Names of the ground floor.
  package var groundFloor: [String] = []
  /// Names of the basement.
  package var basement: [String] = []
  /// Doors with a name, by their official short form.
  package var doors: [String: String] = [:]

  /// Every country there are rules for. Where two give one word another meaning, the first holds.
  package static let all: [AddressRules] = [
    .denmark, .sweden, .norway, .germany, .britain, .unitedStates, .france, .netherlands, .poland,
  ]
}
