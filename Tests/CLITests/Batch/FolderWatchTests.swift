import Casework
import Foundation
import Inspection
import Model
import Paperwork
import Pipelines
import Synchronization
import TestKit
import Testing
import Workplace

@testable import CLI

@Suite("A watch over an upload folder")
struct FolderWatchTests {
  private let folder: TemporaryFolder
  private let store = MemoryStore()
  private let talk: Talk
  private let ledger = BatchLedger()

  init() throws {
    folder = try TemporaryFolder()
    talk = try Talk()
    try folder.write("{\"id\": \"A\"}\n{\"id\": \"B\"}\n", to: "uploads/accounts.jsonl")
  }

  private var uploads: String { folder.path + "/uploads" }

  private func scan() throws -> UploadFolder { try UploadScanner.scan(uploads, pipelines: ["identity"]) }

  /// A watch that looks every 20 ms.
  private func started(
    _ inspector: ScriptedInspector = ScriptedInspector(), consume: Bool = false
  ) throws -> Task<FolderWatch.Ended, Never> {
    let first = try scan()
    let report = BatchReport(first, console: talk.console, json: false, showValues: false, consume: consume)
    let path = CasePath(
      queue: store, blobs: MemoryBlobStore(), inspector: inspector, owner: .alive, now: { .start },
      logger: try ConsoleLog.logger(talk.console, level: "critical"))
    let today = try #require(Day("2026-11-22"))
    let clerk = BatchClerk(
      pipelines: [PipelineFile(path: "identity.yaml", text: "", pipeline: .made(), checks: [])],
      intake: IntakeDesk(
        queue: store, vault: MemoryVault(), path: path, now: { .start }, logger: LogCatcher().logger),
      desk: Desk(
        work: store, review: store, blobs: MemoryBlobStore(), vault: MemoryVault(),
        audit: MemoryTrail(), records: MemoryRecords(), tombstones: MemoryTombstones()),
      sources: SourceFiles(root: uploads),
      today: { today }, consume: consume, advice: "it is tried again", report: report, ledger: ledger)
    let watch = FolderWatch(
      uploads, pipelines: ["identity"], every: .milliseconds(20), clerk: clerk, report: report, ledger: ledger)
    return Task { await watch.run(from: first, workers: 2) }
  }

  /// Waits until that holds; a minute is longer than any machine takes.
  private func wait(until holds: () throws -> Bool, at place: SourceLocation = #_sourceLocation) async throws {
    for _ in 0..<6000 {
      if try holds() { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("it never came to hold", sourceLocation: place)
  }

  private func said(_ text: String) throws -> Int { try talk.text().components(separatedBy: text).count - 1 }

  @Test("decides what lies there and what comes, and ends when it is told to")
  func comes() async throws {
    try folder.write("%PDF-first", to: "uploads/A/identity/1.jpg")
    let inspector = ScriptedInspector()
    let watch = try started(inspector)
    try await wait { ledger.tally.total.decided == 1 }
    try folder.write("%PDF-second", to: "uploads/B/identity/1.jpg")
    try await wait { ledger.tally.total.decided == 2 }
    watch.cancel()
    let ended = await watch.value
    #expect(ended.tally.left == 0)
    #expect(ended.tally.total.failed == 0)
    #expect(ended.trouble == nil)
    #expect(inspector.inspected == [Array("%PDF-first".utf8), Array("%PDF-second".utf8)])
  }

  @Test("unlinks what it decided, and goes on")
  func consumes() async throws {
    try folder.write("%PDF-first", to: "uploads/A/identity/1.jpg")
    let watch = try started(consume: true)
    try await wait { ledger.tally.consumed == 1 }
    try folder.write("%PDF-second", to: "uploads/A/identity/1.jpg")
    try await wait { ledger.tally.consumed == 2 }
    watch.cancel()
    #expect(await watch.value.tally.total.decided == 2)
  }

  /// An inspector that cannot do its work so many times, and then can.
  private func failing(_ times: Int, _ failure: InspectorFailure) -> ScriptedInspector {
    let left = Mutex(times)
    return ScriptedInspector { _ throws(InspectorFailure) in
      let fails = left.withLock { left in
        left -= 1
        return left >= 0
      }
      if fails { throw failure }
      return .readable
    }
  }

  @Test("tries again what failed for our own reasons, and then counts it as decided")
  func triesAgain() async throws {
    try folder.write("%PDF-first", to: "uploads/A/identity/1.jpg")
    let watch = try started(failing(2, .cannotStart("no memory")))
    try await wait { ledger.tally.total.decided == 1 }
    watch.cancel()
    let ended = await watch.value
    #expect(ended.tally.total.failed == 0)
    #expect(try said("kyc-inspector cannot be started (no memory); it is tried again") == 1, "the same is said once")
  }

  @Test("waits, when nothing can be decided, until that is mended, and says so")
  func waits() async throws {
    try folder.write("%PDF-first", to: "uploads/A/identity/1.jpg")
    try folder.write("%PDF-second", to: "uploads/B/identity/1.jpg")
    let watch = try started(failing(2, .missing("tesseract-ocr-dan is missing")))
    try await wait { ledger.tally.total.decided == 2 }
    watch.cancel()
    #expect(await watch.value.trouble == nil)
    #expect(try said("kyc: trying again in") >= 1)
    #expect(try said("kyc: going on") >= 1)
  }

  @Test("that is told to stop while nothing can be decided says what the matter is")
  func trouble() async throws {
    let broken = ScriptedInspector { _ throws(InspectorFailure) in throw .missing("tesseract-ocr-dan is missing") }
    try folder.write("%PDF-first", to: "uploads/A/identity/1.jpg")
    let watch = try started(broken)
    try await wait { try said("kyc: trying again in") >= 1 }
    watch.cancel()
    let ended = await watch.value
    #expect(ended.trouble?.status == .missing)
    #expect(ended.tally.left == 1)
  }

  @Test("goes on when its folder went away and came back")
  func vanished() async throws {
    let watch = try started()
    try FileManager.default.moveItem(atPath: uploads, toPath: folder.path + "/away")
    try await wait { try said("waiting for it to come back") == 1 }
    try folder.write("%PDF-first", to: "away/A/identity/1.jpg")
    try FileManager.default.moveItem(atPath: folder.path + "/away", toPath: uploads)
    try await wait { ledger.tally.total.decided == 1 }
    watch.cancel()
    _ = await watch.value
    #expect(try said("is back") == 1)
  }

  @Test("takes up what waited for its account, and names an account that changed")
  func accounts() async throws {
    try folder.write("%PDF-first", to: "uploads/C/identity/1.jpg")
    let watch = try started()
    try await wait { ledger.tally.total.failed == 1 }
    #expect(try said("account.missing") == 1)
    try folder.write("{\"id\": \"C\"}\n", to: "uploads/accounts.jsonl")
    try await wait { ledger.tally.total.decided == 1 }
    try folder.write("{\"id\": \"C\", \"email\": \"c@example.com\"}\n", to: "uploads/accounts.jsonl")
    try await wait { try said("the account data changed since K-2026-000001 was judged") == 1 }
    watch.cancel()
    let ended = await watch.value
    #expect(ended.tally.total.failed == 0)
    #expect(ended.tally.total.decided == 1)
  }
}
