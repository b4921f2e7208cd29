extension AddressRules {
  /// Polish addresses: ul. Długa 5/12, 00-238 Warszawa; what stands behind the slash is the door.
  static let poland = AddressRules(
    country: "PL", postalPrefixes: ["pl"],
    shortForms: ["aleja": "al", "aleje": "al", "al": "al", "osiedle": "os", "os": "os", "swietego": "sw", "sw": "sw"],
    streetEndings: ["ulica", "aleja", "osiedle"],
    towns: ["warsaw": "warszawa", "cracow": "krakow"], units: ["mieszkanie"])
}
