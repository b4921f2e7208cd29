import Judgement
import Testing

struct NameWordsTests {
  @Test(arguments: [
    ("surname", NameWords.Label.family), ("sumame", .family), ("surnane", .family), ("prnoms", .given),
    ("apellidos", .family), ("ape11idos", .family), ("nombre", .given), ("6iven", .given), ("g1ven", .given),
  ])
  func knowsALabelInSpiteOfTheReader(_ word: String, _ label: NameWords.Label) {
    #expect(NameWords.label(of: word) == label)
  }

  @Test(arguments: [
    "pieter", "tennant", "holter", "hombre", "norman", "warner", "vornholt", "prentice", "nora", "gwen", "glenn",
  ])
  func takesNoNameForALabel(_ word: String) { #expect(NameWords.label(of: word) == nil) }
}
