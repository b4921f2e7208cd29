import Glibc
import Judgement
import Model
import Testing

/// Pages as a hand-held camera takes them.
@Suite("A page that lies askew")
struct PageTiltTests {
  /// A word's upright box after the page was turned clockwise about its corner.
  private func turned(_ box: PixelRect, by degrees: Double) -> PixelRect {
    let angle = degrees * .pi / 180
    let corners = [(box.x0, box.y0), (box.x1, box.y0), (box.x0, box.y1), (box.x1, box.y1)].map { x, y in
      (x: Double(x) * cos(angle) - Double(y) * sin(angle), y: Double(x) * sin(angle) + Double(y) * cos(angle))
    }
    return PixelRect(
      x0: Int(corners.map(\.x).min() ?? 0), y0: Int(corners.map(\.y).min() ?? 0),
      x1: Int(corners.map(\.x).max() ?? 0), y1: Int(corners.map(\.y).max() ?? 0))
  }

  private func turned(_ lines: [TextLine], by degrees: Double) -> [TextLine] {
    lines.map { line in
      TextLine(
        words: line.words.map { Word(text: $0.text, box: turned($0.box, by: degrees), confidence: $0.confidence) })
    }
  }

  private static let bill = [
    line("Nordlys Energi A/S", y: 400), line("Vi har opgjort dit forbrug for perioden", y: 900),
    line("Kundenummer", x: 700, y: 500), line("7204418", x: 1100, y: 500),
    line("Fakturadato", x: 700, y: 550), line("05.11.2026", x: 1100, y: 550),
    line("Betalingsdato", x: 700, y: 600), line("25.11.2026", x: 1100, y: 600),
    line("Spørg os gerne om hvad som helst", y: 1000),
  ]

  @Test("keeps each value with the label of its row", arguments: [-28.0, -20, -7, -3, 0, 3, 7, 20, 28])
  func rows(degrees: Double) {
    let layout = PageLayout(turned(Self.bill, by: degrees))
    for label in [2, 4, 6] {
      #expect(layout.right(of: label).first == label + 1)
      #expect(layout.left(of: label + 1).first == label)
    }
    #expect(layout.below(4, within: 2).first == 6)
    #expect(layout.above(7, within: 2).first == 5)
  }

  @Test("tells the day of issue from the day of payment", arguments: [-28.0, -20, -7, 0, 7, 20, 28])
  func dates(degrees: Double) {
    let dates = LabelledDates.all(
      on: page(lines: turned(Self.bill, by: degrees)), file: 1, isLicence: false, today: today)
    #expect(dates.map(\.day) == [day("2026-11-05"), day("2026-11-25")])
    #expect(dates.map(\.kind) == [.issue, .due])
  }

  /// The place of a box on paper that arches by so many pixels over 1600, or waves.
  private func bent(_ lines: [TextLine], by pixels: Double, waves: Double) -> [TextLine] {
    func bent(_ box: PixelRect) -> PixelRect {
      let down = Int(pixels * sin(Double(box.x0 + box.x1) / 3200 * waves * .pi))
      return PixelRect(x0: box.x0, y0: box.y0 + down, x1: box.x1, y1: box.y1 + down)
    }
    return lines.map { line in
      TextLine(words: line.words.map { Word(text: $0.text, box: bent($0.box), confidence: $0.confidence) })
    }
  }

  private static let letter =
    bill + (0..<6).map { line("Fast afgift og transport af el", y: 1100 + 50 * $0) }
    + (0..<5).map { line("Havnegade 240 A", x: 1000, y: 150 + 50 * $0) }

  @Test(
    "keeps each value with the label of its row where the paper bends", arguments: [-30.0, -15, 15, 30], [1.0, 1.4])
  func bends(pixels: Double, waves: Double) {
    let lines = bent(Self.letter, by: pixels, waves: waves)
    let layout = PageLayout(lines)
    for label in [2, 4, 6] { #expect(layout.right(of: label).first == label + 1) }
    let dates = LabelledDates.all(on: page(lines: lines), file: 1, isLicence: false, today: today)
    #expect(dates.map(\.kind) == [.issue, .due])
  }

  @Test("is left as it is where its lines do not slope")
  func level() {
    #expect(PageLayout(Self.bill).places == Self.bill.map(\.box))
  }
}
