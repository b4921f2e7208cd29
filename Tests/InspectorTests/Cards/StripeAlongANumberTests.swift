import Imaging
import Model
import Testing

@testable import Inspector

@Suite("A stripe above a number")
struct StripeAlongANumberTests {
  /// By its number the card is 633 pixels wide; it lies among keys as dark as its stripe.
  private static let number = line("4111 1111 1111 1111", x: 300, y: 560)

  private func card(band: PixelRect?, level: UInt8 = 40, chip: PixelRect? = nil, top: Int = 360) -> Raster {
    var grey = emptyPage(width: 1200, height: 1200)
    func fill(_ box: PixelRect, _ level: UInt8) {
      for y in box.y0..<box.y1 { for x in box.x0..<box.x1 { grey.pixels[y * grey.width + x] = level } }
    }
    fill(PixelRect(x0: 0, y0: 0, x1: 1200, y1: 1200), 40)
    fill(PixelRect(x0: 200, y0: top, x1: 1000, y1: 860), 170)
    if let band { fill(band, level) }
    if let chip { fill(chip, 225) }
    return grey
  }

  private func codes(_ picture: Raster) -> [PaymentCard.Code] {
    CardScan(lines: [Self.number], hasCodeLines: false, on: picture, masking: [.cardVerificationCode]).cards.map(\.code)
  }

  @Test("is known where what lies at its ends is as dark, and makes a back", arguments: [40, 90])
  func amongKeys(level: UInt8) {
    let band = PixelRect(x0: 200, y0: 400, x1: 1000, y1: 500)
    #expect(codes(card(band: band, level: level)) == [.uncertain])
  }

  private static let others: [(how: String, band: PixelRect?, chip: PixelRect?)] = [
    ("nothing is drawn", nil, nil), ("it is thinner", PixelRect(x0: 200, y0: 420, x1: 1000, y1: 460), nil),
    ("it is the card's edge", PixelRect(x0: 200, y0: 360, x1: 1000, y1: 460), nil),
    (
      "a chip lies on it", PixelRect(x0: 200, y0: 400, x1: 1000, y1: 500), PixelRect(x0: 300, y0: 410, x1: 400, y1: 490)
    ),
    ("it ends on the card", PixelRect(x0: 600, y0: 400, x1: 1000, y1: 500), nil),
  ]

  @Test("is nothing else", arguments: 0..<others.count)
  func nothing(row: Int) {
    let (how, band, chip) = Self.others[row]
    #expect(codes(card(band: band, chip: chip)) == [.absent], "\(how)")
  }

  @Test("stands right above the number, and the card lies on both sides of it")
  func place() {
    let far = PixelRect(x0: 200, y0: 160, x1: 1000, y1: 240)
    #expect(codes(card(band: far, top: 100)) == [.absent])
    // A plank between another and the card.
    let edge = PixelRect(x0: 200, y0: 400, x1: 1000, y1: 500)
    let above = PixelRect(x0: 0, y0: 0, x1: 1200, y1: 400)
    var picture = card(band: edge, level: 90)
    for y in above.y0..<above.y1 { for x in above.x0..<above.x1 { picture.pixels[y * picture.width + x] = 240 } }
    #expect(MagneticStripe(along: Self.number.box, ofACard: 633, on: picture) == nil)
  }
}
