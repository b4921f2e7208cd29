import Casework
import Foundation
import Glibc
import Inspection
import Model
import Pipelines
import TestKit
import Testing
import Workplace

@testable import CLI

@Suite("A batch")
struct BatchRunTests {
  private let folder: TemporaryFolder
  private let store = MemoryStore()

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      """
      {"id": "A"}
      {"id": "B", "priority": "vip"}
      {"id": "C", "email": 1}
      """, to: "uploads/accounts.jsonl")
    try folder.write("%PDF-first", to: "uploads/A/identity/1.jpg")
    try folder.write("%PDF-second", to: "uploads/B/identity/1.jpg")
    try folder.write("%PDF-third", to: "uploads/C/identity/1.jpg")
  }

  private struct Ended {
    let tally: BatchTally
    let fatal: CommandFailure?
    /// The lines on stdout.
    let data: [String]
    let talk: String
  }

  private func run(_ inspector: ScriptedInspector, consume: Bool = false, cancelled: Bool = false) async throws -> Ended
  {
    let uploads = try UploadScanner.scan(folder.path + "/uploads", pipelines: ["identity"])
    let output = folder.path + "/stdout"
    let data = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let talk = open(folder.path + "/stderr", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer {
      close(data)
      close(talk)
    }
    let console = Console(quiet: false, colour: false, data: data, talk: talk)
    let path = CasePath(
      queue: store, blobs: MemoryBlobStore(), inspector: inspector, owner: .alive, now: { .start },
      logger: try ConsoleLog.logger(console, level: "critical"))
    let today = try #require(Day("2026-11-22"))
    let ledger = BatchLedger()
    let report = BatchReport(uploads, console: console, json: true, showValues: false, consume: consume)
    let clerk = BatchClerk(
      pipelines: [PipelineFile(path: "identity.yaml", text: "", pipeline: .made(), checks: [])],
      intake: IntakeDesk(
        queue: store, vault: MemoryVault(), path: path, now: { .start }, logger: LogCatcher().logger),
      desk: Desk(
        work: store, review: store, blobs: MemoryBlobStore(), vault: MemoryVault(),
        audit: MemoryTrail(), records: MemoryRecords(), tombstones: MemoryTombstones()),
      sources: SourceFiles(root: folder.path + "/uploads"), today: { today }, consume: consume, advice: "run again",
      report: report, ledger: ledger)
    let batch = BatchRun(uploads, clerk: clerk, report: report, ledger: ledger)
    let work = Task { await batch.run(workers: 1) }
    if cancelled { work.cancel() }
    let (tally, fatal) = await work.value
    let text = try String(contentsOfFile: output, encoding: .utf8)
    return Ended(
      tally: tally, fatal: fatal, data: text.split(separator: "\n").map(String.init),
      talk: try String(contentsOfFile: folder.path + "/stderr", encoding: .utf8))
  }

  private func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.path + "/uploads/" + name)
  }

  @Test("decides each submission once, VIPs first, and gives what it cannot decide a line")
  func decides() async throws {
    let inspector = ScriptedInspector()
    let first = try await run(inspector)
    #expect(first.fatal == nil)
    #expect(first.data.count == 3)
    #expect(
      first.data[0].hasPrefix(
        #"{"account":"C","pipeline":"identity","error":{"code":"account.malformed","message":""#))
    #expect(first.data[1].hasPrefix(#"{"case":"K-2026-000001","account":"B","pipeline":"identity@3","run":1,"#))
    #expect(first.data[2].hasPrefix(#"{"case":"K-2026-000002","account":"A","#))
    #expect(inspector.inspected == [Array("%PDF-second".utf8), Array("%PDF-first".utf8)])
    #expect(first.tally.total.decided == 2)
    #expect(first.tally.total.failed == 1)

    try folder.write("%PDF-fourth", to: "uploads/A/identity/2.jpg")
    let second = try await run(inspector)
    #expect(second.tally.total.known == 1)
    #expect(second.tally.total.decided == 1)
    #expect(second.data.count == 2)
    #expect(inspector.inspected.count == 4)
  }

  @Test("unlinks the files of what it decided, and of nothing else")
  func consumes() async throws {
    let ended = try await run(ScriptedInspector(), consume: true)
    #expect(ended.tally.consumed == 2)
    #expect(!exists("A/identity/1.jpg"))
    #expect(!exists("B/identity/1.jpg"))
    #expect(exists("C/identity/1.jpg"))
  }

  @Test("counts what it could not unlink")
  func notUnlinked() async throws {
    let changing = ScriptedInspector { [folder] bytes throws(InspectorFailure) in
      if bytes == Array("%PDF-first".utf8) { try? folder.write("%PDF-another", to: "uploads/A/identity/1.jpg") }
      return .readable
    }
    let ended = try await run(changing, consume: true)
    #expect(ended.tally.consumed == 1)
    #expect(ended.tally.notUnlinked == 1)
    #expect(exists("A/identity/1.jpg"))
    #expect(!exists("B/identity"))
  }

  @Test("ends when something is missing on this machine, and leaves the cases to be gone on with")
  func missing() async throws {
    let broken = ScriptedInspector { _ throws(InspectorFailure) in throw .missing("tesseract-ocr-dan is missing") }
    let ended = try await run(broken, consume: true)
    #expect(ended.fatal?.status == .missing)
    #expect(ended.tally.left == 2)
    #expect(broken.inspected.count == 1)
    #expect(exists("B/identity/1.jpg"))

    let again = try await run(ScriptedInspector())
    #expect(again.tally.total.decided == 2)
  }

  @Test("keeps the source of what could not be processed")
  func stuck() async throws {
    let broken = ScriptedInspector { _ throws(InspectorFailure) in throw .cannotStart("no memory") }
    for _ in 1..<AttemptLimits.failures {
      let ended = try await run(broken, consume: true)
      #expect(ended.tally.total.failed == 3)
      #expect(ended.fatal == nil)
    }
    let last = try await run(broken, consume: true)
    #expect(last.tally.total.decided == 2)
    #expect(last.tally.total.doubtful == 2)
    #expect(last.tally.consumed == 0)
    #expect(try await run(ScriptedInspector(), consume: true).tally.consumed == 0)
    #expect(exists("A/identity/1.jpg"))
  }

  @Test("that was told to stop begins nothing more and counts what is left")
  func interrupted() async throws {
    let inspector = ScriptedInspector()
    let ended = try await run(inspector, cancelled: true)
    #expect(ended.fatal == nil)
    #expect(ended.tally.left + ended.tally.total.decided == 2)
    #expect(try await run(inspector).tally.left == 0)
  }

  @Test("counts and names a file that another case holds too")
  func duplicates() async throws {
    #expect(try await run(ScriptedInspector()).tally.duplicates == 0)
    try folder.write("{\"id\": \"A\"}\n{\"id\": \"D\"}", to: "uploads/accounts.jsonl")
    try folder.write("%PDF-other", to: "uploads/D/identity/0.jpg")
    try folder.write("%PDF-first", to: "uploads/D/identity/1.jpg")
    let ended = try await run(ScriptedInspector())
    #expect(ended.tally.total.decided == 1)
    #expect(ended.tally.duplicates == 1)
    #expect(ended.talk.contains("D identity: 1.jpg is the same file as in K-2026-000002 (account A)\n"))
  }
}
