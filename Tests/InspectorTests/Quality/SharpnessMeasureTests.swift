import Imaging
import Model
import Testing

@testable import Inspector

@Suite("The sharpness of a page")
struct SharpnessMeasureTests {
  /// Lines of letters with edges across and down, like an E.
  private func page() -> DrawnPage {
    var page = DrawnPage(height: 360)
    for row in 0..<5 {
      for letter in 0..<40 {
        let (x, y) = (100 + letter * 18, 40 + row * 60)
        page.fill(PixelRect(x0: x, y0: y, x1: x + 4, y1: y + 22), with: page.ink)
        for bar in [0, 9, 18] {
          page.fill(PixelRect(x0: x, y0: y + bar, x1: x + 13, y1: y + bar + 4), with: page.ink)
        }
      }
      page.note(PixelRect(x0: 100, y0: 40 + row * 60, x1: 820, y1: 62 + row * 60))
    }
    return page
  }

  /// The mean of the page along a way of so many pixels across and down.
  private func shaken(_ page: DrawnPage, across: Int, down: Int) -> DrawnPage {
    var shaken = page
    let steps = max(across, down) + 1
    for y in down..<page.grey.height {
      for x in across..<page.grey.width {
        let sum = (0..<steps).reduce(0) { sum, step in
          let at = (y - down * step / max(1, steps - 1)) * page.grey.width + x - across * step / max(1, steps - 1)
          return sum + Int(page.grey.pixels[at])
        }
        shaken.grey.pixels[y * page.grey.width + x] = UInt8(sum / steps)
      }
    }
    return shaken
  }

  @Test("is high where nothing moved")
  func sharp() throws {
    #expect(try #require(SharpnessMeasure.leastAcutance(of: page().strips)) > 0.25)
  }

  @Test("is low after a shake in any direction", arguments: [(20, 0), (0, 20), (15, 15)])
  func shake(across: Int, down: Int) throws {
    let strips = shaken(page(), across: across, down: down).strips
    #expect(try #require(SharpnessMeasure.leastAcutance(of: strips)) < 0.16)
  }

  @Test("is not told without lines, nor on lines without contrast")
  func nothing() {
    #expect(SharpnessMeasure.leastAcutance(of: []) == nil)
    var empty = DrawnPage()
    empty.note(PixelRect(x0: 100, y0: 100, x1: 400, y1: 122))
    #expect(SharpnessMeasure.leastAcutance(of: empty.strips) == nil)
  }
}
