extension AddressRules {
  /// Norwegian addresses: Storgata 12B, 0155 Oslo; H0302 is the third floor's second dwelling.
  static let norway = AddressRules(
    country: "NO", postalPrefixes: ["n", "no"],
    shortForms: ["gate": "gate", "gt": "gate", "veien": "vn", "vn": "vn", "vegen": "vn", "plass": "plass"],
    endings: [("veien", "vn"), ("vegen", "vn"), ("gata", "gt"), ("gaten", "gt")],
    abbreviatedEndings: [("v", ["vn"]), ("gt", ["gt"]), ("g", ["gt"])],
    streetEndings: ["veien", "vegen", "gata", "gate", "gaten", "plass", "bakken", "svingen", "tunet"],
    units: ["leil", "leilighet", "bolig"], floorWords: ["etg", "etasje"])
}
