import Judgement
import Model
import Testing

struct HiddenTextTests {
  private let check = HiddenText()
  private let place = PixelRect(x0: 100, y0: 200, x1: 400, y1: 240)

  private func hiding(_ count: Int, number: Int = 1) -> Page {
    var page = page("Faktura nummer tolv", number: number, origin: .vector)
    page.hiddenWords = HiddenWords(count: count, boxes: [place])
    return page
  }

  @Test func saysWhereAndHowMuch() {
    let outcome = check.outcome(in: dossier(document(page("Anna Hansen")), document(page("1"), hiding(3, number: 2))))
    #expect(
      outcome
        == .failed(
          [
            Finding(
              .documentHiddenTextDiffers, .doubt, file: 2, page: 2, boxes: [place], measured: 3, unit: "words")
          ], Evidence(open: ["hiddenWords": "3"])))
  }

  @Test func passesWhatHidesNothing() {
    #expect(
      check.outcome(in: dossier(document(page("Anna Hansen")))) == .passed(Evidence(open: ["hiddenWords": "0"])))
  }

  @Test func cannotTellWithoutAPage() {
    #expect(check.outcome(in: dossier(unreadable(.fileDamaged))).standing == .couldNotTell)
  }

  @Test func givesNothingAway() {
    let text = ReasonText(Finding(.documentHiddenTextDiffers, .doubt, measured: 3, unit: "words"))
    #expect(text.danish == Reason.underReview.danish)
    #expect(text.english == Reason.underReview.english)
    #expect(text.staff.contains("3 words"))
  }

  @Test func isNeverApproved() {
    let checks = [ConfiguredCheck(check), ConfiguredCheck(HolderName(minimumWordConfidence: 0.6))]
    var bill = page("Søren Emil Ågård Nielsen", origin: .vector)
    let judge = Judge(checks: checks, accepts: [.pdf])
    #expect(judge.verdict(on: [document(bill)], for: soren, on: today).decision == .approve)
    bill.hiddenWords = HiddenWords(count: 2, boxes: [])
    let verdict = judge.verdict(on: [document(bill)], for: soren, on: today)
    #expect(verdict.decision == .reject)
    #expect(verdict.confidence == .doubtful)
    #expect(verdict.findings.map(\.code) == [.documentHiddenTextDiffers])
  }
}
