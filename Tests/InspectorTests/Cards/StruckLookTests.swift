import Imaging
import Model
import Testing

@testable import Inspector

@Suite("Struck numbers without ink")
struct StruckLookTests {
  private static let front = ["Norrsken", "VALID FROM 08", "5200", "mastercard", "EMILY CARTER"]

  @Test("are looked for on the side with the number of which no number was read, and nowhere else")
  func worth() {
    #expect(StruckLook.isWorthIt(lines(Self.front)))
    #expect(!StruckLook.isWorthIt(lines(Self.front + ["4111 1111 1111 1111"])))
    #expect(!StruckLook.isWorthIt(lines(["AUTHORISED SIGNATURE", "VISA", "1111"])))
    #expect(!StruckLook.isWorthIt(lines(["KØREKORT", "HANSEN", "12.04.1988", "Danmark"])))
    #expect(!StruckLook.isWorthIt(lines(Self.front + (0..<40).map { "Forbrug i alt \($0 + 10) kWh" })))
  }

  private static let place = OrientedBox(PixelRect(x0: 100, y0: 400, x1: 900, y1: 450))

  @Test("are as long as a number, and no words")
  func shape() {
    #expect(StruckLook.mayBeANumber(Self.place, among: lines(Self.front)))
    #expect(!StruckLook.mayBeANumber(Self.place, among: [line("EMILY CARTER JENSEN LARSEN", y: 407)]))
    #expect(StruckLook.mayBeANumber(Self.place, among: [line("58", x: 300, y: 407)]))
    #expect(!StruckLook.mayBeANumber(OrientedBox(PixelRect(x0: 0, y0: 0, x1: 200, y1: 50)), among: []))
  }

  @Test("are one line where their groups were found apart, without keys and words beside them")
  func groups() {
    let groups = [100, 300, 500, 700].map { OrientedBox(PixelRect(x0: $0, y0: 400, x1: $0 + 130, y1: 450)) }
    let key = line("K", x: 880, y: 407)
    let joined = StruckLook.joined(groups.reversed() + [key.box], among: [key])
    #expect(joined.map(\.bounds) == [PixelRect(x0: 100, y0: 400, x1: 830, y1: 450)])
    #expect(StruckLook.joined([groups[0], groups[3]], among: []).count == 2)
  }

  @Test("are covered but for their ends where nobody could read them")
  func covered() {
    func covers(_ words: [String]) -> [CardScan.Cover] {
      CardScan(
        lines: lines(words), hasCodeLines: false, on: emptyPage(), masking: MaskKind.allCases, unread: [Self.place]
      ).covers
    }
    let number = covers(Self.front)
    #expect(number.map(\.kind) == [.cardNumber])
    // The seventh and the twelfth of sixteen digits in groups of four.
    for place in [7.5, 13.5] { #expect(number.contains { $0.box.holds((100 + 800 * place / 19, 425)) }) }
    for place in [4.5, 16.5] { #expect(!number.contains { $0.box.holds((100 + 800 * place / 19, 425)) }) }
    #expect(covers(["KØREKORT", "HANSEN"]).isEmpty)
  }

  @Test("show their edges dark, whether they are lighter or darker than the card")
  func edges() {
    var picture = Raster(width: 400, height: 200, bands: 1, filledWith: 120)
    for y in 80..<120 {
      for x in 100..<110 { picture.pixels[y * 400 + x] = 150 }
      for x in 300..<310 { picture.pixels[y * 400 + x] = 90 }
    }
    let edges = StruckLook.edges(of: picture)
    #expect(edges.bands == 3)
    func level(_ x: Int, _ y: Int) -> UInt8 { edges.pixels[(y * edges.width + x) * 3] }
    #expect(level(100, 100) < 60 && level(300, 100) < 60)
    #expect(level(200, 100) > 240 && level(50, 40) > 240)
  }
}
