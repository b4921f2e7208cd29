import Casework
import FoundationEssentials
internal import GRDB
import Model

/// What workers' and people's edges have in common.
extension SQLiteStore {
  /// Throws `ReviewFailure.noSuchCase`.
  func standing(_ db: Database, _ number: CaseNumber) throws -> CaseRow {
    guard let row = try CaseRow.fetch(db, number) else { throw ReviewFailure.noSuchCase(number) }
    return row
  }

  /// Makes the key of a new case.
  func makeKey(_ db: Database, of number: CaseNumber) throws -> any Sealer {
    let key = sealer.newKey()
    try db.execute(
      sql: "INSERT INTO caseKeys (caseID, wrapped) VALUES (?, ?)",
      arguments: [number.serial, Data(sealer.seal(key, at: .key(number)))])
    return try sealer.under(key)
  }

  /// Seals under the key of the case. Throws `StoreFailure.caseErased` when that was destroyed.
  func sealer(_ db: Database, of number: CaseNumber) throws -> any Sealer {
    let wrapped = try Data.fetchOne(
      db, sql: "SELECT wrapped FROM caseKeys WHERE caseID = ?", arguments: [number.serial])
    guard let wrapped else { throw StoreFailure.caseErased(number) }
    return try sealer.under(try sealer.open(Array(wrapped), at: .key(number)))
  }

  /// As it was judged last, or sent.
  func account(_ db: Database, _ row: CaseRow) throws -> Account {
    let number = row.summary.number
    guard let sealed = row.sealedAccount else { throw StoreFailure.caseErased(number) }
    return try sealer(db, of: number).opened(sealed, as: Account.self, at: .account(number))
  }

  /// Everything of a case that a person's act or a rerun may change, in one update. Throws `ReviewFailure.changed` when
  /// it is not the case any more that the change was made from.
  func save(_ db: Database, _ changed: Case, over standing: Case) throws {
    try db.execute(
      sql: """
        UPDATE cases SET state = ?, run = ?, version = ?, pipelineVersion = ?, team = ?, target = ?, deadline = ?,
          escalated = ?, changedByRerun = ?, heldBy = ?, heldUntil = ?, askedReasons = ?, askedBy = ?, askedAt = ?,
          ruling = ?, rulingReasons = ?, ruledBy = ?, ruledAt = ?,
          proposedDecision = ?, proposedReasons = ?, proposedBy = ?, proposedAt = ?
        WHERE id = ? AND version = ?
        """,
      arguments: [
        changed.state.rawValue, changed.run, changed.version, changed.pipelineVersion, changed.team,
        milliseconds(changed.times.target), milliseconds(changed.times.deadline), changed.escalated,
        changed.changedByRerun, changed.holder?.by, (changed.holder?.until).map(milliseconds),
        (changed.asked?.reasons).map(joined), changed.asked?.by, (changed.asked?.at).map(milliseconds),
        changed.ruling?.decision.rawValue, (changed.ruling?.reasons).map(joined), changed.ruling?.by,
        (changed.ruling?.at).map(milliseconds), changed.proposal?.decision.rawValue,
        (changed.proposal?.reasons).map(joined), changed.proposal?.by, (changed.proposal?.at).map(milliseconds),
        standing.number.serial, standing.version,
      ])
    guard db.changesCount == 1 else { throw ReviewFailure.changed(standing.number) }
  }

  /// Waits for a worker as if nothing had been tried.
  func beginAnew(_ db: Database, _ number: CaseNumber, at now: Date) throws {
    try db.execute(
      sql: "UPDATE cases SET due = NULL, failures = 0, lapses = 0, waitingSince = ? WHERE id = ?",
      arguments: [milliseconds(now), number.serial])
  }

  func keepAccount(_ db: Database, _ account: Account, of number: CaseNumber) throws {
    try db.execute(
      sql: "UPDATE cases SET account = ? WHERE id = ?",
      arguments: [try sealer(db, of: number).sealed(account, at: .account(number)), number.serial])
  }

  /// The verdict of a run with everything that it was made of.
  func keep(_ db: Database, _ conclusion: Conclusion, run: Int, of number: CaseNumber, at now: Date) throws {
    let summary = conclusion.summary
    try db.execute(
      sql: """
        INSERT INTO verdicts (caseID, run, at, decision, confidence, reasons, conclusion) VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        number.serial, run, milliseconds(now), summary.decision.rawValue, summary.confidence.rawValue,
        joined(summary.reasons),
        try sealer(db, of: number).sealed(conclusion, at: .conclusion(number, run: run)),
      ])
    for key in conclusion.files.flatMap(\.pages) {
      // A page that an earlier run made may be named again.
      try db.execute(
        sql: "INSERT INTO pages (blob, caseID, run) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        arguments: [key.text, number.serial, run])
    }
    try keepFiles(db, conclusion.files.map(\.sha256), of: number)
    try db.execute(sql: "UPDATE cases SET verdictRun = ? WHERE id = ?", arguments: [run, number.serial])
    try keepAccount(db, conclusion.account, of: number)
  }

  /// What lies in the vault for a run.
  func keepUploads(_ db: Database, _ uploads: [SubmittedFile], of opened: Case) throws {
    guard !uploads.isEmpty else { return }
    let own = try sealer(db, of: opened.number)
    for (index, upload) in uploads.enumerated() {
      let place = SealedPlace.upload(opened.number, run: opened.run, file: index + 1)
      let facts = UploadFacts(name: upload.name, bytes: upload.bytes, sha256: upload.sha256)
      try db.execute(
        sql: "INSERT INTO uploads (caseID, run, file, blob, epoch, wrapped, facts) VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          opened.number.serial, opened.run, index + 1, upload.sealed?.blob.text, upload.sealed?.epoch.hour,
          upload.sealed.map { Data($0.wrappedKey) }, try own.sealed(facts, at: place),
        ])
    }
  }

  /// In file order.
  func uploads(_ db: Database, of standing: Case) throws -> [SubmittedFile] {
    let number = standing.number
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM uploads WHERE caseID = ? AND run = ? ORDER BY file",
      arguments: [number.serial, standing.run])
    guard !rows.isEmpty else { return [] }
    let own = try sealer(db, of: number)
    return try rows.map { row in
      let facts = try own.opened(
        row["facts"], as: UploadFacts.self, at: .upload(number, run: standing.run, file: row["file"]))
      return SubmittedFile(
        name: facts.name, bytes: facts.bytes, sha256: facts.sha256, content: nil, sealed: SealedUpload(row))
    }
  }

  /// The wrapped keys of uploads that have been examined, or never will be.
  func dropUploads(_ db: Database, of number: CaseNumber) throws {
    try db.execute(sql: "DELETE FROM uploads WHERE caseID = ?", arguments: [number.serial])
  }

  /// So that files of the same bytes are known again.
  func keepFiles(_ db: Database, _ sha256s: [String], of number: CaseNumber) throws {
    for sha256 in sha256s {
      try db.execute(
        sql: "INSERT INTO files (digest, caseID) VALUES (?, ?) ON CONFLICT DO NOTHING",
        arguments: [sealer.fileDigest(sha256), number.serial])
    }
  }

  /// The last conclusion; nil before the first.
  func lastConclusion(_ db: Database, _ number: CaseNumber) throws -> Conclusion? {
    try conclusion(db, number) { _ in true }
  }

  /// The last conclusion that anything was kept of; nil for none.
  func lastKept(_ db: Database, _ number: CaseNumber) throws -> Conclusion? {
    try conclusion(db, number) { !$0.files.isEmpty }
  }

  private func conclusion(
    _ db: Database, _ number: CaseNumber, where isMeant: (Conclusion) -> Bool
  ) throws -> Conclusion? {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT run, conclusion FROM verdicts WHERE caseID = ? ORDER BY run DESC", arguments: [number.serial])
    let own = try sealer(db, of: number)
    while let row = try rows.next() {
      let found = try own.opened(
        row["conclusion"], as: Conclusion.self, at: .conclusion(number, run: row["run"]))
      if isMeant(found) { return found }
    }
    return nil
  }

  /// One row of the history, linked to the one before. `detail` holds codes and numbers only.
  func record(
    _ db: Database, _ edge: CaseEvent.Edge, _ changed: Case, by person: String, note: Private<String>? = nil,
    detail: String? = nil, at now: Date
  ) throws {
    let event = CaseEvent(edge, of: changed, by: person, note: note, at: now)
    let last = try Row.fetchOne(db, sql: "SELECT id, chain FROM events ORDER BY id DESC LIMIT 1")
    let id = (last.map { $0["id"] as Int64 } ?? 0) + 1
    let sealedNote = try note.map {
      try sealer(db, of: changed.number).sealed($0, at: .note(changed.number, event: id))
    }
    let row: Row = [
      "id": id, "caseID": changed.number.serial, "at": milliseconds(now), "edge": edge.rawValue, "by": person,
      "run": event.run, "attempt": event.attempt, "reasons": joined(event.reasons), "team": event.team,
      "detail": detail, "note": sealedNote,
    ]
    var chain = AuditChain(sealer: sealer, after: last?["chain"] ?? "")
    try db.execute(
      sql: """
        INSERT INTO events (id, caseID, at, edge, by, run, attempt, reasons, team, detail, note, chain)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        id, changed.number.serial, milliseconds(now), edge.rawValue, person, event.run, event.attempt,
        joined(event.reasons), event.team, detail, sealedNote, chain.link(AuditRow(row)),
      ])
  }
}

/// The sealed part of an upload's row.
private struct UploadFacts: Codable {
  let name: Private<String>
  let bytes: Int
  let sha256: String
}

extension SealedUpload {
  /// Nil for one that was too large to be kept.
  init?(_ row: Row) {
    guard let text: String = row["blob"], let blob = BlobKey(text) else { return nil }
    self.init(blob: blob, epoch: Epoch(hour: row["epoch"]), wrappedKey: Array(row["wrapped"] as Data))
  }
}

extension Sealer {
  /// Tells files of the same bytes, and nothing without the key. Not the digest of anything else.
  func fileDigest(_ sha256: String) -> String { digest(Array("file:\(sha256)".utf8)) }

  /// Tells requests of the same sender and key.
  func requestDigest(_ request: RequestKey) -> String {
    digest(Array("request:\(request.sender.utf8.count):\(request.sender):\(request.key)".utf8))
  }
}
