import Judgement
import Model
import Testing

struct AcceptedDocumentTypeTests {
  let check = AcceptedDocumentType(accepted: [.utilityBill, .bankStatement])
  let bill = document(page("Faktura", "Kundenummer 123", "Forbrug 44 kWh", "At betale 450,00 kr."))
  let passport = document(page("DANMARK", zone: passportZone()))
  let backOfSomething = document(page("Side 2 af 2", "Med venlig hilsen"))

  @Test func passesOneAcceptedFile() {
    let outcome = check.outcome(in: dossier(bill, backOfSomething))
    #expect(outcome.standing == .passed)
    #expect(outcome.evidence.open == ["seen": "utilityBill,unknown"])
  }

  @Test func namesAFileOfAnotherKind() {
    let outcome = check.outcome(in: dossier(bill, passport))
    #expect(
      outcome.findings == [
        Finding(
          .documentWrongType, .retry, file: 2, details: ["seen": "passport", "wanted": "utilityBill,bankStatement"])
      ])
  }

  @Test func refusesWhatItDoesNotKnow() {
    let outcome = check.outcome(in: dossier(backOfSomething))
    #expect(
      outcome.findings == [
        Finding(
          .documentWrongType, .retry, file: 1, details: ["seen": "unknown", "wanted": "utilityBill,bankStatement"])
      ])
  }

  @Test func hasNothingToSayAboutAFileThatDoesNotOpen() {
    #expect(check.outcome(in: dossier(unreadable(.fileEncrypted))) == .couldNotTell([]))
  }
}
