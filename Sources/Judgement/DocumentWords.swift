import Model

/// The words by which kinds of documents are told apart, in Danish, English, Swedish, Norwegian, German and French.
///
/// Lower case and in the plain folding (ø as o, å as a, æ as ae). A star stands for any letters: `*regning` is
/// elregning too.
package struct DocumentWords: Sendable {
  /// What these words speak for.
  package let type: DocumentType
  /// Each of these counts two.
  package let strong: [String]
  /// Each of these counts one.
  package let supporting: [String]
  /// The least count that makes the type.
  package let needed: Int
  /// Pages with more words than this are something else that mentions the type: a letter about a passport.
  package let mostWords: Int

  /// In the order that decides between equal counts.
  package static let all: [DocumentWords] = [
    DocumentWords(
      type: .residencePermit,
      strong: [
        "residence permit", "residence card", "opholdstilladelse", "opholdskort", "aufenthaltstitel",
        "uppehallstillstand", "uppehallskort", "oppholdstillatelse", "oppholdskort", "titre de sejour",
        "permanent resident", "uscis", "permiso de residencia", "permesso di soggiorno", "verblijfstitel",
        "carte de resident", "oleskelulupa", "elamisluba",
      ],
      supporting: ["type of permit", "remarks", "bemaerkninger", "anmerkungen"], needed: 2, mostWords: 150),
    DocumentWords(
      type: .passport,
      strong: [
        "passport", "reisepass", "passeport", "rejsepas", "pasnr", "passport no", "passnr", "pasaporte", "passaporto",
        "paspoort", "pasaport", "paszport", "passi", "vegabref",
      ],
      supporting: [
        "pas", "pass", "nationality", "nationalitet", "place of birth", "fodested", "authority", "myndighed",
        "date of expiry", "type", "code of issuing state", "kode", "sex", "kon", "udlobsdato",
      ], needed: 3, mostWords: 150),
    DocumentWords(
      type: .drivingLicence,
      strong: [
        "driving licence", "driving license", "driver licence", "driver license", "drivers license", "korekort",
        "korkort", "forerkort", "fuhrerschein", "permis de conduire", "rijbewijs", "permiso de conduccion",
        "patente di guida", "prawo jazdy", "ajokortti",
        "carta de conducao", "carta de conduciao", "driver s license", "driver s licence", "ridicsky prukaz",
        "vodicsky preukaz", "vozniska dovoljenje", "juhiluba", "vairuotojo pazymejimas", "vaditaja aplieciba",
        "permis de conducere",
      ],
      supporting: ["4a", "4b", "4c", "4d", "2006 126 ec", "modelo de la"], needed: 2, mostWords: 150),
    DocumentWords(
      type: .identityCard,
      strong: [
        "identity card", "identification card", "identitetskort", "idkort", "id kort", "id card", "legitimationskort",
        "personalausweis", "carte nationale d identite", "carte d identite", "carte nationale didentite",
        "nationellt id", "nasjonalt id",
        "national id", "nationellt identitetskort", "documento nacional de identidad", "carta d identita",
        "identiteitskaart", "dowod osobisty", "cartao de cidadao", "isikutunnistus", "henkilokortti",
        "obciansky preukaz", "obcansky prukaz", "leternjoftim", "carte de identitate", "osobna iskaznica",
      ],
      supporting: [
        "nationality", "nationalitet", "date of expiry", "card no", "kortnr", "document no", "surname", "given names",
        "date of birth",
      ], needed: 2, mostWords: 150),
    DocumentWords(
      type: .healthCard,
      strong: ["sundhedskort", "sygesikringsbevis", "sygesikring", "det gule kort", "health insurance card"],
      supporting: ["region *", "laege", "laegens", "sikringsgruppe", "gruppe", "gyldig fra", "kommune"], needed: 3,
      mostWords: 110),
    DocumentWords(
      type: .tenancyContract,
      strong: [
        "lejekontrakt", "lejeaftale", "huslejekontrakt", "fremlejekontrakt", "tenancy agreement", "lease agreement",
        "rental agreement", "tenancy contract", "rental contract", "mietvertrag", "wohnungsmietvertrag",
        "hyreskontrakt", "hyresavtal", "leiekontrakt", "leieavtale", "contrat de location", "bail d habitation",
      ],
      supporting: [
        "lejer", "lejeren", "udlejer", "udlejeren", "lejemal", "lejemalet", "husleje", "depositum", "landlord",
        "tenant", "deposit", "premises", "mieter", "vermieter", "miete", "kaution", "hyresgast", "hyresvard", "hyra",
        "leietaker", "utleier", "locataire", "bailleur", "loyer", "monthly rent",
      ], needed: 3, mostWords: .max),
    DocumentWords(
      type: .bankStatement,
      strong: [
        "kontoudtog", "kontoudskrift", "kontooversigt", "saldomeddelelse", "wyciag bankowy", "wyciag z rachunku",
        "bank statement", "account statement", "statement of account", "kontoutdrag",
        "kontoauszug", "kontoutskrift", "releve de compte", "current account statement", "kontobevaegelser",
        "extracto de cuenta", "estratto conto", "rekeningafschrift", "checking account statement",
      ],
      supporting: [
        "saldo", "iban", "bic", "swift", "balance", "opening balance", "closing balance", "primosaldo", "ultimosaldo",
        "indestaende", "reg nr", "regnr", "kontonr", "kontonummer", "account number", "sort code", "posteringer",
        "bevaegelser", "transactions", "bogfort", "rentedato", "valor", "kontoinhaber", "kontohaver", "bank",
        "solde", "virement", "retrait", "prelevement", "operations", "banque", "n de compte", "saldo anterior",
        "cuenta",
        "beginning balance", "ending balance", "checking", "savings",
        "*bank", "sparekasse", "haevet", "indsat", "withdrawals", "deposits", "paid in", "paid out",
      ], needed: 3, mostWords: .max),
    DocumentWords(
      type: .utilityBill,
      strong: [
        "faktura", "*faktura", "regning", "*regning", "invoice", "rechnung", "*rechnung", "rakning", "*rakning",
        "facture", "utility bill", "electricity bill", "gas bill", "water bill", "phone bill", "betalingsoversigt",
        "praemieopkraevning", "policeoversigt", "opkraevning", "factura", "fattura", "bolletta", "factuur", "*factuur",
        "*nota",
        "jaarafrekening", "fatura",
      ],
      supporting: [
        "at betale", "belob at betale", "total at betale", "att betala", "amount due", "total due", "betalingsdato",
        "forfaldsdato", "due date", "kundenummer", "kundenr", "kunde nr", "customer number", "customer no",
        "account number", "kundnummer", "kundennummer", "fakturanr", "fakturanummer", "faktura nr", "invoice number",
        "invoice no", "kwh", "m3", "forbrug", "*forbrug", "consumption", "verbrauch", "forbrukning", "maler*",
        "malernr", "meter", "el", "elektricitet", "electricity", "strom", "vand", "water", "wasser", "varme",
        "fjernvarme", "heating", "heat", "gas", "naturgas", "internet", "bredband", "broadband", "fiber", "mobil",
        "mobile", "telefoni", "abonnement", "subscription", "forsikring", "*forsikring", "insurance", "police",
        "policenr", "praemie", "premium", "moms", "vat", "mwst", "aconto", "a conto", "spildevand", "energi",
        "energy", "tariff", "betalingsservice", "bs", "fik", "installationsnummer", "aftagenummer", "net betaling",
        "electricite", "eau", "gaz", "montant", "echeance", "compteur", "tva", "electricidad", "agua", "kontonummer",
        "klantnummer", "factuurnummer", "te betalen", "btw", "energie", "verbruik", "leveringsadres", "elektriciteit",
        "do zaplaty", "zuzycie", "energii", "termin platnosci", "nr klienta", "importe", "consumo", "iva", "importo",
        "statement", "bill", "total", "subtotal", "i alt", "supply address", "leveringsadresse", "forbrugsadresse",
      ], needed: 3, mostWords: .max),
    DocumentWords(
      type: .authorityLetter,
      strong: [
        "bopaelsattest", "arsopgorelse", "forskudsopgorelse", "udbetaling danmark", "skattestyrelsen",
        "skatteforvaltningen", "borgerservice", "folkeregister", "folkeregisteret", "council tax",
        "hm revenue", "skatteverket", "skatteetaten", "finanzamt", "burgeramt", "einwohnermeldeamt",
        "meldebescheinigung", "meldebestatigung", "folkbokforing*", "gaeldsstyrelsen", "motorstyrelsen",
        "familieretshuset", "sundhedsstyrelsen", "statsforvaltningen", "forsakringskassan", "personbevis",
      ],
      supporting: [
        "kommune", "afgorelse", "styrelsen", "*styrelsen", "sagsnr", "sagsnummer", "journalnr", "journalnummer",
        "sagsbehandler", "skat", "skat dk", "borger dk", "cpr", "cpr nr", "bopael", "attest", "ministeriet",
        "municipality", "council", "authority", "reference", "your ref", "our ref", "beskatning", "bescheid",
        "aktenzeichen", "kommun", "decision", "venlig hilsen", "att", "digital post", "e boks", "kindergeld",
      ], needed: 3, mostWords: .max),
    DocumentWords(
      type: .walletScreenshot,
      strong: [
        "skrill", "neteller", "paypal", "apple pay", "google pay", "samsung pay", "google wallet", "apple wallet",
        "mobilepay", "e wallet", "ewallet", "wallet", "revolut", "mit kort", "mine kort", "my card", "my cards",
        "seneste posteringer", "recent transactions", "latest transactions", "mitt kort", "mina kort", "meine karten",
      ],
      supporting: [
        "saldo", "balance", "available balance", "disponibelt", "konto", "account", "account id", "kontodetaljer",
        "kortoplysninger", "kortholder", "card holder", "overblik", "overview", "betal", "pay", "aktivt", "active",
        "udlober", "expires", "card details", "add money", "overfor", "transfer", "send",
        "profil", "profile", "verified", "verificeret", "kort", "betalinger", "payments",
      ], needed: 3, mostWords: 150),
    DocumentWords(
      type: .paymentCard,
      strong: [
        "mastercard", "dankort", "maestro", "valid thru", "good thru", "american express", "authorized signature",
      ],
      supporting: [
        "visa", "debit", "credit", "month year", "valid from", "expires end", "electronic use only", "electron",
        "platinum", "gold", "business", "not valid unless signed", "contactless", "authorised signature",
        "security code",
      ], needed: 3, mostWords: 60),
  ]

  /// A scheme's name on a page with next to nothing else: the front of a card whose number is on its back.
  package static let bareCard: (schemes: [String], mostWords: Int) = (
    ["visa", "mastercard", "dankort", "maestro", "american express"], 15
  )
}
