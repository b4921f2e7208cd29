import Imaging
import Inspection
import Model
import Testing

@testable import Inspector

@Suite("A page of a PDF that is a picture")
struct RenderStageTests {
  /// Fills the page of `PDFWriting`, 595 by 842 points.
  private static let filling = "q 595 0 0 842 0 0 cm /Im Do Q"

  private func image(
    pixelsPerPoint scale: Int, content: String = filling, _ order: InspectionOrder = order(),
    level: (_ x: Int, _ y: Int) -> Int = { x, y in x / 7 * 31 + y / 5 * 57 }
  ) throws -> (drawn: PageImage, own: Raster) {
    let (width, height) = (595 * scale, 842 * scale)
    var pixels = [UInt8](repeating: 0, count: width * height)
    for y in 0..<height { for x in 0..<width { pixels[y * width + x] = UInt8(level(x, y) % 256) } }
    let grey = Raster(width: width, height: height, bands: 1, pixels: pixels)
    let colour = Raster(width: width, height: height, bands: 3, pixels: grey.pixels.flatMap { [$0, $0, $0] })
    let jpeg = try #require(colour.jpeg(quality: 90))
    let file = PDFWriting.file(content, picture: (jpeg, width, height))
    let opened = try OpenStage(order: order).run(file)
    let drawn = try RenderStage(order: order).run(RenderStage.Input(file: opened, number: 1))
    return (drawn, try PictureFile(jpeg).decoded())
  }

  @Test("has the picture's own pixels", arguments: [3])
  func ownPixels(scale: Int) throws {
    let (page, own) = try image(pixelsPerPoint: scale)
    #expect(page.origin == .picture)
    #expect(abs(page.scale - Double(scale)) < 0.001)
    #expect(page.sheetDotsPerInch.map { abs($0 - Double(scale) * 72) < 1 } ?? false)
    let picture = page.picture
    #expect(picture.width == own.width && picture.height == own.height)
    let differing = zip(picture.pixels, own.pixels).count { abs(Int($0) - Int($1)) > 4 }
    #expect(differing * 1000 < own.pixels.count)
  }

  @Test("is drawn at the usual resolution where words stand on it")
  func words() throws {
    let text = "BT /F1 9 Tf 72 700 Td (Faktura) Tj ET"
    let page = try image(pixelsPerPoint: 1, content: Self.filling + " " + text).drawn
    #expect(abs(page.scale - 300.0 / 72) < 0.001)
    #expect(page.sheetDotsPerInch.map { abs($0 - 72) < 1 } ?? false)
  }

  @Test("is not drawn coarser than its lines need")
  func coarse() throws {
    #expect(abs(try image(pixelsPerPoint: 1).drawn.scale - 150.0 / 72) < 0.001)
  }

  private static let placements: [(content: String, place: [Double]?)] = [
    ("q 200 0 0 283 50 400 cm /Im Do Q", [50, 159, 250, 442]),
    ("q -200 0 0 -283 250 683 cm /Im Do Q", [50, 159, 250, 442]),
    // On its side: poppler does not tell where.
    ("q 0 200 -283 0 350 400 cm /Im Do Q", nil),
    // A logo.
    ("q 40 0 0 56 50 400 cm /Im Do Q", nil),
  ]

  @Test("knows where a picture lies on the page, from its upper left corner", arguments: 0..<placements.count)
  func place(row: Int) throws {
    let (content, expected) = Self.placements[row]
    let placed = try image(pixelsPerPoint: 1, content: content) { $0 / 4 + $1 / 8 }.drawn.placed
    #expect(placed.count == (expected == nil ? 0 : 1))
    for picture in placed {
      for (found, place) in zip([picture.x0, picture.y0, picture.x1, picture.y1], expected ?? []) {
        #expect(abs(found - place) < 2, "\(picture)")
      }
    }
  }

  @Test("keeps to the limit of pixels")
  func limit() throws {
    let page = try image(pixelsPerPoint: 3, order(megapixels: 2)).drawn
    #expect(page.picture.width * page.picture.height <= 2_010_000)
    let most = PageScale.pixelsPerPoint(ofAScanWith: 20, 595, 842, order())
    #expect(595 * 842 * most * most <= 16_000_000.1)
  }
}

@Suite("A kept page that a person paints over")
struct PaintedPageTests {
  @Test("is painted in the field, and nowhere else, before anything is looked at")
  func field() throws {
    let white = Raster(width: 200, height: 100, bands: 3, pixels: [UInt8](repeating: 255, count: 200 * 100 * 3))
    var order = order(accepts: [.jpeg])
    // What lies beyond the page is none of it.
    order.covered = [PixelRect(x0: 20, y0: 30, x1: 60, y1: 50), PixelRect(x0: 190, y0: 90, x1: 300, y1: 300)]
    let opened = try OpenStage(order: order).run(try #require(white.jpeg(quality: 95)))
    let page = try RenderStage(order: order).run(RenderStage.Input(file: opened, number: 1)).picture
    func level(_ x: Int, _ y: Int) -> UInt8 { page.pixels[(y * page.width + x) * page.bands] }
    for (x, y) in [(20, 30), (59, 49), (40, 40), (199, 99)] { #expect(level(x, y) == Raster.coverLevel) }
    for (x, y) in [(18, 40), (62, 40), (40, 28), (40, 52), (100, 60)] { #expect(level(x, y) > 250) }
  }
}
