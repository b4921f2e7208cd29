import Judgement
import Model
import Testing

/// The address and identity pipelines as they ship, and whole submissions put before them.
struct JudgeTests {
  let addressJudge = Judge(
    checks: [
      ConfiguredCheck(AcceptedDocumentType(accepted: [.utilityBill, .bankStatement, .healthCard])),
      ConfiguredCheck(Resolution(minimumDotsPerInch: 150)),
      ConfiguredCheck(PageSharpness(minimumBlockSharpness: 0.244, minimumLineAcutance: 0.246)),
      ConfiguredCheck(Legibility(minimumTextHeightPixels: 12, minimumWordConfidence: 0.35, minimumWords: 3)),
      ConfiguredCheck(HolderName(minimumWordConfidence: 0.6)),
      ConfiguredCheck(HolderAddress(minimumWordConfidence: 0.6)),
      ConfiguredCheck(DocumentDate(newerThanMonths: [.utilityBill: 3, .bankStatement: 3])),
    ], accepts: [.pdf, .jpeg])

  let paymentJudge = Judge(
    checks: [
      ConfiguredCheck(AcceptedDocumentType(accepted: [.paymentCard, .walletScreenshot])),
      ConfiguredCheck(CardNumber(notExpired: true)),
      ConfiguredCheck(CardCode(), isRequired: false),
      ConfiguredCheck(CardHolder(minimumWordConfidence: 0.6)),
    ], accepts: [.pdf, .jpeg])

  private func bill(
    name: String = "Søren Emil Ågård Nielsen", street: String = "Nørrebrogade 44A, 3. tv",
    town: String = "2200 København N", date: String = "Fakturadato 01.11.2026"
  ) -> Page {
    page(
      "Energi Danmark A/S", "", name, street, town, "", "Faktura", "Kundenummer 123", date, "Betalingsdato 15.12.2026",
      "Forbrug 44 kWh", "At betale 450,00 kr.")
  }

  private func verdict(_ inspected: Inspected..., account: Account = soren) -> Verdict {
    addressJudge.verdict(on: inspected, for: account, on: today)
  }

  private func expect(
    _ verdict: Verdict, _ decision: Verdict.Decision, _ confidence: Verdict.Confidence, _ codes: ReasonCode...
  ) {
    #expect(verdict.decision == decision)
    #expect(verdict.confidence == confidence)
    #expect(verdict.findings.map(\.code) == codes)
  }

  @Test func approvesAGoodBill() {
    let verdict = verdict(document(bill()))
    expect(verdict, .approve, .clear)
    #expect(verdict.documentTypes == [.utilityBill])
    #expect(
      verdict.checks.map(\.name) == [
        "documentType", "resolution", "sharpness", "legibility", "holderName", "holderAddress", "documentDate",
      ])
    #expect(verdict.checks.allSatisfy { $0.outcome == .passed && $0.required })
  }

  @Test func tellsEveryDefectAtOnce() {
    var page = bill(
      name: "Anna Marie Ågård Nielsen", street: "Nørrebrogade 44A, 2. tv", date: "Fakturadato 01.05.2026")
    page.dotsPerInch = 90
    expect(
      verdict(document(page)), .reject, .clear,
      .pageLowResolution, .holderNameDiffers, .holderAddressDiffers, .documentTooOld)
  }

  @Test(arguments: [
    ReasonCode.fileEncrypted, .fileEmpty, .fileDamaged, .fileUnsupportedFormat, .fileTooLarge, .fileTooManyPages,
  ])
  func saysOnlyThatTheFileDoesNotOpen(_ code: ReasonCode) {
    let verdict = verdict(unreadable(code))
    expect(verdict, .reject, .clear, code)
    #expect(verdict.documentTypes == [nil])
    #expect(verdict.checks.allSatisfy { $0.outcome == .couldNotTell })
  }

  @Test func doubtsAFileThatDefeatsTheExaminer() {
    expect(verdict(unreadable(.fileDefeatsInspection)), .reject, .doubtful, .fileDefeatsInspection)
    expect(verdict(unreadable(.systemCouldNotProcess)), .reject, .doubtful, .systemCouldNotProcess)
  }

  @Test func judgesTheReadableFileBesideAnUnreadableOne() {
    let verdict = verdict(unreadable(.fileEncrypted), document(bill(street: "Nørrebrogade 44A, 2. tv")))
    expect(verdict, .reject, .clear, .fileEncrypted, .holderAddressDiffers)
    #expect(verdict.findings.map(\.file) == [1, 2])
    expect(self.verdict(document(bill()), unreadable(.fileEncrypted)), .reject, .clear, .fileEncrypted)
  }

  @Test func missesNothingThatTheUnreadableFileMayShow() {
    let half = page("Faktura", "Kundenummer 123", "Forbrug 44 kWh", "Fakturadato 01.11.2026")
    expect(verdict(document(half), unreadable(.fileDamaged)), .reject, .clear, .fileDamaged)
  }

  @Test func doubtsAFileThatOpenedOnlyAfterRepair() {
    let damaged = Inspected.document(Document(format: .pdf, pages: [bill()], damagedButReadable: true))
    let verdict = verdict(damaged)
    expect(verdict, .reject, .doubtful, .fileDamaged)
    #expect(verdict.findings.map(\.reasonClass) == [.doubt])
  }

  @Test func saysOnlyThatThePageIsBlank() {
    expect(verdict(document(page(lines: []))), .reject, .clear, .pageBlank)
  }

  @Test func saysOnlyThatThePageIsUnreadable() {
    let garbage = page("xq zz kk ww pp", "qq vv", confidence: 0.2)
    expect(verdict(document(garbage)), .reject, .clear, .pageUnreadable)
  }

  @Test func saysOnlyThatAnUnrecognisablePageIsBlurred() {
    var page = page("xq zz kk ww pp", confidence: 0.2)
    page.sharpness = Sharpness(block: 0.05, lineAcutance: 0.05)
    expect(verdict(document(page)), .reject, .clear, .pageBlurred)
  }

  @Test func saysThatABlurredBillIsBlurredAndWhatIsMissing() {
    var page = page("Faktura", "Kundenummer 123", "Fakturadato 01.11.2026", "Forbrug 44 kWh")
    page.sharpness = Sharpness(block: 0.05, lineAcutance: 0.05)
    expect(verdict(document(page)), .reject, .clear, .pageBlurred, .holderNameMissing, .holderAddressMissing)
  }

  @Test func asksADocumentOfTheWrongKindForNothing() {
    let passport = page("DANMARK PAS", zone: passportZone())
    expect(verdict(document(passport)), .reject, .clear, .documentWrongType)
    let strangers = page("DANMARK PAS", zone: passportZone(family: "HANSEN", given: "PETER"))
    expect(verdict(document(strangers)), .reject, .clear, .documentWrongType, .holderNameDiffers)
  }

  @Test func leavesAPartialNameToAPerson() {
    expect(verdict(document(bill(name: "Søren Nielsen"))), .reject, .doubtful, .holderNamePartial)
  }

  @Test func approvesWithADoubtWhereTheCheckIsNotRequired() {
    let lenient = Judge(
      checks: addressJudge.checks.map { ConfiguredCheck($0.check, isRequired: $0.name != "holderName") },
      accepts: [.pdf])
    let verdict = lenient.verdict(on: [document(bill(name: "Søren Nielsen"))], for: soren, on: today)
    expect(verdict, .approve, .doubtful, .holderNamePartial)
  }

  @Test func neverRejectsWithoutAReason() {
    let poor = account { $0.address = nil }
    expect(verdict(document(bill()), account: poor), .reject, .doubtful, .systemCouldNotProcess)
  }

  @Test func neverApprovesNothing() {
    expect(addressJudge.verdict(on: [], for: soren, on: today), .reject, .doubtful, .systemCouldNotProcess)
    let nothing = Judge(checks: [], accepts: [.pdf]).verdict(on: [document(bill())], for: soren, on: today)
    expect(nothing, .reject, .doubtful, .systemCouldNotProcess)
  }

  @Test func approvesACardAndMentionsItsCode() {
    let front = document(page("SOREN NIELSEN", cards: [card()]))
    let back = document(page("VISA", cards: [card("", "", code: .exposed, side: .back)]))
    let verdict = paymentJudge.verdict(on: [front, back], for: soren, on: today)
    expect(verdict, .approve, .clear, .cardCodeExposed)
  }

  @Test func approvesDoubtfullyWhereTheCodeIsUncertain() {
    let front = document(page("SOREN NIELSEN", cards: [card(code: .uncertain)]))
    expect(paymentJudge.verdict(on: [front], for: soren, on: today), .approve, .doubtful, .cardCodeUncertain)
  }

  @Test func namesACardHolderOnce() {
    let judge = Judge(
      checks: paymentJudge.checks + [ConfiguredCheck(HolderName(minimumWordConfidence: 0.6), isRequired: false)],
      accepts: [.jpeg])
    func verdict(_ lines: String...) -> Verdict {
      judge.verdict(on: [document(page(lines: column(lines), cards: [card()]))], for: soren, on: today)
    }
    let own = verdict("S E NIELSEN")
    expect(own, .approve, .clear)
    #expect(own.checks.last?.outcome == .passed)
    expect(verdict("SIGNE NIELSEN"), .reject, .doubtful, .cardHolderDiffers)
    expect(verdict("VISA"), .reject, .clear, .holderNameMissing)
    expect(verdict("Kortholder Peter Hansen"), .reject, .clear, .holderNameMissing)
  }

  @Test func asksForAnotherDocumentThoughAnEnvelopeShowsBars() {
    var envelope = page("Søren Emil Ågård Nielsen", "Nørrebrogade 44A, 3. tv", "2200 København N")
    envelope.codeLinesSeen = true
    expect(verdict(document(envelope)), .reject, .clear, .documentWrongType)
  }

  @Test func givesTheSameVerdictEveryTime() {
    let once = verdict(document(bill(name: "Anna Nielsen")))
    let again = verdict(document(bill(name: "Anna Nielsen")))
    #expect(once == again)
  }
}
