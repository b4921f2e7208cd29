import Judgement
import Testing

struct WordRunsTests {
  private let runs = WordRuns(
    ["Valid thru 12/28", "Date of issue", "date"].flatMap { WordRuns.words(of: $0) + [""] })

  @Test(arguments: [
    (["valid"], true), (["valid", "thru"], true), (["thru", "12", "28"], true), (["date", "of", "issue"], true),
    (["28", "date"], false), (["of", "date"], false), (["issue", "date"], false), (["date", "date"], false),
    (["thr"], false), ([], false),
  ])
  func findsPhrases(_ phrase: [String], _ expected: Bool) { #expect(runs.contains(phrase) == expected) }

  @Test func foldsWords() { #expect(WordRuns.words(of: "Beløb (DKK): 1.200,-") == ["belob", "dkk", "1", "200"]) }
}
