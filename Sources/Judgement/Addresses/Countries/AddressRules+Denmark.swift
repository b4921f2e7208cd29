extension AddressRules {
  /// Danish addresses as the state's register (DAR) writes them: Nørrebrogade 44A, 3. tv, 2200 København N.
  static let denmark = AddressRules(
    country: "DK", postalPrefixes: ["dk"],
    shortForms: [
      "gammel": "gl", "gamle": "gl", "gl": "gl", "sankt": "st", "sct": "st", "skt": "st", "store": "st", "st": "st",
      "norre": "nr", "nordre": "nr", "ndr": "nr", "nr": "nr", "sonder": "sdr", "sondre": "sdr", "sdr": "sdr",
      "lille": "ll", "ll": "ll", "vej": "vej", "v": "vej", "alle": "alle", "all": "alle", "plads": "pl", "pl": "pl",
      "gade": "gade", "g": "gade", "straede": "straede", "boulevard": "blvd", "boul": "blvd", "blvd": "blvd",
      "ny": "ny", "nye": "ny", "vester": "vester", "vestre": "vester", "oster": "oster", "ostre": "oster",
    ],
    initials: ["v": ["vester"], "o": ["oster"], "n": ["nr"], "s": ["sdr"], "l": ["ll"], "g": ["gl"]],
    beginnings: [
      ("gammel", "gl"), ("gamle", "gl"), ("sankt", "st"), ("skt", "st"), ("sct", "st"), ("store", "st"),
      ("norre", "nr"), ("nordre", "nr"), ("sonder", "sdr"), ("sondre", "sdr"), ("lille", "ll"),
    ],
    endings: [("boulevard", "blvd"), ("plads", "pl")],
    abbreviatedEndings: [
      ("v", ["vej"]), ("g", ["gade"]), ("vej", ["vej"]), ("str", ["straede"]), ("pl", ["pl"]), ("al", ["alle"]),
    ],
    streetEndings: [
      "vej", "vejen", "gade", "gaden", "alle", "alleen", "plads", "pladsen", "straede", "stien", "sti", "torv",
      "torvet", "park", "parken", "vaenge", "vaenget", "boulevard", "have", "haven", "gard", "garden", "toften",
      "bakken", "bakke", "brogade", "marken", "stranden", "kajen", "brygge", "krogen", "lunden", "engen",
      "skoven", "volden", "ringen",
    ],
    towns: [
      "kbh": "kobenhavn", "kobenhavn": "kobenhavn", "copenhagen": "kobenhavn", "cph": "kobenhavn",
      "kbhvn": "kobenhavn", "khvn": "kobenhavn", "aarhus": "arhus", "aalborg": "alborg", "aabenraa": "abenra",
      "aabenra": "abenra", "frb": "frederiksberg",
    ],
    units: ["lejl", "lejlighed", "vaerelse"], floorWords: ["sal", "etage"],
    groundFloor: ["st", "stuen", "stue", "stueetage", "stueetagen", "parterre", "0"],
    basement: ["kl", "kld", "kaelder", "kaelderen"],
    doors: [
      "tv": "tv", "venstre": "tv", "th": "th", "hojre": "th", "mf": "mf", "rnf": "mf", "midt": "mf", "midtfor": "mf",
    ])
}
