import Casework
import Foundation
import Inspection
import Model
import TestKit
import Testing

struct CasePathFollowUpTests {
  private let store: any CaseStore = MemoryStore()
  private let blobs = MemoryBlobStore()
  private let log = LogCatcher()
  private let today = Day(unixSeconds: 1_795_341_600)
  private let number = CaseNumber(year: 2026, serial: 1)

  private func path(_ inspector: ScriptedInspector = ScriptedInspector()) -> CasePath {
    CasePath(queue: store, blobs: blobs, inspector: inspector, owner: .alive, now: { .start }, logger: log.logger)
  }

  private func follow(_ path: CasePath, _ submission: Submission) async throws -> CaseOutcome {
    try await path.follow(submission, through: .made(), today: today)
  }

  @Test("what the customer sends after being asked is judged together with what was good")
  func followUp() async throws {
    let blurred = Pipeline.made(verdict: .rejection(.pageBlurred))
    guard
      case .decided(_, let before) = try await path()
        .follow(.made("blurred", "bill"), through: blurred, today: today)
    else {
      Issue.record("not decided")
      return
    }
    _ = try await store.act(number, .ask([]), by: "anna", note: nil, version: nil, at: .start)
    let inspector = ScriptedInspector()
    let answer = Submission.made("bill", "blurred", "sharp")
    guard case .decided(let decided, let conclusion) = try await follow(path(inspector), answer) else {
      Issue.record("not decided")
      return
    }
    #expect(decided.number == number)
    #expect(decided.run == 2)
    #expect(decided.state == .inReview)
    #expect(inspector.inspected == [Array("%PDF-sharp".utf8)])
    #expect(conclusion.files.map(\.sha256) == ["hash of bill", "hash of sharp"])
    #expect(conclusion.files[0] == before.files[1])
    #expect(await blobs.count == 3)
    #expect(try await store.find(number)?.runs.map(\.conclusion) == [before, conclusion])
    #expect(try await follow(path(), answer) == .known(decided, accountChanged: false))
    #expect(try await follow(path(), .made("blurred", "bill")) == .known(decided, accountChanged: false))
  }

  @Test("an answer that was interrupted is taken up again, and nothing older takes its place")
  func followUpInterrupted() async throws {
    _ = try await path().follow(.made("blurred"), through: .made(verdict: .rejection(.pageBlurred)), today: today)
    _ = try await store.act(number, .ask([]), by: "anna", note: nil, version: nil, at: .start)
    let interrupting = ScriptedInspector { _ throws(InspectorFailure) in throw .interrupted }
    guard case .interrupted(let waiting) = try await follow(path(interrupting), .made("sharp")) else {
      Issue.record("not interrupted")
      return
    }
    let inspector = ScriptedInspector()
    #expect(try await follow(path(inspector), .made("blurred")) == .known(waiting, accountChanged: false))
    #expect(inspector.inspected.isEmpty)
    guard case .decided(let decided, let conclusion) = try await follow(path(inspector), .made("sharp")) else {
      Issue.record("not decided")
      return
    }
    #expect(decided.run == 2)
    #expect(conclusion.files.map(\.sha256) == ["hash of sharp"])
    let edges = log.lines.compactMap { line in line.split(separator: " ").first { $0.hasPrefix("edge=") } }
    #expect(edges.filter { $0 == "edge=answered" }.count == 1)
  }
}
