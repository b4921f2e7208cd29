import Imaging
import Model
import Testing

@testable import Inspector

@Suite("Reflections")
struct GlareMeasureTests {
  /// Three lines of 60 letters, which end inside the page.
  private func page(paper: UInt8 = 220) -> DrawnPage {
    var page = DrawnPage(paper: paper)
    for row in 0..<3 { page.write(60, x: 150, y: 120 + row * 60) }
    return page
  }

  private func glares(_ page: DrawnPage) -> [Glare] { page.quality.light.glares }

  /// The letters of one line that stand where the ink is burnt out.
  private func burnt(on page: DrawnPage, row y: Int) -> Double {
    let columns = (150..<810).filter { page.grey.pixels[y * page.grey.width + $0] >= 250 }
    // Between the letters the paper is burnt anyway.
    let dark = (150..<810).filter { page.grey.pixels[y * page.grey.width + $0] < 225 }
    let gap = zip(dark, dark.dropFirst()).map { $1 - $0 }.max() ?? columns.count
    return Double(gap) / (LineStrip.letterWidth * 36 / 32)
  }

  @Test("over a line hide the letters that have room there", arguments: [(260.0, 70.0), (320, 70), (320, 110)])
  func over(levels: Double, radius: Double) throws {
    var page = page()
    page.reflect(levels, x: 480, y: 191, radius: radius)
    let found = glares(page)
    #expect(found.count == 1)
    let glare = try #require(found.first)
    let expected = [131, 191, 251].reduce(0) { sum, row in
      let letters = burnt(on: page, row: row)
      return sum + (letters >= 3 ? letters : 0)
    }
    #expect(abs(glare.lettersLost - expected) <= 0.25 * expected + 2)
    #expect(glare.box.intersection(PixelRect(x0: 470, y0: 185, x1: 490, y1: 197)).area > 0)
  }

  @Test("in which every letter can still be read are none", arguments: [30.0, 80, 120])
  func faint(levels: Double) {
    var page = page()
    page.reflect(levels, x: 480, y: 191, radius: 90)
    #expect(glares(page) == [])
  }

  @Test("that leave nothing of a line and of those beside it are seen by themselves")
  func blot() throws {
    var page = DrawnPage(height: 700)
    for row in [0, 1, 8, 9] { page.write(60, x: 150, y: 60 + row * 60) }
    page.reflect(330, x: 480, y: 350, radius: 130)
    let found = glares(page)
    #expect(found.count == 1)
    let glare = try #require(found.first)
    #expect(glare.lettersLost == 0)
    #expect(glare.lettersPerhapsLost > 10)
    #expect(glare.box.intersection(PixelRect(x0: 450, y0: 320, x1: 510, y1: 380)).area == 3600)
  }

  @Test("count by the room they take where the lines beside them show little of it")
  func blotBesideALine() throws {
    var page = DrawnPage(height: 700)
    for row in 0...9 where row != 4 && row != 5 { page.write(60, x: 150, y: 60 + row * 60) }
    page.reflect(330, x: 480, y: 330, radius: 130)
    let found = glares(page)
    #expect(found.reduce(0) { $0 + $1.lettersLost + $1.lettersPerhapsLost } > 10)
    #expect(found.contains { $0.box.intersection(PixelRect(x0: 450, y0: 310, x1: 510, y1: 350)).area == 2400 })
  }

  @Test("are not seen in a white field among the text, whose edges are sharp")
  func sharpField() {
    var page = DrawnPage(height: 700)
    for row in [0, 1, 8, 9] { page.write(60, x: 150, y: 60 + row * 60) }
    page.fill(PixelRect(x0: 300, y0: 220, x1: 660, y1: 480), with: 255)
    #expect(glares(page) == [])
  }

  @Test("beside the text are none")
  func beside() {
    var page = page()
    page.reflect(400, x: 500, y: 360, radius: 40)
    #expect(glares(page) == [])
  }

  @Test("are not seen in paper that is as white as the sensor knows")
  func white() {
    #expect(glares(page(paper: 255)) == [])
    #expect(glares(page(paper: 250)) == [])
  }

  @Test("are not seen where a part of the page is overexposed and its letters stand it")
  func overexposed() {
    var page = DrawnPage(paper: 205)
    for row in 0..<4 { page.write(row == 1 ? 12 : 60, x: 150, y: 60 + row * 60) }
    // Light that comes from the left burns the paper behind the short line.
    for at in page.grey.pixels.indices {
      let gain = 1.35 - 0.45 * Double(at % page.grey.width) / Double(page.grey.width)
      page.grey.pixels[at] = UInt8(min(255, Double(page.grey.pixels[at]) * gain))
    }
    #expect(glares(page) == [])
  }

  @Test("are not seen in a white field beside a line, nor in one between two")
  func whiteField() {
    var page = page()
    page.fill(PixelRect(x0: 815, y0: 0, x1: 1000, y1: 400), with: 255)
    #expect(glares(page) == [])
    var form = DrawnPage()
    form.write(20, x: 100, y: 100)
    form.fill(PixelRect(x0: 330, y0: 90, x1: 600, y1: 132), with: 255)
    form.write(20, x: 610, y: 100)
    #expect(glares(form) == [])
  }

  @Test("at the end of a line leave open whether it went on")
  func openEnd() throws {
    var page = DrawnPage()
    page.write(60, x: 150, y: 120)
    page.reflect(330, x: 830, y: 131, radius: 120)
    let glare = try #require(glares(page).first)
    #expect(glare.lettersLost == 0)
    #expect(glare.lettersPerhapsLost > 2)
  }
}
