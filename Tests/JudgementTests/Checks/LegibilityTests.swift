import Judgement
import Model
import Testing

struct LegibilityTests {
  let check = Legibility(minimumTextHeightPixels: 12, minimumWordConfidence: 0.35, minimumWords: 3)
  let text = page("Faktura nummer tolv for november")

  @Test func passesAReadablePage() { #expect(check.outcome(in: dossier(document(text))).standing == .passed) }

  @Test func seesABlankPage() {
    #expect(
      check.outcome(in: dossier(document(page(lines: [])))).findings == [
        Finding(.pageBlank, .retry, file: 1, page: 1)
      ])
  }

  @Test func seesGarbage() {
    let garbage = page("xq zz kk ww pp", confidence: 0.2)
    #expect(check.outcome(in: dossier(document(garbage))).codes == [.pageUnreadable])
    #expect(check.outcome(in: dossier(document(page("x")))).codes == [.pageUnreadable])
  }

  @Test func forgivesBlankPagesBesideAReadableOne() {
    let blank = page(lines: [], number: 2)
    #expect(check.outcome(in: dossier(document(text, blank))).standing == .passed)
  }

  @Test func looksAtEachFile() {
    let outcome = check.outcome(in: dossier(document(text), document(page(lines: []))))
    #expect(outcome.findings == [Finding(.pageBlank, .retry, file: 2, page: 1)])
  }

  @Test func measuresTheText() {
    var small = text
    small.textHeight = 7.5
    #expect(
      check.outcome(in: dossier(document(small))).findings == [
        Finding(.pageTextTooSmall, .retry, file: 1, page: 1, measured: 7.5, limit: 12, unit: "pixels")
      ])
    small.origin = .vector
    #expect(check.outcome(in: dossier(document(small))).standing == .passed)
  }

  @Test func forgivesSmallPrintThatWasReadWell() {
    let lenient = Legibility(minimumTextHeightPixels: 12, readableWordConfidence: 0.7)
    var small = text
    small.textHeight = 7.5
    let outcome = lenient.outcome(in: dossier(document(small)))
    #expect(outcome.standing == .passed)
    #expect(Consequences.removed(from: outcome.findings, in: dossier(document(small))) == [])
    // What was looked for and not found may be what is too small.
    let missing = outcome.findings + [Finding(.holderNameMissing, .retry)]
    #expect(Consequences.removed(from: missing, in: dossier(document(small))) == missing)
    var blurred = page("Faktura nummer tolv for november", confidence: 0.5)
    blurred.textHeight = 7.5
    #expect(lenient.outcome(in: dossier(document(blurred))).standing == .failed)
  }

  @Test func needsNoTextBesideACardOrCodeLines() {
    #expect(check.outcome(in: dossier(document(page(lines: [], cards: [card()])))).standing == .passed)
    #expect(check.outcome(in: dossier(document(page(lines: [], zone: passportZone())))).standing == .passed)
  }
}
