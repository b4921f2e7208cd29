import Judgement
import Model
import Testing

struct ExposureTests {
  let check = Exposure(
    maximumLettersLost: 2, minimumTextContrast: 20, readableTextContrast: 45, readableWordConfidence: 0.5)

  private let place = PixelRect(x0: 100, y0: 200, x1: 300, y1: 240)

  private func page(
    contrast: Double? = 150, level: Double = 220, confidence: Double = 0.9, glares: [Glare] = []
  ) -> Page {
    var page = JudgementTests.page("Efternavn HANSEN født i Odense", confidence: confidence)
    page.quality = PageQuality(light: TextLight(contrast: contrast, lightLevel: level, glares: glares))
    return page
  }

  private func outcome(_ page: Page) -> CheckOutcome { check.outcome(in: dossier(document(page))) }

  @Test func passesGoodLightAndSaysHowGood() {
    #expect(outcome(page()) == .passed(Evidence(open: ["lowestTextContrast": "150", "lettersLost": "0"])))
  }

  @Test(arguments: [
    (20.0, 60.0, 0.9, nil), (19, 60, 0.9, ReasonCode.pageTooDark), (44, 60, 0.4, .pageTooDark), (45, 60, 0.4, nil),
    (44, 60, 0.6, nil), (19, 250, 0.9, .pageTooBright), (44, 250, 0.4, .pageTooBright), (30, 250, 0.9, nil),
  ])
  func weighsContrastAndWhatWasRead(_ contrast: Double, _ level: Double, _ confidence: Double, _ code: ReasonCode?) {
    let outcome = outcome(page(contrast: contrast, level: level, confidence: confidence))
    #expect(outcome.codes == [code].compactMap { $0 })
    #expect(outcome.standing == (code == nil ? .passed : .failed))
  }

  @Test func namesContrastAndLimit() throws {
    let hardlyRead = try #require(outcome(page(contrast: 30, level: 50, confidence: 0.3)).findings.first)
    #expect(hardlyRead.measured == 30)
    #expect(hardlyRead.limit == 45)
    #expect(hardlyRead.unit == "grey levels")
    #expect(!hardlyRead.boxes.isEmpty)
  }

  @Test func takesCodeLinesForAWellReadPage() {
    var dim = page(contrast: 30, level: 50, confidence: 0.3)
    dim.machineReadableZone = passportZone()
    #expect(outcome(dim).standing == .passed)
  }

  @Test func callsABlackPictureDarkAndLeavesAWhiteSheetToOthers() {
    #expect(outcome(page(contrast: nil, level: 11)).codes == [.pageTooDark])
    #expect(outcome(page(contrast: nil, level: 90)).codes == [])
    #expect(outcome(page(contrast: nil, level: 255)).codes == [])
  }

  @Test func countsTheLettersThatReflectionsHide() {
    let glares = [
      Glare(box: place, lettersLost: 1.4, lettersPerhapsLost: 0),
      Glare(box: place, lettersLost: 5, lettersPerhapsLost: 3),
    ]
    #expect(
      outcome(page(glares: glares)).findings == [
        Finding(
          .pageGlare, .retry, file: 1, page: 1, boxes: [place, place], measured: 6, limit: 2, unit: "letters")
      ])
    #expect(
      outcome(page(glares: [glares[0]]))
        == .passed(
          Evidence(open: ["lowestTextContrast": "150", "lettersLost": "1.4"])))
  }

  @Test func mindsALineOfWhichNobodyKnowsTheEndOnlyWhereSomethingIsMissing() {
    let page = page(glares: [Glare(box: place, lettersLost: 0, lettersPerhapsLost: 8)])
    let outcome = outcome(page)
    #expect(outcome.standing == .passed)
    #expect(outcome.codes == [.pageGlare])
    let dossier = dossier(document(page))
    #expect(Consequences.removed(from: outcome.findings, in: dossier) == [])
    let missing = outcome.findings + [Finding(.holderNameMissing, .retry)]
    #expect(Consequences.removed(from: missing, in: dossier) == missing)
  }

  @Test(arguments: [
    ("PASSPORT", "Efternavn/Surname", true), ("PASSPORT", "Bemærkninger", false), ("Faktura", "Efternavn", false),
  ])
  func mindsAReflectionWhereALabelAnnouncesAName(_ title: String, _ label: String, _ isTold: Bool) {
    let heading = title == "PASSPORT" ? [title, "Type", "Sex", "Authority"] : [title, "Kundenummer", "At betale"]
    var page = JudgementTests.page(lines: column(heading + [label, "NIELSEN"]))
    let value = page.lines[page.lines.count - 1].box
    page.quality = PageQuality(
      light: TextLight(
        contrast: 150, lightLevel: 220, glares: [Glare(box: value, lettersLost: 0, lettersPerhapsLost: 8)]))
    let outcome = outcome(page)
    #expect(outcome.standing == (isTold ? .failed : .passed))
    #expect(Consequences.removed(from: outcome.findings, in: dossier(document(page))).isEmpty != isTold)
  }

  @Test func doesNotCallANameOtherWhereAReflectionLiesOverIt() {
    let page = page(glares: [Glare(box: place, lettersLost: 0, lettersPerhapsLost: 8)])
    let glare = outcome(page).findings
    func differs(_ box: PixelRect) -> Finding { Finding(.holderNameDiffers, .amend, file: 1, page: 1, boxes: [box]) }
    func told(_ differs: Finding, _ page: Page) -> [ReasonCode] {
      Consequences.removed(from: glare + [differs], in: dossier(document(page))).map(\.code)
    }
    let beside = PixelRect(x0: 300, y0: 200, x1: 420, y1: 240)
    #expect(told(differs(beside), page) == [.pageGlare])
    let elsewhere = PixelRect(x0: 300, y0: 600, x1: 420, y1: 640)
    #expect(told(differs(elsewhere), page) == [.holderNameDiffers])
    // Code lines are read rightly or not at all.
    var coded = page
    coded.machineReadableZone = passportZone(boxes: [beside, elsewhere])
    #expect(told(differs(beside), coded) == [.pageGlare, .holderNameDiffers])
  }

  @Test func passesBornDigitalPages() {
    #expect(outcome(JudgementTests.page("Faktura", origin: .vector)).standing == .passed)
  }

  @Test func tellsNothingOfWhatCannotBeOpened() {
    #expect(check.outcome(in: dossier(unreadable(.fileDamaged))) == .couldNotTell([]))
  }

  @Test func complainsAboutLimitsThatCrossEachOther() {
    let crossed = Exposure(
      maximumLettersLost: 2, minimumTextContrast: 60, readableTextContrast: 45, readableWordConfidence: 0.5)
    #expect(crossed.complaint != nil)
    #expect(check.complaint == nil)
  }
}
