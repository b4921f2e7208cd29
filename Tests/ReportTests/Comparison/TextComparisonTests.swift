import Model
import Testing

@testable import Report

@Suite("Two texts side by side")
struct TextComparisonTests {
  /// `[…]` for what differs, `{…}` for what stands on one side only.
  private func marked(_ pieces: [TextComparison.Piece]) -> String {
    pieces.map { piece in
      switch piece.agreement {
      case .same: piece.text.value
      case .differs: "[\(piece.text.value)]"
      case .alone: "{\(piece.text.value)}"
      }
    }.joined()
  }

  @Test(
    "mark the characters that differ",
    arguments: [
      ("1988-04-12", "1988-04-12", "1988-04-12", "1988-04-12"),
      ("1988-04-12", "1988-04-21", "1988-04-[12]", "1988-04-[21]"),
      ("1988-04-12", "1988-12-04", "1988-[04]-[12]", "1988-[12]-[04]"),
      ("1998-01-27", "2001-10-09", "[1998-01-27]", "[2001-10-09]"),
      ("411111…1111", "411111…4444", "411111…[1111]", "411111…[4444]"),
      (
        "Istedgade 88 3 tv 1650", "Istedgade 88, 2. tv 1650 København", "Istedgade 88 [3] tv 1650",
        "Istedgade 88, [2]. tv 1650 {København}"
      ),
      ("Bakkevej 13A", "Bakkevej 13", "Bakkevej 13{A}", "Bakkevej 13"),
      ("Nørrebrogade 44", "Noerrebrogade 44", "Nørrebrogade 44", "Noerrebrogade 44"),
      ("Nørrebrogade 44", "NORREBROGADE 44", "Nørrebrogade 44", "NORREBROGADE 44"),
      ("Nørrebrogade 44", "", "{Nørrebrogade} {44}", ""),
      ("", "", "", ""),
      ("<&>", "\"'", "<&>", "\"'"),
    ])
  func inOrder(account: String, document: String, left: String, right: String) {
    let comparison = TextComparison(account: account, document: document, order: .fixed)
    #expect(marked(comparison.account) == left)
    #expect(marked(comparison.document) == right)
  }

  @Test(
    "find the words of a name in any order",
    arguments: [
      (
        "Søren Emil Ågård Nielsen", "AAGAARD NIELSEN SOEREN EMIL", "Søren Emil Ågård Nielsen",
        "AAGAARD NIELSEN SOEREN EMIL"
      ),
      ("Jensine Holm", "Jensina Holm", "Jensin[e] Holm", "Jensin[a] Holm"),
      ("Jonas Bech Thorsen", "THORSEN MIKKEL BECH", "[Jonas] Bech Thorsen", "THORSEN [MIKKEL] BECH"),
      ("Søren Nielsen", "S NIELSEN", "S{øren} Nielsen", "S NIELSEN"),
      ("Anne-Marie Holm", "Anne Marie Louise Holm", "Anne-Marie Holm", "Anne Marie {Louise} Holm"),
      ("Åse", "Aase", "Åse", "Aase"),
      ("Åse", "Ase", "Åse", "Ase"),
      ("Åse", "Ose", "[Å]se", "[O]se"),
    ])
  func inAnyOrder(account: String, document: String, left: String, right: String) {
    let comparison = TextComparison(account: account, document: document, order: .free)
    #expect(marked(comparison.account) == left)
    #expect(marked(comparison.document) == right)
  }

  @Test("lose no character, whatever they are", arguments: ["a\u{301}\u{200D}🇩🇰 \r\n x", "İSTANBUL ß", "…1…", "-"])
  func whole(text: String) {
    let comparison = TextComparison(account: text, document: "Holm 12", order: .free)
    #expect(comparison.account.map(\.text.value).joined() == text)
    #expect(comparison.document.map(\.text.value).joined() == "Holm 12")
  }

  @Test("that nobody would read are shown without marks")
  func long() {
    let long = String(repeating: "ab ", count: TextComparison.mostCharacters)
    let comparison = TextComparison(account: "Holm", document: long, order: .fixed)
    #expect(marked(comparison.account) == "Holm")
    #expect(marked(comparison.document) == long)
  }
}
