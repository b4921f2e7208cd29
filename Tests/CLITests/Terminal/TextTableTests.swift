import Testing

@testable import CLI

@Suite("A table")
struct TextTableTests {
  @Test("aligns its columns and ends its lines without spaces")
  func aligned() {
    var table = TextTable(["name", "n", "rest"], sides: [.left, .right, .left])
    table.add(["ø", "10", ""])
    table.add(["longer", "7", "x"])
    #expect(table.lines == ["name     n  rest", "ø       10", "longer   7  x"])
  }
}
