import Foundation
import Imaging
import Model
import Testing

@testable import Inspector

@Suite("An MRZ reader")
struct MRZReaderTests {
  @Test(
    "takes these for code lines, or parts of one",
    arguments: [
      "P<DNKAAGAARD<NIELSEN<<SOEREN<EMIL<<<<<<<<<<<", "2084319759DNK8804123M3105032<<<<<<<<<<<<<<<6", "<<<<<<<<",
      "P«DNKAAGAARD‹NIELSEN«SOEREN", "9005145F2706018SWE6", "2084319759DNK8804123M3105032", "I<SWE38021945<4",
      "P<DNKAAGAARD",
    ])
  func code(text: String) {
    let isShort = text == "9005145F2706018SWE6"
    #expect(MRZReader.looksLikeCode(line(text, y: 10)) == !isShort)
  }

  @Test(
    "takes these for something else",
    arguments: [
      "Kundenummer: 7204418", "4111 1111 1111 1111", "Nørrebrogade 44A, 3. tv", "DANMARK", "", "KØBENHAVN N", "a < b",
      "DE89 3704 0044 0532 0130 00", "Indbetalingskort +71<004412345678903+87654321<",
      // A Danish payment slip.
      "+71<007204418261104+99102031<",
    ])
  func other(text: String) {
    #expect(!MRZReader.looksLikeCode(line(text, y: 10)))
  }

  private func piece(_ x0: Int, _ x1: Int, _ y: Int, height: Int = 30) -> ReadLine {
    ReadLine(box: OrientedBox(PixelRect(x0: x0, y0: y, x1: x1, y1: y + height)), characters: reading("A<<<"))
  }

  @Test("joins the pieces of a line, whatever their order")
  func joined() {
    let strips = MRZReader.strips(among: [piece(700, 1000, 102), piece(100, 400, 98), piece(430, 690, 100)])
    #expect(strips.count == 1)
    #expect(strips.first.map { [$0.bounds.x0, $0.bounds.x1] } == [100, 1000])
  }

  @Test("keeps lines apart, top to bottom")
  func apart() {
    let strips = MRZReader.strips(among: [piece(100, 1000, 160), piece(100, 1000, 100), piece(100, 990, 220)])
    #expect(strips.map { Int($0.centreY) } == [115, 175, 235])
  }

  @Test("joins no pieces of different heights, nor ones far apart")
  func unlike() {
    #expect(MRZReader.strips(among: [piece(100, 400, 100), piece(410, 900, 90, height: 70)]).count == 2)
    #expect(MRZReader.strips(among: [piece(100, 400, 100), piece(800, 1200, 100)]).count == 2)
  }

  @Test("joins pieces of a line that lies at an angle", arguments: [-8.0, 3, 12])
  func angle(degrees: Double) {
    let (dx, dy) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
    func piece(_ along: Double) -> ReadLine {
      ReadLine(
        box: OrientedBox(
          centreX: 500 + along * dx, centreY: 500 + along * dy, alongX: dx, alongY: dy, length: 280, height: 30),
        characters: reading("A<<<"))
    }
    let strips = MRZReader.strips(among: [piece(-300), piece(300), piece(0)])
    #expect(strips.count == 1)
    #expect(strips.first.map { abs($0.length - 880) < 2 } ?? false)
    #expect(strips.first.map { abs($0.centreX - 500) < 2 && abs($0.centreY - 500) < 2 } ?? false)
  }

  @Test("takes a line of which pieces were found to be as long as the one below it", arguments: [-12.0, 0, 12])
  func pieces(degrees: Double) throws {
    let (dx, dy) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
    func piece(_ along: Double, _ across: Double, _ length: Double, tilt: Double = 0) -> ReadLine {
      let angle = (degrees + tilt) * .pi / 180
      return ReadLine(
        box: OrientedBox(
          centreX: 1000 + along * dx - across * dy, centreY: 500 + along * dy + across * dx, alongX: cos(angle),
          alongY: sin(angle), length: length, height: 30),
        characters: reading("A<<<"))
    }
    let line = piece(0, 60, 900)
    // Short pieces do not say where the line goes on.
    let strips = MRZReader.strips(among: [piece(-100, 0, 140, tilt: 3), piece(330, 4, 120, tilt: -4), line])
    #expect(strips.count == 2)
    let upper = try #require(strips.first)
    #expect(upper.length > 890 && upper.length < 910)
    let offset = line.box.offset(to: upper)
    #expect(abs(offset.along) < 5 && abs(offset.across + 60) < 5)
    // Print of another kind is far above, or as long as a part of the line and beyond its end.
    #expect(MRZReader.strips(among: [piece(0, -90, 140), line])[0].length == 140)
    #expect(MRZReader.strips(among: [piece(600, 20, 140), line]).contains { $0.length == 140 })
  }
}
