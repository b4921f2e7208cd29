import Casework
import FoundationEssentials
internal import GRDB
import Model

extension SQLiteStore: DeskLedger {
  package func counts(_ filters: [CaseFilter]) async throws -> [Int] {
    let queries = filters.map { filter in
      var filter = filter
      filter.limit = nil
      filter.offset = 0
      return CaseQuery(filter)
    }
    return try await look { db in
      try queries.map { query in
        try query.flatMap { try Int.fetchOne(db, sql: $0.countSQL, arguments: $0.countArguments) } ?? 0
      }
    }
  }

  // MARK: Taking back

  /// That a row of the history was not taken back.
  static let standsStill = """
    NOT EXISTS (
      SELECT 1 FROM events AS later
      WHERE later.caseID = events.caseID AND later.edge = 'undone' AND later.detail = CAST(events.id AS TEXT))
    """

  /// So that the act can be taken back; what was done before it cannot any more.
  func keepPosition(
    _ db: Database, of standing: Case, before edge: CaseEvent.Edge, changed: Case, by person: String, at now: Date
  ) throws {
    guard Undo.edges.contains(edge) else {
      return try db.execute(sql: "DELETE FROM positions WHERE caseID = ?", arguments: [changed.number.serial])
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO positions (caseID, eventID, version, by, at, before)
        VALUES (?, (SELECT MAX(id) FROM events), ?, ?, ?, ?)
        """,
      arguments: [
        changed.number.serial, changed.version, person, milliseconds(now),
        String(decoding: try encoder.encode(CasePosition(standing)), as: UTF8.self),
      ])
  }

  package func undo(
    _ number: CaseNumber, by person: String, version: Int, at now: Date
  ) async throws -> Case {
    try await change { db in
      let standing = try standing(db, number).summary
      guard standing.version == version, let kept = try position(db, standing, by: person, at: now) else {
        throw ReviewFailure.cannotBeUndone(number)
      }
      let position = try JSONDecoder().decode(CasePosition.self, from: Data(kept.before.utf8))
      try save(db, standing.back(to: position, by: person, at: now), over: standing)
      try db.execute(sql: "DELETE FROM positions WHERE caseID = ?", arguments: [number.serial])
      let changed = try self.standing(db, number).summary
      try record(db, .undone, changed, by: person, detail: String(kept.event), at: now)
      return changed
    }
  }

  package func undoable(_ number: CaseNumber, by person: String, at now: Date) async throws -> Date? {
    try await look { db in
      guard let row = try CaseRow.fetch(db, number) else { return nil }
      return try position(db, row.summary, by: person, at: now)?.until
    }
  }

  /// Nil when it is too late: also when hooks were told, whatever the clock says.
  private func position(
    _ db: Database, _ standing: Case, by person: String, at now: Date
  ) throws -> (event: Int64, before: String, until: Date)? {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT eventID, at, before FROM positions
        WHERE caseID = ? AND version = ? AND by = ? AND eventID > COALESCE((SELECT lastEvent FROM outbox), 0)
        """, arguments: [standing.number.serial, standing.version, person])
    guard let row else { return nil }
    let until = date(row["at"]).addingTimeInterval(Undo.window)
    return until > now ? (row["eventID"], row["before"], until) : nil
  }

  /// The last event that hooks may hear of: those after it include one that may still be taken back.
  func lastToTell(_ db: Database, after seen: Int64, at now: Date) throws -> Int64 {
    let edges = Undo.edges.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    // An event of the future is one from before the clock was set back.
    return try Int64.fetchOne(
      db,
      sql: """
        SELECT COALESCE(
          (SELECT MIN(id) - 1 FROM events WHERE id > ? AND at > ? AND at <= ? AND edge IN (\(edges))),
          (SELECT MAX(id) FROM events), 0)
        """,
      arguments: [seen, milliseconds(now.addingTimeInterval(-Undo.window)), milliseconds(now)]) ?? 0
  }

  // MARK: Painting over

  package func cover(
    _ covered: CoveredCase, version: Int, policy: ReviewPolicy, by person: String, at now: Date
  ) async throws -> Case {
    let number = covered.number
    return try await change { db in
      let standing = try standing(db, number).summary
      guard standing.version == version else { throw ReviewFailure.changed(number) }
      guard let before = covered.earlier.last else { throw ReviewFailure.notInReview(number, standing.state) }
      let change = VerdictChange(from: before.conclusion, to: covered.conclusion)
      let changed = try standing.afterRerun(covered.conclusion, change: change, policy: policy, at: now)
      try save(db, changed, over: standing)
      let own = try sealer(db, of: number)
      for run in covered.earlier {
        try db.execute(
          sql: "UPDATE verdicts SET conclusion = ? WHERE caseID = ? AND run = ?",
          arguments: [
            try own.sealed(run.conclusion, at: .conclusion(number, run: run.run)), number.serial, run.run,
          ])
      }
      for key in covered.gone {
        try db.execute(sql: "DELETE FROM pages WHERE blob = ? AND caseID = ?", arguments: [key.text, number.serial])
      }
      try keep(db, covered.conclusion, run: changed.run, of: number, at: now)
      let recorded = try self.standing(db, number).summary
      try record(db, .covered, recorded, by: person, detail: covered.place, at: now)
      return recorded
    }
  }

  // MARK: Figures

  package func figures(since: Date, at now: Date) async throws -> DeskFigures {
    try await look { db in
      let (days, reasons) = try verdicts(db, since: since)
      let (byVerdict, byReason) = try agreements(db, since: since)
      return DeskFigures(
        bands: try bands(db, at: now), days: days, reasons: reasons, byVerdict: byVerdict, byReason: byReason)
    }
  }

  private func bands(_ db: Database, at now: Date) throws -> [ServiceBand: Int] {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT TOTAL(target > :now) AS target, TOTAL(target <= :now AND deadline > :now) AS deadline,
          TOTAL(target <= :now AND deadline <= :now) AS overdue
        FROM cases WHERE state IN ('waiting', 'working', 'inReview')
        """, arguments: ["now": milliseconds(now)])
    func count(_ column: String) -> Int { Int(row?[column] as Double? ?? 0) }
    return [.inTarget: count("target"), .inDeadline: count("deadline"), .overdue: count("overdue")]
  }

  private func verdicts(
    _ db: Database, since: Date
  ) throws -> (days: [DeskFigures.DayCount], reasons: [ReasonCode: Int]) {
    var days: [Day: DeskFigures.DayCount] = [:]
    var counts: [ReasonCode: Int] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT at, decision, confidence, reasons FROM verdicts WHERE at >= ?", arguments: [milliseconds(since)])
    while let row = try rows.next() {
      let day = Day(unixSeconds: Int(row["at"] as Int64) / 1000)
      var count = days[day] ?? DeskFigures.DayCount(day: day)
      switch (try code(row, "decision") as Verdict.Decision, try code(row, "confidence") as Verdict.Confidence) {
      case (.approve, .clear): count.approve += 1
      case (.approve, .doubtful): count.approveDoubtful += 1
      case (.reject, .doubtful): count.rejectDoubtful += 1
      case (.reject, .clear): count.reject += 1
      }
      days[day] = count
      for code in try codes(of: row) { counts[code, default: 0] += 1 }
    }
    return (days.values.sorted { $0.day < $1.day }, counts)
  }

  private func agreements(
    _ db: Database, since: Date
  ) throws -> ([Verdict.Decision: DeskFigures.Agreement], [ReasonCode: DeskFigures.Agreement]) {
    var byVerdict: [Verdict.Decision: DeskFigures.Agreement] = [:]
    var byReason: [ReasonCode: DeskFigures.Agreement] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT cases.ruling, verdicts.decision, verdicts.reasons \(CaseRow.tables)
        WHERE cases.ruling IS NOT NULL AND cases.ruledAt >= ? AND verdicts.decision IS NOT NULL
        """, arguments: [milliseconds(since)])
    while let row = try rows.next() {
      let machine: Verdict.Decision = try code(row, "decision")
      let isOverruled = try code(row, "ruling") as Verdict.Decision != machine
      byVerdict[machine, default: DeskFigures.Agreement()].add(isOverruled)
      for code in try codes(of: row) { byReason[code, default: DeskFigures.Agreement()].add(isOverruled) }
    }
    return (byVerdict, byReason)
  }
}

extension DeskFigures.Agreement {
  fileprivate mutating func add(_ isOverruled: Bool) {
    decided += 1
    if isOverruled { overruled += 1 }
  }
}

private func codes(of row: Row) throws -> [ReasonCode] { try reasons(row, "reasons") }
