import BlobStores
import Casework
import Foundation
import GRDB
import Model
import TestKit
import Testing

@testable import SQLiteStore

/// Workspaces that versions before this one made.
struct MigrationTests {
  private let folder: TemporaryFolder
  private let path: String
  private let key = WorkspaceKey([UInt8](repeating: 1, count: 32))

  init() throws {
    folder = try TemporaryFolder()
    path = Workspace(folder: folder.path).database
    try makeFirst()
  }

  private func open(_ key: WorkspaceKey? = nil) throws -> SQLiteStore {
    try SQLiteStore(path: path, sealer: key ?? self.key, seenDead: LeaseOwner.seenDead)
  }

  @Test("a workspace of the first schema opens with everything that is in it")
  func first() async throws {
    let store = try open()
    let decided = try #require(try await store.find(number(1)))
    #expect(decided.summary.state == .closed)
    #expect(decided.summary.ruling == Ruling(decision: .reject, reasons: [.pageBlurred], by: "anna", at: .start))
    #expect(decided.summary.verdict == Conclusion.made(verdict: .rejection(.pageBlurred)).summary)
    #expect(decided.summary.times == ReviewTimes(arrived: .start, priority: .standard, policy: ReviewPolicy()))
    #expect(decided.account == .made())
    let page = try page
    #expect(decided.runs.map(\.conclusion) == [.made(verdict: .rejection(.pageBlurred), pages: [page])])
    #expect(
      decided.history == [
        CaseEvent(at: .start, edge: .opened, by: "kyc", run: 1, attempt: 0),
        CaseEvent(at: .start, edge: .concluded, by: "kyc", run: 1, attempt: 1),
        CaseEvent(
          at: .start, edge: .rejected, by: "anna", run: 1, attempt: 1, reasons: [.pageBlurred],
          note: Private(Planted.note)),
      ])
    let states = try await store.cases(.all).map(\.state)
    #expect(states == [.closed, .closed, .inReview, .waiting, .working])
    let approved = try #require(try await store.find(number(2)))
    #expect(approved.summary.ruling?.decision == .approve)
    #expect(approved.history.last?.note == nil)
    #expect(try await store.find(number(4))?.runs == [])
    #expect(try await store.unnamed(among: [page], at: .start) == [])
  }

  @Test("cases of the first schema go on from where they stood")
  func goesOn() async throws {
    let store = try open()
    for serial in 1...5 {
      let submission = NewCase.made("content \(serial)")
      guard case .known(let known, false) = try await store.open(submission) else {
        Issue.record("\(serial) is not known")
        return
      }
      #expect(known.number == number(serial))
    }
    for serial in [4, 5] {
      guard
        case .claimed(let claim) = try await store.claim(
          number(serial), for: .alive, until: .distantFuture, at: .start)
      else {
        Issue.record("\(serial) is not claimed")
        return
      }
      #expect(try await store.settle(claim, .concluded(.made()), at: .start)?.state == .inReview)
    }
    let sightings = try await store.sightings(of: [Conclusion.made().files[0].sha256], besides: number(1))
    #expect(sightings.map(\.number) == (2...5).map(number))
    let asked = try await store.act(number(3), .ask([]), by: "anna", note: nil, version: nil, at: .start)
    #expect(asked.asked?.reasons == [.pageBlurred])
    guard case .followUp = try await store.open(.made("sharp")) else {
      Issue.record("no follow-up")
      return
    }
    guard case .new(let new) = try await store.open(.made("new", account: .made(id: "A-2"))) else {
      Issue.record("not new")
      return
    }
    #expect(new.number == number(6))
  }

  @Test("files that the first schema knew are seen again")
  func sightings() async throws {
    let sha256 = Conclusion.made().files[0].sha256
    let sightings = try await open().sightings(of: ["none", sha256], besides: number(4))
    #expect(sightings.map(\.number) == [number(1), number(2), number(3)])
    #expect(sightings.map(\.file) == [2, 2, 2])
    #expect(sightings.map(\.decision) == [.reject, .approve, .reject])
  }

  @Test("the database refuses to change history afterwards as before")
  func appendOnly() throws {
    _ = try open()
    let queue = try DatabaseQueue(path: path)
    #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: "UPDATE events SET by = 'bo'") } }
    #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: "DELETE FROM events") } }
  }

  @Test("the tables hold together afterwards, and nothing of the move is left")
  func tables() throws {
    _ = try open()
    try DatabaseQueue(path: path).read { db in
      #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
      #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
      let schema = try String.fetchAll(db, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").joined()
      #expect(!schema.contains("newCases"))
      for table in ["verdicts", "pages", "events", "submissions", "files"] {
        #expect(try db.foreignKeys(on: table).map(\.destinationTable) == ["cases"])
      }
    }
  }

  @Test("another key opens nothing and migrates nothing")
  func wrongKey() async throws {
    #expect(throws: StoreFailure.sealBroken(what: path)) { try open(WorkspaceKey([UInt8](repeating: 2, count: 32))) }
    #expect(try await open().find(number(1))?.history.last?.note == Private(Planted.note))
  }

  @Test("a value that cannot be opened stops the migration, and the workspace stays what it was")
  func broken() throws {
    try DatabaseQueue(path: path).write { db in try db.execute(sql: "UPDATE cases SET note = x'01' WHERE id = 1") }
    #expect(throws: StoreFailure.sealBroken(what: "\(number(1))/note")) { try open() }
    let columns = try DatabaseQueue(path: path).read { db in try db.columns(in: "cases").map(\.name) }
    #expect(columns.contains("submission"))
  }

  @Test("no personal value is readable in any file")
  func unreadable() throws {
    _ = try open()
    for file in folder.files {
      let bytes = try #require(FileManager.default.contents(atPath: file))
      for value in Planted.all { #expect(bytes.range(of: Data(value.utf8)) == nil, "\(value) in \(file)") }
    }
  }

  // MARK: The first schema

  private var page: BlobKey {
    get throws { try #require(BlobKey("0123456789abcdef0123456789abcdef")) }
  }

  private func number(_ serial: Int) -> CaseNumber { CaseNumber(year: 2026, serial: serial) }

  /// Five cases as the first version wrote them: rejected with a note, approved, in review, waiting, working.
  private func makeFirst() throws {
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    let queue = try DatabaseQueue(path: path)
    try Schema.migrator(key).migrate(queue, upTo: "1 cases")
    let check = Data(key.seal(Array("kyc".utf8), at: SealedPlace(nil, "keyCheck")))
    try queue.write { db in
      try db.execute(sql: "INSERT INTO workspace (id, keyCheck) VALUES (1, ?)", arguments: [check])
      try insert(db, 1, "closed", .rejection(.pageBlurred), ruling: ("reject", "page.blurred"), note: Planted.note)
      try insert(db, 2, "closed", .approval, ruling: ("approve", ""))
      try insert(db, 3, "inReview", .rejection(.pageBlurred))
      try insert(db, 4, "waiting")
      try insert(db, 5, "working")
    }
  }

  private func insert(
    _ db: Database, _ serial: Int, _ state: String, _ verdict: Verdict? = nil,
    ruling: (decision: String, reasons: String)? = nil, note: String? = nil
  ) throws {
    let number = number(serial)
    let identity = NewCase.made("content \(serial)").identity
    let times = ReviewTimes(arrived: .start, priority: .standard, policy: ReviewPolicy())
    let isWorking = state == "working"
    try db.execute(
      sql: """
        INSERT INTO cases (id, year, submission, accountID, pipeline, pipelineVersion, team, priority, arrived, target,
          deadline, state, run, attempt, version, leaseOwner, leaseUntil, ruling, rulingReasons, ruledBy, ruledAt, note,
          account)
        VALUES (?, 2026, ?, 'A-1001', 'identity', 3, 'general', 'standard', ?, ?, ?, ?, 1, 1, 4, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        serial, key.digest(identity), milliseconds(times.arrived), milliseconds(times.target),
        milliseconds(times.deadline), state, isWorking ? LeaseOwner.killed.description : nil,
        isWorking ? milliseconds(.distantFuture) : nil, ruling?.decision, ruling?.reasons, ruling.map { _ in "anna" },
        ruling.map { _ in milliseconds(.start) },
        try note.map { try key.sealed(Private($0), at: SealedPlace(number, "note")) },
        try key.sealed(Account.made(), at: SealedPlace(number, "account")),
      ])
    try event(db, serial, "opened", attempt: 0)
    if let verdict { try insert(db, number, verdict) }
    if let ruling { try event(db, serial, ruling.decision == "approve" ? "approved" : "rejected", by: "anna") }
  }

  private func insert(_ db: Database, _ number: CaseNumber, _ verdict: Verdict) throws {
    let keys = number.serial == 1 ? [try page] : []
    let conclusion = Conclusion.made(verdict: verdict, pages: keys)
    try db.execute(
      sql: """
        INSERT INTO verdicts (caseID, run, at, decision, confidence, reasons, conclusion) VALUES (?, 1, ?, ?, ?, ?, ?)
        """,
      arguments: [
        number.serial, milliseconds(.start), verdict.decision.rawValue, verdict.confidence.rawValue,
        joined(conclusion.summary.reasons), try key.sealed(conclusion, at: SealedPlace(number, "conclusion/1")),
      ])
    for blob in keys {
      try db.execute(
        sql: "INSERT INTO pages (blob, caseID, run) VALUES (?, ?, 1)", arguments: [blob.text, number.serial])
    }
    try event(db, number.serial, "concluded")
  }

  private func event(_ db: Database, _ serial: Int, _ edge: String, by: String = "kyc", attempt: Int = 1) throws {
    try db.execute(
      sql: "INSERT INTO events (caseID, at, edge, by, run, attempt) VALUES (?, ?, ?, ?, 1, ?)",
      arguments: [serial, milliseconds(.start), edge, by, attempt])
  }
}
