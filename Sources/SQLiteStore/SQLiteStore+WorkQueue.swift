import Casework
import FoundationEssentials
internal import GRDB
import Model

extension SQLiteStore: WorkQueue {
  package func open(_ new: NewCase) async throws -> Opening {
    let submission = sealer.digest(new.identity)
    return try await change { db in
      let known = try Row.fetchOne(
        db, sql: CaseRow.selection + " WHERE cases.submission = ?", arguments: [submission])
      if let row = try known.map(CaseRow.init) {
        let account = try sealer.opened(
          row.sealedAccount, as: Account.self, at: .account(row.summary.number))
        return .known(row.summary, accountChanged: account != new.account)
      }
      return .new(try insert(db, new, submission))
    }
  }

  private func insert(_ db: Database, _ new: NewCase, _ submission: String) throws -> Case {
    let serial = try Int.fetchOne(db, sql: "SELECT COALESCE(MAX(id), 0) + 1 FROM cases") ?? 1
    let arrived = Int(new.times.arrived.timeIntervalSince1970.rounded(.down))
    let number = CaseNumber(year: Day(unixSeconds: arrived).year, serial: serial)
    try db.execute(
      sql: """
        INSERT INTO cases (id, year, submission, accountID, pipeline, pipelineVersion, team, priority, purpose,
          arrived, target, deadline, state, account)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)
        """,
      arguments: [
        serial, number.year, submission, new.account.id, new.pipeline, new.pipelineVersion, new.team,
        new.account.priority.rawValue, new.account.purpose?.rawValue, milliseconds(new.times.arrived),
        milliseconds(new.times.target), milliseconds(new.times.deadline),
        try sealer.sealed(new.account, at: .account(number)),
      ])
    let opened = try standing(db, number).summary
    try record(db, .opened, opened, by: CaseEvent.machine, at: new.times.arrived)
    return opened
  }

  package func claim(
    _ number: CaseNumber, for owner: LeaseOwner, until leaseEnd: Date, at now: Date
  ) async throws -> ClaimAnswer {
    try await change { db in
      let row = try standing(db, number)
      switch row.summary.state {
      case .inReview, .closed:
        return .refused(row.summary)
      case .waiting:
        if let due = row.due, due > date(milliseconds(now)) { return .refused(row.summary) }
      case .working:
        guard let lease = row.lease, lease.until <= now || seenDead(lease.owner) else { return .refused(row.summary) }
        try record(db, .lapsed, row.summary, by: CaseEvent.machine, at: now)
        if row.lapses + 1 >= AttemptLimits.lapses {
          guard let stuck = try giveUp(db, row, at: now) else { return .refused(row.summary) }
          return .stuck(stuck)
        }
      }
      try db.execute(
        sql: """
          UPDATE cases SET state = 'working', attempt = attempt + 1, version = version + 1, lapses = lapses + ?,
            leaseOwner = ?, leaseUntil = ?
          WHERE id = ? AND state = ? AND attempt = ?
          """,
        arguments: [
          row.summary.state == .working ? 1 : 0, owner.description, milliseconds(leaseEnd), number.serial,
          row.summary.state.rawValue, row.summary.attempt,
        ])
      let claimed = try standing(db, number).summary
      try record(db, .claimed, claimed, by: CaseEvent.machine, at: now)
      return .claimed(Claim(claimed: claimed, owner: owner, until: leaseEnd))
    }
  }

  package func settle(_ claim: Claim, _ settlement: Settlement, at now: Date) async throws -> Case? {
    try await change { db in
      guard let row = try CaseRow.fetch(db, claim.number), row.summary.attempt == claim.attempt else { return nil }
      switch settlement {
      case .concluded(let conclusion):
        return try conclude(db, row, conclusion, .concluded, at: now)
      case .stuck:
        return try giveUp(db, row, at: now)
      case .retry where row.failures + 1 >= AttemptLimits.failures:
        return try giveUp(db, row, at: now)
      case .retry(let delay):
        let due = now.addingTimeInterval(delay / .seconds(1))
        return try putBack(db, row, .retried, due: due, failures: row.failures + 1, at: now)
      case .handedBack:
        return try putBack(db, row, .handedBack, due: nil, failures: row.failures, at: now)
      }
    }
  }

  package func unnamed(among keys: [BlobKey], at now: Date) async throws -> [BlobKey] {
    try await look { db in
      let working = try Row.fetchAll(db, sql: CaseRow.selection + " WHERE cases.state = 'working'")
      for row in try working.map(CaseRow.init) {
        if let lease = row.lease, !seenDead(lease.owner) { return [] }
      }
      let named = try db.makeStatement(sql: "SELECT 1 FROM pages WHERE blob = ?")
      return try keys.filter { try Int.fetchOne(named, arguments: [$0.text]) == nil }
    }
  }

  /// working ─► waiting. Nil when the edge was not ours to take.
  private func putBack(
    _ db: Database, _ row: CaseRow, _ edge: CaseEvent.Edge, due: Date?, failures: Int, at now: Date
  ) throws -> Case? {
    try db.execute(
      sql: """
        UPDATE cases SET state = 'waiting', version = version + 1, due = ?, failures = ?,
          leaseOwner = NULL, leaseUntil = NULL
        WHERE id = ? AND state = 'working' AND attempt = ?
        """,
      arguments: [due.map(milliseconds), failures, row.summary.number.serial, row.summary.attempt])
    return try arrived(db, row, edge, at: now)
  }

  /// working ─► inReview with `system.could_not_process`. Nil when the edge was not ours to take.
  private func giveUp(_ db: Database, _ row: CaseRow, at now: Date) throws -> Case? {
    let account = try sealer.opened(row.sealedAccount, as: Account.self, at: .account(row.summary.number))
    let conclusion = Conclusion.couldNotProcess(account: account, pipelineVersion: row.summary.pipelineVersion)
    return try conclude(db, row, conclusion, .stuck, at: now)
  }

  /// working ─► inReview, with the verdict. Nil when the edge was not ours to take.
  private func conclude(
    _ db: Database, _ row: CaseRow, _ conclusion: Conclusion, _ edge: CaseEvent.Edge, at now: Date
  ) throws -> Case? {
    let number = row.summary.number
    let run = row.summary.run
    try db.execute(
      sql: """
        UPDATE cases SET state = 'inReview', version = version + 1, leaseOwner = NULL, leaseUntil = NULL,
          pipelineVersion = ?, account = ?
        WHERE id = ? AND state = 'working' AND attempt = ?
        """,
      arguments: [
        conclusion.pipelineVersion, try sealer.sealed(conclusion.account, at: .account(number)), number.serial,
        row.summary.attempt,
      ])
    guard db.changesCount == 1 else { return nil }
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
      try db.execute(
        sql: "INSERT INTO pages (blob, caseID, run) VALUES (?, ?, ?)", arguments: [key.text, number.serial, run])
    }
    let concluded = try standing(db, number).summary
    try record(db, edge, concluded, by: CaseEvent.machine, at: now)
    return concluded
  }

  private func arrived(_ db: Database, _ row: CaseRow, _ edge: CaseEvent.Edge, at now: Date) throws -> Case? {
    guard db.changesCount == 1 else { return nil }
    let changed = try standing(db, row.summary.number).summary
    try record(db, edge, changed, by: CaseEvent.machine, at: now)
    return changed
  }

  func standing(_ db: Database, _ number: CaseNumber) throws -> CaseRow {
    guard let row = try CaseRow.fetch(db, number) else { throw ReviewFailure.noSuchCase(number) }
    return row
  }

  func record(_ db: Database, _ edge: CaseEvent.Edge, _ changed: Case, by: String, at now: Date) throws {
    try db.execute(
      sql: "INSERT INTO events (caseID, at, edge, by, run, attempt) VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [changed.number.serial, milliseconds(now), edge.rawValue, by, changed.run, changed.attempt])
  }
}
