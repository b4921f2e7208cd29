import Judgement
import Testing

/// What Doc 9303 part 3 section 6 lets code lines write, and what people write.
struct FoldedWordTests {
  @Test(arguments: [
    ("Müller", "MUELLER"), ("Müller", "MUXXLLER"), ("Müller", "MULLER"), ("Jürgen", "JUXXRGEN"),
    ("Muñoz", "MUNOZ"), ("Muñoz", "MUNXXOZ"), ("Öberg", "OEBERG"), ("Öberg", "OXXBERG"), ("Öberg", "OBERG"),
    ("Jäger", "JAEGER"), ("Jäger", "JAXXGER"), ("Jäger", "JAGER"), ("Ågård", "AAGAARD"), ("Ågård", "AGARD"),
    ("Bø", "BOE"), ("Ærø", "AEROE"), ("Groß", "GROSS"), ("Þór", "THOR"), ("Ðjúki", "DJUKI"), ("Łukasz", "LUKASZ"),
    ("Đorđe", "DORDE"), ("Đorđe", "DJORDJE"), ("Işık", "ISIK"), ("Ĳssel", "IJSSEL"), ("Nguyễn", "NGUYEN"),
    ("Søndergård", "SONDERGAARD"), ("Søndergård", "SOENDERGARD"), ("Østergård", "Ostergaard"),
  ])
  func agreesBothWays(_ one: String, _ other: String) {
    #expect(FoldedWord(one).agrees(with: FoldedWord(other)))
    #expect(FoldedWord(other).agrees(with: FoldedWord(one)))
  }

  @Test(arguments: [
    ("Foxx", "Fo"), ("Maxx", "Ma"), ("Rafael", "Rafal"), ("Michael", "Michał"), ("Samuel", "Samul"), ("Joel", "Jol"),
    ("Muller", "Mueller"),
  ])
  func keepsNamesApart(_ one: String, _ other: String) {
    #expect(!FoldedWord(one).agrees(with: FoldedWord(other)))
  }

  @Test(arguments: [("Nielsen", "NieIsen"), ("Lillebæk", "LiIlebæk"), ("Emil", "EmiI")])
  func takesACapitalIInsideForAnL(_ claimed: String, _ read: String) {
    #expect(FoldedWord(claimed).agrees(with: FoldedWord(read)))
  }
}
