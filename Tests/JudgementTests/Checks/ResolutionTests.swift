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
