import BlobStores
import Casework
import Foundation
import GRDB
import Model
import TestKit
import Testing

@testable import SQLiteStore

struct RecordsTests {
  private let folder: TemporaryFolder
  private let workspace: Workspace
  private let key = WorkspaceKey([UInt8](repeating: 1, count: 32))
  private let store: SQLiteStore
  private let blobs: DiskBlobStore
  private let vault: DiskUploadVault
  private let erasure: Erasure

  init() throws {
    folder = try TemporaryFolder()
    workspace = Workspace(folder: folder.path)
    store = try SQLiteStore(path: workspace.database, sealer: key, seenDead: LeaseOwner.seenDead)
    blobs = try DiskBlobStore(folder: workspace.pages, keys: store)
    vault = try DiskUploadVault(folder: workspace.uploads, epochs: workspace.epochs, sealer: key, now: { .start })
    erasure = Erasure(
      records: store, blobs: blobs, vault: vault, tombstones: DiskTombstones(path: workspace.tombstones),
      now: { .start })
  }

  /// Concluded with one page, and rejected with a note.
  private func decided(_ content: String = "passport", account: Account = .made()) async throws -> Case {
    guard case .new(let opened) = try await store.open(.made(content, account: account)),
      case .claimed(let claim) = try await store.claim(opened.number, for: .alive, until: .distantFuture, at: .start)
    else { throw StoreFailure.busy(path: "not claimed") }
    let page = try await blobs.write(Array(Planted.pixels.utf8), of: opened.number)
    _ = try await store.keep([FiledPicture(file: 1, page: 1, fingerprint: Bill().fingerprint)], of: claim)
    _ = try await store.settle(claim, .concluded(.made(account: account, pages: [page])), at: .start)
    return try await store.act(
      opened.number, .reject([.pageBlurred]), by: "anna", note: Private(Planted.note), version: nil, at: .start)
  }

  /// The wrapped key of a case and everything sealed under it, as it stands in the database.
  private func sealed(_ number: CaseNumber) throws -> [Data] {
    try DatabaseQueue(path: workspace.database).read { db in
      try Data.fetchAll(db, sql: "SELECT wrapped FROM caseKeys WHERE caseID = ?", arguments: [number.serial])
        + Data.fetchAll(db, sql: "SELECT account FROM cases WHERE id = ?", arguments: [number.serial])
        + Data.fetchAll(db, sql: "SELECT conclusion FROM verdicts WHERE caseID = ?", arguments: [number.serial])
        + Data.fetchAll(db, sql: "SELECT fingerprint FROM pictures WHERE caseID = ?", arguments: [number.serial])
    }
  }

  @Test("an erased case cannot be read any more, and its key stands in no file, the database's log included")
  func erased() async throws {
    let doomed = try await decided()
    let other = try await decided("another", account: .made(id: "A-2"))
    let secrets = try sealed(doomed.number)
    #expect(secrets.count == 4)
    #expect(try await store.sightings(ofPicturesIn: other.number).map(\.number) == [doomed.number])
    let everything = { [folder] in folder.files.compactMap { FileManager.default.contents(atPath: $0) } }
    #expect(everything().contains { $0.range(of: secrets[0]) != nil }, "else the search below proves nothing")
    #expect(try await erasure.erase([doomed], by: "clara"))
    for bytes in everything() {
      for secret in secrets { #expect(bytes.range(of: secret) == nil) }
      #expect(bytes.range(of: Data("A-1001".utf8)) == nil)
    }
    await #expect(throws: StoreFailure.caseErased(doomed.number)) { try await store.find(doomed.number) }
    let left = try #require(try await store.cases(.all).first { $0.number == doomed.number })
    #expect(left.state == .erased)
    #expect(left.accountID == "")
    #expect(left.ruling == nil)
    #expect(try await store.account("A-1001") == nil)
    #expect(try await store.sightings(of: ["hash of passport"], besides: other.number) == [])
    #expect(try await store.sightings(ofPicturesIn: other.number) == [])
    #expect(try await store.find(other.number)?.account == .made(id: "A-2"))
    #expect(try await store.firstBreak(published: []) == nil)
    #expect(try await blobs.keys(writtenBefore: .distantFuture).count == 1)
  }

  @Test("what waits to be examined is erased with its upload, and nobody can settle it any more")
  func waiting() async throws {
    let file = try await vault.begin(.sealed, limit: 100)
    try await file.append([1])
    var new = NewCase.made()
    new.uploads = [try await file.finish(name: Private("x"))]
    guard case .new(let opened) = try await store.open(new),
      case .claimed(let claim) = try await store.claim(opened.number, for: .alive, until: .distantFuture, at: .start)
    else {
      Issue.record("not claimed")
      return
    }
    _ = try await erasure.erase([claim.claimed], by: "clara")
    #expect(try await vault.blobs(writtenBefore: .distantFuture) == [])
    #expect(try await store.settle(claim, .concluded(.made()), at: .start) == nil)
    #expect(try await store.expire(waitingSince: .distantFuture, at: .start) == [])
    guard case .new = try await store.open(new) else {
      Issue.record("the erased submission is still known")
      return
    }
  }

  @Test("erasing again changes nothing, and a restored backup is erased again")
  func replayed() async throws {
    let doomed = try await decided()
    let kept = try await decided("another", account: .made(id: "A-2"))
    let backup = folder.path + "/backup.sqlite"
    try await store.copy(to: backup)
    _ = try await erasure.erase([doomed], by: "clara")
    let rows = try await store.head()
    _ = try await erasure.erase([try #require(try await store.cases(.all).first { $0.state == .erased })], by: "clara")
    #expect(try await store.head() == rows)

    let restored = try SQLiteStore(path: backup, sealer: key, seenDead: LeaseOwner.seenDead)
    #expect(try await restored.find(doomed.number) != nil)
    let replaying = Erasure(
      records: restored, blobs: blobs, vault: vault, tombstones: DiskTombstones(path: workspace.tombstones),
      now: { .start })
    #expect(try await replaying.replay(try await restored.cases(.all), by: "kyc") == 1)
    await #expect(throws: StoreFailure.caseErased(doomed.number)) { try await restored.find(doomed.number) }
    #expect(try await restored.find(kept.number) != nil)
    #expect(try await replaying.replay(try await restored.cases(.all), by: "kyc") == 0)
  }

  @Test("a tombstone of another workspace's case of the same number erases nothing")
  func foreign() async throws {
    let standing = try await decided()
    try await DiskTombstones(path: workspace.tombstones).add(Tombstone(number: standing.number, arrived: 1))
    #expect(try await erasure.replay(try await store.cases(.all), by: "kyc") == 0)
    #expect(try await store.find(standing.number) != nil)
  }

  @Test("accounts that ended are listed with what is kept of them")
  func ended() async throws {
    let standing = try await decided()
    #expect(try await store.account("A-1001") == AccountRecord(id: "A-1001", ended: nil, cases: [standing]))
    #expect(try await store.account("A-9") == nil)
    #expect(try await store.endedAccounts() == [])
    try await store.end("A-1001", at: .start)
    #expect(try await store.endedAccounts() == [AccountRecord(id: "A-1001", ended: .start, cases: [standing])])
    try await store.end("A-1001", at: nil)
    #expect(try await store.endedAccounts() == [])
  }

  @Test("what was sent ahead goes with the account's last case, and not before")
  func sentAhead() async throws {
    let account = Account.made(id: "A-1001")
    let first = try await decided(account: account)
    let last = try await decided("another", account: account)
    #expect(try await store.put(account, at: .start))
    let sealed = try #require(
      try await DatabaseQueue(path: workspace.database).read { db in
        try Data.fetchOne(db, sql: "SELECT account FROM sentAccounts WHERE id = 'A-1001'")
      })
    _ = try await erasure.erase([first], accounts: ["A-1001"], by: "clara")
    #expect(try await store.sentAccount("A-1001") == account)
    _ = try await erasure.erase([last], by: "clara")
    #expect(try await store.sentAccount("A-1001") == nil)
    #expect(try await store.account("A-1001") == nil)
    let everything = folder.files.compactMap { FileManager.default.contents(atPath: $0) }
    #expect(everything.allSatisfy { $0.range(of: sealed) == nil && $0.range(of: Data("A-1001".utf8)) == nil })
  }

  @Test("an account that never sent a document is forgotten, too, when that is asked for")
  func onlySentAhead() async throws {
    _ = try await store.put(.made(id: "A-5"), at: .start)
    #expect(try await store.account("A-5") == AccountRecord(id: "A-5", ended: nil, cases: []))
    try await store.end("A-5", at: .start)
    #expect(try await store.endedAccounts() == [AccountRecord(id: "A-5", ended: .start, cases: [])])
    _ = try await erasure.erase([], accounts: ["A-5"], by: "clara")
    #expect(try await store.account("A-5") == nil)
    #expect(try await store.endedAccounts() == [])
    #expect(try await store.sentAccount("A-5") == nil)
  }

  @Test("a line of the tombstones' file that was broken off harms no other")
  func brokenLine() async throws {
    let tombstones = DiskTombstones(path: workspace.tombstones)
    #expect(try await tombstones.all() == [])
    let one = Tombstone(number: CaseNumber(year: 2026, serial: 1), arrived: 5)
    let other = Tombstone(number: CaseNumber(year: 2026, serial: 2), arrived: 6)
    try await tombstones.add(one)
    let handle = try #require(FileHandle(forWritingAtPath: workspace.tombstones))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("K-2026-0000".utf8))
    try await tombstones.add(other)
    #expect(try await tombstones.all() == [one, other])
  }
}
