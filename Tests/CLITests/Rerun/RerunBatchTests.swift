import Casework
import Foundation
import Glibc
import Inspection
import Logging
import Model
import TestKit
import Testing
import Workplace

@testable import CLI

@Suite("A rerun")
struct RerunBatchTests {
  private struct Ended {
    let tally: RerunTally
    let fatal: CommandFailure?
    let data: [String]
  }

  private let folder: TemporaryFolder
  private let store = MemoryStore()
  private let cases: [Case]

  init() async throws {
    folder = try TemporaryFolder()
    var cases: [Case] = []
    for (content, account) in [("1", "A"), ("2", "B")] {
      cases.append(
        try await DeskSteps.inReview(
          store, content, account: Account(id: account), verdict: .rejection(.holderAddressDiffers)))
    }
    self.cases = cases
  }

  /// Approves an account with an e-mail address, and rejects any other as the first run did.
  private static let pipeline: Pipeline = {
    var pipeline = Pipeline.made()
    pipeline.judge = { _, account, _, _ in account.email == nil ? .rejection(.holderAddressDiffers) : .approval }
    return pipeline
  }()

  private func run(
    _ cases: [Case]? = nil, accounts file: String? = nil, pipelines: [Pipeline] = [RerunBatchTests.pipeline],
    dryRun: Bool = false, json: Bool = false, inspector: ScriptedInspector? = nil, jobs: Int = 1,
    cancelled: Bool = false
  ) async throws -> Ended {
    let output = folder.path + "/stdout"
    let data = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let talk = open("/dev/null", O_WRONLY)
    defer {
      close(data)
      close(talk)
    }
    let console = Console(quiet: true, colour: false, data: data, talk: talk)
    let chosen = cases ?? self.cases
    let batch = RerunBatch(
      cases: chosen, pipelines: Dictionary(uniqueKeysWithValues: pipelines.map { ($0.name, $0) }),
      accounts: file.map { CorrectedAccounts(Array($0.utf8), file: "new.jsonl") },
      rerun: Rerun(
        review: store, blobs: MemoryBlobStore(), inspector: inspector, now: { .hours(1) },
        logger: try ConsoleLog.logger(console, level: "critical")),
      person: "anna",
      report: RerunReport(chosen, console: console, json: json, showValues: false, dryRun: dryRun), jobs: jobs)
    let work = Task { await batch.run() }
    if cancelled { work.cancel() }
    let (tally, fatal) = await work.value
    let text = try String(contentsOfFile: output, encoding: .utf8)
    return Ended(tally: tally, fatal: fatal, data: text.split(separator: "\n").map(String.init))
  }

  private static let corrected = #"{"id": "A", "email": "a@b.example"}"#

  @Test("tells each case's old and new verdict, and each check and reason that is different")
  func changes() async throws {
    let ended = try await run([cases[0]], accounts: Self.corrected)
    #expect(
      ended.data == [
        "K-2026-000001  A  identity@3    reject clear → approve clear", "    holderName  not there → passed",
        "    - holder.address_differs",
      ])
    #expect(ended.tally.changed == 1)
    let file = try #require(await store.find(cases[0].number))
    #expect(file.runs.count == 2)
    #expect(file.summary.changedByRerun)
    #expect(file.history.last?.edge == .reran)
    #expect(file.history.last?.by == "anna")
    #expect(file.account.email?.value == "a@b.example")
  }

  @Test("says so where nothing changed, and writes nothing where all is equal")
  func unchanged() async throws {
    let before = await store.find(cases[1].number)
    let ended = try await run()
    #expect(ended.data.last == "K-2026-000002  B  identity@3    reject   clear     holder.address_differs  unchanged")
    #expect(ended.tally.summary(dryRun: false) == "2 cases judged again: 2 unchanged")
    #expect(await store.find(cases[1].number) == before)
  }

  @Test("for a look writes nothing and tells the same")
  func dryRun() async throws {
    let before = await store.find(cases[0].number)
    let look = try await run([cases[0]], accounts: Self.corrected, dryRun: true)
    #expect(look.data.count == 3)
    #expect(
      look.tally.summary(dryRun: true) == "1 case judged again for a look: 1 would change (1 reject → approve)")
    #expect(await store.find(cases[0].number) == before)
    #expect(try await run([cases[0]], accounts: Self.corrected).data == look.data)
  }

  @Test("opens a closed case again only where the verdict changed")
  func reopens() async throws {
    for standing in cases {
      _ = try await store.act(
        standing.number, .reject([.holderAddressDiffers]), by: "bent", note: nil, version: nil, at: .start)
    }
    let closed = await store.cases(CaseFilter(states: [.closed]))
    #expect(closed.count == 2)
    _ = try await run(accounts: Self.corrected + "\n" + #"{"id": "B"}"#)
    #expect(await store.find(cases[0].number)?.summary.state == .inReview)
    #expect(await store.find(cases[1].number)?.summary.state == .closed)
    let again = try await run(accounts: Self.corrected + "\n" + #"{"id": "B"}"#)
    #expect(again.tally.unchanged == 2)
  }

  @Test("as JSON is the verdict object with the change, or null where there is none")
  func json() async throws {
    let ended = try await run(accounts: Self.corrected + "\n" + #"{"id": "B"}"#, json: true)
    #expect(ended.data[0].hasPrefix(#"{"case":"K-2026-000001","account":"A","pipeline":"identity@3","run":2,"#))
    #expect(
      ended.data[0].hasSuffix(
        #""change":{"verdict":{"before":"reject","after":"approve"},"confidence":{"before":"clear","after":"clear"},"#
          + #""checks":[{"name":"holderName","before":null,"after":"passed"}],"#
          + #""reasonsGone":["holder.address_differs"],"reasonsNew":[]},"dryRun":false}"#))
    #expect(ended.data[1].hasSuffix(#""change":null,"dryRun":false}"#))
    #expect(ended.data.allSatisfy { !$0.contains("a@b.example") })
  }

  @Test("gives what cannot be judged again a line, and goes on")
  func impossible() async throws {
    guard case .new(let waiting) = await store.open(.made("3", account: Account(id: "C"))) else {
      Issue.record("not new")
      return
    }
    let stuck = try await DeskSteps.inReview(store, "4", account: Account(id: "D"))
    _ = try await store.add(
      rerun: .couldNotProcess(account: Account(id: "D"), pipelineVersion: 3), to: stuck.number, version: stuck.version,
      policy: ReviewPolicy(), by: "anna", at: .start)
    let elsewhere = try await DeskSteps.inReview(store, "5", account: Account(id: "E"), pipeline: "address")
    let nothingKept = try #require(await store.find(stuck.number)).summary
    let ended = try await run([waiting, nothingKept, elsewhere, cases[0]], json: true)
    let codes = ended.data.map { line in line.firstMatch(of: /"error":\{"code":"([^"]+)"/).map { String($0.1) } }
    #expect(codes == ["case.not_judged", "case.nothing_kept", "pipeline.unknown", nil])
    #expect(ended.tally.impossible == 3)
    #expect(ended.tally.judged == 1)
    #expect(ended.fatal == nil)
    #expect(await store.find(stuck.number)?.summary.state == .waiting)
  }

  @Test("ends at once when something is missing on this machine")
  func missing() async throws {
    let page = try #require(BlobKey(String(repeating: "a", count: 32)))
    let standing = try await DeskSteps.inReview(store, "3", account: Account(id: "C"), pages: [page])
    let ended = try await run([standing, cases[0]], inspector: ScriptedInspector())
    #expect(ended.fatal?.status == .storeUnreachable, "the kept page is not in the blob store")
    #expect(ended.tally.done == 0)
  }

  @Test("judges several at once, each once", arguments: [1, 3, 64])
  func atOnce(jobs: Int) async throws {
    var many: [Case] = []
    for number in 3...40 {
      many.append(
        try await DeskSteps.inReview(
          store, "\(number)", account: Account(id: "A"), verdict: .rejection(.holderAddressDiffers)))
    }
    let ended = try await run(many, accounts: Self.corrected, jobs: jobs)
    #expect(ended.tally.summary(dryRun: false) == "38 cases judged again: 38 changed (38 reject → approve)")
    #expect(ended.data.count == 3 * 38)
    // The lines of a case stand together.
    for start in stride(from: 0, to: ended.data.count, by: 3) {
      #expect(ended.data[start].hasPrefix("K-2026-"))
      #expect(ended.data[start + 1] == "    holderName  not there → passed")
    }
    for standing in many { #expect(await store.find(standing.number)?.runs.count == 2) }
  }

  @Test("goes on where a broken one stopped, and writes nothing a second time")
  func goesOn() async throws {
    let first = try await run([cases[0]], accounts: Self.corrected)
    #expect(first.tally.changed == 1)
    let kept = await store.find(cases[0].number)
    let both = Self.corrected + "\n" + #"{"id": "B", "email": "b@b.example"}"#
    let again = try await run(accounts: both, jobs: 2)
    #expect(again.tally.summary(dryRun: false) == "2 cases judged again: 1 changed (1 reject → approve), 1 unchanged")
    #expect(await store.find(cases[0].number) == kept)
    #expect(await store.find(cases[1].number)?.runs.count == 2)
  }

  @Test("that was told to stop begins nothing more")
  func interrupted() async throws {
    let ended = try await run(cancelled: true)
    #expect(ended.fatal == nil)
    #expect(ended.tally.done + ended.data.count <= 2 * cases.count)
    #expect(
      RerunReport.remarks(RerunTally(), left: 2, leftOut: 0, interrupted: true, dryRun: false)
        == ["interrupted with 2 left; run again to go on"])
  }
}
