import Imaging
import Model
import Testing

@testable import Inspector

@Suite("Ink that no text layer explains")
struct UnexplainedInkTests {
  private static let scale = 2.0

  private func blank() -> Raster { Raster(width: 1200, height: 1600, bands: 1, filledWith: 255) }

  /// Strokes like those of letters, in lines.
  private func print(on page: inout Raster, _ box: PixelRect) {
    for y in box.y0..<box.y1 where y % 20 < 12 {
      for x in box.x0..<box.x1 where x % 6 < 3 && y % 6 < 4 { page.pixels[y * page.width + x] = 0 }
    }
  }

  private static let card = PixelRect(x0: 300, y0: 900, x1: 720, y1: 1160)

  @Test("is found where a card is drawn among text that is explained")
  func drawn() throws {
    var layer = blank()
    print(on: &layer, PixelRect(x0: 100, y0: 100, x1: 1100, y1: 700))
    var page = layer
    print(on: &page, Self.card)
    let areas = UnexplainedInk(page: page, layer: layer, scale: Self.scale).areas
    #expect(areas.count == 1)
    let area = try #require(areas.first)
    #expect(area.x0 <= Self.card.x0 && area.y0 <= Self.card.y0)
    #expect(area.x1 >= Self.card.x1 - 16 && area.y1 >= Self.card.y1 - 16)
    #expect(area.y0 > 720)
  }

  @Test("is nowhere on a page that its layer explains, nor in rules, bars and small logos")
  func explained() {
    var layer = blank()
    print(on: &layer, PixelRect(x0: 100, y0: 100, x1: 1100, y1: 700))
    var page = layer
    for x in 100..<1100 { for y in [800, 801, 840, 841] { page.pixels[y * page.width + x] = 0 } }
    for x in [100, 101, 600, 601] { for y in 800..<1400 { page.pixels[y * page.width + x] = 0 } }
    for x in 200..<500 { for y in 900..<1000 { page.pixels[y * page.width + x] = 40 } }
    print(on: &page, PixelRect(x0: 700, y0: 1200, x1: 860, y1: 1250))
    #expect(UnexplainedInk(page: page, layer: layer, scale: Self.scale).areas.isEmpty)
  }
}
