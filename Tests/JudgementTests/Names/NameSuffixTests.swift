import Judgement
import Model
import Testing

struct NameSuffixTests {
  @Test(arguments: [
    ("Jr.", NameSuffix.younger), ("jr", .younger), ("Junior", .younger), ("Juniur", .younger), ("Sr", .elder),
    ("II", .second), ("lI", .second), ("III", .third), ("IV", .fourth), ("dy", .younger), ("dæ", .elder),
    ("yngae", .younger),
  ])
  func reads(_ word: String, _ expected: NameSuffix) { #expect(NameSuffix(word) == expected) }

  @Test(arguments: ["Jens", "Yngve", "Ib", "I", "11", "Julia", "Sonja", ""]) func takesNoName(_ word: String) {
    #expect(NameSuffix(word) == nil)
  }

  /// The account's family name, what the paper says, and whether it passes.
  @Test(arguments: [
    ("Hansen", "Jens Hansen", Verdict.Outcome.passed), ("Hansen", "Jens Hansen jr.", .couldNotTell),
    ("Hansen", "Jens Hansen, d.y.", .couldNotTell), ("Hansen", "Jens Hansen den yngre", .couldNotTell),
    ("Hansen", "Jens Hansen III", .couldNotTell),
    ("Hansen", "Jens HansenII", .couldNotTell), ("Hansen", "Jens HansenIII", .couldNotTell),
    ("Hansen Jr.", "Jens Hansen Jr", .passed),
    ("Hansen Jr.", "Jens Hansen Junior", .passed), ("Hansen Jr.", "Jens Hansen", .couldNotTell),
    ("Hansen Jr.", "Jens Hansen Sr.", .couldNotTell), ("Hansen Jr.", "Peter Hansen Jr.", .failed),
  ])
  func keepsFatherAndSonApart(_ family: String, _ text: String, _ expected: Verdict.Outcome) {
    let holder = account { $0.name = name("Jens", family) }
    let outcome = HolderName(minimumWordConfidence: 0.6)
      .outcome(in: dossier(document(page("Kunde", text)), account: holder))
    #expect(outcome.standing == expected)
  }
}
