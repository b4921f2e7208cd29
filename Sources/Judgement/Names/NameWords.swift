/// The words around names: particles, titles, joiners, labels, and words that show that a line is no person's name.
/// Labels and other words are lower case in the plain folding.
package enum NameWords {
  /// Parts that may be missing without anybody noticing.
  package static let particles: Set<String> = [
    "af", "av", "al", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la", "le", "of",
    "ten", "ter", "van", "von", "y", "zu", "zum", "zur",
  ]

  /// Words before a name that are no part of it.
  package static let titles: Set<String> = [
    "hr", "hrn", "fru", "frk", "mr", "mrs", "ms", "miss", "herr", "frau", "dr", "mme", "monsieur", "madame", "att",
    "attn", "til", "to", "kaere", "dear",
  ]

  /// Words that stand between two people's names.
  package static let joiners: Set<String> = ["og", "and", "&", "und", "och", "et", "+", "samt"]

  /// A joiner, perhaps misread: "0g".
  package static func isJoiner(_ word: String) -> Bool {
    joiners.contains(word.lowercased().replacing("0", with: "o"))
  }

  /// What a label says about the words after or below it.
  package enum Label: Sendable { case family, given, whole }

  /// What each label word announces.
  package static let labels: [String: Label] = {
    var table: [String: Label] = [:]
    for word in [
      "surname", "surnames", "efternavn", "efternavne", "etternavn", "slaegtsnavn", "nachname", "familienname",
      "efternamn", "nom", "nachnamen", "apellidos", "apellido", "apelido", "apelidos", "cognome", "cognomi", "naam",
      "nazwisko", "prijmeni", "priezvisko", "perekonnanimi", "sukunimi", "priimek", "prezime", "uzvards", "pavarde",
      "soyadi", "lastname", "familyname",
    ] { table[word] = .family }
    for word in [
      "given", "fornavn", "fornavne", "forenames", "forename", "vorname", "vornamen", "fornamn", "prenom", "prenoms",
      "firstname", "givenname", "givennames", "firstnames", "nombre", "nombres", "nome", "voornamen", "imie", "imiona",
      "jmeno", "eesnimi", "eesnimed",
      "etunimi", "etunimet", "vards", "vardas", "prenume",
    ] { table[word] = .given }
    for word in [
      "name", "names", "navn", "navne", "namn", "namen", "kunde", "kunden", "kundenavn", "kontohaver",
      "kontoindehaver", "indehaver", "holder", "accountholder", "customer", "kortholder", "cardholder", "lejer",
      "lejere", "tenant", "mieter", "hyresgast", "forsikringstager", "policyholder", "kontoinnehaver", "kontoinhaber",
      "kund", "modtager", "titulaire", "abonnent", "adressat",
    ] { table[word] = .whole }
    return table
  }()

  /// Labels of identity documents that are long enough, and unlike enough any name, to be known with a letter misread
  /// or lost.
  private static let longLabels: [(word: String, letters: [UInt8], label: Label)] = labels.filter { word, label in
    label != .whole && (word.count >= 6 || word == "given") && word != "nombre"
  }.map { ($0.key, Array($0.key.utf8), $0.value) }.sorted { $0.0 < $1.0 }

  private static let longLabelsByFirst = Dictionary(grouping: longLabels, by: \.letters.first)

  private static let labelsBySkeleton: [String: Label] = Dictionary(
    longLabels.map { (Misreading.skeleton(of: $0.word), $0.label) }, uniquingKeysWith: { first, _ in first })

  /// What a word announces, when it is a label or was probably read from one: "Sumame", "Prnoms".
  package static func label(of folded: String) -> Label? {
    if let exact = labels[folded] { return exact }
    guard folded.utf8.count >= 5 else { return nil }
    let mayBeMisread = longLabelsByFirst[folded.utf8.first] != nil || folded.utf8.first.map { $0 < 0x3A } == true
    if mayBeMisread, let same = labelsBySkeleton[Misreading.skeleton(of: folded)] { return same }
    guard let alike = longLabelsByFirst[folded.utf8.first] else { return nil }
    let letters = Array(folded.utf8)
    return alike.first { isOneEdit($0.letters, letters) }?.label
  }

  /// One letter lost or taken for another in "name", "names", "navn" and "navne".
  package static func isLabelMisread(_ folded: String) -> Bool {
    let letters = Array(folded.utf8)
    let skeleton = Misreading.skeleton(of: folded)
    return ["name", "names", "navn", "navne"].contains {
      isOneEdit(Array($0.utf8), letters) || Misreading.skeleton(of: $0) == skeleton
    }
  }

  /// The same first letter, and one letter lost or taken for another.
  private static func isOneEdit(_ label: [UInt8], _ read: [UInt8]) -> Bool {
    guard label.first == read.first, label.count == read.count || label.count == read.count + 1 else { return false }
    let same = zip(label, read).prefix { $0 == $1 }.count
    guard same < label.count else { return true }
    return label[(same + 1)...].elementsEqual(read.dropFirst(label.count == read.count ? same + 1 : same))
  }

  /// Printed across samples, and no part of what stands there.
  package static let overprints: Set<String> = ["specimen", "especimen", "muster", "void", "sample", "facsimile"]

  /// Words that announce a handwritten name.
  package static let signatureLabels: Set<String> = Set(
    [
      "signature", "signatur", "underskrift", "unterschrift", "namnteckning", "handtekening", "podpis", "assinatura",
      "allekirjoitus", "firma",
    ].map { Misreading.skeleton(of: $0) })

  /// No word of a bank, a scheme or a form, nor ending like one.
  package static func mayBeName(_ text: String) -> Bool {
    guard let first = text.first, first.isUppercase, text.allSatisfy(\.isLetter) else { return false }
    let folded = TextFolding.plain.folded(text)
    return !impersonal.contains(folded) && !overprints.contains(folded) && label(of: folded) == nil
  }

  /// Endings of banks' and their departments' names.
  package static let bankEndings: [String] = [
    "bank", "banken", "banque", "sparekasse", "service", "kasse", "card", "kort",
  ]

  /// Words that complete a label without being one: "First name", "Account holder", "Navn og adresse".
  package static let labelCompanions: Set<String> = [
    "first", "last", "family", "full", "middle", "account", "and", "og", "card", "the", "adresse", "address", "fulde",
    "all", "primary", "du", "de", "s", "policy",
  ]

  /// Words before "name" that say which.
  package static let qualifiers: [String: Label] = [
    "first": .given, "middle": .given, "last": .family, "family": .family,
  ]

  /// Words that no person is called: a line with one of them is a company, a heading or a sentence.
  package static let impersonal: Set<String> = [
    "a/s", "as", "aps", "ivs", "amba", "ab", "asa", "gmbh", "ltd", "limited", "plc", "inc", "llc", "ag", "kg", "oy",
    "bank", "kommune", "energi", "energy", "el", "vand", "varme", "fjernvarme", "forsyning", "forsikring", "insurance",
    "faktura", "invoice", "regning", "bill", "statement", "kontoudtog", "kundeservice", "kundecenter", "postboks",
    "box", "telefon", "tlf", "phone", "email", "web", "dato", "date", "side", "page", "danmark", "denmark", "sverige",
    "norge", "deutschland", "germany", "sweden", "norway", "copenhagen", "kobenhavn", "aarhus", "odense", "aalborg",
    "leveringsadresse", "installationsadresse", "adresse", "address", "kundenummer", "kundenr", "cvr", "iban",
    "betaling", "payment", "net", "group", "holding", "region", "skattestyrelsen", "styrelsen", "borgerservice",
    "afdeling", "avdeling", "department", "konto", "account", "visa", "mastercard", "debit", "credit", "dankort",
    "valid", "thru", "from", "card", "platinum", "gold", "classic", "business", "world", "member", "since", "electron",
    "maestro", "expires", "end", "month", "year", "security", "code", "kort", "gyldig", "udlober", "passport", "pas",
    "kingdom", "kongeriget", "identity", "republic", "union", "european", "driving", "licence", "korekort", "wallet",
    "pay", "apple", "google", "saldo", "balance", "electronic", "use", "only", "authorized", "authorised", "signature",
    "customer", "service", "kobenhavns", "copenhagens", "forbrug", "aconto", "periode", "period", "total", "belob",
    "amount", "moms", "vat", "internet", "mobil", "telia", "tdc", "norlys", "orsted", "hofor", "telenor", "yousee",
    "specimen", "utopia", "nationality", "nationalitet", "sex", "kon", "authority", "myndighed", "place", "birth",
    "fodested", "signatur", "holders", "type", "dear", "kaere", "hej", "venlig", "hilsen", "kind", "regards",
  ]
}
