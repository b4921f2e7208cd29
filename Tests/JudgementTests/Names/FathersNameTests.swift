import Judgement
import Testing

struct FathersNameTests {
  @Test(arguments: [
    "Sergeevich", "Ivanovich", "Ivanovna", "Sergeyevna", "Ilyich", "Nikitichna", "Mykolayovych", "Ivanivna",
    "Aliaksandrauna", "Jónsdóttir", "Iwanowitsch",
  ])
  func isKnownByItsEnding(_ word: String) { #expect(FathersName.isOne(word)) }

  @Test(arguments: ["Ivan", "Anna", "Vestergaard", "Peter", "Erich", "Heinrich", "Ulrich", "Friedrich", "Eva", "Ovna"])
  func isNoOtherName(_ word: String) { #expect(!FathersName.isOne(word)) }
}
