import Judgement
import Testing

struct LicenceFieldTests {
  @Test(arguments: [
    ("LNJENSEN", "1", "JENSEN"), ("FNANNA", "2", "ANNA"), ("LN", "1", ""), ("1", "1", ""), ("2.", "2", ""),
    ("1.Jensen", "1", "Jensen"), ("2SØREN", "2", "SØREN"),
  ])
  func isSplitFromItsValue(_ word: String, _ number: String, _ rest: String) {
    let field = LicenceField.split(word)
    #expect(field?.number == number)
    #expect(field?.rest == rest)
  }

  @Test(arguments: ["Lnge", "FNi", "12", "1A", "3.", "10.04.2020", "JENSEN", ""])
  func isNotSeenInOtherWords(_ word: String) { #expect(LicenceField.split(word) == nil) }
}
