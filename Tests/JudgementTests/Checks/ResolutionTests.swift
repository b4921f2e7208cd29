import Judgement
import Model
import Testing

struct ResolutionTests {
  let check = Resolution(minimumDotsPerInch: 150, minimumLongSidePixels: 1000)

  private func outcome(_ dotsPerInch: Double?, width: Int = 1654, origin: PageOrigin = .picture) -> CheckOutcome {
    var page = page("Faktura", origin: origin)
    page.dotsPerInch = dotsPerInch
    page.width = width
    page.height = width / 2
    return check.outcome(in: dossier(document(page)))
  }

  @Test(arguments: [149.6, 150.0, 300.0]) func passes(_ dotsPerInch: Double) {
    #expect(outcome(dotsPerInch).standing == .passed)
  }

  @Test func refusesASmallDocument() {
    #expect(
      outcome(96).findings == [
        Finding(.pageLowResolution, .retry, file: 1, page: 1, measured: 96, limit: 150, unit: "dpi")
      ])
  }

  @Test(arguments: [
    (100.0, 0.7, false, true), (99, 0.9, true, false), (120, 0.69, false, false), (120, 0.4, true, true),
  ])
  func mindsWhatWasReadWellOnlyWhereSomethingIsMissing(
    _ dotsPerInch: Double, _ confidence: Double, _ hasCodeLines: Bool, _ isReadWell: Bool
  ) {
    let check = Resolution(minimumDotsPerInch: 150, readableDotsPerInch: 100, readableWordConfidence: 0.7)
    var page = page("Faktura", confidence: confidence)
    page.dotsPerInch = dotsPerInch
    page.machineReadableZone = hasCodeLines ? passportZone(boxes: []) : nil
    let dossier = dossier(document(page))
    let outcome = check.outcome(in: dossier)
    #expect(outcome.standing == (isReadWell ? .passed : .failed))
    let missing = Finding(.holderNameMissing, .retry, file: 1)
    #expect(Consequences.removed(from: outcome.findings, in: dossier).isEmpty == isReadWell)
    #expect(Consequences.removed(from: outcome.findings + [missing], in: dossier).count == 2)
  }

  @Test func countsPixelsWhereTheSizeIsUnknown() {
    #expect(outcome(nil).standing == .passed)
    #expect(
      outcome(nil, width: 800).findings == [
        Finding(.pageLowResolution, .retry, file: 1, page: 1, measured: 800, limit: 1000, unit: "pixels")
      ])
  }

  @Test func passesBornDigitalPages() { #expect(outcome(20, origin: .vector).standing == .passed) }

  @Test func passesAnUnknownSizeWithoutAPixelLimit() {
    var page = page("Faktura")
    page.dotsPerInch = nil
    page.width = 100
    page.height = 100
    let check = Resolution(minimumDotsPerInch: 150)
    #expect(check.outcome(in: dossier(document(page))).standing == .passed)
  }
}
