import Casework
import FoundationEssentials
internal import GRDB
import Model

extension SQLiteStore: WorkQueue {
  package func open(_ new: NewCase) async throws -> Opening {
    let submission = sealer.digest(new.identity)
    return try await change { db in
      if let other = try conflict(db, new) { return .conflict(other) }
      let opening = try opening(db, new, submission)
      try keepRequest(db, new, opening)
      return opening
    }
  }

  package func opened(by request: RequestKey) async throws -> Case? {
    let digest = sealer.requestDigest(request)
    return try await look { db in
      try Row.fetchOne(
        db, sql: CaseRow.selection + " WHERE cases.id = (SELECT caseID FROM requests WHERE digest = ?)",
        arguments: [digest]
      ).map { try CaseRow($0).summary }
    }
  }

  package func claim(
    _ number: CaseNumber, for owner: LeaseOwner, until leaseEnd: Date, at now: Date
  ) async throws -> ClaimAnswer {
    try await change { db in
      let row = try standing(db, number)
      switch row.summary.state {
      case .inReview, .awaitingCustomer, .closed, .erased:
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
      let before = try lastKept(db, number)
      return .claimed(
        Claim(
          claimed: claimed, owner: owner, until: leaseEnd, account: try account(db, row),
          waitingSince: row.waitingSince, before: before, uploads: try uploads(db, of: claimed), failures: row.failures)
      )
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

  package func claimable(among pipelines: Set<String>, at now: Date, limit: Int) async throws -> [CaseNumber] {
    let names = "[" + pipelines.sorted().map { "\"\($0)\"" }.joined(separator: ",") + "]"
    return try await look { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT id, year, leaseOwner, leaseUntil FROM cases
          WHERE (state = 'working' OR (state = 'waiting' AND (due IS NULL OR due <= ?)))
            AND pipeline IN (SELECT value FROM json_each(?))
            AND EXISTS (SELECT 1 FROM uploads WHERE caseID = cases.id AND run = cases.run)
          ORDER BY turn, id
          """,
        arguments: [milliseconds(now), names])
      var found: [CaseNumber] = []
      while found.count < limit, let row = try rows.next() {
        if let text: String = row["leaseOwner"], let owner = LeaseOwner(text), date(row["leaseUntil"]) > now,
          !seenDead(owner)
        {
          continue
        }
        found.append(CaseNumber(year: row["year"], serial: row["id"]))
      }
      return found
    }
  }

  package func expire(waitingSince limit: Date, at now: Date) async throws -> [Case] {
    try await change { db in
      let rows = try Row.fetchAll(
        db,
        sql: CaseRow.selection
          + " WHERE cases.state IN ('waiting', 'working') AND cases.waitingSince < ? ORDER BY cases.id",
        arguments: [milliseconds(limit)])
      return try rows.map(CaseRow.init).compactMap { row in
        // One attempt on, so that whoever works on it can settle no more.
        try db.execute(
          sql: """
            UPDATE cases SET state = 'working', attempt = attempt + 1, leaseOwner = 'kyc 0 0', leaseUntil = 0
            WHERE id = ?
            """,
          arguments: [row.summary.number.serial])
        return try giveUp(db, try standing(db, row.summary.number), at: now)
      }
    }
  }

  package func sealedUploads() async throws -> [SealedUpload] {
    try await look { db in
      try Row.fetchAll(db, sql: "SELECT blob, epoch, wrapped FROM uploads WHERE blob IS NOT NULL")
        .compactMap(SealedUpload.init)
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

  package func sightings(of sha256s: [String], besides number: CaseNumber) async throws -> [Sighting] {
    let digests = sha256s.map(sealer.fileDigest)
    return try await look { db in
      let asked = try standing(db, number).summary
      let others = try db.makeStatement(
        sql: """
          \(CaseRow.selection) JOIN files ON files.caseID = cases.id
          WHERE files.digest = ? AND files.caseID <> ? ORDER BY files.caseID
          """)
      return try digests.enumerated().flatMap { index, digest in
        try Row.fetchAll(others, arguments: [digest, number.serial]).map { row in
          Sighting(file: index + 1, try CaseRow(row).summary, besides: asked)
        }
      }
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
    let conclusion = Conclusion.couldNotProcess(
      account: try account(db, row), pipelineVersion: row.summary.pipelineVersion)
    return try conclude(db, row, conclusion, .stuck, at: now)
  }

  /// working ─► inReview, with the verdict. Nil when the edge was not ours to take.
  private func conclude(
    _ db: Database, _ row: CaseRow, _ conclusion: Conclusion, _ edge: CaseEvent.Edge, at now: Date
  ) throws -> Case? {
    let number = row.summary.number
    try db.execute(
      sql: """
        UPDATE cases SET state = 'inReview', version = version + 1, leaseOwner = NULL, leaseUntil = NULL,
          pipelineVersion = ?
        WHERE id = ? AND state = 'working' AND attempt = ?
        """,
      arguments: [conclusion.pipelineVersion, number.serial, row.summary.attempt])
    guard db.changesCount == 1 else { return nil }
    try keep(db, conclusion, run: row.summary.run, of: number, at: now)
    try dropUploads(db, of: number)
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
}
