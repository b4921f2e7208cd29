import Imaging
import Model
import Testing

@testable import Inspector

@Suite("Fingers over cards")
struct FingerTests {
  private static let skins: [[UInt8]] = [[236, 200, 176], [190, 140, 108], [122, 82, 60]]

  /// A card 600 pixels wide on a grey table, and what is drawn on it.
  private func picture(_ colour: [UInt8], _ isDrawn: (_ x: Int, _ y: Int) -> Bool) -> Raster {
    var picture = Raster(width: 900, height: 600, bands: 3, filledWith: 150)
    for y in 0..<600 {
      for x in 0..<900 {
        let isOnTheCard = (150..<750).contains(x) && (110..<490).contains(y)
        let pixel: [UInt8]? = isDrawn(x, y) ? colour : isOnTheCard ? [30, 60, 140] : nil
        for (band, level) in (pixel ?? []).enumerated() { picture.pixels[(y * 900 + x) * 3 + band] = level }
      }
    }
    return picture
  }

  private func finger(from tip: Int, width: Int = 110) -> (Int, Int) -> Bool {
    { x, y in
      let (dx, dy) = (min(0, x - tip - width / 2), y - 300)
      return 4 * (dx * dx + dy * dy) <= width * width
    }
  }

  private func hides(_ picture: Raster) -> Bool {
    let place = OrientedBox(PixelRect(x0: 450, y0: 230, x1: 700, y1: 370))
    return Finger.all(on: picture).contains { $0.lies(on: place, ofACard: 600) }
  }

  @Test("hide the place that their end lies on, whatever the skin", arguments: skins)
  func skin(colour: [UInt8]) {
    #expect(hides(picture(colour, finger(from: 560))))
    #expect(!hides(picture(colour, finger(from: 760))))
  }

  @Test("are no pens, no bands, no table, nothing of another colour, and nothing that ends on the card")
  func others() {
    let skin = Self.skins[1]
    #expect(!hides(picture(skin, finger(from: 560, width: 40))))
    #expect(!hides(picture(skin) { _, y in (245..<355).contains(y) }))
    #expect(!hides(picture(skin) { x, y in !((150..<750).contains(x) && (110..<490).contains(y)) }))
    #expect(!hides(picture([110, 110, 108], finger(from: 560))))
    let whole = finger(from: 560)
    #expect(!hides(picture(skin) { x, y in x < 740 && whole(x, y) }))
  }
}
