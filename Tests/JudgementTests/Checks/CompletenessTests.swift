import Judgement
import Model
import Testing

struct CompletenessTests {
  let check = Completeness(bothSidesOf: [.identityCard, .residencePermit])

  private let front = page(
    "SVERIGE NATIONELLT IDENTITETSKORT", "Efternamn/Surname", "AAGAARD NIELSEN", "Giltigt t.o.m. 01 JUN 2027")
  private let bare = page("Längd/Height", "168 cm", "Polisregion Mitt")

  /// The other side: code lines of three lines, and next to no print.
  private func back(_ texts: String...) -> Page {
    let lines = [
      "I<SWE380219456<<<<<<<<<<<<<<<<", "8804123M2706014SWE<<<<<<<<<<<4", "AAGAARD<NIELSEN<<SOEREN<EMIL<<",
    ]
    let boxes = (0..<3).map { PixelRect(x0: 100, y0: 600 + 50 * $0, x1: 1000, y1: 630 + 50 * $0) }
    return page(
      lines: column(["Längd/Height", "Utfärdat/Date of issue 01 JUN/JUN 2022"] + texts),
      zone: MachineReadableZone(layout: .td1, lines: lines, boxes: boxes))
  }

  private func finding(_ side: String, on page: Page) -> Finding {
    let seen = page.lines.dropFirst().reduce(page.lines[0].box) { $0.union($1.box) }
    return Finding(
      .documentMissingSide, .retry, file: 1, page: 1, boxes: [seen], measured: 1, limit: 2, unit: "sides",
      details: ["side": side])
  }

  private func outcome(_ pages: Page...) -> CheckOutcome {
    check.outcome(in: Dossier(inspected: pages.map { document($0) }, account: soren, today: today))
  }

  @Test func asksForTheBackOfACardWhoseFrontCameAlone() {
    let outcome = outcome(front)
    #expect(outcome.findings == [finding("back", on: front)])
    #expect(outcome.standing == .failed)
    #expect(outcome.evidence.open == ["sides": "front"])
  }

  @Test func asksForTheFrontOfACardWhoseBackCameAlone() {
    #expect(outcome(back()).findings == [finding("front", on: back())])
  }

  @Test func passesBothSides() {
    #expect(outcome(front, back()).standing == .passed)
    #expect(outcome(back(), front).standing == .passed)
    #expect(outcome(front, bare).standing == .passed)
    #expect(check.outcome(in: dossier(document(front, back()))).standing == .passed)
  }

  @Test(arguments: [
    ["Efternamn/Surname", "AAGAARD"], ["SØREN NIELSEN"], ["12 APR/APR 88"], ["12.04.1988"], ["DOB: 04/12/88"],
  ])
  func passesBothSidesInOnePicture(_ print: [String]) {
    let both = page(lines: back().lines + column(print, y: 900), zone: back().machineReadableZone)
    #expect(outcome(both).standing == .passed)
  }

  @Test func passesAFrontThatCarriesTheCodeLines() {
    let french = page(
      "CARTE NATIONALE D'IDENTITE", "Nom: NIELSEN",
      zone: MachineReadableZone(
        layout: .td2,
        lines: ["IDFRANIELSEN<<<<<<<<<<<<<<<<<<<<<<<<", "880412FRA1234567890SOEREN<<8804123M1"]))
    #expect(outcome(french).standing == .passed)
  }

  @Test func leavesUnreadableCodeLinesToTheirOwnCheck() {
    var unread = front
    unread.codeLinesSeen = true
    #expect(outcome(unread).standing == .passed)
  }

  @Test func asksForTheOtherSideWhereOneCameTwice() {
    #expect(outcome(front, front).findings == [finding("back", on: front)])
    #expect(outcome(back(), back()).findings == [finding("front", on: back())])
    #expect(check.outcome(in: dossier(document(front, front))).codes == [.documentMissingSide])
    var unread = front
    unread.codeLinesSeen = true
    #expect(outcome(front, unread).standing == .passed)
  }

  @Test func needsNoOtherSideBesideAPassportOrLicence() {
    #expect(outcome(page("DANMARK PAS PASSPORT", zone: passportZone()), front).standing == .passed)
    #expect(outcome(front, page("KØREKORT", "1. NIELSEN", "4b. 01.01.2030")).standing == .passed)
  }

  @Test func needsOnePageOfAPassportAndTheFrontOfADrivingLicence() {
    #expect(outcome(page("DANMARK PAS PASSPORT", zone: passportZone())).standing == .passed)
    #expect(outcome(page("KØREKORT", "1. NIELSEN", "4b. 01.01.2030")).standing == .passed)
  }

  @Test func asksForBothSidesOfALicenceWhereToldTo() {
    let strict = Completeness(bothSidesOf: [.drivingLicence])
    let licence = page("KØREKORT", "1. NIELSEN", "4b. 01.01.2030")
    #expect(strict.outcome(in: dossier(document(licence))).findings == [finding("back", on: licence)])
    #expect(strict.outcome(in: dossier(document(licence), document(bare))).standing == .passed)
  }

  @Test func asksForNothingWhereNotToldTo() {
    #expect(Completeness(bothSidesOf: []).outcome(in: dossier(document(front))).standing == .passed)
  }

  @Test func asksForTheSideOfAPaymentCardThatShowsTheNumber() {
    let back = page("Authorized signature", "VISA", cards: [card("", "", expiry: nil, side: .back)])
    #expect(outcome(back).findings == [finding("front", on: back)])
    #expect(outcome(back, page("VISA", cards: [card()])).standing == .passed)
    #expect(outcome(page("VISA", cards: [card(side: .back)])).standing == .passed)
    // A front beside it whose number cannot be read.
    #expect(outcome(page("VISA", cards: [card("", "", side: .back)])).standing == .passed)
    #expect(outcome(page("VISA", cards: [card()])).standing == .passed)
  }

  @Test func cannotTellOfWhatItDoesNotKnow() {
    #expect(outcome(page("Menu")).standing == .couldNotTell)
    #expect(check.outcome(in: dossier(unreadable(.fileDamaged))) == .couldNotTell([]))
  }

  @Test func tellsOfTheMissingSideAndNotOfWhatStandsThere() {
    let missing = finding("back", on: front)
    let all = [missing, Finding(.holderBirthDateMissing, .retry), Finding(.documentDateMissing, .retry)]
    #expect(Consequences.removed(from: all, in: dossier(document(front))) == [missing])
  }

  @Test func doesNotGuessTheSideOfACardInTheDark() {
    let dark = Finding(.pageTooDark, .retry, file: 1, page: 1)
    let all = [finding("back", on: front), dark]
    #expect(Consequences.removed(from: all, in: dossier(document(front))) == [dark])
  }

  @Test(arguments: [DocumentType.passport, .utilityBill, .paymentCard]) func complainsAboutDocumentsOfOneSide(
    _ type: DocumentType
  ) {
    #expect(Completeness(bothSidesOf: [type]).complaint != nil)
    #expect(check.complaint == nil)
  }
}
