import BlobStores
import Casework
import Foundation
import GRDB
import Model
import TestKit
import Testing

@testable import SQLiteStore

struct SQLiteStoreTests {
  private let workspace: Workspace
  private let folder: TemporaryFolder
  private let key = WorkspaceKey([UInt8](repeating: 1, count: 32))

  init() throws {
    folder = try TemporaryFolder()
    workspace = Workspace(folder: folder.path)
  }

  private func open(_ key: WorkspaceKey? = nil) throws -> SQLiteStore {
    try SQLiteStore(path: workspace.database, sealer: key ?? self.key, seenDead: LeaseOwner.seenDead)
  }

  @Test("keeps the contract of the work queue", arguments: WorkQueueContract.clauses)
  func workQueue(_ clause: Clause<any CaseStore>) async throws { try await clause.holds(try open()) }

  @Test("keeps the contract of the review queue", arguments: ReviewQueueContract.clauses)
  func reviewQueue(_ clause: Clause<any CaseStore>) async throws { try await clause.holds(try open()) }

  @Test("keeps the contract of the desk", arguments: DeskContract.clauses)
  func desk(_ clause: Clause<any CaseStore>) async throws { try await clause.holds(try open()) }

  @Test("keeps the contract of reruns", arguments: RerunContract.clauses)
  func rerun(_ clause: Clause<any CaseStore>) async throws { try await clause.holds(try open()) }

  @Test("keeps the contract of follow-ups", arguments: FollowUpContract.clauses)
  func followUp(_ clause: Clause<any CaseStore>) async throws { try await clause.holds(try open()) }

  @Test("keeps the contract of pictures", arguments: PictureContract.clauses)
  func pictures(_ clause: Clause<any CaseStore>) async throws { try await clause.holds(try open()) }

  @Test("keeps the contract of the intake", arguments: IntakeContract.clauses)
  func intake(_ clause: Clause<any CaseStore>) async throws { try await clause.holds(try open()) }

  @Test("what one process wrote another one reads")
  func reopened() async throws {
    let path = CasePath(
      queue: try open(), blobs: MemoryBlobStore(), inspector: ScriptedInspector(), owner: .alive, now: { .start },
      logger: LogCatcher().logger)
    let outcome = try await path.follow(.made("passport"), through: .made(), today: Day(unixSeconds: 0))
    guard case .decided(let decided, let conclusion) = outcome else {
      Issue.record("not decided")
      return
    }
    let file = try #require(try await open().find(decided.number))
    #expect(file.summary == decided)
    #expect(file.runs.map(\.conclusion) == [conclusion])
  }

  @Test("several that make the database at once share it")
  func openedAtOnce() async throws {
    let answers = try await withThrowingTaskGroup(of: Opening.self) { [workspace, key] group in
      for person in 0..<8 {
        group.addTask {
          let store = try SQLiteStore(path: workspace.database, sealer: key, seenDead: LeaseOwner.seenDead)
          return try await store.open(.made("of person \(person % 2)"))
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.filter { if case .new = $0 { true } else { false } }.count == 2)
    #expect(try await open().cases(.all).count == 2)
  }

  @Test("no personal value is readable in any file")
  func unreadable() async throws {
    let store = try open()
    let number = try await concluded(store)
    _ = try await store.act(
      number, .reject([.pageBlurred]), by: "anna", note: Private(Planted.note), version: nil, at: .start)
    #expect(folder.files.contains(workspace.database))
    for path in folder.files {
      let bytes = try #require(FileManager.default.contents(atPath: path))
      for value in Planted.all { #expect(bytes.range(of: Data(value.utf8)) == nil, "\(value) in \(path)") }
      #expect(try folder.mode(path) == 0o600, "\(path)")
    }
  }

  @Test("another key does not open the database")
  func wrongKey() throws {
    _ = try open()
    #expect(throws: StoreFailure.sealBroken(what: workspace.database)) {
      try open(WorkspaceKey([UInt8](repeating: 2, count: 32)))
    }
  }

  @Test("a sealed value moved to another case does not open")
  func movedValue() async throws {
    let store = try open()
    let first = try await concluded(store)
    let second = try await concluded(store, .made("another", account: .made(id: "A-2")))
    try write("UPDATE cases SET account = (SELECT account FROM cases WHERE id = 1) WHERE id = 2")
    #expect(try await store.find(first) != nil)
    await #expect(throws: StoreFailure.sealBroken(what: "\(second)/account")) { try await store.find(second) }
  }

  @Test("a note moved to another act does not open")
  func movedNote() async throws {
    let store = try open()
    let number = try await concluded(store)
    let end = Date.start.addingTimeInterval(600)
    for note in ["one", "two"] {
      _ = try await store.act(
        number, .claim(until: end), by: "anna", note: Private(note), version: nil, at: .start)
    }
    #expect(try await store.find(number)?.history.compactMap(\.note?.value) == ["one", "two"])
    try write(
      """
      DROP TRIGGER eventsAreNotChanged;
      UPDATE events SET note = (SELECT note FROM events WHERE id = 4) WHERE id = 5;
      """)
    await #expect(throws: StoreFailure.sealBroken(what: "\(number)/note/5")) { try await store.find(number) }
  }

  @Test("a disk that is full leaves everything as it was, and room mends it")
  func diskFull() async throws {
    let store = try open()
    let number = try await concluded(store, conclusion: .made(verdict: .rejection(.pageBlurred)))
    let standing = try #require(try await store.find(number))
    let large = String(repeating: "a", count: 100_000)
    var conclusion = Conclusion.made(account: .made(family: large))
    conclusion.pipelineVersion = 4
    let pages = try await store.change { db in try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0 }
    try await store.change { db in try db.execute(sql: "PRAGMA max_page_count = \(pages)") }
    let full = StoreFailure.diskFull(folder: folder.path)
    await #expect(throws: full) {
      try await store.act(number, .approve, by: "anna", note: Private(large), version: nil, at: .start)
    }
    await #expect(throws: full) {
      try await store.add(
        rerun: conclusion, to: number, version: standing.summary.version, policy: ReviewPolicy(), by: "bo", at: .start)
    }
    await #expect(throws: full) {
      try await store.open(.made("new", account: .made(id: "A-2", family: large)))
    }
    #expect(try await store.find(number) == standing)
    #expect(try await store.cases(.all) == [standing.summary])
    try await store.change { db in try db.execute(sql: "PRAGMA max_page_count = 1000000") }
    let changed = try await store.add(
      rerun: conclusion, to: number, version: standing.summary.version, policy: ReviewPolicy(), by: "bo", at: .start)
    #expect(changed.run == 2)
  }

  @Test("whatever breaks off before its end leaves nothing behind")
  func atomic() async throws {
    let store = try open()
    let number = try await concluded(store)
    let asked = try await concluded(store, .made("asked", account: .made(id: "A-2")))
    _ = try await store.act(asked, .ask([.pageBlurred]), by: "anna", note: nil, version: nil, at: .start)
    let answer = NewCase.made("answer", account: .made(id: "A-2", family: "Holm"))
    let before = [try await store.find(number), try await store.find(asked)]
    let version = try #require(before[0]).summary.version
    // The history is written last.
    try write("CREATE TRIGGER breaksOff BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'broke off'); END")
    let acts: [@Sendable () async throws -> Void] = [
      { _ = try await store.act(number, .approve, by: "anna", note: Private("n"), version: nil, at: .start) },
      {
        _ = try await store.add(
          rerun: .made(account: .made(family: "Holm"), verdict: .rejection(.pageBlank)), to: number, version: version,
          policy: ReviewPolicy(), by: "bo", at: .start)
      },
      {
        _ = try await store.reopen(number, version: version, policy: ReviewPolicy(), by: "bo", at: .start)
      },
      { _ = try await store.open(answer) },
      { _ = try await store.open(.made("new", account: .made(id: "A-3"))) },
    ]
    for act in acts { await #expect(throws: StoreFailure.self) { try await act() } }
    try write("DROP TRIGGER breaksOff")
    #expect([try await store.find(number), try await store.find(asked)] == before)
    #expect(try await store.cases(.all).count == 2)
    #expect(try await store.sightings(of: ["hash of answer", "hash of new"], besides: number) == [])
    guard case .followUp = try await store.open(answer) else {
      Issue.record("no follow-up")
      return
    }
  }

  @Test("what stands in the open names no file, and no file twice alike without the key")
  func digests() async throws {
    let store = try open()
    _ = try await store.open(.made())
    let digests = try await store.look { db in
      try String.fetchAll(db, sql: "SELECT digest FROM files UNION ALL SELECT digest FROM submissions")
    }
    #expect(Set(digests).count == 2)
    #expect(digests.allSatisfy { $0.count == 64 })
    let other = WorkspaceKey([UInt8](repeating: 2, count: 32))
    #expect(!digests.contains(other.fileDigest("hash of passport")))
    #expect(digests.contains(key.fileDigest("hash of passport")))
  }

  @Test("a database of a newer version is refused and left alone")
  func newer() throws {
    _ = try open()
    try write("INSERT INTO grdb_migrations (identifier) VALUES ('99 of the future')")
    #expect(throws: StoreFailure.newerSchema(path: workspace.database)) { try open() }
  }

  @Test("what is no database is refused")
  func noDatabase() throws {
    let text = Data(String(repeating: "no database ", count: 1000).utf8)
    #expect(FileManager.default.createFile(atPath: workspace.database, contents: text))
    #expect(throws: StoreFailure.self) { try open() }
    #expect(FileManager.default.contents(atPath: workspace.database) == text)
  }

  @Test("a folder that is not there is told")
  func noFolder() throws {
    let path = folder.path + "/none/kyc.sqlite"
    #expect(throws: StoreFailure.unreachable(path: path, why: "No such file or directory")) {
      try SQLiteStore(path: path, sealer: key)
    }
  }

  @Test("a run has one verdict even where the state is wrong")
  func oneVerdict() async throws {
    let store = try open()
    let number = try await concluded(store)
    try write("UPDATE cases SET state = 'working', leaseOwner = 'system 100 1', leaseUntil = 0")
    let standing = try #require(try await store.find(number)).summary
    let claim = Claim(claimed: standing, owner: .alive, until: .start, account: .made(), waitingSince: .start)
    await #expect(throws: StoreFailure.self) {
      try await store.settle(claim, .concluded(.made(verdict: .rejection(.pageBlank))), at: .start)
    }
    #expect(try await store.find(number)?.runs.map(\.conclusion) == [.made()])
  }

  @Test("history is not changed", arguments: ["UPDATE events SET by = 'bo'", "DELETE FROM events"])
  func appendOnly(statement: String) async throws {
    _ = try await concluded(try open())
    #expect(throws: DatabaseError.self) { try write(statement) }
  }

  @Test("a task that was told to stop still settles")
  func cancelled() async throws {
    let store = try open()
    guard case .new(let opened) = try await store.open(.made()),
      case .claimed(let claim) = try await store.claim(opened.number, for: .alive, until: .distantFuture, at: .start)
    else {
      Issue.record("not claimed")
      return
    }
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await store.settle(claim, .handedBack, at: .start)
    }
    task.cancel()
    #expect(try await task.value?.state == .waiting)
  }

  @Test("numbers that JSON does not know are kept")
  func notANumber() async throws {
    let store = try open()
    var conclusion = Conclusion.made()
    conclusion.verdict.findings = [Finding(.pageBlurred, .retry, measured: .infinity, limit: -.infinity)]
    let number = try await concluded(store, conclusion: conclusion)
    #expect(try await store.find(number)?.runs.map(\.conclusion) == [conclusion])
  }

  @Test(
    "what SQLite says becomes what a person can act on",
    arguments: [
      (ResultCode.SQLITE_FULL, StoreFailure.diskFull(folder: "/data")),
      (.SQLITE_IOERR_SHMSIZE, .diskFull(folder: "/data")),
      (.SQLITE_BUSY, .busy(path: "/data/kyc.sqlite")),
      (.SQLITE_BUSY_SNAPSHOT, .busy(path: "/data/kyc.sqlite")),
      (.SQLITE_IOERR_READ, .unreachable(path: "/data/kyc.sqlite", why: "SQLite says 266 (disk I/O error)")),
    ])
  func failures(code: ResultCode, failure: StoreFailure) {
    let error = DatabaseError(resultCode: code, message: Planted.family, sql: Planted.family)
    #expect(storeFailure(error, "/data/kyc.sqlite") == failure)
  }

  private func concluded(
    _ store: SQLiteStore, _ new: NewCase = .made(), conclusion: Conclusion = .made()
  ) async throws -> CaseNumber {
    guard case .new(let opened) = try await store.open(new),
      case .claimed(let claim) = try await store.claim(opened.number, for: .alive, until: .distantFuture, at: .start)
    else { throw StoreFailure.busy(path: "not claimed") }
    _ = try #require(try await store.settle(claim, .concluded(conclusion), at: .start))
    return opened.number
  }

  /// What another program does to the file.
  private func write(_ statement: String) throws {
    try DatabaseQueue(path: workspace.database).write { try $0.execute(sql: statement) }
  }
}
