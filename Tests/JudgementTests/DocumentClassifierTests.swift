import Judgement
import Model
import Testing

struct DocumentClassifierTests {
  @Test(arguments: [
    (["Faktura", "Kundenummer 12", "At betale 450,00"], DocumentType.utilityBill),
    (["Elregning", "Forbrug 123 kWh", "Målernummer 44"], .utilityBill),
    (["INVOICE", "Customer number 12", "Amount due 45.00", "Broadband"], .utilityBill),
    (["Rechnung", "Kundennummer 12", "Strom"], .utilityBill),
    (["Regn1ng", "Kundenumrner 12", "Varrne", "At betaIe"], .utilityBill),
    (["Kontoudtog", "IBAN DK00", "Saldo 1.000,00"], .bankStatement),
    (["Danske Bank", "Kontoudskrift nr. 11", "IBAN DK00", "Saldo", "MobilePay Anne Vest"], .bankStatement),
    (["Uw termijnnota energie", "Klantnummer 30", "Te betalen vóór 16 november", "btw"], .utilityBill),
    (["Bank statement", "Sort code 00-00-00", "Opening balance"], .bankStatement),
    (["Københavns Kommune", "Borgerservice", "Afgørelse", "Sagsnr. 12"], .authorityLetter),
    (["Skattestyrelsen", "Årsopgørelse 2025"], .authorityLetter),
    (["Lejekontrakt", "Udlejer: Bo Holm", "Lejer: Jens Hansen", "Husleje 8.000"], .tenancyContract),
    (["Tenancy agreement", "Landlord", "Tenant", "Deposit"], .tenancyContract),
    (["Sundhedskort", "Region Hovedstaden", "Lægens navn"], .healthCard),
    (["KØREKORT", "DANMARK", "1. NIELSEN", "4b. 01.02.2035"], .drivingLicence),
    (["4a. 01.02.2020", "4b. 01.02.2035", "4c. Politiet"], .drivingLicence),
    (["PERSONALAUSWEIS", "Bundesrepublik Deutschland"], .identityCard),
    (["OPHOLDSKORT", "Residence permit"], .residencePermit),
    (["PASSPORT", "Nationality", "Place of birth"], .passport),
    (["Apple Pay", "Mine kort", "Saldo"], .walletScreenshot),
    (["VISA", "DEBIT", "VALID THRU"], .paymentCard),
    (["UNITED STATES OF AMERICA", "PERMANENT RESIDENT", "Card Expires: 12/15/30"], .residencePermit),
    (["DRIVER'S LICENSE", "LNHOLM"], .drivingLicence), (["CARTE NATIONALE DIDENTITE", "Nom: DUBOIS"], .identityCard),
    (["Banque du Lac", "RELEVÉ DE COMPTE", "Solde", "Virement"], .bankStatement),
    (["Mit kort", "Kortholder", "Konto", "Seneste posteringer"], .walletScreenshot),
    (["Nordbanken", "ANNA HOLM", "Dankort"], .paymentCard), (["Nordbanken", "ANNA HOLM"], .unknown),
    (["Kære Søren", "Tak for sidst"], .unknown),
    (["Bon", "Mælk 12,00", "Total 12,00"], .unknown),
    ([], .unknown),
  ])
  func tellsByWords(_ lines: [String], _ expected: DocumentType) {
    let document = Document(format: .jpeg, pages: [page(lines: column(lines))], damagedButReadable: false)
    #expect(DocumentClassifier.type(of: document) == expected)
  }

  @Test func tellsByCodeLines() {
    let passport = Document(format: .jpeg, pages: [page("?", zone: passportZone())], damagedButReadable: false)
    #expect(DocumentClassifier.type(of: passport) == .passport)
  }

  @Test func tellsACardEvenFromItsBack() {
    let back = card("", "", code: .uncertain, side: .back)
    let document = Document(format: .jpeg, pages: [page(lines: [], cards: [back])], damagedButReadable: false)
    #expect(DocumentClassifier.type(of: document) == .paymentCard)
  }

  @Test func takesFourDigitsOnAnIdentityCardForNoPaymentCard() {
    let likely = card("", "", code: .uncertain, side: .back)
    func type(_ cards: [PaymentCard]) -> DocumentType {
      let page = page(lines: column(["NATIONELLT IDENTITETSKORT", "Underskrift", "3802"]), cards: cards)
      return DocumentClassifier.type(of: Document(format: .jpeg, pages: [page], damagedButReadable: false))
    }
    #expect(type([likely]) == .identityCard)
    #expect(type([card()]) == .paymentCard)
  }

  @Test func tellsABillWithAPaymentSlipFromACard() {
    let text =
      ["Faktura", "Kundenummer 123", "Forbrug 44 kWh", "At betale 450,00 kr."]
      + (0..<40).map { "linje nummer \($0) om forbruget" }
    let document = Document(
      format: .pdf, pages: [page(lines: column(text), cards: [card()])], damagedButReadable: false)
    #expect(DocumentClassifier.type(of: document) == .utilityBill)
  }

  @Test func tellsALetterThatMentionsAPassportFromOne() {
    let text =
      ["Husk dit pas (passport) eller kørekort", "Nationality", "Place of birth"]
      + (0..<60).map { "linje nummer \($0) om dette" }
    let document = Document(format: .pdf, pages: [page(lines: column(text))], damagedButReadable: false)
    #expect(DocumentClassifier.type(of: document) == .unknown)
  }
}
