import Imaging
import Model
import Testing

@testable import Inspector

@Suite("The light on a page")
struct LightMeasureTests {
  private func page(_ gain: Double = 1) -> DrawnPage {
    var page = DrawnPage(paper: 200, ink: 40)
    for row in 0..<4 { page.write(50, x: 150, y: 60 + row * 60) }
    return page.scaled(by: gain)
  }

  @Test("is that of its lines", arguments: [(1.0, 160.0, 200.0), (0.2, 32, 40), (0.1, 16, 20)])
  func levels(gain: Double, contrast: Double, level: Double) throws {
    let light = page(gain).quality.light
    #expect(abs(try #require(light.contrast) - contrast) <= 0.06 * contrast + 1)
    #expect(abs(light.lightLevel - level) <= 2)
  }

  @Test("is not that of a white border, or of a black table")
  func frame() throws {
    for level in [UInt8(255), 0] {
      var framed = page()
      framed.fill(PixelRect(x0: 0, y0: 0, x1: 1000, y1: 40), with: level)
      framed.fill(PixelRect(x0: 760, y0: 40, x1: 1000, y1: 400), with: level)
      let light = framed.quality.light
      #expect(abs(try #require(light.contrast) - 160) <= 10)
      #expect(abs(light.lightLevel - 200) <= 2)
    }
  }

  @Test("of light letters on a dark card is as good as that of dark ones on paper")
  func inverted() throws {
    var page = DrawnPage(paper: 30, ink: 230)
    for row in 0..<4 { page.write(50, x: 150, y: 60 + row * 60) }
    let light = page.quality.light
    #expect(try #require(light.contrast) > 180)
    #expect(light.lightLevel > 220)
    #expect(light.glares == [])
  }

  @Test("without a line is that of the picture")
  func noLines() throws {
    let light = DrawnPage(paper: 12).quality.light
    #expect(light == TextLight(contrast: nil, lightLevel: 12))
  }
}
