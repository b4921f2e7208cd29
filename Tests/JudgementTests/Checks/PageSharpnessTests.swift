import Judgement
import Model
import Testing

struct PageSharpnessTests {
  let check = PageSharpness(
    minimumBlockSharpness: 0.244, minimumLineAcutance: 0.246, readableWordConfidence: 0.5)

  private func outcome(
    _ block: Double?, _ line: Double?, confidence: Double = 0.9, origin: PageOrigin = .picture
  ) -> CheckOutcome {
    var page = page("Faktura nummer tolv", confidence: confidence, origin: origin)
    page.sharpness = Sharpness(block: block, lineAcutance: line)
    return check.outcome(in: dossier(document(page)))
  }

  @Test(arguments: [
    (0.5, 0.5, 0.9, false), (0.1, 0.1, 0.9, true), (0.1, 0.5, 0.9, false), (0.5, 0.1, 0.9, false),
    (0.1, 0.5, 0.2, true), (0.5, 0.1, 0.2, true), (0.5, 0.5, 0.2, false), (0.244, 0.246, 0.2, false),
  ])
  func weighsBothMeasures(_ block: Double, _ line: Double, _ confidence: Double, _ isBlurred: Bool) {
    #expect(outcome(block, line, confidence: confidence).codes == (isBlurred ? [.pageBlurred] : []))
  }

  @Test(arguments: [
    (0.149, 0.8, 0.9, true), (0.15, 0.8, 0.9, false), (nil, 0.8, 0.9, false),
    // The others have no say where they were measured, but for what cannot be read.
    (0.15, 0.1, 0.9, false), (nil, 0.1, 0.9, true), (0.15, 0.1, 0.4, true),
  ])
  func goesByTheWeakestEdges(_ least: Double?, _ others: Double, _ confidence: Double, _ isBlurred: Bool) {
    let check = PageSharpness(
      minimumBlockSharpness: 0.244, minimumLineAcutance: 0.246, minimumLeastAcutance: 0.15, readableWordConfidence: 0.5)
    var page = page("Faktura nummer tolv", confidence: confidence)
    page.sharpness = Sharpness(block: others, lineAcutance: others, leastAcutance: least)
    let finding = check.outcome(in: dossier(document(page))).findings.first
    #expect(finding?.code == (isBlurred ? .pageBlurred : nil))
    #expect(finding?.measured == (isBlurred ? (others == 0.1 ? 0.1 : least) : nil))
  }

  @Test func callsNoNameOtherThatIsBlurred() {
    let blurred = Finding(.pageBlurred, .retry, file: 1, page: 1, details: ["place": "picture"])
    let differs = Finding(.holderNameDiffers, .amend, file: 1, page: 1, boxes: [])
    let dossier = dossier(document(page("Faktura nummer tolv")))
    #expect(Consequences.removed(from: [blurred, differs], in: dossier) == [blurred])
    #expect(Consequences.removed(from: [differs], in: dossier) == [differs])
  }

  @Test func explainsWrongCheckDigitsByTheBlur() {
    let blurred = Finding(.pageBlurred, .retry, file: 1, page: 1, details: ["place": "picture"])
    let failed = Finding(.mrzCheckDigitFailed, .doubt, file: 1, page: 1)
    let dossier = dossier(document(page("Faktura nummer tolv")))
    #expect(Consequences.removed(from: [blurred, failed], in: dossier) == [blurred])
    #expect(Consequences.removed(from: [failed], in: dossier) == [failed])
  }

  @Test func namesTheMeasure() {
    let finding = outcome(0.12, 0.1).findings.first
    #expect(finding?.measured == 0.12)
    #expect(finding?.limit == 0.244)
    #expect(finding?.unit == "block sharpness")
  }

  @Test func passesBornDigitalPages() { #expect(outcome(0.01, 0.01, origin: .vector).standing == .passed) }

  @Test func seesABlurInWhichNoLineWasFound() {
    var page = page(lines: [])
    page.sharpness = Sharpness(block: 0.05, lineAcutance: nil)
    #expect(check.outcome(in: dossier(document(page))).codes == [.pageBlurred])
  }

  private let lineCheck = PageSharpness(
    minimumBlockSharpness: 0.244, minimumLineAcutance: 0.246, minimumShareOfPageAcutance: 0.45)

  /// A sharp page with one line at 0.4 times its acutance.
  private func sharpPage(_ texts: [String], soft: Int, share: Double = 0.4) -> Page {
    var page = JudgementTests.page(lines: column(texts))
    page.sharpness = Sharpness(block: 0.8, lineAcutance: 0.5)
    page.quality = PageQuality(
      light: TextLight(contrast: 150, lightLevel: 220),
      softLines: [SoftLine(box: page.lines[soft].box, acutance: share * 0.5)])
    return page
  }

  @Test(arguments: [
    ["PASSPORT", "Efternavn/Surname", "NIELSEN"], ["PASSPORT", "Fornavne/Given names", "SØREN EMIL"],
    ["PASSPORT", "Fødselsdato/Date of birth", "12 APR/APR 1988"], ["PASSPORT", "Udløbsdato", "03.05.2031"],
    ["KØREKORT", "2.", "1. NIELSEN"],
  ])
  func seesABlurredNameOrDateOnASharpPage(_ texts: [String]) throws {
    let page = sharpPage(texts, soft: 2)
    let outcome = lineCheck.outcome(in: dossier(document(page)))
    #expect(outcome.standing == .failed)
    let finding = try #require(outcome.findings.first)
    #expect(outcome.findings.count == 1)
    #expect(finding.code == .pageBlurred)
    #expect(finding.boxes == [page.lines[2].box])
    #expect(finding.measured == 0.2)
    #expect(finding.limit == 0.225)
    #expect(finding.unit == "line acutance")
    #expect(ReasonText(finding).english.hasPrefix("A line in the picture is blurred."))
  }

  @Test func mindsOtherBlurredLinesOnlyWhereSomethingIsMissing() {
    let page = sharpPage(["Faktura", "Søren Nielsen", "Nørrebrogade 44A"], soft: 1)
    let outcome = lineCheck.outcome(in: dossier(document(page)))
    #expect(outcome.standing == .passed)
    let dossier = dossier(document(page))
    #expect(Consequences.removed(from: outcome.findings, in: dossier) == [])
    let missing = outcome.findings + [Finding(.holderNameMissing, .retry)]
    #expect(Consequences.removed(from: missing, in: dossier) == missing)
  }

  @Test func forgivesALineThatIsALittleSofter() {
    let page = sharpPage(["PASSPORT", "Efternavn/Surname", "NIELSEN"], soft: 2, share: 0.46)
    #expect(lineCheck.outcome(in: dossier(document(page))).codes == [])
  }

  @Test func judgesNoSingleLineUnlessToldTo() {
    let page = sharpPage(["PASSPORT", "Efternavn/Surname", "NIELSEN"], soft: 2)
    #expect(check.outcome(in: dossier(document(page))).codes == [])
  }
}
