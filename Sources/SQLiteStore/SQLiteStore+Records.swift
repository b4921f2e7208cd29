import Casework
import FoundationEssentials
internal import GRDB
import Model

extension SQLiteStore: RecordsOffice {
  package func account(_ id: String) async throws -> AccountRecord? {
    try await look { db in try record(db, id) }
  }

  package func end(_ id: String, at time: Date?) async throws {
    try await change { db in
      try db.execute(
        sql: "INSERT INTO accounts (id, ended) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET ended = excluded.ended",
        arguments: [id, time.map(milliseconds)])
    }
  }

  package func endedAccounts() async throws -> [AccountRecord] {
    try await look { db in
      let ids = try String.fetchAll(
        db,
        sql: """
          SELECT id FROM accounts
          WHERE ended IS NOT NULL AND (EXISTS (SELECT 1 FROM cases WHERE accountID = accounts.id)
            OR EXISTS (SELECT 1 FROM sentAccounts WHERE sentAccounts.id = accounts.id)) ORDER BY id
          """)
      return try ids.compactMap { try record(db, $0) }
    }
  }

  private func record(_ db: Database, _ id: String) throws -> AccountRecord? {
    guard !id.isEmpty else { return nil }
    let cases = try Row.fetchAll(
      db, sql: CaseRow.selection + " WHERE cases.accountID = ? ORDER BY cases.id", arguments: [id]
    ).map { try CaseRow($0).summary }
    let known = try Row.fetchOne(db, sql: "SELECT ended FROM accounts WHERE id = ?", arguments: [id])
    let isSent = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM sentAccounts WHERE id = ?)", arguments: [id])
    if cases.isEmpty, known == nil, isSent != true { return nil }
    return AccountRecord(id: id, ended: (known?["ended"] as Int64?).map(date), cases: cases)
  }

  package func erase(_ number: CaseNumber, by person: String, at now: Date) async throws -> ErasedCase {
    try await change { db in
      let row = try standing(db, number)
      let serial = number.serial
      let pages = try String.fetchAll(db, sql: "SELECT blob FROM pages WHERE caseID = ?", arguments: [serial])
      let uploads = try String.fetchAll(
        db, sql: "SELECT blob FROM uploads WHERE caseID = ? AND blob IS NOT NULL", arguments: [serial])
      let erased = ErasedCase(
        tombstone: Tombstone(row.summary), pages: pages.compactMap(BlobKey.init),
        uploads: uploads.compactMap(BlobKey.init))
      guard row.summary.state != .erased else { return erased }
      // Pages and uploads that nothing names any more are swept, should they not be deleted now.
      for table in ["caseKeys", "pages", "uploads", "requests", "submissions", "files", "positions"] {
        try db.execute(sql: "DELETE FROM \(table) WHERE caseID = ?", arguments: [serial])
      }
      try db.execute(sql: "UPDATE verdicts SET conclusion = x'' WHERE caseID = ?", arguments: [serial])
      try db.execute(
        sql: """
          UPDATE cases SET state = 'erased', accountID = '', account = NULL, version = version + 1,
            attempt = attempt + 1, leaseOwner = NULL, leaseUntil = NULL, heldBy = NULL, heldUntil = NULL,
            askedReasons = NULL, askedBy = NULL, askedAt = NULL, ruling = NULL, rulingReasons = NULL, ruledBy = NULL,
            ruledAt = NULL, proposedDecision = NULL, proposedReasons = NULL, proposedBy = NULL, proposedAt = NULL,
            escalated = 0, changedByRerun = 0
          WHERE id = ?
          """,
        arguments: [serial])
      if !row.summary.accountID.isEmpty {
        // What was sent ahead goes with the account's last case.
        _ = try forget(db, row.summary.accountID)
      }
      try record(db, .erased, try standing(db, number).summary, by: person, at: now)
      return erased
    }
  }

  package func forget(_ id: String) async throws -> Bool { try await change { db in try forget(db, id) } }

  private func forget(_ db: Database, _ id: String) throws -> Bool {
    var count = 0
    for (table, name) in [("accounts", "accounts.id"), ("sentAccounts", "sentAccounts.id")] {
      try db.execute(
        sql: "DELETE FROM \(table) WHERE id = ? AND NOT EXISTS (SELECT 1 FROM cases WHERE accountID = \(name))",
        arguments: [id])
      count += db.changesCount
    }
    return count > 0
  }

  /// The masked pages that runs name, in no particular order.
  package func namedPages() async throws -> [BlobKey] {
    try await look { db in try String.fetchAll(db, sql: "SELECT blob FROM pages").compactMap(BlobKey.init) }
  }

  package func clearLog() async throws -> Bool {
    // Outside a transaction, for a checkpoint cannot run inside one.
    try await withoutTransaction { db in
      let row = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      return row?[0] as Int? == 0
    }
  }
}
