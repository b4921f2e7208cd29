extension AddressRules {
  /// American addresses as the Postal Service writes them (Publication 28): 10250 Main St Apt 4B, Springfield, IL 62704.
  static let unitedStates = AddressRules(
    country: "US", numberPrecedes: true,
    shortForms: [
      "parkway": "pkwy", "pkwy": "pkwy", "circle": "cir", "cir": "cir", "highway": "hwy", "hwy": "hwy",
      "trail": "trl", "trl": "trl", "north": "n", "south": "s", "east": "e", "west": "w",
    ],
    streetEndings: ["blvd", "parkway", "circle", "trail", "highway", "pkwy"],
    units: ["apt", "apartment", "unit", "ste", "suite"])
}
