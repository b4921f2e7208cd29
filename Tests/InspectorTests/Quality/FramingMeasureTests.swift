import Imaging
import Model
import Testing

@testable import Inspector

@Suite("Lines that run out of the picture")
struct FramingMeasureTests {
  private func sides(_ page: DrawnPage) -> [PageSide] { page.quality.cutLines.map(\.side) }

  @Test("are those with letters at its very border")
  func cut() {
    var page = DrawnPage()
    page.write(30, x: -40, y: 40)
    page.write(40, x: 700, y: 100)
    page.write(40, x: 200, y: 160)
    #expect(sides(page) == [.left, .right])
  }

  @Test("run out on both sides where both ends do")
  func both() {
    var page = DrawnPage()
    page.write(200, x: -40, y: 40)
    #expect(Set(sides(page)) == [.left, .right])
  }

  @Test("are none where the paper goes on behind the last letter", arguments: [6, 10, 20, 60])
  func margin(room: Int) {
    var page = DrawnPage()
    page.write(30, x: room, y: 40)
    page.write(30, x: 1000 - room - 29 * DrawnPage.pitch - DrawnPage.stroke, y: 100)
    #expect(sides(page) == [])
  }

  @Test("are none of a document that fills the picture up to its margin")
  func full() {
    var page = DrawnPage(width: 680)
    for row in 0..<5 { page.write(60, x: 12, y: 20 + row * 60) }
    #expect(sides(page) == [])
  }

  @Test("are those that the lower border runs through", arguments: [4, 10, 16])
  func along(rows: Int) {
    var page = DrawnPage()
    page.write(40, x: 200, y: 100)
    page.write(60, x: 200, y: 400 - rows)
    #expect(sides(page) == [.bottom])
  }

  @Test("are none above the lower border, nor at the upper one")
  func notAlong() {
    var page = DrawnPage()
    page.write(60, x: 200, y: 0)
    page.write(60, x: 200, y: 400 - DrawnPage.letterHeight - 4)
    #expect(sides(page) == [])
  }

  @Test("have their side by where they go, not by where they stand")
  func standing() {
    var page = DrawnPage(width: 400, height: 1000)
    page.write(30, x: -40, y: 40)
    let turned = page.grey.turned(90)
    var standing = DrawnPage(width: turned.width, height: turned.height)
    standing.grey = turned
    let box = page.boxes[0].turned(90, width: 400, height: 1000)
    let strips = [LineStrip(box, on: turned, reach: 12)]
    #expect(FramingMeasure.cutLines(among: strips, on: turned).map(\.side) == [.top])
  }
}
