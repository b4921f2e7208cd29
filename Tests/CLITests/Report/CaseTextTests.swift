import Casework
import Foundation
import Model
import TestKit
import Testing

@testable import CLI

@Suite("A case for a reviewer to read")
struct CaseTextTests {
  private static let checks = [
    Verdict.CheckResult(
      name: "sharpness", required: true, outcome: .failed, evidence: Evidence(open: ["lowestBlockSharpness": "0.12"]))
  ]
  private static let first = Conclusion.made(
    verdict: Verdict(
      decision: .reject, confidence: .clear,
      findings: [
        Finding(.pageBlurred, .retry, file: 1, page: 1, measured: 0.12, limit: 0.244, unit: "block sharpness")
      ], checks: checks, documentTypes: [.passport]))
  private static let second = Conclusion.made(verdict: .approval)

  private static func file(_ standing: Case = .made(), runs: Int = 1) -> CaseFile {
    let all = [
      CaseRun(run: 1, at: .start, conclusion: first),
      CaseRun(run: 2, at: .hours(1), conclusion: second, after: first),
      CaseRun(run: 3, at: .hours(2), conclusion: second, after: second),
    ]
    return CaseFile(
      summary: standing, account: .made(), runs: Array(all.prefix(runs)),
      history: [
        CaseEvent(at: .start, edge: .opened, by: "kyc", run: 1, attempt: 0),
        CaseEvent(
          at: .hours(1), edge: .escalated, by: "anna", run: 1, attempt: 1, team: "payments",
          note: Private("a card\nof hers")
        ),
        CaseEvent(at: .hours(2), edge: .asked, by: "bent", run: 1, attempt: 1, reasons: [.pageBlurred]),
      ])
  }

  private func lines(
    _ file: CaseFile, _ sightings: [Sighting] = [], pages: [String] = [], limits: [String: String] = [:]
  ) -> [String] {
    CaseText(
      file, sightings: sightings, pages: pages, limits: limits, showValues: false, now: .hours(3),
      paint: Paint(isOn: false)
    ).lines
  }

  private func section(_ title: String, of lines: [String]) -> [String] {
    Array(lines.drop { $0 != title }.dropFirst().prefix { !$0.isEmpty })
  }

  @Test("has every reason and check with what was measured and the limit")
  func measured() {
    let lines = lines(Self.file(), limits: ["sharpness": "minimumBlockSharpness 0.244"])
    #expect(lines[0] == "K-2026-000017  A-1001  identity@3  reject   clear")
    #expect(
      section("Reasons", of: lines)[0]
        == "  page.blurred  retry  file 1 page 1  measured 0.12, limit 0.244 (block sharpness)")
    #expect(
      section("Checks", of: lines)
        == ["  sharpness  failed          lowestBlockSharpness=0.12  limits: minimumBlockSharpness 0.244"])
  }

  @Test("has the history with reasons, teams and notes, each on a line of its own")
  func history() {
    #expect(
      section("History", of: lines(Self.file())) == [
        "  2026-11-22T10:00:00Z  opened  by kyc  run 1",
        "  2026-11-22T11:00:00Z  escalated  by anna  run 1  to payments",
        "    note: a card\\nof hers",
        "  2026-11-22T12:00:00Z  asked  by bent  run 1: page.blurred",
      ])
  }

  @Test("has what is different from run to run, once there are several")
  func runs() {
    #expect(section("Runs", of: lines(Self.file())).isEmpty)
    #expect(
      section("Runs", of: lines(Self.file(runs: 3))) == [
        "  1  2026-11-22T10:00:00Z  identity@3  reject   clear     page.blurred",
        "  2  2026-11-22T11:00:00Z  identity@3  approve  clear",
        "     holderName  not there → passed",
        "     sharpness   failed → not there",
        "     - page.blurred",
        "  3  2026-11-22T12:00:00Z  identity@3  approve  clear",
        "     says the same as the run before",
      ])
  }

  @Test("says where it stands, who holds it, and which version that is")
  func standing() {
    let held = Case.made(
      escalated: true, holder: DeskHold(by: "anna", until: .hours(3).addingTimeInterval(300)), changedByRerun: true)
    #expect(
      section("Review", of: lines(Self.file(held))) == [
        "  inReview, team payments (escalated)",
        "  arrived 3 h ago, target 2026-11-23T10:00:00Z, deadline 2026-11-25T10:00:00Z (3 days left)",
        "  held by anna for another 5 min",
        "  a rerun changed the verdict, and nobody has acted since",
        "  version 4; --seen 4 refuses to act if the case changed since",
      ])
    let asked = CustomerRequest(reasons: [.pageBlurred], by: "bent", at: .hours(2))
    #expect(
      section("Review", of: lines(Self.file(.made(state: .awaitingCustomer, asked: asked))))[2]
        == "  bent asked the customer at 2026-11-22T12:00:00Z: page.blurred; the clock stands still until the answer comes"
    )
    let ruling = Ruling(decision: .reject, reasons: [.pageBlurred], by: "anna", at: .hours(2))
    #expect(
      section("Review", of: lines(Self.file(.made(state: .closed, ruling: ruling))))[1]
        == "  rejected by anna at 2026-11-22T12:00:00Z: page.blurred")
  }

  @Test("names the other cases that a file was sent in")
  func sightings() {
    let sighting = Sighting(
      file: 1, number: CaseNumber(year: 2026, serial: 3), accountID: "A-2", sameAccount: false, pipeline: "payment",
      state: .closed, decision: .reject)
    var copy = sighting
    copy.savedAnew = true
    var own = sighting
    own.sameAccount = true
    own.decision = nil
    own.state = .waiting
    #expect(section("Seen before", of: lines(Self.file())).isEmpty)
    #expect(
      section("Seen before", of: lines(Self.file(), [sighting, copy, own])) == [
        "  file 1 was also sent in K-2026-000003: another account, A-2, payment, closed, reject",
        "  a picture of file 1 was also sent in K-2026-000003: another account, A-2, payment, closed, reject",
        "  file 1 was also sent in K-2026-000003: the same account, payment, waiting",
      ])
  }

  @Test("says where the pages are that were opened for viewing, and else how to open them")
  func pages() {
    #expect(section("Pages", of: lines(Self.file(), pages: ["masked/K-1-1.jpg"])) == ["  masked/K-1-1.jpg"])
    #expect(section("Pages", of: lines(Self.file())) == ["  no page is kept"])
  }

  @Test("before the first verdict says so")
  func early() {
    let lines = lines(Self.file(.made(state: .waiting, verdict: nil), runs: 0))
    #expect(lines[0] == "K-2026-000017  A-1001  identity  no verdict yet")
    #expect(section("Pages", of: lines).isEmpty)
    #expect(!section("Review", of: lines).isEmpty)
  }

  @Test("shows no personal value of the account, whatever it says")
  func personal() {
    let text = lines(Self.file(runs: 3)).joined(separator: "\n")
    for value in Planted.all { #expect(!text.contains(value)) }
  }
}
