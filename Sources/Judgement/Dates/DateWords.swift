/// What a date on a document is for.
package enum DateKind: String, Sendable, CaseIterable {
  /// When the holder was born.
  case birth
  /// Until when the document is valid.
  case expiry
  /// When the document was made.
  case issue
  /// A bare "date": when the document was made, unless something says so better; columns of dates are headed like this
  /// too.
  case undescribed
  /// A period it covers.
  case period
  /// When something must be paid.
  case due
  /// Something else that is named: a move, a reading, the next bill.
  case other
}

/// Months and the labels of dates in Danish, Norwegian, Swedish, German, English and French, with the commonest ones of
/// Dutch, Polish, Spanish, Italian and Portuguese; lower case, plain folding.
package enum DateWords {
  /// Month by name or abbreviation; also the French halves of "APR/AVR".
  package static let months: [String: Int] = {
    let names: [[String]] = [
      [
        "january", "jan", "januar", "januari", "janv", "janvier", "janner", "jaen", "styczen", "stycznia", "enero",
        "gennaio", "janeiro",
      ],
      [
        "february", "feb", "februar", "februari", "fev", "fevr", "fevrier", "luty", "lutego", "febrero", "febbraio",
        "fevereiro",
      ],
      ["march", "mar", "marts", "mars", "marz", "maerz", "mrz", "maart", "mrt", "marzec", "marca", "marzo", "marco"],
      ["april", "apr", "avr", "avril", "kwiecien", "kwietnia", "abril", "aprile"],
      ["may", "maj", "mai", "mei", "maja", "mayo", "maggio", "maio"],
      ["june", "jun", "juni", "juin", "czerwiec", "czerwca", "junio", "giugno", "junho"],
      ["july", "jul", "juli", "juil", "juillet", "lipiec", "lipca", "julio", "luglio", "julho"],
      ["august", "aug", "augusti", "aout", "aou", "augustus", "sierpien", "sierpnia", "agosto"],
      ["september", "sep", "sept", "septembre", "wrzesien", "wrzesnia", "septiembre", "settembre", "setembro"],
      ["october", "oct", "oktober", "okt", "octobre", "pazdziernik", "pazdziernika", "octubre", "ottobre", "outubro"],
      ["november", "nov", "novembre", "listopad", "listopada", "noviembre", "novembro"],
      [
        "december", "dec", "desember", "des", "dezember", "dez", "decembre", "grudzien", "grudnia", "diciembre",
        "dicembre", "dezembro",
      ],
    ]
    var table: [String: Int] = [:]
    for (index, spellings) in names.enumerated() {
      for spelling in spellings { table[spelling] = index + 1 }
    }
    return table
  }()

  /// Labels by what they announce, at most four words each.
  package static let labels: [String: DateKind] = Dictionary(
    phrases.flatMap { kind, phrases in phrases.map { ($0, kind) } }, uniquingKeysWith: { first, _ in first })

  private static let phrases: [(DateKind, [String])] = [
    (
      .birth,
      [
        "date of birth", "birth date", "born", "dob", "birth", "fodselsdato", "fodt", "fodselsdag", "fodelsedatum",
        "fodd", "fodelsetid", "geburtsdatum", "geburtstag", "geboren am", "geboren", "geb", "date de naissance",
        "ne le", "nee le", "ne e le", "naissance", "date de naiss", "fecha de nacimiento", "nacimiento",
        "data di nascita", "nato il", "data de nascimento", "geboortedatum", "data urodzenia", "datum narozeni",
        "datum narodenia", "datum rojstva", "datum rodenja", "sunniaeg", "syntymaaika", "dzimsanas datums",
        "gimimo data", "data nasterii", "dogum tarihi", "szuletesi ido",
      ]
    ),
    (
      .expiry,
      [
        "date of expiry", "date of expiration", "expiry date", "expiration date", "expiry", "expires", "expires on",
        "valid until", "valid to", "valid thru", "valid through", "good thru", "udlobsdato", "udlober", "gyldig til",
        "gyldigt til", "gyldig til og med", "gyldig tom", "utlopsdato", "giltig tom", "giltig till", "giltigt till",
        "giltig t o m", "sista giltighetsdag", "gultig bis", "gueltig bis", "ablaufdatum", "date d expiration",
        "date dexpiration", "expire le", "valable jusqu au", "date d expir", "exp", "exp date", "card expires",
        "valido hasta", "validez", "fecha de validez", "fecha de caducidad", "caducidad", "data di scadenza",
        "scadenza",
        "data de validade", "valido ate", "validade", "geldig tot", "data waznosci", "termin waznosci", "platnost do",
        "datum platnosti", "velja do", "vrijedi do", "kehtiv kuni", "voimassa", "viimeinen voimassaolopaiva",
        "derigs lidz", "galioja iki", "valabilitate", "son gecerlilik tarihi", "ervenyes",
      ]
    ),
    (
      .issue,
      [
        "date of issue", "issue date", "issued", "issued on", "date issued", "invoice date", "bill date",
        "billing date", "statement date", "letter date", "tax point", "dated", "fakturadato", "faktura dato",
        "regningsdato", "udstedelsesdato", "udstedt", "udstedt den", "udskrevet", "udskriftsdato", "udskrift",
        "opgorelsesdato", "kontoudtog pr", "opgjort pr", "brevdato", "underskrevet",
        "kontraktdato", "dateret", "utstedt", "utstedelsesdato", "fakturadatum", "utfardad", "utfardat",
        "utskriftsdatum", "rechnungsdatum", "ausstellungsdatum", "ausgestellt am", "erstellt am",
        "date de facture", "date de la facture", "date d emission", "date de delivrance", "date demission", "emis le",
        "fait le", "utgivningsdatum", "saldodato", "delivree le", "delivre le", "valide le", "iss", "iss date",
        "fecha de expedicion", "fecha de emision", "expedicion", "data di rilascio", "data di emissione",
        "data de emissao", "datum van afgifte", "data wydania", "datum vydani", "facture du", "facture en date du",
        "faktura af", "faktura nr af", "regning af", "regning nr af", "rechnung vom", "rechnung nr vom",
        "kontoauszug vom", "kontoauszug nr vom", "bescheid vom", "invoice of", "fakturert", "fakturerad", "faktureret",
        "erstellungsdatum", "belegdatum", "briefdatum", "utfardandedatum", "dokumentdato", "udfaerdiget", "udsendt",
        "udsendelsesdato", "trykt", "printed", "saldo pr", "udskrift pr", "opgorelse pr", "status pr",
        "solde au", "arrete au", "fecha de factura", "fecha factura", "data fattura", "factuurdatum", "notadatum",
        "datum factuur",
        "datum nota", "data wystawienia", "wystawiono", "wystawiono dnia", "data faktury", "data da fatura",
      ]
    ),
    (.undescribed, ["date", "dato", "datum", "dags dato"]),
    (
      .period,
      [
        "periode", "perioden", "period", "billing period", "statement period", "fakturaperiode", "faktureringsperiode",
        "forbrugsperiode", "opgorelsesperiode", "acontoperiode", "kontoperiode", "abrechnungszeitraum", "zeitraum",
        "avrakningsperiod", "fakturaperiod",
      ]
    ),
    (
      .due,
      [
        "due date", "payment due", "payment due date", "due", "due by", "pay by", "please pay by", "payable by",
        "payment date", "payment deadline", "betalingsdato", "betales senest", "betal senest", "betales den",
        "senest", "sidste rettidige betaling", "sidste rettidige betalingsdag", "rettidig betaling", "rettidigt",
        "betalingsfrist", "sidste betalingsdato", "sidste frist", "forfald", "forfaldsdato", "forfalder",
        "forfallsdato",
        "forfallodag", "forfallodatum", "forfaller", "att betala senast", "betalas senast", "senast", "oss tillhanda",
        "fallig", "fallig am", "falligkeit", "falligkeitsdatum", "zahlbar bis", "zahlungsziel", "date d echeance",
        "date decheance", "echeance", "a payer avant", "a payer avant le", "termin platnosci", "zaplac do",
        "do zaplaty do", "vervaldatum", "te betalen voor", "betalen voor", "uiterlijk", "uiterste betaaldatum",
        "fecha de vencimiento", "vencimiento", "data de vencimento", "traekkes den", "traekkes",
        "opkraeves", "opkraeves den", "betales inden", "betal inden", "indbetales senest", "dras", "direct debit date",
      ]
    ),
    (
      .other,
      [
        "next", "next bill", "next invoice", "naeste", "naeste regning", "naeste opgorelse", "naeste aflaesning",
        "aflaest", "aflaesning", "aflaesningsdato", "meter reading", "reading date", "kunde siden", "customer since",
        "member since", "siden", "since", "indflytning", "indflytningsdato", "overtagelse", "overtagelsesdato",
        "move in", "moved in", "start date", "startdato", "slutdato", "end date", "ikrafttraedelse", "leveringsdato",
        "delivery date", "printed on file", "opsigelse", "udlobet", "gyldig fra", "gaelder fra", "gaeldende fra",
        "valid from", "giltig fran", "gultig ab", "gultig von", "gueltig ab", "betalt", "betalt den", "modtaget",
        "modtaget den", "leveret", "bestilt", "oprettet", "opdateret", "indgaet", "ankomst", "afrejse", "paid",
        "paid on", "received", "ordered", "delivered", "betald", "betalad", "mottagen", "mottatt", "levererad",
        "bezahlt", "bezahlt am", "ihr schreiben vom", "ihre nachricht vom", "dit brev af", "deres brev af",
        "your letter of", "erhalten am", "geliefert am", "lieferdatum", "leistungsdatum", "eingegangen",
      ]
    ),
  ]

  /// The words that labels are made of, by their skeletons.
  private static let wordsBySkeleton: [String: String] = Dictionary(
    labels.keys.sorted().flatMap { $0.split(separator: " ").map(String.init) }.filter { $0.count >= 4 }
      .map { (Misreading.skeleton(of: $0), $0) }, uniquingKeysWith: { first, _ in first })

  private static let longWords: [[UInt8]] = Set(wordsBySkeleton.values.filter { $0.count >= 6 }).sorted()
    .map { Array($0.utf8) }

  private static let known: Set<String> = Set(labels.keys.flatMap { $0.split(separator: " ").map(String.init) })

  /// The word of a label that was probably meant: readers lose the last letter and take one letter for another. The
  /// word itself when it is none.
  package static func mended(_ word: String) -> String {
    if word.utf8.count < 4 || known.contains(word) || months[word] != nil { return word }
    if let same = wordsBySkeleton[Misreading.skeleton(of: word)] { return same }
    let letters = Array(word.utf8)
    guard letters.count >= 6 else { return word == "birt" ? "birth" : word }
    let meant = longWords.first { candidate in
      guard candidate.count == letters.count, candidate[0] == letters[0] else { return false }
      return zip(candidate, letters).count { $0 != $1 } == 1
    }
    return meant.map { String(decoding: $0, as: UTF8.self) } ?? word
  }
}
