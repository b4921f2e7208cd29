import Judgement
import Model
import Testing

struct ReasonTests {
  /// As many values as any finding carries.
  private func finding(_ code: ReasonCode) -> Finding {
    Finding(
      code, CheckCatalog.reason(for: code).reasonClass, measured: 12.5, limit: 30, unit: "months",
      details: [
        "seen": "passport", "wanted": "utilityBill,bankStatement", "accepted": "pdf,jpeg", "part": "givenName",
        "parts": "floor,door", "fields": "birthDate", "from": "2026-08-22", "place": "picture", "side": "left",
      ])
  }

  @Test(arguments: ReasonCode.allCases) func everyCodeHasOneReason(_ code: ReasonCode) {
    #expect(CheckCatalog.reasons.count { $0.code == code } == 1)
    let reason = CheckCatalog.reason(for: code)
    #expect(!reason.danish.isEmpty && !reason.english.isEmpty && !reason.staff.isEmpty)
    #expect(["open", "render", "upright", "measure", "read", "mask", "prove", "judge"].contains(reason.stage))
  }

  @Test(arguments: ReasonCode.allCases) func everyPlaceholderCanBeFilled(_ code: ReasonCode) {
    let text = ReasonText(finding(code))
    for sentence in [text.danish, text.english, text.staff] {
      #expect(!sentence.contains("{") && !sentence.contains("–"))
    }
  }

  @Test(arguments: ReasonCode.allCases) func everyTextEndsASentence(_ code: ReasonCode) {
    let text = ReasonText(finding(code))
    for sentence in [text.danish, text.english, text.staff] { #expect(sentence.hasSuffix(".")) }
  }

  @Test func aDoubtGivesNothingAway() {
    for reason in CheckCatalog.reasons where reason.reasonClass == .doubt {
      #expect(reason.danish == Reason.underReview.danish)
      #expect(reason.english == Reason.underReview.english)
    }
    let doubtful = ReasonText(Finding(.cardDiffers, .doubt, details: ["parts": "first6"]))
    #expect(doubtful.english == Reason.underReview.english)
    #expect(doubtful.staff.contains("the first 6 digits"))
  }

  @Test(
    "names one part that differs, and several, in a sentence that holds for both",
    arguments: [
      ("floor", "The difference is the floor. ", "Forskellen er etagen. "),
      ("number,floor", "The difference is the house number and the floor. ", "Forskellen er husnummeret og etagen. "),
    ])
  func parts(names: String, english: String, danish: String) {
    let text = ReasonText(Finding(.holderAddressDiffers, .amend, details: ["parts": names]))
    #expect(text.english.contains(english))
    #expect(text.danish.contains(danish))
  }

  @Test func noTwoChecksShareAName() {
    #expect(Set(CheckCatalog.checks.map { $0.name }).count == CheckCatalog.checks.count)
    #expect(CheckCatalog.check(named: "holderName") is HolderName.Type)
    #expect(CheckCatalog.check(named: "holdername") == nil)
  }

  @Test func speaksBothLanguages() {
    let wrong = ReasonText(finding(.documentWrongType))
    #expect(
      wrong.danish == "Det ligner et pas, men vi skal bruge en regning eller et kontoudtog. Send et af de dokumenter.")
    #expect(
      wrong.english == "This looks like a passport, but we need a bill or a bank statement. Please send one of those.")
    let old = ReasonText(finding(.documentTooOld))
    #expect(old.danish.contains("22. august 2026") && old.danish.contains("30 måneder"))
    #expect(old.english.contains("22 August 2026") && old.english.contains("30 months"))
    let format = ReasonText(Finding(.fileUnsupportedFormat, .retry, details: ["seen": "docx", "accepted": "pdf,jpeg"]))
    #expect(format.danish == "Filen er et Word-dokument, og den type kan vi ikke bruge. Send den som PDF eller JPG.")
  }

  @Test(arguments: [
    (0.12, "0,12"), (0.244, "0,244"), (150.0, "150"), (95.6, "95,6"), (149.6, "150"), (3.0, "3"), (0.05, "0,05"),
    (-2.5, "-2,5"), (12.04, "12"), (0, "0"), (.nan, "–"),
  ])
  func writesNumbers(_ value: Double, _ expected: String) {
    #expect(ReasonText.number(value, decimalMark: ",") == expected)
  }

  @Test func everyValueHasItsWords() {
    let values =
      DocumentType.allCases.map(\.rawValue) + FileFormat.allCases.map(\.rawValue)
      + AddressPart.allCases.map(\.rawValue)
    for value in values {
      for language in ReasonLanguage.allCases { #expect(ReasonWords.word(for: value, in: language) != nil, "\(value)") }
    }
  }
}
