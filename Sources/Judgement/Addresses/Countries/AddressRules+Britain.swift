extension AddressRules {
  /// British and Irish addresses: Flat 3, 12 High Street, London SW1A 1AA.
  static let britain = AddressRules(
    country: "GB", numberPrecedes: true,
    shortForms: [
      "saint": "st", "street": "st", "road": "rd", "rd": "rd", "avenue": "ave", "ave": "ave", "av": "ave",
      "lane": "ln", "ln": "ln", "drive": "dr", "dr": "dr", "square": "sq", "sq": "sq", "court": "ct", "ct": "ct",
      "close": "cl", "cl": "cl", "terrace": "ter", "ter": "ter", "crescent": "cres", "cres": "cres",
      "gardens": "gdns", "gdns": "gdns", "place": "pl", "grove": "gr", "gr": "gr",
    ],
    streetEndings: [
      "street", "road", "avenue", "lane", "drive", "close", "court", "square", "terrace", "crescent", "way", "rd",
      "ave", "grove", "gardens", "mews",
    ],
    units: ["flat", "unit", "apartment"], floorWords: ["floor"])
}
