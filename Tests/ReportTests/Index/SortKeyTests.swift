import Testing

@testable import Report

@Suite("Keys to sort by")
struct SortKeyTests {
  @Test("bring values into the order people expect")
  func order() {
    let sorted = ["", "A", "a-2", "A-9", "A-10", "a-010b", "A-11", "B-1", "Å-1"]
    let keys = sorted.map(SortKey.natural)
    #expect(keys.sorted { $0.utf16.lexicographicallyPrecedes($1.utf16) } == keys)
  }

  @Test("do not tell capitals apart") func capitals() { #expect(SortKey.natural("AbC-1") == SortKey.natural("aBc-01")) }
}
