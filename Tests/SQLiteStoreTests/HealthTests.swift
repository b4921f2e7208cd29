import BlobStores
import Casework
import Foundation
import GRDB
import Model
import TestKit
import Testing

@testable import SQLiteStore

@Suite("The health of a store")
struct HealthTests {
  private let folder: TemporaryFolder
  private let key = WorkspaceKey([UInt8](repeating: 1, count: 32))

  init() throws { folder = try TemporaryFolder() }

  private var path: String { folder.path + "/kyc.sqlite" }

  private func open() throws -> SQLiteStore {
    try SQLiteStore(path: path, sealer: key, seenDead: LeaseOwner.seenDead)
  }

  private func health(at now: Date = .start) throws -> WorkspaceHealth {
    try SQLiteStore.health(path: path, sealer: key, at: now, seenDead: LeaseOwner.seenDead)
  }

  private func claimed(_ store: SQLiteStore, _ identity: String, by owner: LeaseOwner = .alive) async throws -> Claim {
    guard case .new(let opened) = try await store.open(.made(identity)) else { throw CancellationError() }
    let end = Date.start.addingTimeInterval(600)
    guard case .claimed(let claim) = try await store.claim(opened.number, for: owner, until: end, at: .start) else {
      throw CancellationError()
    }
    return claim
  }

  @Test("counts cases and names those that need somebody")
  func cases() async throws {
    let store = try open()
    let decided = try await claimed(store, "decided")
    _ = try await store.settle(decided, .concluded(.made()), at: .start)
    let stuck = try await claimed(store, "stuck")
    _ = try await store.settle(stuck, .stuck, at: .start)
    let closed = try await claimed(store, "closed")
    _ = try await store.settle(closed, .stuck, at: .start)
    _ = try await store.act(closed.number, .approve, by: "anna", note: nil, version: nil, at: .start)
    _ = try await claimed(store, "alive")
    let abandoned = try await claimed(store, "abandoned", by: .killed)
    _ = try await store.open(.made("waiting"))

    let health = try health(at: Date.start.addingTimeInterval(1_000_000))
    #expect(health.cases == [.inReview: 2, .closed: 1, .working: 2, .waiting: 1])
    #expect(health.stuck == [stuck.number])
    #expect(health.overdue == [decided.number, stuck.number])
    #expect(health.abandoned == [abandoned.number])
    #expect(health.newestEvent == .start)
    #expect(health.damage.isEmpty)
    #expect(health.pendingChanges.isEmpty)
    #expect(try self.health().overdue.isEmpty)
  }

  @Test("names the pages of every run")
  func pages() async throws {
    let store = try open()
    let claim = try await claimed(store, "one")
    let page = try #require(BlobKey(String(repeating: "a", count: 32)))
    var conclusion = Conclusion.made()
    conclusion.files[0].pages = [page]
    _ = try await store.settle(claim, .concluded(conclusion), at: .start)
    #expect(try health().pages == [page])
  }

  @Test("of an earlier version is told without moving it on")
  func earlier() throws {
    let queue = try DatabaseQueue(path: path)
    try Schema.migrator(key).migrate(queue, upTo: "1 cases")
    try queue.close()
    let health = try health()
    #expect(health.schema == "1 cases")
    #expect(health.pendingChanges == ["2 desk", "3 casework", "4 web", "5 signers", "6 reviewers"])
    #expect(try DatabaseQueue(path: path).read(Schema.migrator(key).completedMigrations) == ["1 cases"])
  }

  @Test("of a file without tables is that it has none")
  func empty() throws {
    try Data().write(to: URL(fileURLWithPath: path))
    #expect(try health().schema == nil)
    #expect(try health().pendingChanges == ["1 cases", "2 desk", "3 casework", "4 web", "5 signers", "6 reviewers"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)).isEmpty)
  }

  @Test("of a newer version, under another key, or of something else is refused")
  func refused() throws {
    _ = try open()
    let other = WorkspaceKey([UInt8](repeating: 2, count: 32))
    #expect(throws: StoreFailure.sealBroken(what: path)) {
      try SQLiteStore.health(path: path, sealer: other, at: .start)
    }
    try DatabaseQueue(path: path).write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 later')") }
    #expect(throws: StoreFailure.newerSchema(path: path)) { try health() }
    try Data("no database".utf8).write(to: URL(fileURLWithPath: folder.path + "/other"))
    #expect(throws: StoreFailure.self) {
      try SQLiteStore.health(path: folder.path + "/other", sealer: key, at: .start)
    }
  }

  @Test("of a damaged file is the damage and nothing else")
  func damaged() async throws {
    let store = try open()
    for index in 0..<50 { _ = try await store.open(.made("case \(index)")) }
    let queue = try DatabaseQueue(path: path)
    let (root, size) = try await queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      return (
        try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'events'") ?? 0,
        try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
      )
    }
    try queue.close()
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    // The places of the rows in the first page of a table, beyond its header (SQLite's file format, 1.6).
    try file.seek(toOffset: UInt64((root - 1) * size + 12))
    try file.write(contentsOf: Data(repeating: 0xFF, count: 4))
    try file.close()
    let health = try health()
    #expect(!health.damage.isEmpty)
    #expect(health.cases.isEmpty)
  }
}
