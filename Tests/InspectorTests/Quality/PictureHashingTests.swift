import Imaging
import Model
import Testing

@testable import Inspector

@Suite("What a page looks like from afar")
struct PictureHashingTests {
  /// Lines of unequal length, as on a letter; `shift` moves them down.
  private func page(width: Int = 420, height: Int = 594, shift: Int = 0, first: Int = 3) -> Raster {
    var page = Raster(width: width, height: height, bands: 1, filledWith: 245)
    for line in 0..<20 {
      let length = (line * 37 + first * 53) % 70 + 20
      let (y0, y1) = ((60 + line * 24 + shift) * height / 594, (70 + line * 24 + shift) * height / 594)
      for y in y0..<min(y1, height) {
        for x in width / 10..<(width / 10 + length * width / 100) { page.pixels[y * width + x] = 40 }
      }
    }
    return page
  }

  private func distance(_ one: Raster, _ other: Raster) throws -> Int {
    try #require(PictureHashing.hash(of: one)).distance(to: #require(PictureHashing.hash(of: other)))
  }

  @Test("is nearly the same at another size, and darker", arguments: [0.5, 0.75, 1.5])
  func saved(scale: Double) throws {
    var darker = page(width: Int(420 * scale), height: Int(594 * scale))
    for index in darker.pixels.indices { darker.pixels[index] = UInt8(Double(darker.pixels[index]) * 0.9) }
    #expect(try distance(page(), darker) <= 16)
  }

  @Test("is another one for another page, and for one that moved")
  func others() throws {
    #expect(try distance(page(), page(first: 8)) > 40)
    #expect(try distance(page(), page(shift: 12)) > 40)
  }

  @Test("is taken of the smallest pages too", arguments: [1, 3, 63, 64, 65])
  func small(side: Int) {
    #expect(PictureHashing.hash(of: Raster(width: side, height: side, bands: 1, filledWith: 7)) != nil)
  }
}
