import Casework
import Foundation
import Model
import TestKit
import Testing

@testable import CLI

@Suite("The table of cases")
struct QueueTableTests {
  private func lines(_ cases: Case..., at now: Date = .hours(60), withState: Bool = false, colour: Bool = false)
    -> [String]
  {
    QueueTable(cases, now: now, withState: withState, paint: Paint(isOn: colour)).lines
  }

  @Test("says what waits, why, and how long there is")
  func plain() {
    let several = VerdictSummary(
      decision: .reject, confidence: .doubtful, reasons: [.pageBlurred, .pageBlank, .documentTooOld])
    let approved = VerdictSummary(decision: .approve, confidence: .clear, reasons: [])
    #expect(
      lines(.made(), .made(serial: 18, accountID: "A-2", verdict: several), .made(serial: 19, verdict: approved)) == [
        "case           account  pipeline    verdict   reasons          deadline",
        "K-2026-000017  A-1001   identity@3  reject    page.blurred     12 h left",
        "K-2026-000018  A-2      identity@3  reject ?  page.blurred +2  12 h left",
        "K-2026-000019  A-1001   identity@3  approve   -                12 h left",
      ])
  }

  @Test("has columns for holder and team where there are any, and no hold that has ended")
  func people() {
    let held = Case.made(holder: DeskHold(by: "anna", until: .hours(61)))
    let was = Case.made(serial: 18, escalated: true, holder: DeskHold(by: "bent", until: .hours(59)))
    #expect(
      lines(held, was, at: .hours(74)) == [
        "case           account  pipeline    verdict  reasons       deadline     team",
        "K-2026-000017  A-1001   identity@3  reject   page.blurred  2 h overdue  -",
        "K-2026-000018  A-1001   identity@3  reject   page.blurred  2 h overdue  payments",
      ])
    #expect(lines(held).first?.hasSuffix("deadline   held by") == true)
    #expect(lines(held).last?.hasSuffix("12 h left  anna") == true)
  }

  @Test("with states says what people decided and asked, and when the clock stands still")
  func states() {
    let ruling = Ruling(decision: .reject, reasons: [.documentTooOld], by: "anna", at: .start)
    let asked = CustomerRequest(reasons: [.pageBlank, .pageBlurred], by: "anna", at: .hours(50))
    let rows = lines(
      .made(state: .closed, ruling: ruling), .made(serial: 18, state: .awaitingCustomer, asked: asked),
      .made(serial: 19, state: .waiting, verdict: nil), withState: true)
    #expect(
      rows == [
        "case           state             account  pipeline    verdict  reasons           deadline",
        "K-2026-000017  rejected          A-1001   identity@3  reject   document.too_old  -",
        "K-2026-000018  awaitingCustomer  A-1001   identity@3  reject   page.blank +1     paused 10 h",
        "K-2026-000019  waiting           A-1001   identity@3  -        -                 12 h left",
      ])
  }

  @Test("is red where the deadline has passed, yellow where it comes soon, and plain before")
  func colours() {
    #expect(lines(.made(), at: .hours(73), colour: true)[1].hasPrefix("\u{1B}[31mK-2026"))
    #expect(lines(.made(), at: .hours(61), colour: true)[1].hasPrefix("\u{1B}[33mK-2026"))
    #expect(lines(.made(), at: .hours(59), colour: true)[1].hasPrefix("K-2026"))
  }

  @Test("never lets an account's id move the cursor")
  func control() {
    #expect(!lines(.made(accountID: "A\u{1B}[2J")).joined().contains("\u{1B}"))
  }
}
