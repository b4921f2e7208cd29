extension AddressRules {
  /// German addresses, Austrian and Swiss ones too: Hauptstraße 5, 10115 Berlin.
  static let germany = AddressRules(
    country: "DE", postalPrefixes: ["d", "de", "at", "ch"],
    shortForms: ["strasse": "str", "str": "str", "platz": "pl", "allee": "allee"],
    endings: [("strasse", "str"), ("platz", "pl")],
    abbreviatedEndings: [("str", ["str"]), ("pl", ["pl"])],
    streetEndings: [
      "strasse", "str", "weg", "platz", "allee", "gasse", "damm", "ufer", "chaussee", "markt", "brunnen",
      "linden",
    ],
    towns: ["munich": "munchen", "cologne": "koln", "vienna": "wien"],
    units: ["whg", "wohnung"], floorWords: ["og", "stock"], groundFloor: ["eg"], basement: ["ug"])
}
