import Casework
import FoundationEssentials
internal import GRDB
import Model

extension SQLiteStore: ReviewQueue {
  package func cases(_ filter: CaseFilter) async throws -> [Case] {
    guard let query = CaseQuery(filter) else { return [] }
    return try await look { db in
      try Row.fetchAll(db, sql: query.sql, arguments: query.arguments).map { try CaseRow($0).summary }
    }
  }

  package func pace(since: Date) async throws -> QueuePace {
    try await look { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT TOTAL(edge IN ('approved', 'rejected')) AS decided, TOTAL(edge = 'opened') AS arrived
          FROM events WHERE at >= ? AND \(SQLiteStore.standsStill)
          """,
        arguments: [milliseconds(since)])
      return QueuePace(decided: Int(row?["decided"] as Double? ?? 0), arrived: Int(row?["arrived"] as Double? ?? 0))
    }
  }

  package func find(_ number: CaseNumber) async throws -> CaseFile? {
    try await look { db in
      guard let row = try CaseRow.fetch(db, number) else { return nil }
      return CaseFile(
        summary: row.summary,
        account: try account(db, row),
        runs: try runs(db, number), history: try history(db, number))
    }
  }

  private func runs(_ db: Database, _ number: CaseNumber) throws -> [CaseRun] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT run, at, conclusion FROM verdicts WHERE caseID = ? ORDER BY run", arguments: [number.serial])
    let own = try sealer(db, of: number)
    return try rows.reduce(into: []) { runs, row in
      let conclusion = try own.opened(
        row["conclusion"], as: Conclusion.self, at: .conclusion(number, run: row["run"]))
      runs.append(
        CaseRun(run: row["run"], at: date(row["at"]), conclusion: conclusion, after: runs.last?.conclusion))
    }
  }

  private func history(_ db: Database, _ number: CaseNumber) throws -> [CaseEvent] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM events WHERE caseID = ? ORDER BY id", arguments: [number.serial])
    let own = try sealer(db, of: number)
    return try rows.map { row in
      let note = try (row["note"] as Data?).map {
        try own.opened($0, as: Private<String>.self, at: .note(number, event: row["id"]))
      }
      return CaseEvent(
        at: date(row["at"]), edge: try code(row, "edge"), by: row["by"], run: row["run"], attempt: row["attempt"],
        reasons: try reasons(row, "reasons"), team: row["team"], note: note)
    }
  }

  package func act(
    _ number: CaseNumber, _ act: DeskAct, by person: String, note: Private<String>?, version: Int?, at now: Date
  ) async throws -> Case {
    try await change { db in
      let standing = try self.standing(db, number).summary
      let filled = act == .ask([]) ? act.filled(from: try lastConclusion(db, number)?.verdict) : act
      let (changed, edge) = try standing.after(filled, by: person, seen: version, at: now)
      try act.check(note, number)
      if standing.ruling != nil { try record(db, .setAside, standing, by: person, at: now) }
      try save(db, changed, over: standing)
      let recorded = try recorded(db, edge, number, by: person, note: note, at: now)
      try keepPosition(db, of: standing, before: edge, changed: recorded, by: person, at: now)
      return recorded
    }
  }

  package func add(
    rerun conclusion: Conclusion, to number: CaseNumber, version: Int, policy: ReviewPolicy, by person: String,
    at now: Date
  ) async throws -> Case {
    try await change { db in
      let standing = try self.standing(db, number, version: version)
      guard let before = try lastConclusion(db, number) else {
        throw ReviewFailure.notInReview(number, standing.state)
      }
      let change = VerdictChange(from: before, to: conclusion)
      let changed = try standing.afterRerun(conclusion, change: change, policy: policy, at: now)
      try save(db, changed, over: standing)
      try keep(db, conclusion, run: changed.run, of: number, at: now)
      return try recorded(db, .reran, number, by: person, at: now)
    }
  }

  package func reopen(
    _ number: CaseNumber, version: Int, policy: ReviewPolicy, by person: String, at now: Date
  ) async throws -> Case {
    try await change { db in
      let standing = try self.standing(db, number, version: version)
      try save(db, try standing.reopened(policy: policy, at: now), over: standing)
      try beginAnew(db, number, at: now)
      return try recorded(db, .reopened, number, by: person, at: now)
    }
  }

  private func standing(_ db: Database, _ number: CaseNumber, version: Int) throws -> Case {
    let standing = try standing(db, number).summary
    guard standing.version == version else { throw ReviewFailure.changed(number) }
    return standing
  }

  private func recorded(
    _ db: Database, _ edge: CaseEvent.Edge, _ number: CaseNumber, by person: String, note: Private<String>? = nil,
    at now: Date
  ) throws -> Case {
    let changed = try standing(db, number).summary
    try record(db, edge, changed, by: person, note: note, at: now)
    return changed
  }
}
