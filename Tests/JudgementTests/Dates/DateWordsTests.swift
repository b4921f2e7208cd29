import Judgement
import Testing

struct DateWordsTests {
  @Test(arguments: [
    ("birt", "birth"), ("nacirniento", "nacimiento"), ("expirafion", "expiration"),
    ("fakturadat0", "fakturadato"), ("udlobet", "udlobet"), ("seneste", "seneste"), ("nielsen", "nielsen"),
  ])
  func mendsLabels(_ read: String, _ meant: String) { #expect(DateWords.mended(read) == meant) }
}
