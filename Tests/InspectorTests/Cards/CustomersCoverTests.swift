import Imaging
import Model
import Testing

@testable import Inspector

@Suite("Covers of customers where no label tells the place")
struct CustomersCoverTests {
  /// Where a code would stand on a card that is 856 pixels wide: ten to a millimetre.
  private static let place = OrientedBox(PixelRect(x0: 200, y0: 200, x1: 680, y1: 410))
  private static let panel = PixelRect(x0: 20, y0: 240, x1: 560, y1: 335)
  private static let patch = PixelRect(x0: 440, y0: 260, x1: 540, y1: 310)

  private func isHidden(_ drawn: [(PixelRect, UInt8)]) -> Bool {
    var picture = Raster(width: 1000, height: 700, bands: 1, filledWith: 120)
    for (box, level) in drawn {
      for y in box.y0..<box.y1 { for x in box.x0..<box.x1 { picture.pixels[y * picture.width + x] = level } }
    }
    return CustomersCover.lies(on: Self.place, ofACard: 856, in: picture)
  }

  private static let digits: [(PixelRect, UInt8)] = (0..<3).map { index in
    (PixelRect(x0: 450 + 30 * index, y0: 270, x1: 464 + 30 * index, y1: 300), 40)
  }

  @Test(
    "are patches on the panel and beside it, darker and lighter", arguments: [(true, 20), (false, 20), (false, 240)])
  func patches(hasPanel: Bool, level: UInt8) {
    let drawn: [(PixelRect, UInt8)] = [(Self.panel, hasPanel ? 235 : 120), (Self.patch, level)]
    #expect(isHidden(drawn))
  }

  @Test("are seen where some digits stick out")
  func partly() {
    let patch = PixelRect(x0: 480, y0: 260, x1: 540, y1: 310)
    let drawn: [(PixelRect, UInt8)] = [(Self.panel, 235), (patch, 20), Self.digits[0]]
    #expect(isHidden(drawn))
  }

  private static let others: [(how: String, drawn: [(PixelRect, UInt8)])] = [
    ("nothing is drawn", []), ("a panel alone is", [(panel, 235)]),
    ("the panel's end is lighter than the card", [(PixelRect(x0: 20, y0: 240, x1: 470, y1: 335), 235)]),
    ("digits stand on the panel", [(panel, 235)] + digits),
    ("digits stand in a box of their own", [(patch, 235)] + digits),
    ("the patch is smaller than digits", [(PixelRect(x0: 440, y0: 260, x1: 540, y1: 280), 20)]),
    ("it is as large as a panel", [(PixelRect(x0: 300, y0: 230, x1: 600, y1: 325), 235)]),
    ("it is hardly darker", [(patch, 105)]), ("it is a band", [(PixelRect(x0: 0, y0: 260, x1: 1000, y1: 310), 20)]),
  ]

  @Test("are not seen where a code may be", arguments: 0..<others.count)
  func nothing(row: Int) {
    #expect(!isHidden(Self.others[row].drawn), "\(Self.others[row].how)")
  }

  @Test("are not looked for where nothing tells a place", arguments: [0.0, 40, 856])
  func noPlace(cardWidth: Double) {
    let picture = Raster(width: 1000, height: 700, bands: 1, filledWith: 120)
    for size in [0, 1e-9, 5000] {
      let place = OrientedBox(centreX: 900, centreY: 600, alongX: 1, alongY: 0, length: size, height: size)
      #expect(!CustomersCover.lies(on: place, ofACard: cardWidth, in: picture))
    }
  }

  @Test("make a back's code covered, and its places are painted all the same")
  func back() {
    var grey = emptyPage()
    func fill(_ box: PixelRect, _ level: UInt8) {
      for y in box.y0..<box.y1 { for x in box.x0..<box.x1 { grey.pixels[y * grey.width + x] = level } }
    }
    fill(PixelRect(x0: 150, y0: 300, x1: 1006, y1: 420), 30)
    fill(PixelRect(x0: 800, y0: 480, x1: 900, y1: 530), 20)
    let print = ["Kortet er bankens ejendom og skal", "Finder du kortet, så send det til"].enumerated()
      .map { line($1, x: 170, y: 600 + $0 * 60) }
    let scan = CardScan(lines: print, hasCodeLines: false, on: grey, masking: [.cardVerificationCode])
    #expect(scan.cards.map(\.code) == [.covered])
    #expect(scan.covers.contains { $0.box.holds((850, 505)) })
  }
}
