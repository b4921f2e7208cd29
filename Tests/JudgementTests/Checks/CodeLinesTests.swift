import Judgement
import Model
import Testing

struct CodeLinesTests {
  let check = CodeLines(requiredFor: [.passport], minimumPrintConfidence: 0.8, refusesSpecimens: true)

  private func outcome(
    _ lines: String..., zone: MachineReadableZone?, confidence: Double = 0.95, codeLinesSeen: Bool? = nil
  ) -> CheckOutcome {
    var page = page(lines: column(lines, confidence: confidence), zone: zone)
    if let codeLinesSeen { page.codeLinesSeen = codeLinesSeen }
    return check.outcome(in: dossier(document(page)))
  }

  @Test func passesCodeLinesThatHold() {
    let outcome = outcome("DANMARK PAS PASSPORT", zone: passportZone())
    #expect(outcome.standing == .passed)
    #expect(outcome.evidence.open["layout"] == "TD3")
  }

  @Test func doubtsAFailingCheckDigit() {
    let outcome = outcome("DANMARK PAS PASSPORT", zone: passportZone(spoiled: true))
    #expect(outcome.standing == .failed)
    #expect(
      outcome.findings == [
        Finding(.mrzCheckDigitFailed, .doubt, file: 1, page: 1, details: ["fields": "birthDate"])
      ])
  }

  @Test func wantsCodeLinesOnAPassport() {
    let passport = outcome("DANMARK PASSPORT", "Nationality", "Place of birth", zone: nil)
    #expect(passport.codes == [.mrzUnreadable])
    let licence = outcome("KØREKORT", "4a. 01.02.2020", zone: nil)
    #expect(licence.standing == .passed)
  }

  @Test func wantsCodeLinesThatAreSeenToBeRead() {
    #expect(outcome("IDENTITY CARD", zone: nil, codeLinesSeen: true).codes == [.mrzUnreadable])
    #expect(outcome("KØREKORT", zone: nil, codeLinesSeen: true).standing == .passed)
  }

  @Test func findsTheCodeLinesOnTheOtherSideOfACard() {
    var front = page("IDENTITY CARD")
    front.codeLinesSeen = true
    let back = page("IDENTITY CARD", zone: cardZone)
    #expect(check.outcome(in: dossier(document(back), document(front))).standing == .passed)
    #expect(check.outcome(in: dossier(document(front))).codes == [.mrzUnreadable])
    let passport = page("PASSPORT", "Nationality", "Place of birth")
    #expect(check.outcome(in: dossier(document(back), document(passport))).codes == [.mrzUnreadable])
  }

  private var cardZone: MachineReadableZone? {
    MachineReadableZone(
      layout: .td1,
      lines: ["I<SWED231458907<<<<<<<<<<<<<<<", "7408122F1204159SWE<<<<<<<<<<<6", "HOLM<<ANNA<<<<<<<<<<<<<<<<<<<<"])
  }

  @Test(arguments: [
    (["Date of birth", "12 APR/AVR 1988", "Date of expiry 21.05.2031"], [ReasonCode]()),
    (["Date of birth", "13 APR/AVR 1988"], [.mrzDiffersFromPrint]),
    (["Date of expiry 21.05.2035"], [.mrzDiffersFromPrint]),
    (["Date of issue 21.05.2021"], []),
    (["Date of birth", "12 APR 19B"], []),
    (["Passport No 209345679"], [.mrzDiffersFromPrint]),
    (["Passport No 2O9345678"], []),
    (["Surname HANSEN", "Given names PETER"], [.mrzDiffersFromPrint]),
    (["Surname ÅGÅRD NIELSEN", "Given names SØREN EMIL"], []),
  ])
  func comparesWithThePrint(_ lines: [String], _ codes: [ReasonCode]) {
    let page = page(lines: column(["DANMARK PAS PASSPORT"] + lines), zone: passportZone())
    #expect(check.outcome(in: dossier(document(page))).codes == codes)
  }

  @Test func seesThatThePrintIsTheHolderAndTheCodeLinesAreNot() {
    let outcome = outcome(
      "Surname ÅGÅRD NIELSEN", "Given names SØREN EMIL", zone: passportZone(family: "HANSEN", given: "PETER"))
    #expect(outcome.codes == [.mrzDiffersFromPrint])
    #expect(outcome.findings.first?.details == ["fields": "names"])
  }

  @Test func hearsNoContradictionFromABlur() {
    #expect(outcome("Date of birth 13.04.1988", zone: passportZone(), confidence: 0.6).standing == .passed)
  }

  @Test func doubtsASpecimen() {
    #expect(outcome("PASSPORT", zone: passportZone(issuer: "UTO")).codes == [.documentSpecimen])
    #expect(outcome("PASSPORT SPECIMEN", zone: passportZone()).codes == [.documentSpecimen])
  }

  @Test(arguments: [("DNK", nil as String?), ("D<<", nil), ("DOE", "no state's code"), ("UTO", nil)])
  func notesAnIssuerThatIsNoState(_ issuer: String, _ note: String?) {
    #expect(outcome("PASSPORT", zone: passportZone(issuer: issuer)).evidence.open["issuer"] == note)
  }

  @Test func acceptsSpecimensWhereThePipelineDoes() {
    let lenient = CodeLines(requiredFor: [], minimumPrintConfidence: 0.8, refusesSpecimens: false)
    let outcome = lenient.outcome(in: dossier(document(page("PASSPORT", zone: passportZone(issuer: "UTO")))))
    #expect(outcome.standing == .passed)
  }
}
