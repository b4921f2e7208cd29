import Judgement
import Model
import Testing

struct HolderBirthDateTests {
  let check = HolderBirthDate(minimumAge: 18, minimumWordConfidence: 0.6)

  private func outcome(_ lines: String..., account: Account = soren) -> CheckOutcome {
    check.outcome(in: dossier(document(page(lines: column(lines))), account: account))
  }

  @Test(arguments: [
    ["Fødselsdato 12.04.1988"], ["Fødselsdato/Date of birth", "12 APR/AVR 1988"], ["Born 12 April 1988"],
    ["Geburtsdatum: 12.04.1988"], ["KØREKORT", "3. 12.04.1988 København", "4a. 01.02.2020"], ["12.04.1988"],
    ["Födelsedatum", "1988-04-12"], ["Date of birth 12.04.88"],
  ])
  func findsThePrintedDate(_ lines: [String]) {
    let outcome = check.outcome(in: dossier(document(page(lines: column(lines)))))
    #expect(outcome.standing == .passed)
  }

  @Test func readsTheCodeLines() {
    let outcome = check.outcome(in: dossier(document(page("PAS", zone: passportZone()))))
    #expect(outcome.standing == .passed)
    #expect(outcome.evidence.open["method"] == "machineReadableZone")
  }

  @Test func tellsTheFatherFromTheSon() {
    #expect(outcome("Navn Søren Emil Ågård Nielsen", "Fødselsdato 03.09.1957").codes == [.holderBirthDateDiffers])
    let zone = passportZone(birth: "570903")
    #expect(check.outcome(in: dossier(document(page("PAS", zone: zone)))).codes == [.holderBirthDateDiffers])
  }

  @Test func believesTheCodeLinesBeforeThePrint() {
    let zone = passportZone(birth: "570903")
    let outcome = check.outcome(in: dossier(document(page("Date of birth 12.04.1988", zone: zone))))
    #expect(outcome.codes == [.holderBirthDateDiffers])
  }

  @Test func doesNotBelieveCodeLinesThatAreMisread() {
    let zone = passportZone(birth: "570903", spoiled: true)
    let outcome = check.outcome(in: dossier(document(page("Date of birth 12.04.1988", zone: zone))))
    #expect(outcome.standing == .passed)
  }

  @Test func saysThatTheDateIsMissing() {
    #expect(outcome("Date of issue 01.02.2020").codes == [.holderBirthDateMissing])
  }

  @Test(arguments: [("2008-11-22", [ReasonCode]()), ("2008-11-23", [.holderUnderAge])])
  func countsTheYears(_ birth: String, _ codes: [ReasonCode]) {
    let young = account { $0.dateOfBirth = Private(day(birth)) }
    #expect(outcome("Date of birth \(birth)", account: young).codes == codes)
  }

  @Test func takesNoIssueDateForABirthDate() {
    let born = account { $0.dateOfBirth = Private(day("2000-02-01")) }
    #expect(outcome("Date of issue 01.02.2000", account: born).codes == [.holderBirthDateMissing])
  }

  private let february = account { $0.dateOfBirth = Private(day("1995-02-01")) }

  @Test(arguments: [
    ["DRIVER LICENSE", "DOB 02/01/1995"], ["DRIVER LICENSE", "DOB 02/01/95"],
    ["Springfield, IL 62704", "DOB:02/01/1995"],
    ["CARTE D'IDENTITE", "DATE DE NAISS. / Date of birt", "01021995"], ["DNI", "FECHA DE NACIMIENTO", "01 02 1995"],
    ["IDENTITY CARD", "Date of birth 01.02.1995"],
  ])
  func readsTheOrderOfTheCountry(_ lines: [String]) {
    let outcome = check.outcome(in: dossier(document(page(lines: column(lines))), account: february))
    #expect(outcome.standing == .passed)
  }

  @Test func leavesADateThatReadsTwoWaysToAPerson() {
    for text in ["Date of birth 02/01/1995", "Date of birth 01/02/1995"] {
      let outcome = outcome("IDENTITY CARD", text, account: february)
      #expect(outcome.standing == .couldNotTell)
      #expect(outcome.findings.map(\.reasonClass) == [.doubt])
    }
    #expect(outcome("IDENTITY CARD", "Date of birth 03/04/1995", account: february).codes == [.holderBirthDateDiffers])
    #expect(outcome("DRIVER LICENSE", "DOB 01/02/1995", account: february).codes == [.holderBirthDateDiffers])
  }

  @Test func takesNoDigitsWithoutALabelForADate() {
    #expect(outcome("IDENTITY CARD", "Card no", "01021995", account: february).codes == [.holderBirthDateMissing])
  }

  @Test func makesNoAccusationFromABlur() {
    let blurred = document(page("Date of birth 03.09.1957", confidence: 0.3))
    #expect(check.outcome(in: dossier(blurred)).codes == [.holderBirthDateMissing])
  }
}
