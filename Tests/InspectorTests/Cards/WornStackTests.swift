import Model
import Testing

@testable import Inspector

@Suite("Numbers in four rows of which some digits were lost")
struct WornStackTests {
  @Test("of which something hides a row are covered but for what may stay")
  func unfinishedStack() {
    let words = ["VISA", "GYLDIG TIL 12/28"]
    let top = lines(words + ["5641", "8200", "0000"])
    #expect(shown(top, under: scan(top).covers.map(\.box)) == words + ["5641", "82••", "••••"])
    let bottom = lines(words + ["0009", "9013", "9424"])
    #expect(shown(bottom, under: scan(bottom).covers.map(\.box)) == words + ["••••", "••••", "9424"])
  }

  private static let words = ["VISA", "GYLDIG TIL 12/28"]

  @Test("are covered where a row between two others was not read", arguments: [1, 2])
  func rowBetween(lost: Int) {
    let digits = ["6243", "0300", "0000", "0001"]
    let rows = digits.enumerated().map { line($1, y: 200 + $0 * 42) }
    let page = lines(Self.words) + rows.enumerated().filter { $0.offset != lost }.map(\.element)
    let shown = shown(lines(Self.words) + rows, under: scan(page).covers.map(\.box))
    #expect(shown.suffix(4) == ["6243", lost == 1 ? "••••" : "03••", "••••", "0001"])
  }
}
