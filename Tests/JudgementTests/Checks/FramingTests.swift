import Judgement
import Model
import Testing

struct FramingTests {
  let check = Framing(maximumCutLines: 0)

  /// The lines of a page with some of them cut.
  private func cutPage(
    _ texts: [String], cut: [Int], _ side: PageSide = .left, zone: MachineReadableZone? = nil
  ) -> Page {
    var page = JudgementTests.page(lines: column(texts), zone: zone)
    page.codeLinesSeen = page.codeLinesSeen || texts.contains { $0.contains("<<") }
    page.quality = PageQuality(
      light: TextLight(contrast: 150, lightLevel: 220),
      cutLines: cut.map { CutLine(box: page.lines[$0].box, side: side) })
    return page
  }

  private func outcome(_ page: Page) -> CheckOutcome { check.outcome(in: dossier(document(page))) }

  private let passport = [
    "", "PASSPORT", "NIELSEN", "NKAAGAARD<NIELSEN<<SOEREN<EMIL<<<<<<<<", "3456784DNK8804123M3105213<<<<<<",
  ]

  @Test func passesADocumentWithAllItsLines() {
    #expect(outcome(cutPage(["Faktura", "Total"], cut: [])) == .passed(Evidence(open: ["linesCut": "none"])))
  }

  @Test func asksForCodeLinesThatRunOutOfThePicture() throws {
    let page = cutPage(passport, cut: [1, 2, 3])
    let outcome = outcome(page)
    #expect(outcome.standing == .failed)
    #expect(
      outcome.findings == [
        Finding(
          .pageCutOff, .retry, file: 1, page: 1, boxes: [page.lines[2].box, page.lines[3].box], measured: 2, limit: 0,
          unit: "lines", details: ["side": "left", "lines": "codeLines"])
      ])
    #expect(outcome.evidence.open == ["linesCut": "left 3"])
  }

  @Test func doesNotMindThemWhereTheyWereReadAllTheSame() {
    let boxes = column(passport).suffix(2).map(\.box)
    let whole = cutPage(passport, cut: [2, 3], zone: passportZone(boxes: Array(boxes)))
    #expect(Consequences.removed(from: outcome(whole).findings, in: dossier(document(whole))) == [])
    let failing = cutPage(passport, cut: [2, 3], .right, zone: passportZone(boxes: Array(boxes), spoiled: true))
    #expect(outcome(failing).codes == [.pageCutOff])
    #expect(outcome(failing).findings.first?.details["side"] == "right")
  }

  @Test func doubtsNoCheckDigitOfCodeLinesThatAreCut() {
    let boxes = column(passport).suffix(2).map(\.box)
    let cut = cutPage(passport, cut: [2, 3], .right, zone: passportZone(boxes: Array(boxes), spoiled: true))
    let wrong = Finding(.mrzCheckDigitFailed, .doubt, file: 1, page: 1, details: ["fields": "composite"])
    let found = outcome(cut).findings
    #expect(Consequences.removed(from: found + [wrong], in: dossier(document(cut))) == found)
    // Lines that are all there say something about the document.
    let whole = cutPage(passport, cut: [0], zone: passportZone(boxes: Array(boxes), spoiled: true))
    #expect(Consequences.removed(from: outcome(whole).findings + [wrong], in: dossier(document(whole))) == [wrong])
  }

  @Test func seesThatTheLowerCodeLineIsOutsideThePicture() {
    var page = cutPage(Array(passport.prefix(4)), cut: [])
    page.height = page.lines[2].box.y1 + 12
    let outcome = outcome(page)
    #expect(outcome.codes == [.pageCutOff])
    #expect(outcome.findings.first?.details["side"] == "bottom")
    page.height = page.lines[2].box.y1 + 90
    #expect(self.outcome(page).codes == [])
    var both = cutPage(passport, cut: [])
    both.height = both.lines[3].box.y1 + 12
    #expect(self.outcome(both).codes == [])
  }

  /// Lines of a passport's data page at 10 pixels a millimetre, as far as they lie between two heights of the page.
  private func dataPage(from top: Int, to bottom: Int) -> Page {
    let print = [
      ("PASSPORT", 60), ("Passport No.", 130), ("Authority", 200), ("NIELSEN", 270), ("Sex", 335), ("12 APR 1988", 400),
      ("Place of birth", 470), ("Date of expiry", 505), ("03 MAY 2031", 540),
    ]
    let codes = [("P<DNKAAGAARD<NIELSEN<<SOEREN<EMIL<<<<", 680), ("2093456784DNK8804123M3105213<<<<<<", 745)]
    func placed(_ text: String, _ y: Int, _ width: Int) -> TextLine? {
      guard y >= top, y + 30 <= bottom else { return nil }
      let box = PixelRect(x0: 64, y0: y - top, x1: 64 + width, y1: y + 30 - top)
      return TextLine(words: [Word(text: Private(text), box: box, confidence: 0.95)])
    }
    let coded = codes.compactMap { placed($0.0, $0.1, 1118) }
    var page = JudgementTests.page(
      lines: print.compactMap { placed($0.0, $0.1, 700) } + coded,
      zone: coded.count == 2 ? passportZone(boxes: coded.map(\.box)) : nil)
    page.width = 1250
    page.height = bottom - top
    page.codeLinesSeen = !coded.isEmpty
    return page
  }

  @Test(arguments: [(0, 880, nil), (200, 880, nil), (300, 880, PageSide.top), (640, 880, .top), (0, 620, .bottom)])
  func seesThatAPassportEndsTooSoon(_ top: Int, _ bottom: Int, _ side: PageSide?) {
    let outcome = outcome(dataPage(from: top, to: bottom))
    #expect(outcome.codes == (side == nil ? [] : [.pageCutOff]))
    #expect(outcome.findings.first?.details["side"] == side?.rawValue)
    #expect(outcome.standing == (side == nil ? .passed : .failed))
  }

  @Test func mindsOtherLinesOnlyWhereSomethingIsMissing() {
    let page = cutPage(["Faktura", "ren Nielsen", "rrebrogade 44A", "Total"], cut: [1, 2])
    let outcome = outcome(page)
    #expect(outcome.standing == .passed)
    let dossier = dossier(document(page))
    #expect(Consequences.removed(from: outcome.findings, in: dossier) == [])
    for missing in [ReasonCode.holderNameMissing, .holderNamePartial, .documentDateMissing] {
      let all = outcome.findings + [Finding(missing, .retry)]
      #expect(Consequences.removed(from: all, in: dossier) == all)
    }
  }

  @Test func asksNothingOfADocumentOfTheWrongKind() {
    let page = cutPage(["Restaurant Havnen", "orret", "esserter"], cut: [1, 2])
    let wrong = Finding(.documentWrongType, .retry, file: 1, details: ["seen": "unknown", "wanted": "utilityBill"])
    let all = outcome(page).findings + [wrong, Finding(.holderNameMissing, .retry)]
    #expect(Consequences.removed(from: all, in: dossier(document(page))) == [wrong])
  }

  @Test func allowsAsManyCutLinesAsItIsTold() {
    let page = cutPage(["Faktura", "ren Nielsen", "rrebrogade 44A"], cut: [1, 2])
    #expect(Framing(maximumCutLines: 2).outcome(in: dossier(document(page))).codes == [])
    #expect(Framing(maximumCutLines: 1).outcome(in: dossier(document(page))).codes == [.pageCutOff])
  }

  @Test func passesBornDigitalPages() {
    #expect(outcome(JudgementTests.page("Faktura", origin: .vector)).standing == .passed)
  }
}
