/// The words that stand on payment cards, in the languages of their issuers, and how they are found in what was read:
/// without case, accents and spaces, and with a misread letter here and there.
enum CardWords {
  /// What a row says.
  struct Sense {
    /// It announces the verification code.
    var isLabel = false
    /// It stands on backs: whose the card is, where to send it, where to sign.
    var isOfABack = false
    /// It stands beside the number and the date.
    var isOfAFront = false
    /// It names one scheme.
    var namesScheme = false
    /// That scheme is American Express.
    var namesAmericanExpress = false
    /// It could stand on a card, and on much else.
    var isWeak = false
    /// It says since when somebody is a customer: a year follows.
    var saysSince = false
    /// It says whose telephone number follows.
    var announcesTelephone = false
    /// Letters in words that cards do not carry beside digits.
    var strangeLetters = 0
  }

  /// Labels of the code that are one short word: a figure may follow, or the code without a space.
  private static let shortLabels: Set = [
    "cvv", "cvc", "cid", "csc", "cav", "cvn", "cvd", "cvvcvc", "cvccvv", "cvcode", "cvvcode", "cvccode",
  ]
  private static let labels = [
    "securitycode", "securityno", "securitynumber", "verificationcode", "verificationnumber", "kontrolcifre",
    "kontrolkode", "kontrollkod", "kontrollkode", "kontrollsiffer", "sikkerhedskode", "sikkerhedsnummer",
    "sakerhetskod", "sikkerhetskode", "prufziffer", "prufnummer", "kartenprufnummer", "sicherheitscode",
    "sicherheitsnummer", "cryptogramme", "codedesecurite", "codigodeseguridad", "codicedisicurezza", "turvakoodi",
    "tarkistusluku", "veiligheidscode", "kodcvv",
  ].map { Array($0.utf8) }
  private static let backPhrases = [
    "authorizedsignature", "authorisedsignature", "unlesssigned", "electronicuseonly", "lostorstolen", "lostcard",
    "iffoundreturn", "iffoundplease", "kortholdersunderskrift", "kortholderssignatur", "udenunderskrift",
    "kortinnehavarens", "karteninhabers", "mitunterschrift", "ohneunterschrift", "kartensperre", "beifundbitte",
    "signatureautorisee", "firmaautorizada", "firmaautorizzata", "signaturepanel", "cardservices", "lostcards",
    "spaerring", "sparrkort", "kortbestemmelse",
  ].map { Array($0.utf8) }
  private static let frontPhrases = [
    "validthru", "goodthru", "validuntil", "validfrom", "expiresend", "monthyear", "membersince", "cardholder",
    "kortholder", "gyldigtil", "giltigttill", "giltigtom", "gultigbis", "cardnumber", "kortnummer", "kartennummer",
    "karteninhaber", "kortinnehavare", "udlobsdato", "utlopsdato",
  ].map { Array($0.utf8) }
  /// Words that say what becomes of a card, beside a word for it.
  private static let talk = [
    "property", "ejendom", "eiendom", "egendom", "eigentum", "propriete", "tilhorer", "tillhor", "issued", "udstedt",
    "utfardat", "transferable", "ubertragbar", "overdrage", "personlig", "forlangende", "begaran", "anfordring",
    "found", "fundet", "funnet", "upphitta", "finder", "lostor", "stolen", "mistet", "spaerr", "sperr", "sparra",
    "signed", "signature", "underskrift", "underskrevet", "namnteckning", "namnstar", "unterschrift", "cardterms",
    "subjectto", "anvandas", "atmandcash", "cashmachine",
  ].map { Array($0.utf8) }
  private static let cards: Set = [
    "card", "cards", "kort", "kortet", "kortets", "karte", "carte", "tarjeta", "kaart", "bankkort", "thiscard",
    "kortettilhorer", "dinkort",
  ]
  private static let schemes = [
    "mastercard", "maestro", "dankort", "americanexpress", "discover", "unionpay", "dinersclub", "electron",
  ].map { Array($0.utf8) }
  private static let shortSchemes: Set = ["visa", "jcb", "amex", "vpay"]
  private static let weakWords: Set = [
    "thru", "debit", "credit", "kredit", "kreditt", "debet", "debitkort", "prepaid", "platinum", "expires", "expiry",
    "exp", "udlober", "utloper", "utgar", "signature", "signatur", "underskrift", "unterschrift", "namnteckning",
    "gold", "classic", "business", "mmyy", "until", "valid", "good", "gyldig", "giltig", "gultig", "bis", "til", "fra",
    "from", "since", "member", "kunde", "kund", "siden", "sedan", "mitglied", "seit", "udlob", "og", "med",
  ]

  private static let telephones = [
    "kundeservice", "kundenservice", "kundservice", "kundesenter", "kundtjanst", "customerservice", "customercare",
    "serviceclient", "telefon", "telephone", "hotline", "helpline", "servicenummer", "sperrnotruf", "klantenservice",
  ].map { Array($0.utf8) }
  private static let since: Set = ["since", "siden", "sedan", "seit", "membersince", "mitgliedseit", "kundsedan"]

  static func sense(of text: String) -> Sense {
    var sense = Sense()
    let words = folded(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let compact = Array(words.joined().utf8)
    guard !compact.isEmpty else { return sense }
    let isShort = words.count <= 7
    var named: Set<[UInt8]> = []
    var isAmericanExpress = false
    for scheme in schemes where isShort && holds(scheme, in: compact) {
      named.insert(scheme)
      if scheme.first == UInt8(ascii: "a") { isAmericanExpress = true }
    }
    sense.saysSince = isShort && words.contains(where: since.contains)
    for word in words {
      if isShortLabel(word) { sense.isLabel = true }
      if isShort, shortSchemes.contains(word) {
        named.insert(Array(word.utf8))
        if word == "amex" { isAmericanExpress = true }
      }
      if isShort, weakWords.contains(word), word.count > 3 { sense.isWeak = true }
    }
    // A row of several schemes is a shop's or a bill's list of what it takes, Visa/Dankort excepted.
    sense.namesScheme = !named.isEmpty && named.count <= 2
    sense.namesAmericanExpress = isAmericanExpress && sense.namesScheme
    if words.count <= 9,
      labels.contains(where: {
        holds($0, in: compact, most: $0.count / 6) || holdsEnd(of: $0, words) || begins(compact, withEndOf: $0)
      })
    {
      sense.isLabel = true
    }
    sense.announcesTelephone = isShort && !sense.isLabel && telephones.contains { holds($0, in: compact) }
    sense.isOfAFront = isShort && frontPhrases.contains { holds($0, in: compact) }
    sense.isOfABack =
      backPhrases.contains { holds($0, in: compact) }
      || (words.contains { cards.contains($0) || isAlmostCard($0) }
        && talk.contains { holds($0, in: compact, most: $0.count / 5) })
    sense.strangeLetters = words.reduce(0) { $0 + (isOfACard($1) ? 0 : $1.count { $0.isLetter }) }
    return sense
  }

  /// `kontet`: the commonest of these words in the north, with one letter misread.
  private static func isAlmostCard(_ word: String) -> Bool {
    word.count >= commonest.count && holds(commonest, in: Array(word.utf8), most: 1)
  }

  private static let commonest = Array("kortet".utf8)

  /// `CVV`, `CVC2`, `CVV2:123` without its colon, and `CWV`, as two letters V are read.
  private static func isShortLabel(_ word: String) -> Bool {
    let letters = word.prefix { $0.isLetter }
    guard word.count <= letters.count + 5, word.dropFirst(letters.count).allSatisfy(\.isNumber) else { return false }
    let label = String(letters)
    let readings = [
      label, label.replacing("w", with: "v"), label.replacing("w", with: "vv"), label.replacing("y", with: "v"),
    ]
    return readings.contains(where: shortLabels.contains)
  }

  /// `urity code`: the end of a label of two words whose beginning lies outside the picture.
  private static func begins(_ text: [UInt8], withEndOf label: [UInt8]) -> Bool {
    (fewestOfAnEnd..<max(fewestOfAnEnd, label.count)).contains { count in
      count * 10 >= label.count * 6 && text.starts(with: label.suffix(count))
    }
  }

  private static let fewestOfAnEnd = 7

  /// The end of a label whose beginning something hides, or the beginning of one whose end is hidden.
  private static func holdsEnd(of label: [UInt8], _ words: [String]) -> Bool {
    words.contains { word in
      let letters = Array(word.utf8)
      return letters.count >= fewestOfAnEnd && letters.count * 10 >= label.count * 6
        && (label.suffix(letters.count).elementsEqual(letters) || label.prefix(letters.count).elementsEqual(letters))
    }
  }

  private static let known = labels + frontPhrases + schemes

  /// A word, or a good part of one, that stands beside digits on cards.
  private static func isOfACard(_ word: String) -> Bool {
    if weakWords.contains(word) || shortSchemes.contains(word) || isShortLabel(word) { return true }
    let letters = Array(word.utf8)
    return letters.count >= 5 && known.contains { holds(letters, in: $0) || holds($0, in: letters) }
  }

  /// Lower case, without accents.
  static func folded(_ text: String) -> String {
    var result = ""
    for character in text.lowercased() {
      switch character {
      case "ø", "ö", "ó", "ò", "ô", "õ": result.append("o")
      case "å", "ä", "á", "à", "â", "ã": result.append("a")
      case "æ": result.append("ae")
      case "é", "è", "ê", "ë": result.append("e")
      case "ü", "ú", "ù", "û": result.append("u")
      case "í", "ì", "î": result.append("i")
      case "ç": result.append("c")
      case "ß": result.append("ss")
      default: result.append(character)
      }
    }
    return result
  }

  /// Whether some part of a text is a phrase but for one letter in seven.
  private static func holds(_ phrase: [UInt8], in text: [UInt8]) -> Bool {
    holds(phrase, in: text, most: phrase.count / 7)
  }

  /// Whether some part of a text is a phrase but for so many letters (Sellers 1980).
  private static func holds(_ phrase: [UInt8], in text: [UInt8], most: Int) -> Bool {
    guard text.count + most >= phrase.count else { return false }
    var row = [Int](repeating: 0, count: text.count + 1)
    for (index, letter) in phrase.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      var least = row[0]
      for (place, other) in text.enumerated() {
        let cost = letter == other ? diagonal : min(diagonal, row[place], row[place + 1]) + 1
        diagonal = row[place + 1]
        row[place + 1] = cost
        least = min(least, cost)
      }
      if least > most { return false }
    }
    return row.contains { $0 <= most }
  }
}
