extension AddressRules {
  /// French addresses, Belgian ones in French too: 12 bis rue Haute, 75001 Paris.
  static let france = AddressRules(
    country: "FR", numberPrecedes: true, postalPrefixes: ["f", "fr"],
    shortForms: [
      "bd": "blvd", "bld": "blvd", "chemin": "ch", "impasse": "imp", "imp": "imp", "sainte": "ste", "faubourg": "fbg",
      "fbg": "fbg", "allee": "allee", "allees": "allee",
    ],
    streetEndings: ["rue", "chemin", "impasse", "quai"],
    units: ["appt", "appartement"], floorWords: ["eme"])
}
