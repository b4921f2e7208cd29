import BlobStores
import Casework
import Foundation
import GRDB
import Model
import TestKit
import Testing

@testable import SQLiteStore

struct AuditTests {
  private let folder: TemporaryFolder
  private let path: String
  private let store: SQLiteStore

  init() throws {
    folder = try TemporaryFolder()
    path = Workspace(folder: folder.path).database
    store = try SQLiteStore(
      path: path, sealer: WorkspaceKey([UInt8](repeating: 1, count: 32)), seenDead: LeaseOwner.seenDead)
  }

  /// Opened, claimed, concluded, approved with a note, viewed.
  @discardableResult
  private func decided(_ content: String = "passport") async throws -> CaseNumber {
    guard case .new(let opened) = try await store.open(.made(content)),
      case .claimed(let claim) = try await store.claim(opened.number, for: .alive, until: .distantFuture, at: .start)
    else { throw StoreFailure.busy(path: "not claimed") }
    _ = try await store.settle(claim, .concluded(.made()), at: .start)
    _ = try await store.act(
      opened.number, .approve, by: "anna", note: Private(Planted.note), version: nil, at: .start)
    try await store.note(.viewed, opened.number, detail: "0123456789abcdef0123456789abcdef", by: "bo", at: .start)
    return opened.number
  }

  /// What somebody does who can write the file.
  private func tamper(_ statements: String) throws {
    try DatabaseQueue(path: path).write { db in
      try db.execute(sql: "DROP TRIGGER eventsAreNotChanged; DROP TRIGGER eventsAreNotDeleted;")
      try db.execute(sql: statements)
    }
  }

  @Test("a history that nobody touched is whole, and its head is its last row")
  func whole() async throws {
    #expect(try await store.head() == nil)
    #expect(try await store.firstBreak(published: []) == nil)
    try await decided()
    let head = try #require(try await store.head())
    #expect(head.row == 5)
    #expect(AuditHead(head.description) == head)
    try await decided("another")
    #expect(try await store.firstBreak(published: [head]) == nil)
  }

  @Test(
    "whoever changes a row, adds one or leaves one out is found at the first bad row",
    arguments: [
      ("UPDATE events SET by = 'bo' WHERE id = 4", AuditBreak.altered(row: 4)),
      ("UPDATE events SET at = at + 1 WHERE id = 1", .altered(row: 1)),
      ("UPDATE events SET note = x'00' WHERE id = 4", .altered(row: 4)),
      ("UPDATE events SET detail = NULL WHERE id = 5", .altered(row: 5)),
      ("UPDATE events SET chain = NULL WHERE id = 3", .altered(row: 3)),
      ("UPDATE events SET chain = (SELECT chain FROM events WHERE id = 1) WHERE id = 2", .altered(row: 2)),
      ("DELETE FROM events WHERE id = 2", .missing(row: 2)),
      ("DELETE FROM events WHERE id = 1", .missing(row: 1)),
      ("DELETE FROM events WHERE id = 2; UPDATE events SET id = id - 1 WHERE id > 2", .altered(row: 2)),
      (
        """
        INSERT INTO events (id, caseID, at, edge, by, run, attempt, chain)
        SELECT 11, caseID, at, edge, by, run, attempt, chain FROM events WHERE id = 4
        """, .altered(row: 11)
      ),
    ])
  func tampered(statement: String, found: AuditBreak) async throws {
    try await decided()
    try await decided("another")
    try tamper(statement)
    #expect(try await store.firstBreak(published: []) == found)
  }

  @Test("a tail that was cut off is noticed against a published head")
  func cutOff() async throws {
    try await decided()
    let head = try #require(try await store.head())
    try tamper("DELETE FROM events WHERE id > 3")
    #expect(try await store.firstBreak(published: []) == nil)
    #expect(try await store.firstBreak(published: [head]) == .cutOff(published: head, rows: 3))
  }

  @Test("a history that was written anew with the key is noticed against a published head")
  func rewritten() async throws {
    try await decided()
    let head = AuditHead(row: 3, link: String(repeating: "a", count: 64))
    #expect(try await store.firstBreak(published: [head]) == .rewritten(published: head))
  }

  @Test("the row stands in the same transaction as what it tells of")
  func sameTransaction() async throws {
    let number = try await decided()
    try await DatabaseQueue(path: path).write { db in
      try db.execute(
        sql: "CREATE TRIGGER breaksOff BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'broke off'); END")
    }
    await #expect(throws: StoreFailure.self) { try await store.open(.made("new")) }
    await #expect(throws: StoreFailure.self) {
      try await store.note(.viewed, number, detail: nil, by: "bo", at: .start)
    }
    #expect(try await store.cases(.all).count == 1)
  }

  @Test("every look at a page is a row, written before the page is opened")
  func views() async throws {
    let number = try await decided()
    let blobs = MemoryBlobStore()
    let key = try await blobs.write([1], of: number)
    let pages = AuditedPages(blobs, trail: store, by: "clara", now: { .start })
    #expect(try await pages.read(key, of: number) == [1])
    let none = CaseNumber(year: 2026, serial: 9)
    await #expect(throws: ReviewFailure.noSuchCase(none)) { try await pages.read(key, of: none) }
    let last = try #require(try await store.find(number)?.history.last)
    #expect(last == CaseEvent(at: .start, edge: .viewed, by: "clara", run: 1, attempt: 1))
    let details = try await store.look { db in
      try String.fetchAll(db, sql: "SELECT detail FROM events WHERE edge = 'viewed' ORDER BY id")
    }
    #expect(details.last == key.text)
  }
}
