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
  ])
  func judgesTheIssueDate(_ lines: [String], _ codes: [ReasonCode]) {
    let texts = ["Faktura", "Kundenummer 123", "Forbrug 44 kWh", "At betale 450,00 kr.", ""] + lines
    let outcome = bills.outcome(in: dossier(document(page(lines: column(texts)))))
    #expect(outcome.codes == codes)
    #expect(outcome.standing == (codes.isEmpty ? .passed : .failed))
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
