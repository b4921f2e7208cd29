import Model

/// The account's address, ready for comparing.
package struct ClaimedAddress: Sendable {
  /// The street's name as given, for the evidence.
  package let street: String
  /// Every spelling of the street that counts as the same; see `StreetName`.
  package let streetForms: Set<String>
  /// The same without the first letter, for streets that begin with Æ, Ø or Å; empty for others. Readers lose those
  /// letters whole.
  private let beheadedForms: Set<String>
  /// The same without any such letter behind the first: MGEVEJ for Mågevej; empty for streets that have none.
  private let lostForms: Set<String>
  /// Words in the street's name.
  package let streetLength: Int
  /// House number, letter, floor and door in their official forms.
  package let dwelling: Dwelling
  /// Bare, as `PostalCode.bare` makes it; nil when the account has none.
  package let postalCode: String?
  /// The town as given, for the evidence; nil when the account names none.
  package let town: String?
  /// Every spelling of the town; nil when the account names none.
  package let townForms: Set<String>?
  /// Whether the house number may stand in front of the street's name, as it does in Britain and France.
  package let numberMayPrecede: Bool
  /// Whether that is how the account's country writes it, so that a number behind the street is something else.
  package let numberPrecedes: Bool

  /// Nil unless there are a street, a house number, and a postal code or town.
  package init?(_ address: Account.Address) {
    let streetTokens = AddressLine.tokens(of: address.street?.value ?? "")
    let numberTokens = AddressLine.tokens(of: address.houseNumber?.value ?? "")
    let tokens = streetTokens + numberTokens
    guard let (start, own) = ClaimedAddress.house(in: tokens, streetLength: streetTokens.count) else { return nil }
    var name = start == 0 ? Array(tokens.dropFirst(own.length)) : Array(tokens.prefix(start))
    var dwelling = own.dwelling
    // "Market Street PMB": what stands behind the street's name in its own field is none of it.
    if let unit = name.indices.dropFirst().first(where: { UnitWords.announces(name[$0]) }) {
      if let read = UnitWords.read(name[unit...]), let door = read.door { dwelling.door = door }
      name.removeSubrange(unit...)
    }
    guard !name.isEmpty else { return nil }
    let floorText = address.floor?.value ?? ""
    let words = AddressLine.tokens(of: floorText)
    // "3. tv" in the field for the floor.
    if words.count > 1, let first = words.first, let floor = Dwelling.floor(first.text), let last = words.last {
      dwelling.floor = floor
      dwelling.door = AddressWords.doors[last.folded] ?? dwelling.door
    } else if !floorText.isEmpty {
      dwelling.floor = Dwelling.floor(floorText) ?? floorText.lowercased()
    }
    if let door = address.door.flatMap({ UnitWords.door($0.value) ?? Dwelling.door($0.value) }) { dwelling.door = door }
    if let unit = UnitWords.door(floorText) { (dwelling.floor, dwelling.door) = (nil, unit) }
    self.dwelling = dwelling
    street = name.map(\.text).joined(separator: " ")
    streetForms = StreetName.forms(of: name)
    let beginsWithNordicLetter = street.first.map { "ÆØÅæøå".contains($0) } ?? false
    beheadedForms =
      beginsWithNordicLetter && street.count >= 4
      ? StreetName.forms(of: AddressLine.tokens(of: String(street.dropFirst()))) : []
    let kept = String(street.prefix(1)) + street.dropFirst().filter { !"ÆØÅæøå".contains($0) }
    lostForms =
      kept.count < street.count && kept.count >= 4 ? StreetName.forms(of: AddressLine.tokens(of: kept)) : []
    numberMayPrecede = address.country.map { !AddressWords.numberLast.contains($0.uppercased()) } ?? true
    numberPrecedes = address.country.map { AddressWords.numberFirst.contains($0.uppercased()) } ?? false
    streetLength = name.count
    let code = address.postalCode.map { PostalCode.bare(PostalCode.withoutExtension($0.value)) } ?? ""
    postalCode = code.isEmpty ? nil : code
    let townTokens = AddressLine.tokens(of: address.city?.value ?? "").filter(\.isWord)
    town = townTokens.isEmpty ? nil : townTokens.map(\.text).joined(separator: " ")
    townForms = townTokens.isEmpty ? nil : ClaimedAddress.townForms(townTokens)
    guard !streetForms.isEmpty, postalCode != nil || townForms != nil else { return nil }
  }

  /// Quickly: the words begin and are about as long as the street's name. Abbreviations take up to six letters off.
  package func mayBeStreet(_ tokens: ArraySlice<AddressToken>) -> Bool {
    guard let first = tokens.first?.folded.unicodeScalars.first.map(ClaimedAddress.likeliest) else { return false }
    let length = tokens.reduce(0) { $0 + $1.folded.utf8.count }
    return streetForms.union(beheadedForms).contains { form in
      guard let begins = form.unicodeScalars.first.map(ClaimedAddress.likeliest) else { return false }
      return begins == first && (form.utf8.count - 6...form.utf8.count + 6).contains(length)
    }
  }

  /// How alike the words are to the street's name.
  func likeness(toStreet tokens: ArraySlice<AddressToken>) -> Likeness {
    let read = StreetName.forms(of: tokens)
    let likeness = StreetName.likeness(of: streetForms, and: read)
    guard likeness < .misread else { return likeness }
    if !lostForms.isDisjoint(with: read) { return .near }
    guard !beheadedForms.isDisjoint(with: read) else { return likeness }
    // "boulevarden" is what is left of Åboulevarden; "Boulevarden" is a street of its own.
    let beginsSmall = tokens.first?.text.first?.isLowercase ?? false
    // "gade" at the start of a line may be Ågade; it is also the end of many others.
    if street.count < 6 { return tokens.startIndex == 0 ? .near : likeness }
    return beginsSmall ? .misread : .near
  }

  /// The letter that a digit or stroke at the start of a word is likely to be.
  private static func likeliest(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "0": "o"
    case "1", "l", "|": "i"
    case "5": "s"
    case "8": "b"
    default: scalar
    }
  }

  /// The letters of Danish districts, as in "København N" and "Aarhus C".
  static let districts: Set<String> = ["k", "v", "o", "n", "s", "nv", "sv", "c", "oe"]

  /// A town's spellings, with and without the letters of its district: "København N" is also found where "København"
  /// stands.
  package static func townForms(_ tokens: [AddressToken]) -> Set<String> {
    let usual = tokens.filter { !districts.contains($0.folded) }
    let named = usual.isEmpty ? tokens : usual
    var forms = StreetName.forms(of: named)
    for token in named.prefix(1) {
      if let town = AddressWords.towns[token.folded] ?? AddressWords.towns[token.folded.replacing("a", with: "aa")] {
        forms.insert(town)
      }
    }
    return forms
  }

  /// Where the house number stands: behind the street's name, else in front of it.
  private static func house(
    in tokens: [AddressToken], streetLength: Int
  ) -> (start: Int, (dwelling: Dwelling, length: Int))? {
    // "West 45th Street": what stands in the number's own field is the number.
    if streetLength > 0, streetLength < tokens.count, let read = Dwelling.read(tokens[streetLength...]) {
      return (streetLength, read)
    }
    for start in tokens.indices.dropFirst() where start == streetLength || !UnitWords.announces(tokens[start - 1]) {
      if let read = Dwelling.read(tokens[start...]) { return (start, read) }
    }
    // Five digits are a house number only where nothing else can be: "10250 Main Street".
    if tokens.count > 1, let last = tokens.last, last.isNumber, last.text.count == 5, let number = Int(last.text) {
      return (tokens.count - 1, (Dwelling(number: String(number)), 1))
    }
    return Dwelling.read(tokens[...]).flatMap { $0.length < tokens.count ? (0, $0) : nil }
  }
}
