extension AddressRules {
  /// Swedish addresses: Storgatan 12 lgh 1201, 111 22 Stockholm; "3 tr" is three flights of stairs.
  static let sweden = AddressRules(
    country: "SE", postalPrefixes: ["s", "se"],
    shortForms: [
      "gata": "gatan", "gatan": "gatan", "vagen": "vagen", "norra": "n", "sodra": "s", "ostra": "o", "vastra": "vastra",
      "stora": "stora", "lilla": "lilla", "grand": "grand",
    ],
    initials: ["n": ["n"], "s": ["s"], "o": ["o"], "v": ["vastra"]],
    abbreviatedEndings: [("g", ["gatan"]), ("v", ["vagen"])],
    streetEndings: ["gatan", "vagen", "vag", "grand", "torg", "torget", "stigen", "backen", "esplanaden"],
    towns: ["gothenburg": "goteborg"], units: ["lgh", "lagenhet"], floorWords: ["tr", "trp", "trappor"],
    groundFloor: ["bv", "nb"])
}
