import Casework
import Foundation
import Model
import Paperwork
import TestKit
import Testing

@testable import CLI

@Suite("A case as JSON")
struct CaseObjectTests {
  private func file(_ standing: Case, runs: Int) -> CaseFile {
    let first = Conclusion.made(verdict: .rejection(.pageBlurred))
    let all = [
      CaseRun(run: 1, at: .start, conclusion: first),
      CaseRun(run: 2, at: .hours(1), conclusion: .made(), after: first),
    ]
    return CaseFile(
      summary: standing, account: .made(), runs: Array(all.prefix(runs)),
      history: [
        CaseEvent(
          at: .start, edge: .asked, by: "anna", run: 1, attempt: 1, reasons: [.pageBlurred], note: Private("seen"))
      ])
  }

  private func members(_ object: CaseObject) -> [String: JSONText] {
    Dictionary(uniqueKeysWithValues: object.json.members.map { ($0.key, $0.value) })
  }

  @Test("is the verdict object, and no more unless more is asked for")
  func plain() {
    let keys = CaseObject(file(.made(), runs: 1), showValues: false).json.members.map(\.key)
    #expect(
      keys == [
        "case", "account", "pipeline", "run", "verdict", "confidence", "reasons", "checks", "documents", "review",
        "timings",
      ])
    #expect(CaseObject(file(.made(), runs: 0), showValues: false).json.members.map(\.key) == keys)
  }

  @Test("of a case that is examined anew has the run of the verdict that stands in it")
  func run() {
    var standing = Case.made(state: .waiting)
    standing.run = 2
    #expect(members(CaseObject(file(standing, runs: 1), showValues: false))["run"] == .whole(1))
  }

  @Test("with sightings has the runs, the history and those, notes only where values are asked for")
  func everything() {
    let sighting = Sighting(
      file: 1, number: CaseNumber(year: 2026, serial: 3), accountID: "A-2", sameAccount: false, pipeline: "payment",
      state: .closed, decision: .reject)
    let all = members(CaseObject(file(.made(), runs: 2), showValues: false, sightings: [sighting]))
    #expect(
      all["runs"]?.line
        == #"[{"run":1,"at":"2026-11-22T10:00:00Z","pipelineVersion":3,"verdict":"reject","confidence":"clear","#
        + #""reasons":["page.blurred"],"change":null},{"run":2,"at":"2026-11-22T11:00:00Z","pipelineVersion":3,"#
        + #""verdict":"approve","confidence":"clear","reasons":[],"change":{"verdict":{"before":"reject","#
        + #""after":"approve"},"confidence":{"before":"clear","after":"clear"},"checks":[{"name":"holderName","#
        + #""before":null,"after":"passed"}],"reasonsGone":["page.blurred"],"reasonsNew":[]}}]"#)
    #expect(
      all["history"]?.line
        == #"[{"at":"2026-11-22T10:00:00Z","edge":"asked","by":"anna","run":1,"reasons":["page.blurred"],"team":null}]"#
    )
    #expect(
      all["sightings"]?.line
        == #"[{"file":1,"case":"K-2026-000003","account":"A-2","sameAccount":false,"savedAnew":false,"#
        + #""pipeline":"payment","state":"closed","decision":"reject"}]"#)
    let values = members(CaseObject(file(.made(), runs: 2), showValues: true, sightings: []))
    #expect(values["history"]?.line.contains(#""note":"seen""#) == true)
  }

  @Test("after asking has the letter")
  func letter() throws {
    let asked = CustomerRequest(reasons: [.pageBlurred], by: "anna", at: .start)
    let file = file(.made(state: .awaitingCustomer, asked: asked), runs: 1)
    let letter = try #require(CustomerLetter(file))
    let object = members(CaseObject(file, showValues: false, letter: letter))["letter"]
    #expect(object == .keyed(["language": .text("da"), "text": .text(letter.text)]))
  }
}
