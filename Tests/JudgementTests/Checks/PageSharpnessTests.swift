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
}
