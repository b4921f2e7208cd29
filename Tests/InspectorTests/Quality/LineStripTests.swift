import Imaging
import Model
import Testing

@testable import Inspector

@Suite("A line cut out level")
struct LineStripTests {
  private func page(ink: UInt8 = 40, paper: UInt8 = 220) -> DrawnPage {
    var page = DrawnPage(paper: paper, ink: ink)
    page.write(40, x: 200, y: 100)
    return page
  }

  @Test("shows how light its ground and how dark its letters are", arguments: [(UInt8(40), UInt8(220)), (9, 30)])
  func levels(ink: UInt8, paper: UInt8) throws {
    let strip = try #require(page(ink: ink, paper: paper).strips.first)
    let clear = try #require(strip.clearWindow)
    #expect(abs(clear.light - Int(paper)) <= 2)
    #expect(abs(clear.dark - Int(ink)) <= 6)
    #expect(strip.contrast == clear.contrast)
  }

  @Test("tells what lies in its box from what stands around it")
  func own() throws {
    let strip = try #require(page().strips.first)
    #expect(strip.windows[strip.own].count { $0.contrast > 100 } >= strip.own.count - 2)
    let around = Set(strip.windows.indices).subtracting(strip.own.lowerBound - 2..<strip.own.upperBound + 2)
    #expect(around.count > 20)
    #expect(around.allSatisfy { strip.windows[$0].contrast < 5 })
    #expect(abs(Double(strip.ownPicture.width) / Double(strip.picture.width) - 454 / strip.extended.length) < 0.01)
  }

  @Test("goes on only as far as the picture does")
  func border() throws {
    var page = DrawnPage()
    page.write(20, x: 20, y: 100)
    let strip = try #require(page.strips.first)
    #expect(strip.extended.bounds.x0 == 0)
    #expect(strip.extended.bounds.x1 == strip.box.bounds.x1 + 12 * 36)
  }

  @Test("knows where its parts stand on the page")
  func part() throws {
    let strip = try #require(page().strips.first)
    let bounds = strip.part(strip.own).bounds
    #expect(abs(bounds.x0 - strip.box.bounds.x0) <= 9)
    #expect(abs(bounds.x1 - strip.box.bounds.x1) <= 9)
  }
}
