import Foundation
import Imaging
import Model
import Testing

@testable import Inspector

@Suite("Redaction")
struct RedactionTests {
  /// The cover over the characters of a line in a range.
  private func cover(_ line: ReadLine, _ range: Range<Int>) -> OrientedBox {
    let count = Double(line.characters.count)
    return line.box.part(from: Double(range.lowerBound) / count, to: Double(range.upperBound) / count)
  }

  private func words(_ line: TextLine?) -> [String]? { line?.words.map(\.text.value) }

  @Test("takes the covered words out of a line and leaves their neighbours")
  func neighbours() {
    let read = line("4111 1111 1111 1111", y: 40)
    #expect(words(Redaction.visible(read, under: [cover(read, 7..<14)])) == ["4111", "1111"])
    #expect(words(Redaction.visible(read, under: [])) == ["4111", "1111", "1111", "1111"])
  }

  @Test("takes out a word of which only a part is covered", arguments: [0..<2, 2..<4, 1..<3])
  func part(range: Range<Int>) {
    let read = line("7316 ANNA", y: 40)
    #expect(words(Redaction.visible(read, under: [cover(read, range)])) == ["ANNA"])
  }

  @Test("leaves nothing of a line that is wholly covered")
  func whole() {
    let read = line("683", y: 40)
    #expect(Redaction.visible(read, under: [cover(read, 0..<3).grown(along: 5, across: 5)]) == nil)
  }

  @Test("does not mind covers on other lines")
  func otherLines() {
    let page = lines(["AUTHORIZED", "1111 683"])
    #expect(words(Redaction.visible(page[0], under: [cover(page[1], 5..<8)])) == ["AUTHORIZED"])
  }

  @Test("works at an angle", arguments: [-20.0, 5, 45, 90])
  func angle(degrees: Double) {
    let angle = degrees * .pi / 180
    let box = OrientedBox(
      centreX: 500, centreY: 500, alongX: cos(angle), alongY: sin(angle), length: 400, height: 36)
    let read = ReadLine(box: box, characters: reading("4111 1111 ANNA"))
    #expect(words(Redaction.visible(read, under: [cover(read, 6..<9)])) == ["4111", "ANNA"])
  }

  @Test("paints every pixel in a box, and none away from it", arguments: [0.0, 3, 30, 90, 140])
  func paint(degrees: Double) {
    let angle = degrees * .pi / 180
    let box = OrientedBox(centreX: 100, centreY: 80, alongX: cos(angle), alongY: sin(angle), length: 70, height: 21)
    var picture = Raster(width: 200, height: 160, bands: 3, filledWith: 255)
    picture.paint(box)
    for y in 0..<160 {
      for x in 0..<200 {
        let (dx, dy) = (Double(x) + 0.5 - 100, Double(y) + 0.5 - 80)
        let outside = max(abs(dx * cos(angle) + dy * sin(angle)) - 35, abs(-dx * sin(angle) + dy * cos(angle)) - 10.5)
        let levels = picture.pixels[(y * 200 + x) * 3..<(y * 200 + x) * 3 + 3]
        if outside <= 0 { #expect(levels.allSatisfy { $0 == 0 }, "at \(x), \(y)") }
        if outside > 1.5 { #expect(levels.allSatisfy { $0 == 255 }, "at \(x), \(y)") }
      }
    }
  }

  @Test("paints what lies on the picture of a box that reaches beyond it")
  func beyond() {
    var picture = Raster(width: 20, height: 20, bands: 1, filledWith: 255)
    picture.paint(OrientedBox(PixelRect(x0: -50, y0: 10, x1: 50, y1: 90)))
    #expect(picture.pixels.prefix(20 * 9).allSatisfy { $0 == 255 })
    #expect(picture.pixels.suffix(20 * 10).allSatisfy { $0 == 0 })
  }
}
