import Imaging
import Model
import Testing

@testable import Inspector

@Suite("Shapes of cards on sheets")
struct CardShapeTests {
  /// A white page with a dark frame of some size around a light field.
  private func page(_ box: PixelRect, frame: Int = 40) -> Raster {
    var picture = Raster(width: 1600, height: 2200, bands: 1, filledWith: 250)
    for y in box.y0..<box.y1 {
      for x in box.x0..<box.x1 {
        let field = box.insetBy(frame, frame)
        let isInside = (field.x0..<field.x1).contains(x) && (field.y0..<field.y1).contains(y)
        picture.pixels[y * picture.width + x] = isInside ? 245 : 30
      }
    }
    return picture
  }

  @Test("are found where they are as long and as high as a card, whatever their colour inside")
  func card() throws {
    let box = PixelRect(x0: 300, y0: 900, x1: 980, y1: 1330)
    let shape = try #require(CardShape.all(on: page(box)).first)
    #expect(abs(shape.box.length - 680) < 30)
    #expect(abs(shape.box.centreX - 640) < 20)
    #expect(abs(shape.box.centreY - 1115) < 20)
  }

  @Test(
    "are none that are square, long, small, or nearly as large as the picture",
    arguments: [
      PixelRect(x0: 300, y0: 900, x1: 800, y1: 1400), PixelRect(x0: 100, y0: 900, x1: 1500, y1: 1100),
      PixelRect(x0: 300, y0: 900, x1: 460, y1: 1000), PixelRect(x0: 20, y0: 500, x1: 1580, y1: 1500),
    ])
  func others(box: PixelRect) { #expect(CardShape.all(on: page(box)).isEmpty) }

  @Test("are looked at once more where hardly anything was read on them")
  func hardlyRead() throws {
    let shape = try #require(CardShape.all(on: page(PixelRect(x0: 300, y0: 900, x1: 980, y1: 1330))).first)
    let rows = ["JENS HANSEN", "Fødselsdato", "12.04.1988", "Nationalitet"]
    let well = rows.enumerated().map { line($1, x: 400, y: 940 + 60 * $0) }
    #expect(!shape.isHardlyRead(well))
    #expect(shape.isHardlyRead(Array(well.dropLast())))
    #expect(shape.isHardlyRead(rows.map { line($0, x: 400, y: 100) }))
  }
}
