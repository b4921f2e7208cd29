import FoundationEssentials
import TestKit
import Testing

@testable import Report

@Suite("Plain words")
struct PlainWordsTests {
  @Test(
    "take names apart",
    arguments: [
      ("lowestBlockSharpness", "lowest block sharpness"), ("TD3", "TD3"),
      ("minimumDotsPerInch", "minimum dots per inch"),
      ("passed", "passed"), ("200 dpi", "200 dpi"), ("", ""),
    ])
  func names(name: String, words: String) { #expect(PlainWords.words(name) == words) }

  @Test("begin headings with a capital") func headings() { #expect(PlainWords.heading("cardCode") == "Card code") }

  @Test(
    "say sizes with the unit that suits them",
    arguments: [(1, "1 byte"), (999, "999 bytes"), (1_000, "1 kB"), (482_113, "482 kB"), (12_990_000, "12.9 MB")])
  func sizes(bytes: Int, words: String) { #expect(PlainWords.size(bytes) == words) }

  @Test("say times to the minute, in UTC")
  func times() {
    #expect(PlainWords.moment(.start) == "2026-11-22 10:00 UTC")
    #expect(PlainWords.minute(.start) == "2026-11-22 10:00")
  }
}
