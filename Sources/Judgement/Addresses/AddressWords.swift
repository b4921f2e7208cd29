/// Spellings that mean the same in addresses: what the countries' rules say, taken together. Keys are lower case in the
/// plain folding, without full stops.
package enum AddressWords {
  /// A word by itself, brought to its shortest usual form. `st` stands for Store, Sankt, Saint and Street alike: which
  /// is meant never decides between two streets of one town.
  package static let shortForms = merged(\.shortForms)
  /// Beginnings of a street's name written as one word, by their short form.
  package static let beginnings = AddressRules.all.flatMap(\.beginnings)
  /// Endings of a street's name written as one word, by their short form.
  package static let endings = AddressRules.all.flatMap(\.endings)
  /// What a word with a full stop behind it may be short for: "Bakkev.", "Nørrebrog.", "Storg.".
  package static let abbreviatedEndings = AddressRules.all.flatMap(\.abbreviatedEndings)
  /// What a single letter with a full stop is short for: "V. Voldgade".
  package static let initials: [String: [String]] = AddressRules.all.reduce(into: [:]) { table, rules in
    table.merge(rules.initials) { $0 + $1 }
  }
  /// How the words at the end of a street's name look: a line with such a word and a number is an address.
  package static let streetEndings = AddressRules.all.flatMap(\.streetEndings)
  /// Towns that go by several names.
  package static let towns = merged(\.towns)
  /// A number behind one of these is the door.
  package static let units = Set(AddressRules.all.flatMap(\.units))
  /// A number in front of one of these is the floor.
  package static let floorWords = Set(AddressRules.all.flatMap(\.floorWords))
  /// The ground floor.
  package static let groundFloor = Set(AddressRules.all.flatMap(\.groundFloor))
  /// The basement.
  package static let basement = Set(AddressRules.all.flatMap(\.basement))
  /// Doors with a name, by their official short form.
  package static let doors = merged(\.doors)
  /// Countries that write the house number in front of the street, those without rules of their own among them.
  package static let numberFirst = Set(
    AddressRules.all.filter(\.numberPrecedes).map(\.country) + ["UK", "IE", "CA", "AU", "NZ", "LU", "IN"])
  /// Countries that write it behind.
  package static let numberLast = Set(
    AddressRules.all.filter { !$0.numberPrecedes }.map(\.country) + ["FI", "IS", "AT", "CH", "IT", "ES"])
  /// Letters of countries in front of postal codes.
  package static let postalPrefixes = Set(AddressRules.all.flatMap(\.postalPrefixes) + ["fi", "fin", "b"])

  /// A number behind one of these is a mailbox: none of the house's.
  package static let mailboxes: Set<String> = ["pmb", "box", "postbox", "postboks", "pobox", "postfach", "boks"]
  /// "12 bis rue Haute".
  package static let repeats: Set<String> = ["bis", "ter", "quater"]

  private static func merged(_ table: any KeyPath<AddressRules, [String: String]> & Sendable) -> [String: String] {
    AddressRules.all.reduce(into: [:]) { all, rules in all.merge(rules[keyPath: table]) { first, _ in first } }
  }
}
