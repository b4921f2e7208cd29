import Casework
import FoundationEssentials
internal import GRDB
import Model

extension SQLiteStore: ReviewQueue {
  package func cases(_ filter: CaseFilter) async throws -> [Case] {
    let states = filter.states.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    var conditions = ["cases.state IN (\(states))"]
    var arguments = StatementArguments()
    if let account = filter.accountID {
      conditions.append("cases.accountID = ?")
      arguments += [account]
    }
    if let pipeline = filter.pipeline {
      conditions.append("cases.pipeline = ?")
      arguments += [pipeline]
    }
    if let reason = filter.reason {
      conditions.append("instr(' ' || verdicts.reasons || ' ', ?) > 0")
      arguments += [" \(reason.rawValue) "]
    }
    let sql = CaseRow.selection + " WHERE " + conditions.joined(separator: " AND ")
    let found = try await look { [arguments] db in
      try Row.fetchAll(db, sql: sql, arguments: arguments).map { try CaseRow($0).summary }
    }
    return found.sorted { $0.isReviewedBefore($1) }
  }

  package func find(_ number: CaseNumber) async throws -> CaseFile? {
    try await look { db in
      guard let row = try CaseRow.fetch(db, number) else { return nil }
      let runs = try Row.fetchAll(
        db, sql: "SELECT run, at, conclusion FROM verdicts WHERE caseID = ? ORDER BY run", arguments: [number.serial])
      let events = try Row.fetchAll(
        db, sql: "SELECT at, edge, by, run, attempt FROM events WHERE caseID = ? ORDER BY id",
        arguments: [number.serial])
      return CaseFile(
        summary: row.summary,
        account: try sealer.opened(row.sealedAccount, as: Account.self, at: .account(number)),
        runs: try runs.map { run in
          let conclusion = try sealer.opened(
            run["conclusion"], as: Conclusion.self, at: .conclusion(number, run: run["run"]))
          return CaseRun(run: run["run"], at: date(run["at"]), conclusion: conclusion)
        },
        note: try row.sealedNote.map { try sealer.opened($0, as: Private<String>.self, at: .note(number)) },
        history: try events.map { event in
          CaseEvent(
            at: date(event["at"]), edge: try code(event, "edge"), by: event["by"], run: event["run"],
            attempt: event["attempt"])
        })
    }
  }

  package func decide(
    _ number: CaseNumber, version: Int?, _ decision: ReviewDecision, at now: Date
  ) async throws -> Case {
    try await change { db in
      let standing = try self.standing(db, number).summary
      try standing.check(decision, version: version)
      try db.execute(
        sql: """
          UPDATE cases SET state = 'closed', version = version + 1, ruling = ?, rulingReasons = ?,
            ruledBy = ?, ruledAt = ?, note = ?
          WHERE id = ? AND state = 'inReview' AND version = ?
          """,
        arguments: [
          decision.decision.rawValue, joined(decision.reasons), decision.by, milliseconds(now),
          try decision.note.map { try sealer.sealed($0, at: .note(number)) }, number.serial, standing.version,
        ])
      let closed = try self.standing(db, number).summary
      try record(db, decision.decision == .approve ? .approved : .rejected, closed, by: decision.by, at: now)
      return closed
    }
  }
}
