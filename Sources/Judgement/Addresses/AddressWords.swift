/// Spellings that mean the same in addresses. Keys are lower case in the plain folding, without full stops.
package enum AddressWords {
  /// A word by itself, brought to its shortest usual form. `st` stands for Store, Sankt, Saint and Street alike: which
  /// is meant never decides between two streets of one town.
  package static let shortForms: [String: String] = [
    "gammel": "gl", "gamle": "gl", "gl": "gl", "sankt": "st", "sct": "st", "skt": "st", "saint": "st", "store": "st",
    "st": "st", "street": "st", "norre": "nr", "nordre": "nr", "ndr": "nr", "nr": "nr", "sonder": "sdr",
    "sondre": "sdr", "sdr": "sdr", "lille": "ll", "ll": "ll", "vej": "vej", "v": "vej", "alle": "alle", "all": "alle",
    "plads": "pl", "pl": "pl", "place": "pl", "gade": "gade", "g": "gade", "road": "rd", "rd": "rd", "avenue": "ave",
    "ave": "ave", "av": "ave", "lane": "ln", "ln": "ln", "drive": "dr", "dr": "dr", "square": "sq", "sq": "sq",
    "court": "ct", "ct": "ct", "close": "cl", "cl": "cl", "terrace": "ter", "ter": "ter", "crescent": "cres",
    "cres": "cres", "gardens": "gdns", "gdns": "gdns", "boulevard": "blvd", "blvd": "blvd", "bd": "blvd",
    "strasse": "str", "str": "str", "gata": "gatan", "gatan": "gatan", "vagen": "vagen", "straede": "straede",
  ]

  /// Beginnings of a street's name written as one word, by their short form.
  package static let beginnings: [(long: String, short: String)] = [
    ("gammel", "gl"), ("gamle", "gl"), ("sankt", "st"), ("skt", "st"), ("sct", "st"), ("store", "st"),
    ("norre", "nr"), ("nordre", "nr"), ("sonder", "sdr"), ("sondre", "sdr"), ("lille", "ll"),
  ]

  /// Endings of a street's name written as one word, by their short form.
  package static let endings: [(long: String, short: String)] = [
    ("strasse", "str"), ("boulevard", "blvd"), ("plads", "pl"),
  ]

  /// What a word with a full stop behind it may be short for: "Bakkev.", "Nørrebrog.", "Storg.".
  package static let abbreviatedEndings: [(short: String, long: [String])] = [
    ("v", ["vej"]), ("g", ["gade", "gatan"]), ("vej", ["vej"]), ("str", ["str", "straede"]), ("pl", ["pl"]),
    ("al", ["alle"]),
  ]

  /// How the words at the end of a street's name look: a line with such a word and a number is an address.
  package static let streetEndings: [String] = [
    "vej", "vejen", "gade", "gaden", "alle", "alleen", "plads", "pladsen", "straede", "stien", "sti", "torv", "torvet",
    "park", "parken", "vaenge", "vaenget", "boulevard", "have", "haven", "gard", "garden", "toften", "bakken",
    "bakke", "brogade", "gatan", "vagen", "vag", "veien", "gata", "strasse", "str", "weg", "platz", "allee", "street",
    "road", "avenue", "lane", "drive", "close", "court", "square", "terrace", "crescent", "way", "rd", "ave", "grove",
    "blvd",
  ]

  /// Towns that go by several names.
  package static let towns: [String: String] = [
    "kbh": "kobenhavn", "kobenhavn": "kobenhavn", "copenhagen": "kobenhavn", "cph": "kobenhavn", "kbhvn": "kobenhavn",
    "khvn": "kobenhavn", "aarhus": "arhus", "aalborg": "alborg", "aabenraa": "abenra", "aabenra": "abenra",
    "frb": "frederiksberg", "gothenburg": "goteborg", "munich": "munchen", "cologne": "koln",
  ]

  /// A number behind one of these is a mailbox: none of the house's.
  package static let mailboxes: Set<String> = ["pmb", "box", "postbox", "postboks", "pobox"]
  /// A number behind one of these is the door.
  package static let units: Set<String> = ["apt", "apartment", "unit", "ste", "suite", "flat", "appt", "lejl", "lgh"]
  /// "12 bis rue Haute".
  package static let repeats: Set<String> = ["bis", "ter", "quater"]
  /// Countries that write the house number in front of the street.
  package static let numberFirst: Set<String> = ["US", "GB", "UK", "IE", "FR", "CA", "AU", "NZ", "LU", "IN"]

  /// The ground floor.
  package static let groundFloor: Set<String> = ["st", "stuen", "stue", "stueetage", "stueetagen", "parterre", "0"]
  /// The basement.
  package static let basement: Set<String> = ["kl", "kld", "kaelder", "kaelderen"]

  /// Doors with a name, by their official short form.
  package static let doors: [String: String] = [
    "tv": "tv", "venstre": "tv", "th": "th", "hojre": "th", "mf": "mf", "midt": "mf", "midtfor": "mf",
  ]
}
