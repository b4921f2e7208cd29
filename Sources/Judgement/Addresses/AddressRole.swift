import Model

/// Whose address a block on a paper is, as far as the words around it say.
package enum AddressRole: String, Sendable {
  /// Nothing says: the address a letter is sent to carries no label.
  case mailing
  /// Where power, water or a line is delivered.
  case supply
  /// The company that wrote.
  case sender
  /// Who is paid.
  case payee
  /// Where the holder lived before.
  case former

  /// The holder may live there.
  package var mayBeHome: Bool { self == .mailing || self == .supply }

  /// What a label says; nil for words that are none.
  static func announced(by line: TextLine) -> AddressRole? {
    let words = TextFolding.plain.folded(line.text.value).split { !$0.isLetter }.joined(separator: " ")
    let text = " \(words) "
    return labels.first { label, _ in text.contains(" \(label) ") }?.role
  }

  /// A company's name: its legal form stands in it.
  static func isCompany(_ line: TextLine) -> Bool {
    line.words.contains { word in
      legalForms.contains(word.text.value.lowercased().filter { $0 != "." && $0 != "," })
    }
  }

  private static let legalForms: Set<String> = [
    "a/s", "aps", "ivs", "amba", "i/s", "k/s", "p/s", "fmba", "ab", "asa", "gmbh", "ag", "ltd", "plc", "inc", "llc",
    "oy",
    "oyj", "nv", "bv", "sarl", "sas", "spa",
  ]

  private static let labels: [(label: String, role: AddressRole)] = [
    ("afsender", .sender), ("sender", .sender), ("absender", .sender), ("avsandare", .sender), ("avsender", .sender),
    ("expediteur", .sender), ("returadresse", .sender), ("return address", .sender), ("udlejer", .sender),
    ("landlord", .sender), ("vermieter", .sender),
    ("betales til", .payee), ("indbetales til", .payee), ("belobsmodtager", .payee), ("kreditor", .payee),
    ("payee", .payee), ("pay to", .payee), ("payable to", .payee), ("remit to", .payee),
    ("zahlungsempfanger", .payee), ("betalningsmottagare", .payee), ("betalingsmottaker", .payee),
    ("beneficiaire", .payee),
    ("tidligere adresse", .former), ("gammel adresse", .former), ("fraflyttet", .former), ("fraflytning", .former),
    ("fraflytningsadresse", .former), ("flyttet fra", .former), ("previous address", .former),
    ("former address", .former), ("old address", .former), ("moved from", .former), ("fruhere anschrift", .former),
    ("fruhere adresse", .former), ("tidigare adress", .former), ("ancienne adresse", .former),
    ("leveringsadresse", .supply), ("leverings adresse", .supply), ("forbrugssted", .supply),
    ("forbrugsadresse", .supply), ("installationsadresse", .supply), ("malested", .supply), ("malepunkt", .supply),
    ("supply address", .supply), ("service address", .supply), ("premises", .supply), ("lieferstelle", .supply),
    ("verbrauchsstelle", .supply), ("lieferanschrift", .supply), ("anlaggningsadress", .supply),
    ("lieu de consommation", .supply), ("lejemalet", .supply), ("lejemal", .supply),
  ]
}
