import Casework
import FoundationEssentials
internal import GRDB
import Model

extension SQLiteStore: Outbox {
  // MARK: Hooks

  package func hooks() async throws -> [Hook] {
    let rows = try await look { db in
      try Row.fetchAll(db, sql: "SELECT * FROM hooks WHERE ended IS NULL ORDER BY id").map(SealedHook.init)
    }
    return try rows.map(opened)
  }

  package func add(hook url: String, secret: Private<String>, at now: Date) async throws -> Hook {
    try await change { db in
      let id = try Int.fetchOne(db, sql: "SELECT COALESCE(MAX(id), 0) + 1 FROM hooks") ?? 1
      try db.execute(
        sql: """
          INSERT INTO hooks (id, url, secret, afterEvent, made)
          VALUES (?, ?, ?, (SELECT COALESCE(MAX(id), 0) FROM events), ?)
          """,
        arguments: [
          id, try sealer.sealed(url, at: .hook(id, "url")), try sealer.sealed(secret, at: .hook(id, "secret")),
          milliseconds(now),
        ])
      return Hook(id: id, url: url, secrets: [secret], made: now)
    }
  }

  package func rotate(hook id: Int, secret: Private<String>, at now: Date) async throws -> Hook? {
    let row: SealedHook? = try await change { db in
      let sealed = try sealer.sealed(secret, at: .hook(id, "secret"))
      return try Row.fetchOne(
        db,
        sql: """
          UPDATE hooks SET oldSecret = secret, oldUntil = ?, secret = ? WHERE id = ? AND ended IS NULL RETURNING *
          """, arguments: [milliseconds(now.addingTimeInterval(Hook.rotation)), sealed, id]
      ).map(SealedHook.init)
    }
    return try row.map(opened)
  }

  package func remove(hook id: Int, at now: Date) async throws -> Bool {
    try await change { db in try end(db, hook: id, at: now) }
  }

  private func end(_ db: Database, hook id: Int, at now: Date) throws -> Bool {
    try db.execute(
      sql: "UPDATE hooks SET ended = ? WHERE id = ? AND ended IS NULL", arguments: [milliseconds(now), id])
    let isThere = db.changesCount == 1
    try db.execute(
      sql: "UPDATE deliveries SET state = 'dead' WHERE hookID = ? AND state = 'pending'", arguments: [id])
    return isThere
  }

  private func opened(_ row: SealedHook) throws -> Hook {
    let old = row.oldUntil.map { $0 > Date() } == true ? row.oldSecret : nil
    return Hook(
      id: row.id, url: try sealer.opened(row.url, as: String.self, at: .hook(row.id, "url")),
      secrets: try ([row.secret] + [old].compactMap { $0 }).map {
        try sealer.opened($0, as: Private<String>.self, at: .hook(row.id, "secret"))
      },
      made: row.made)
  }

  // MARK: Deliveries

  package func collect(_ edges: [CaseEvent.Edge: HookEvent], at now: Date) async throws -> Int {
    try await change { db in
      let seen = try Int64.fetchOne(db, sql: "SELECT lastEvent FROM outbox") ?? 0
      let last = try lastToTell(db, after: seen, at: now)
      guard last > seen else { return 0 }
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT hooks.id AS hook, events.id, events.edge, events.caseID, events.at
          FROM events JOIN hooks ON hooks.afterEvent < events.id AND hooks.ended IS NULL
          WHERE events.id > ? AND events.id <= ? AND \(SQLiteStore.standsStill) ORDER BY events.id, hooks.id
          """, arguments: [seen, last])
      var new = 0
      for row in rows {
        // What is not in the list is not told.
        guard let edge = CaseEvent.Edge(rawValue: row["edge"]), let event = edges[edge] else { continue }
        let (hook, id): (Int, Int64) = (row["hook"], row["id"])
        try db.execute(
          sql: """
            INSERT INTO deliveries (id, hookID, eventID, caseID, event, at, due) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """,
          arguments: [
            messageID("\(hook) \(id)"), hook, id, row["caseID"] as Int64, event.rawValue, row["at"] as Int64,
            milliseconds(now),
          ])
        new += db.changesCount
      }
      try db.execute(
        sql:
          "INSERT INTO outbox (id, lastEvent) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET lastEvent = excluded.lastEvent",
        arguments: [last])
      return new
    }
  }

  package func take(at now: Date, lease: TimeInterval, limit: Int) async throws -> [Delivery] {
    try await change { db in
      let due = try Row.fetchAll(
        db,
        sql: SQLiteStore.selection
          + " WHERE deliveries.state = 'pending' AND deliveries.due <= ? ORDER BY deliveries.due, serial LIMIT ?",
        arguments: [milliseconds(now), limit]
      ).map(delivery)
      for taken in due {
        try db.execute(
          sql: "UPDATE deliveries SET due = ?, attempts = attempts + 1 WHERE id = ?",
          arguments: [milliseconds(now.addingTimeInterval(lease)), taken.id])
      }
      return due.map { taken in
        var taken = taken
        taken.attempts += 1
        return taken
      }
    }
  }

  package func settle(_ delivery: Delivery, _ result: DeliveryResult, status: Int, at now: Date) async throws {
    try await change { db in
      let (state, due): (Delivery.State, Date) =
        switch result {
        case .delivered: (.delivered, now)
        case .retry(let next): (.pending, next)
        case .dead, .hookGone: (.dead, now)
        }
      try db.execute(
        sql: "UPDATE deliveries SET state = ?, due = ?, status = ? WHERE id = ? AND attempts = ? AND state = 'pending'",
        arguments: [state.rawValue, milliseconds(due), status, delivery.id, delivery.attempts])
      if result == .hookGone, db.changesCount == 1 { _ = try end(db, hook: delivery.hook, at: now) }
    }
  }

  package func deliveries(limit: Int) async throws -> [Delivery] {
    try await look { db in
      try Row.fetchAll(
        db, sql: SQLiteStore.selection + " ORDER BY serial DESC LIMIT ?", arguments: [max(0, limit)]
      ).map(delivery)
    }
  }

  package func resend(_ id: String, at now: Date) async throws -> Bool {
    try await change { db in
      try db.execute(
        sql: """
          UPDATE deliveries SET state = 'pending', attempts = 0, due = ?
          WHERE id = ? AND hookID IN (SELECT id FROM hooks WHERE ended IS NULL)
          """, arguments: [milliseconds(now), id])
      return db.changesCount == 1
    }
  }

  package func test(hook id: Int, at now: Date) async throws -> Delivery? {
    try await change { db in
      guard
        try Bool.fetchOne(
          db, sql: "SELECT EXISTS (SELECT 1 FROM hooks WHERE id = ? AND ended IS NULL)", arguments: [id]) == true
      else { return nil }
      let serial = try Int64.fetchOne(db, sql: "SELECT COALESCE(MAX(serial), 0) + 1 FROM deliveries") ?? 1
      let message = messageID("test \(serial)")
      try db.execute(
        sql: "INSERT INTO deliveries (serial, id, hookID, event, at, due) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [serial, message, id, HookEvent.test.rawValue, milliseconds(now), milliseconds(now)])
      return Delivery(
        id: message, hook: id, event: .test, at: now, number: nil, accountID: nil, pipeline: nil, state: .pending,
        attempts: 0, due: now, status: nil)
    }
  }

  /// The same for the same event and hook.
  private func messageID(_ what: String) -> String { "msg_" + sealer.digest(Array("message:\(what)".utf8)).prefix(32) }

  private static let selection = """
    SELECT deliveries.*, cases.year, cases.accountID, cases.pipeline
    FROM deliveries LEFT JOIN cases ON cases.id = deliveries.caseID
    """
}

private struct SealedHook: Sendable {
  let id: Int
  let url: Data
  let secret: Data
  let oldSecret: Data?
  let oldUntil: Date?
  let made: Date

  init(_ row: Row) {
    id = row["id"]
    url = row["url"]
    secret = row["secret"]
    oldSecret = row["oldSecret"]
    oldUntil = (row["oldUntil"] as Int64?).map(date)
    made = date(row["made"])
  }
}

private func delivery(_ row: Row) throws -> Delivery {
  let year: Int? = row["year"]
  let serial: Int? = row["caseID"]
  let number = year.flatMap { year in serial.map { CaseNumber(year: year, serial: $0) } }
  return Delivery(
    id: row["id"], hook: row["hookID"], event: try code(row, "event"), at: date(row["at"]), number: number,
    accountID: row["accountID"], pipeline: row["pipeline"], state: try code(row, "state"), attempts: row["attempts"],
    due: date(row["due"]), status: row["status"])
}

extension SealedPlace {
  fileprivate static func hook(_ id: Int, _ field: String) -> SealedPlace { SealedPlace(nil, "hook \(id)/\(field)") }
}
