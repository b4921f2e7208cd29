/// Streets and towns for drawing addresses, by country.
enum AddressLists {
  typealias Lists = (streets: [String], towns: [(String, String)])

  static func of(_ country: AddressDraw.Country) -> Lists {
    switch country {
    case .denmark: denmark
    case .sweden: sweden
    case .norway: norway
    case .germany: germany
    case .britain: britain
    case .america: america
    }
  }

  /// With the usual abbreviation.
  static func shortened(_ street: String) -> String {
    for (long, short) in [
      ("Gammel ", "Gl. "), ("Sankt ", "Skt. "), ("Nørre ", "Nr. "), ("Sønder ", "Sdr. "), ("Store ", "St. "),
      ("Lille ", "Ll. "), ("straße", "str."), ("Vester ", "V. "), ("Øster ", "Ø. "), (" Street", " St"),
      (" Avenue", " Ave"), (" Road", " Rd"),
    ] where street.contains(long) {
      return street.replacing(long, with: short)
    }
    if street.hasSuffix("vej") { return street.dropLast(3) + "v." }
    return street
  }

  static let denmark: Lists = (
    [
      "Nørrebrogade", "Vesterbrogade", "Østerbrogade", "Amagerbrogade", "Bakkevej", "Skovvej", "Engvej", "Møllevej",
      "Kirkevej", "Skolevej", "Søndergade", "Nørregade", "Vestergade", "Østergade", "Algade", "Gammel Kongevej",
      "Sankt Peders Stræde", "Store Kongensgade", "Lille Strandstræde", "Nørre Allé", "Sønder Boulevard",
      "Åboulevarden",
      "H.C. Andersens Vej", "H.C. Ørsteds Vej", "Peter Bangs Vej", "Jens Jessens Vej", "Rosenvænget", "Birkevænget",
      "Egernvej", "Lærkevej", "Solsortevej", "Mågevej", "Ærtevej", "Æblestien", "Ørnevej", "Ålekistevej", "Ågade",
      "Rådhuspladsen", "Kultorvet", "Strandvejen", "Jernbanegade", "Havnegade", "Stationsvej", "Hovedgaden", "Bygaden",
      "Ved Stranden", "Under Elmene", "Vester Voldgade", "Øster Allé", "Tietgensgade", "Jagtvej", "Falkoner Allé",
      "Godthåbsvej", "Borups Allé", "Tagensvej", "Frederikssundsvej", "Rugmarken", "Hyldegårdsvej", "Kongensgade",
    ],
    [
      ("2200", "København N"), ("2100", "København Ø"), ("1620", "København V"), ("2300", "København S"),
      ("1453", "København K"), ("2400", "København NV"), ("2450", "København SV"), ("2000", "Frederiksberg"),
      ("8000", "Aarhus C"), ("8200", "Aarhus N"), ("9000", "Aalborg"), ("5000", "Odense C"), ("6700", "Esbjerg"),
      ("4000", "Roskilde"), ("7100", "Vejle"), ("8900", "Randers C"), ("6200", "Aabenraa"), ("3000", "Helsingør"),
      ("4700", "Næstved"), ("4600", "Køge"), ("2630", "Taastrup"), ("3400", "Hillerød"), ("8600", "Silkeborg"),
      ("9900", "Frederikshavn"), ("4180", "Sorø"), ("5700", "Svendborg"), ("6400", "Sønderborg"), ("7800", "Skive"),
    ]
  )

  static let sweden: Lists = (
    [
      "Storgatan", "Kungsgatan", "Drottninggatan", "Vasagatan", "Järnvägsgatan", "Skolgatan", "Kyrkogatan", "Ringvägen",
      "Björkvägen", "Åsögatan", "Östra Hamngatan", "Norra Vallgatan", "Södra Förstadsgatan", "Sankt Eriksgatan",
    ],
    [
      ("111 22", "Stockholm"), ("411 06", "Göteborg"), ("211 19", "Malmö"), ("753 20", "Uppsala"),
      ("582 25", "Linköping"),
    ]
  )

  static let norway: Lists = (
    [
      "Storgata", "Kirkegata", "Karl Johans gate", "Bjørnveien", "Skoleveien", "Åsveien", "Øvre Slottsgate",
      "Kongens gate", "Strandgata", "Parkveien", "Møllergata", "Nedre Langgate",
    ],
    [("0155", "Oslo"), ("5003", "Bergen"), ("7010", "Trondheim"), ("4006", "Stavanger"), ("9008", "Tromsø")]
  )

  static let germany: Lists = (
    [
      "Hauptstraße", "Bahnhofstraße", "Schillerstraße", "Goethestraße", "Gartenweg", "Lindenallee", "Am Markt",
      "Königsallee", "Mühlenweg", "Berliner Straße", "Schloßplatz", "Unter den Linden", "Kirchgasse", "Zum Brunnen",
    ],
    [("10115", "Berlin"), ("20095", "Hamburg"), ("80331", "München"), ("50667", "Köln"), ("24937", "Flensburg")]
  )

  static let britain: Lists = (
    [
      "High Street", "Station Road", "Church Lane", "Victoria Avenue", "Baker Street", "Mill Close", "Queens Drive",
      "St Johns Road", "Park Crescent", "The Grove", "Kings Court", "Albert Square", "Manor Gardens", "Elm Terrace",
    ],
    [
      ("SW1A 1AA", "London"), ("NW1 6XE", "London"), ("M1 4BT", "Manchester"), ("LS2 9JT", "Leeds"),
      ("EH1 1YZ", "Edinburgh"),
    ]
  )

  static let america: Lists = (
    [
      "Main Street", "Maple Avenue", "Oak Street", "Washington Avenue", "Park Road", "Elm Street", "Lake Drive",
      "Hill Street", "Cedar Lane", "Sunset Boulevard", "Church Street", "River Road", "Franklin Court", "Pine Street",
    ],
    [
      ("62704", "Springfield"), ("97205", "Portland"), ("02139", "Cambridge"), ("78701", "Austin"),
      ("53703", "Madison"),
    ]
  )

  /// The letters of the state in which the postal code lies.
  static func state(of code: String) -> String {
    ["6": "IL", "9": "OR", "0": "MA", "7": "TX", "5": "WI"][code.prefix(1)] ?? "NY"
  }
}
