extension AddressRules {
  /// Dutch addresses: Hoofdstraat 12 B, 1012 AB Amsterdam.
  static let netherlands = AddressRules(
    country: "NL", postalPrefixes: ["nl"],
    shortForms: ["straat": "straat", "laan": "laan", "plein": "pln", "pln": "pln"],
    endings: [("straat", "str"), ("plein", "pln")],
    abbreviatedEndings: [("str", ["str"]), ("ln", ["laan"])],
    streetEndings: ["straat", "laan", "plein", "gracht", "kade", "dijk", "singel", "dreef"],
    towns: ["hague": "denhaag", "sgravenhage": "denhaag", "denhaag": "denhaag"], units: ["bus"],
    groundFloor: ["bg"])
}
