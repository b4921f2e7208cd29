import Judgement
import Model
import Testing

struct SignatureLinesTests {
  @Test(arguments: [
    (["Underskrift/Signature", "Sonen Nelsen"], [1]), (["SØREN NIELSEN", "Holder's signature"], []),
    (["Authorised signature", "Ida Holn", "Bank 12 34"], [1]), (["Surname", "NIELSEN"], []),
    (["Signature", "Date of birth 12.04.1988"], []),
  ])
  func areScriptBesideTheWord(_ lines: [String], _ expected: [Int]) {
    #expect(SignatureLines.indices(in: column(lines), isLicence: false) == Set(expected))
  }

  @Test func areFieldSevenOfALicence() {
    let lines = column(["2. SØREN EMIL", "7. Sonen Nelsen 9. AM/B"])
    #expect(SignatureLines.indices(in: lines, isLicence: true) == [1])
    #expect(SignatureLines.indices(in: lines, isLicence: false) == [])
  }
}
