import Judgement
import Model
import Testing

struct DocumentDateTests {
  let bills = DocumentDate(newerThanMonths: [.utilityBill: 3, .authorityLetter: 3])
  let identity = DocumentDate(notExpired: true)

  private func bill(_ lines: String...) -> Inspected {
    document(page(lines: column(["Faktura", "Kundenummer 123", "Forbrug 44 kWh", "At betale 450,00 kr.", ""] + lines)))
  }

  @Test(arguments: [
    (["Fakturadato 01.11.2026"], [ReasonCode]()),
    (["Fakturadato", "01.11.2026"], []),
    (["Fakturadato: 1. november 2026", "Betalingsdato: 1. december 2026"], []),
    (["Betalingsdato 15.12.2026", "Dato 10.11.2026"], []),
    (["Invoice date: November 1, 2026", "Due date: December 1, 2026"], []),
    (["Periode 01.07.2026 - 30.09.2026"], []),
    (["København, den 12. november 2026"], []),
    (["Fakturadato 22.08.2026"], []),
    (["Fakturadato 21.08.2026"], [.documentTooOld]),
    (["Fakturadato 01.05.2026", "Betalingsdato 15.11.2026"], [.documentTooOld]),
    (["Forfaldsdato 15.11.2026"], [.documentDateMissing]),
    (["Betales senest 15.11.2026", "Næste aflæsning 12.12.2026"], [.documentDateMissing]),
    (["Fakturadato 01.01.2027"], [.documentDateInFuture]),
    (["Betalt 01.11.2026"], [.documentDateMissing]), (["Gyldig fra 01.11.2026"], [.documentDateMissing]),
    (["Opkræves 15.11.2026"], [.documentDateMissing]), (["Betales inden 15.11.2026"], [.documentDateMissing]),
    (["Zahlbar bis zum 15.11.2026"], [.documentDateMissing]),
    (["Payment is due on 15 November 2026"], [.documentDateMissing]),
    (["Förfallodag 2026-11-15"], [.documentDateMissing]), (["Betalingsfrist: 15.11.2026"], [.documentDateMissing]),
    (["Modtaget 15.11.2026", "Fakturadato 01.05.2026"], [.documentTooOld]),
  ])
  func judgesTheIssueDate(_ lines: [String], _ codes: [ReasonCode]) {
    let texts = ["Faktura", "Kundenummer 123", "Forbrug 44 kWh", "At betale 450,00 kr.", ""] + lines
    let outcome = bills.outcome(in: dossier(document(page(lines: column(texts)))))
    #expect(outcome.codes == codes)
    #expect(outcome.standing == (codes.isEmpty ? .passed : .failed))
  }

  /// In five languages; all but the issue date are more than three months old, or not yet.
  @Test(arguments: [
    ["Fakturadato: 03-11-26"], ["Udskrevet den 3.11.26"], ["Fakturadato: 2026.11.03"], ["Fakturadato: 20261103"],
    ["Fakturadato 3/11 2026"], ["Køge, den 3/11-2026"], ["Faktura 12345 af 03.11.2026"],
    ["Fakturadato Betalingsdato", "03.11.2026 01.12.2026"], ["Forfaldsdato Fakturadato", "01.12.2026 03.11.2026"],
    ["Regning nr. 123 udstedt d. 03.11.2026, betales 01.12.2026"], ["Dato: 03.11.2026 kl. 14:22"],
    ["Ringvej 1, 4600 Køge", "Køge 3. november 2026"], ["Saldo pr. 31.10.2026"],
    ["Opgørelsesperiode 1. august 2026 til 31. oktober 2026", "Forfald 01.12.2026"],
    ["Invoice date: Nov 3, 2026", "Due date: Nov 20, 2026"], ["Issued on 3rd November 2026"],
    ["Bill date: 3 Nov 26", "Bill period: 1 Aug 26 to 31 Oct 26", "Pay by: 20 Nov 26"],
    ["Statement period 01 Oct 2026 - 31 Oct 2026", "Payment due date 20 Nov 2026"],
    ["Fakturadatum 2026-11-03", "Förfallodatum 2026-12-03"], ["Utfärdad: 3 november 2026", "Oss tillhanda 2026-12-01"],
    ["Fakturaperiod 2026-05-01 - 2026-07-31", "Utskriftsdatum 2026-11-03"],
    ["Utstedt 03.11.2026", "Forfall 17.12.2026"], ["Fakturert: 03.11.2026 Betalingsfrist: 20.12.2026"],
    ["Rechnung Nr. 4711 vom 03.11.2026", "zahlbar bis 17.12.2026"], ["Ausgestellt am 3. Nov. 2026"],
    ["Leistungszeitraum vom 01.05.2026 bis 31.07.2026", "Rechnungsdatum 3. November 2026"],
    ["Ihr Schreiben vom 01.05.2026", "Berlin, den 03.11.2026"],
  ])
  func findsTheIssueDateAmongOthers(_ lines: [String]) {
    let texts = ["Faktura", "Kundenummer 123", "Forbrug 44 kWh", "At betale 450,00 kr.", ""] + lines
    let outcome = bills.outcome(in: dossier(document(page(lines: column(texts)))))
    #expect(outcome.standing == .passed)
    #expect(["2026-11-03", "2026-10-31"].contains(outcome.evidence.personal["issued"]?.value))
  }

  @Test(arguments: ["Vindues dag 03.11.2026", "Tilslutning: 03.11.2026"])
  func asksAPersonAboutADateThatNothingItKnowsExplains(_ text: String) {
    #expect(bills.outcome(in: dossier(bill(text))).standing == .couldNotTell)
    #expect(bills.outcome(in: dossier(bill(text, "Fakturadato 01.11.2026"))).standing == .passed)
  }

  @Test func saysHowOldAndSinceWhen() {
    let outcome = bills.outcome(in: dossier(bill("Fakturadato 01.05.2026")))
    #expect(
      outcome.findings.map { [$0.measured, $0.limit] } == [[6, 3]])
    #expect(outcome.findings.first?.unit == "months")
    #expect(outcome.findings.first?.details == ["from": "2026-08-22"])
  }

  @Test func readsALabelBesideTheDate() {
    let lines = column(["Faktura", "Kundenummer 123", "Forbrug 44 kWh", "At betale", "", "Fakturadato", "Forfaldsdato"])
    let values = [line("01.11.2026", x: 700, y: lines[4].box.y0), line("15.12.2026", x: 700, y: lines[5].box.y0)]
    #expect(bills.outcome(in: dossier(document(page(lines: lines + values)))).standing == .passed)
  }

  @Test func readsALicenceThatCameInPieces() {
    let lines = [
      line("KØREKORT", x: 100, y: 20), line("4b.", x: 100, y: 100), line("01.02.2025", x: 170, y: 100),
      line("4a.", x: 100, y: 150), line("01.02.2010", x: 170, y: 150),
    ]
    #expect(identity.outcome(in: dossier(document(page(lines: lines)))).codes == [.documentExpired])
  }

  @Test func asksNoDateOfAHealthCard() {
    let card = document(page("Sundhedskort", "Region Hovedstaden", "Lægens navn"))
    #expect(bills.outcome(in: dossier(card)).standing == .passed)
  }

  @Test func takesTheDateFromAnyFileOfTheBill() {
    let outcome = bills.outcome(in: dossier(bill("Side 2"), bill("Fakturadato 01.11.2026")))
    #expect(outcome.standing == .passed)
    #expect(outcome.codes == [])
  }

  @Test(arguments: [
    ("310521", [ReasonCode]()), ("261122", []), ("261121", [.documentExpired]), ("190101", [.documentExpired]),
  ])
  func judgesTheExpiryInTheCodeLines(_ expiry: String, _ codes: [ReasonCode]) {
    let outcome = identity.outcome(in: dossier(document(page("PAS", zone: passportZone(expiry: expiry)))))
    #expect(outcome.codes == codes)
  }

  @Test(arguments: [
    (["KØREKORT", "4a. 01.02.2020", "4b. 01.02.2035"], [ReasonCode]()),
    (["KØREKORT", "4a. 01.02.2010", "4b. 01.02.2025"], [.documentExpired]),
    (["KØREKORT", "4a, 01.02.2020", "4b, 01.02.2035"], []), (["4a 01.02.2020", "4b 01.02.2035", "4c Politiet"], []),
    (["IDENTITY CARD", "Date of expiry", "01.02.2035"], []),
    (["IDENTITY CARD", "Udløbsdato/Date of expiry", "01 FEB 2025"], [.documentExpired]),
    (["IDENTITY CARD", "Date of issue 01.02.2025"], [.documentDateMissing]),
    (["IDENTITY CARD", "Date of issue Date of expiry", "01.02.2025 01.02.2035"], []),
    (["DRIVER LICENSE", "4b EXP 12/31/2028 4a ISS 01/10/2020"], []),
    (["DRIVER LICENSE", "4b EXP 12/01/2026"], []), (["DRIVER LICENSE", "EXP 11/12/2026"], [.documentExpired]),
    (["IDENTITY CARD", "EXP 12/11/2026"], []), (["IDENTITY CARD", "Expiry date 10/11/2026"], [.documentExpired]),
    (["PERMANENT RESIDENT", "Card Expires:", "12/15/30"], []),
    (["CARTE D'IDENTITE", "DATE D'EXPIR. / Expiry date", "11 02 2030"], []),
    (["DNI", "NUM SOPORT VALIDEZ", "XAB12345601 01 2030"], []),
    (["DNI", "NUM SOPORT VALIDEZ", "XAB12345601 01 2020"], [.documentExpired]),
    (["CARTE D'IDENTITE", "Carte valabie jusqu'au: 02.04.2030"], []),
  ])
  func judgesThePrintedExpiry(_ lines: [String], _ codes: [ReasonCode]) {
    #expect(identity.outcome(in: dossier(document(page(lines: column(lines))))).codes == codes)
  }
}
