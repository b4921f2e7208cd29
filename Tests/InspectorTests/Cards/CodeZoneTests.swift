import Imaging
import Model
import Testing

@testable import Inspector

@Suite("The place behind the end of a number")
struct CodeZoneTests {
  private static let tail = PixelRect(x0: 200, y0: 100, x1: 296, y1: 140)

  /// A dark card with a light panel that ends there, four digits on it, and what else is drawn.
  private func card(panelEnds end: Int, drawing marks: [(PixelRect, UInt8)] = []) -> Raster {
    var picture = Raster(width: 800, height: 300, bands: 1, filledWith: 90)
    func fill(_ box: PixelRect, _ level: UInt8) {
      for y in box.y0..<box.y1 { for x in box.x0..<box.x1 { picture.pixels[y * picture.width + x] = level } }
    }
    fill(PixelRect(x0: 100, y0: 80, x1: end, y1: 160), 235)
    for digit in 0..<4 { fill(digitStroke(at: Self.tail.x0 + 24 * digit + 8), 20) }
    for (box, level) in marks { fill(box, level) }
    return picture
  }

  private func digitStroke(at x: Int) -> PixelRect { PixelRect(x0: x, y0: 106, x1: x + 6, y1: 134) }

  private func sight(of picture: Raster) -> CodeZone.Sight {
    CodeZone(behind: OrientedBox(Self.tail), on: picture).sight
  }

  @Test("is bare on a panel that goes on, and where the panel merely ends", arguments: [700, 310])
  func bare(end: Int) { #expect(sight(of: card(panelEnds: end)) == .bare) }

  @Test("shows digits that nobody could read")
  func digits() {
    let marks = (0..<3).map { (digitStroke(at: 330 + 24 * $0), UInt8(20)) }
    #expect(sight(of: card(panelEnds: 700, drawing: marks)) == .digits)
  }

  @Test("is covered where something lies over it that ends above and below")
  func covered() {
    let tape = (PixelRect(x0: 310, y0: 92, x1: 480, y1: 148), UInt8(150))
    #expect(sight(of: card(panelEnds: 700, drawing: [tape])) == .covered)
  }
}
