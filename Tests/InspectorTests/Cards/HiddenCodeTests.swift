import Imaging
import Model
import Testing

@testable import Inspector

@Suite("Codes that a customer covered, by their label")
struct HiddenCodeTests {
  /// Below the label, on a back with the number.
  private static let place = PixelRect(x0: 100, y0: 350, x1: 260, y1: 400)

  private static let page =
    lines(["Kortet är Skärgårdens Sparbanks egendom", "Upphittat kort skickas till Box 1203"])
    + [line("4111 1111 1111 1111", y: 200), line("12/27", x: 500, y: 302), line("CVC2", x: 110, y: 300)]

  private func picture(_ drawn: [(PixelRect, UInt8)]) -> Raster {
    var grey = emptyPage()
    for (box, level) in drawn {
      for y in box.y0..<box.y1 { for x in box.x0..<box.x1 { grey.pixels[y * grey.width + x] = level } }
    }
    return grey
  }

  private func scan(_ drawn: [(PixelRect, UInt8)]) -> CardScan {
    CardScan(lines: Self.page, hasCodeLines: false, on: picture(drawn), masking: [.cardVerificationCode])
  }

  @Test(
    "are left alone where an even patch lies below the label, lighter or darker than the card", arguments: [20, 250])
  func patch(level: UInt8) {
    let scan = scan([(Self.place, level)])
    #expect(scan.cards.map(\.code) == [.covered])
    #expect(scan.covers.isEmpty)
  }

  private static let digits = (0..<3).map { PixelRect(x0: 112 + 30 * $0, y0: 355, x1: 128 + 30 * $0, y1: 395) }

  private static let others: [(how: String, drawn: [(PixelRect, UInt8)])] = [
    ("nothing is drawn", []),
    ("digits stand there", digits.map { ($0, 40) }),
    ("a digit sticks out", [(place, 20), (PixelRect(x0: 272, y0: 358, x1: 286, y1: 394), 40)]),
    ("a part of one does, and touches the patch", [(place, 20), (PixelRect(x0: 262, y0: 370, x1: 282, y1: 394), 20)]),
    ("it is uneven, as a hologram or print is", stripes),
    ("it lies above the label", [(PixelRect(x0: 100, y0: 236, x1: 260, y1: 286), 20)]),
    ("it is hardly darker than the card", [(place, 200)]),
  ]

  @Test("are covered, and their place painted, where the patch is smaller than three digits")
  func part() {
    let scan = scan([(PixelRect(x0: 110, y0: 350, x1: 150, y1: 390), 20)])
    #expect(scan.cards.map(\.code) == [.covered])
    #expect(scan.covers.contains { $0.box.holds((180, 370)) })
  }

  private static let stripes: [(PixelRect, UInt8)] = (0..<16).map { step in
    (PixelRect(x0: 100 + 10 * step, y0: 350, x1: 110 + 10 * step, y1: 400), step % 2 == 0 ? 20 : 160)
  }

  @Test("stay uncertain, and their place covered, where nobody can tell", arguments: 0..<others.count)
  func doubtful(row: Int) {
    let scan = scan(Self.others[row].drawn)
    #expect(scan.cards.map(\.code) == [.uncertain], "\(Self.others[row].how)")
    #expect(scan.covers.contains { $0.box.holds((180, 370)) }, "\(Self.others[row].how)")
  }
}
