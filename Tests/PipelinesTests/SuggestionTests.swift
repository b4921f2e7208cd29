import Pipelines
import Testing

@Suite("A suggestion")
struct SuggestionTests {
  @Test(
    "is the nearest known word, if it is near",
    arguments: [
      ("sharpnes", "sharpness"), ("Sharpness", "sharpness"), ("resolutoin", "resolution"), ("legibilty", "legibility"),
      ("holderNmae", "holderName"), ("glare", nil), ("", nil),
    ])
  func nearest(word: String, expected: String?) {
    let known = ["sharpness", "resolution", "legibility", "holderName", "holderAddress"]
    #expect(Suggestion.nearest(to: word, among: known) == expected)
  }

  @Test("is nothing where nothing is known")
  func nothingKnown() {
    #expect(Suggestion.nearest(to: "word", among: []) == nil)
  }
}
