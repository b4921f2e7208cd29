import Testing

@testable import Paperwork

@Suite("Text from outside")
struct ShownTests {
  @Test(
    "moves no cursor, ends no line and turns no writing",
    arguments: [
      ("Søren 42", "Søren 42"), ("a\nb", "a\\nb"), ("\u{1B}[31mred", "\\u{1B}[31mred"), ("a\u{202E}b", "a\\u{202E}b"),
      ("a\u{85}b", "a\\u{0085}b"), ("\u{2028}", "\\u{2028}"), ("\0", "\\0"), ("../x", "../x"),
    ])
  func escaped(text: String, expected: String) {
    #expect(Shown.text(text) == expected)
  }

  @Test("is cut where it is long")
  func cut() {
    #expect(Shown.text(String(repeating: "x", count: 4000)) == String(repeating: "x", count: 120) + "…")
  }

  @Test("shows bytes of names that are no UTF-8")
  func notUTF8() {
    #expect(Shown.name([0x61, 0xFF, 0x0A]) == "a\\xff\\x0a")
  }

  @Test(
    "stands as one word in a command line",
    arguments: [
      ("up/accounts.jsonl", "up/accounts.jsonl"), ("my up/a.json", "'my up/a.json'"), ("it's", "'it'\\''s'"),
      ("", "''"),
      ("$HOME", "'$HOME'"), ("Å", "'Å'"),
    ])
  func argument(text: String, expected: String) {
    #expect(Shown.argument(text) == expected)
  }
}
