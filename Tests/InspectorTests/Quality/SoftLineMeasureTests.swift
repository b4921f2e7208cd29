import Imaging
import Model
import Testing

@testable import Inspector

@Suite("Lines less sharp than their page")
struct SoftLineMeasureTests {
  /// Six lines, the third of which is at y 180.
  private func page(blurring radius: Int? = nil, forgetting: Bool = false) -> DrawnPage {
    var page = DrawnPage(height: 460)
    for row in 0..<6 where !(forgetting && row == 2) { page.write(40, x: 150, y: 60 + row * 60) }
    if forgetting {
      var whole = page
      whole.write(40, x: 150, y: 180)
      page.grey = whole.grey
    }
    if let radius { page.blur(PixelRect(x0: 120, y0: 160, x1: 620, y1: 222), by: radius) }
    return page
  }

  private let blurredPlace = PixelRect(x0: 150, y0: 180, x1: 590, y1: 202)

  @Test("are none on a page that is sharp all over")
  func sharp() { #expect(page().quality.softLines == []) }

  @Test("are those out of focus for themselves", arguments: [4, 5])
  func soft(radius: Int) throws {
    let soft = page(blurring: radius).quality.softLines
    #expect(soft.count == 1)
    let line = try #require(soft.first)
    #expect(line.box.intersection(blurredPlace).area > blurredPlace.area * 9 / 10)
    #expect(line.acutance < 0.2)
  }

  @Test("are found where the detector sees no line any more")
  func band() throws {
    let soft = page(blurring: 8, forgetting: true).quality.softLines
    #expect(soft.count == 1)
    let line = try #require(soft.first)
    #expect(line.box.intersection(blurredPlace).area > blurredPlace.area * 7 / 10)
    #expect(line.acutance < 0.15)
  }

  @Test("are none on a page that is blurred all over: that is for the page's own measures")
  func allBlurred() {
    var page = page()
    page.blur(PixelRect(x0: 0, y0: 0, x1: 1000, y1: 460), by: 4)
    #expect(page.quality.softLines == [])
  }

  @Test("are neither shadows nor fields of a colour")
  func shadow() {
    var page = page()
    for x in 650..<1000 {
      let shade = 1 - 0.5 * min(1, Double(x - 650) / 120)
      for y in 0..<460 {
        page.grey.pixels[y * 1000 + x] = UInt8(Double(page.grey.pixels[y * 1000 + x]) * shade)
      }
    }
    page.fill(PixelRect(x0: 150, y0: 415, x1: 600, y1: 450), with: 150)
    #expect(page.quality.softLines == [])
  }
}
