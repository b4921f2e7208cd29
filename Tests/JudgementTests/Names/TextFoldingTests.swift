import Judgement
import Testing

struct TextFoldingTests {
  @Test(arguments: [
    ("Søren", TextFolding.asWritten, "søren"), ("Søren", .spelledOut, "soeren"), ("Søren", .plain, "soren"),
    ("Ågård", .spelledOut, "aagaard"), ("Ågård", .plain, "agard"), ("Þór", .spelledOut, "thor"),
    ("Größe", .spelledOut, "groesse"), ("Größe", .plain, "grosse"), ("Muñoz", .plain, "munoz"),
    ("É\u{0301}", .plain, "é\u{0301}"), ("İnci", .plain, "inci"), ("Nguyễn", .plain, "nguyen"),
    ("Đukić", .spelledOut, "djukic"), ("Đukić", .plain, "dukic"), ("Ðjúki", .spelledOut, "djuki"),
    ("e\u{0301}", .plain, "e"), ("Łukasz", .plain, "lukasz"),
  ])
  func folds(_ text: String, _ folding: TextFolding, _ expected: String) {
    #expect(folding.folded(text) == expected)
  }

  @Test(arguments: [
    ("Søren", "SOEREN", true), ("Søren", "Soren", true), ("Aage", "Åge", true), ("Müller", "Mueller", true),
    ("Müller", "Muller", true), ("Hansen", "Jensen", false), ("Ole", "Oli", false),
  ])
  func agrees(_ one: String, _ other: String, _ expected: Bool) {
    #expect(TextFolding.agree(one, other) == expected)
    #expect(TextFolding.agree(other, one) == expected)
  }
}
