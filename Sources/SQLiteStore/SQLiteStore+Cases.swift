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

  /// Everything of a case that a person's act or a rerun may change, in one update. Throws `ReviewFailure.changed` when
  /// it is not the case any more that the change was made from.
  func save(_ db: Database, _ changed: Case, over standing: Case) throws {
    try db.execute(
      sql: """
        UPDATE cases SET state = ?, run = ?, version = ?, pipelineVersion = ?, team = ?, target = ?, deadline = ?,
          escalated = ?, changedByRerun = ?, heldBy = ?, heldUntil = ?, askedReasons = ?, askedBy = ?, askedAt = ?,
          ruling = ?, rulingReasons = ?, ruledBy = ?, ruledAt = ?
        WHERE id = ? AND version = ?
        """,
      arguments: [
        changed.state.rawValue, changed.run, changed.version, changed.pipelineVersion, changed.team,
        milliseconds(changed.times.target), milliseconds(changed.times.deadline), changed.escalated,
        changed.changedByRerun, changed.holder?.by, (changed.holder?.until).map(milliseconds),
        (changed.asked?.reasons).map(joined), changed.asked?.by, (changed.asked?.at).map(milliseconds),
        changed.ruling?.decision.rawValue, (changed.ruling?.reasons).map(joined), changed.ruling?.by,
        (changed.ruling?.at).map(milliseconds), standing.number.serial, standing.version,
      ])
    guard db.changesCount == 1 else { throw ReviewFailure.changed(standing.number) }
  }

  /// Waits for a worker as if nothing had been tried.
  func beginAnew(_ db: Database, _ number: CaseNumber) throws {
    try db.execute(
      sql: "UPDATE cases SET due = NULL, failures = 0, lapses = 0 WHERE id = ?", arguments: [number.serial])
  }

  func keepAccount(_ db: Database, _ account: Account, of number: CaseNumber) throws {
    try db.execute(
      sql: "UPDATE cases SET account = ? WHERE id = ?",
      arguments: [try sealer.sealed(account, at: .account(number)), number.serial])
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
        joined(summary.reasons), try sealer.sealed(conclusion, at: .conclusion(number, run: run)),
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
    while let row = try rows.next() {
      let found = try sealer.opened(
        row["conclusion"], as: Conclusion.self, at: .conclusion(number, run: row["run"]))
      if isMeant(found) { return found }
    }
    return nil
  }

  /// One row of the history.
  func record(
    _ db: Database, _ edge: CaseEvent.Edge, _ changed: Case, by person: String, note: Private<String>? = nil,
    at now: Date
  ) throws {
    let event = CaseEvent(edge, of: changed, by: person, note: note, at: now)
    let id = try Int64.fetchOne(db, sql: "SELECT COALESCE(MAX(id), 0) + 1 FROM events") ?? 1
    let sealedNote = try note.map { try sealer.sealed($0, at: .note(changed.number, event: id)) }
    try db.execute(
      sql: """
        INSERT INTO events (id, caseID, at, edge, by, run, attempt, reasons, team, note)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        id, changed.number.serial, milliseconds(now), edge.rawValue, person, event.run, event.attempt,
        joined(event.reasons), event.team, sealedNote,
      ])
  }
}

extension Sealer {
  /// Tells files of the same bytes, and nothing without the key. Not the digest of anything else.
  func fileDigest(_ sha256: String) -> String { digest(Array("file:\(sha256)".utf8)) }
}
