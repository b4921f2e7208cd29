import Casework
import Foundation
import Paperwork
import TestKit
import Testing
import Workplace

@testable import CLI

@Suite("The look at a workspace")
struct WorkspaceCheckupTests {
  private func number(_ serial: Int) -> CaseNumber { CaseNumber(year: 2026, serial: serial) }

  private func key(_ digit: String) throws -> BlobKey { try #require(BlobKey(String(repeating: digit, count: 32))) }

  /// A workspace in use, with nothing wrong.
  private func sound(_ change: (inout WorkspaceHealth) throws -> Void = { _ in }) throws -> WorkspaceFacts {
    var health = WorkspaceHealth(
      schema: "2 desk", cases: [.inReview: 12, .closed: 3], newestEvent: .start, pages: [try key("a"), try key("b")])
    try change(&health)
    var facts = WorkspaceFacts(folder: "kyc-data")
    facts.health = .success(health)
    facts.freeBytes = 75_000_000_000
    facts.pages = [try key("a"): .start, try key("b"): .start]
    return facts
  }

  private func diagnoses(_ facts: WorkspaceFacts) -> [Diagnosis] {
    WorkspaceCheckup(facts: facts, now: .start).diagnoses
  }

  /// What is not well, as `name level status: text → remedy`.
  private func trouble(_ facts: WorkspaceFacts) -> [String] {
    diagnoses(facts).filter { $0.level != .ok }.map { line in
      "\(line.name) \(line.level.rawValue) \(line.status.rawValue): \(line.text)"
        + (line.remedy.map { " → \($0)" } ?? "")
    }
  }

  @Test("finds nothing wrong with a sound one, and counts its cases")
  func nothingWrong() throws {
    #expect(trouble(try sound()).isEmpty)
    let lines = diagnoses(try sound())
    #expect(lines.first { $0.name == "cases" }?.text == "15: 12 inReview, 3 closed")
    #expect(lines.first { $0.name == "pages" }?.text == "2 masked pages, all there")
    #expect(lines.first { $0.name == "disk" }?.text == "75 GB free")
  }

  @Test("says of none that there is none")
  func none() {
    var facts = WorkspaceFacts(folder: "kyc-data")
    facts.isThere = false
    #expect(diagnoses(facts).map(\.text) == ["none at kyc-data yet; kyc run makes it"])
    #expect(trouble(facts).isEmpty)
    var empty = WorkspaceFacts(folder: "kyc-data")
    empty.hasKey = false
    #expect(trouble(empty).isEmpty)
  }

  @Test("tells who may do what with the folder")
  func rights() throws {
    var facts = try sound()
    facts.isOpenToOthers = true
    #expect(
      trouble(facts) == [
        "folder warn 0: kyc-data can be looked into by others than its owner → chmod 700 kyc-data"
      ])
    facts.isWritable = false
    #expect(trouble(facts).first?.hasPrefix("folder fail 5: kyc-data may not be written by this user") == true)
  }

  @Test(
    "ends with what is wrong with the key or the database",
    arguments: [
      (StoreFailure.keyMissing(path: "k"), Int32(3)), (.keyExposed(path: "k"), 3), (.newerSchema(path: "d"), 5),
      (.sealBroken(what: "d"), 5), (.unreachable(path: "d", why: "w"), 5),
    ])
  func unusable(failure: StoreFailure, status: Int32) {
    var facts = WorkspaceFacts(folder: "kyc-data")
    facts.health = .failure(CommandFailure(failure))
    let lines = diagnoses(facts).filter { $0.level == .fail }
    #expect(lines.map(\.status.rawValue) == [status])
    #expect(lines.first?.text.hasPrefix(failure.description) == true)
    facts.health = nil
    facts.keyFailure = CommandFailure(failure)
    #expect(diagnoses(facts).filter { $0.level == .fail }.map(\.name) == ["key"])
  }

  @Test("names cases that need somebody")
  func attention() throws {
    let facts = try sound { health in
      health.stuck = [number(4)]
      health.overdue = [number(7), number(2)]
      health.abandoned = [number(9)]
    }
    #expect(
      trouble(facts) == [
        "stuck warn 0: K-2026-000004 could not be processed and waits for a person → kyc queue list --reason "
          + "system.could_not_process",
        "overdue warn 0: 2, such as K-2026-000007, are in review beyond their deadline → kyc queue list --tab overdue",
        "abandoned warn 0: K-2026-000009 was being worked on by a kyc that has ended → kyc run over its folder",
      ])
  }

  @Test("tells pages that are gone from pages that nobody names, and leaves out what was just written")
  func pages() throws {
    var facts = try sound()
    facts.pages = [
      try key("a"): .start, try key("c"): .start.addingTimeInterval(-7200),
      try key("d"): .start.addingTimeInterval(-60),
    ]
    #expect(
      trouble(facts) == [
        "pages fail 5: 1 of 2 masked pages is gone from the folder → restore the folder 'pages' from a backup",
        "orphaned pages warn 0: 1 masked page that no case names → the next kyc run deletes them",
      ])
  }

  @Test("tells a clock that is behind from one that is not")
  func clock() throws {
    let behind = try sound { $0.newestEvent = .start.addingTimeInterval(7200) }
    #expect(
      trouble(behind) == [
        "clock warn 0: 2 h behind what was written down last: deadlines go by it → timedatectl set-ntp true"
      ])
    #expect(trouble(try sound { $0.newestEvent = .start.addingTimeInterval(30) }).isEmpty)
  }

  @Test("says of a workspace of an earlier version what will be done to it, and of a damaged one nothing else")
  func versions() throws {
    let early = try sound { health in
      health.schema = "1 cases"
      health.pendingChanges = ["2 desk"]
    }
    #expect(
      trouble(early) == [
        "schema warn 0: '1 cases', made by an earlier version → copy the folder while no kyc runs; the next command "
          + "brings it up to '2 desk'"
      ])
    let damaged = try sound { $0.damage = ["row 1 missing from index x"] }
    #expect(
      trouble(damaged) == [
        "database fail 5: is damaged: row 1 missing from index x → keep the folder as it is, and restore it from a backup"
      ])
    #expect(!diagnoses(damaged).contains { $0.name == "cases" })
  }

  @Test(
    "warns of little space and of a long log",
    arguments: [
      (900_000_000, 0, "disk warn 0: 900 MB free → make room; a case takes about half a megabyte"),
      (1_000_000, 0, "disk fail 6: 1 MB free → make room, or name another disk with --data"),
      (
        75_000_000_000, 300_000_000,
        "log warn 0: 300 MB not folded into the database yet → end every kyc that uses this workspace; the last one folds "
          + "it in"
      ),
    ])
  func space(free: Int, log: Int, expected: String) throws {
    var facts = try sound()
    facts.freeBytes = free
    facts.logBytes = log
    #expect(trouble(facts) == [expected])
  }

  @Test(
    "gives sizes as people say them",
    arguments: [
      (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1500, "2 kB"), (40_400_000, "40 MB"),
      (12_300_000_000, "12 GB"),
    ])
  func sizes(bytes: Int, expected: String) {
    #expect(WorkspaceCheckup.size(bytes) == expected)
  }

  @Test("makes nothing and changes nothing by looking")
  func looking() throws {
    let folder = try TemporaryFolder()
    func facts(_ data: String) throws -> WorkspaceFacts {
      try WorkspaceFacts.gathered(
        try Settings(Settings.Flags(data: data), environment: [:], executable: "/opt/kyc/bin/kyc", cores: 1), at: .start
      )
    }
    #expect(try !facts(folder.path + "/none").isThere)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/none"))
    try folder.makeFolder("empty")
    #expect(try !facts(folder.path + "/empty").hasKey)
    try folder.write(String(repeating: "k", count: 32), to: "keyed/key")
    chmod(folder.path + "/keyed/key", 0o600)
    #expect(try facts(folder.path + "/keyed").health == nil)
    try folder.write("x", to: "keyless/kyc.sqlite")
    #expect(try facts(folder.path + "/keyless").keyFailure?.status == .configuration)
    #expect(
      Set(folder.files.map { $0.replacing(folder.path + "/", with: "") }) == ["keyed/key", "keyless/kyc.sqlite"])
    try folder.write("x", to: "file")
    #expect(throws: CommandFailure.self) { try facts(folder.path + "/file") }
  }
}
