import Casework
import FoundationEssentials
internal import GRDB
import Model

extension SQLiteStore: ReviewerRegister {
  package func reviewers() async throws -> [Reviewer] {
    try await look { db in try Row.fetchAll(db, sql: "SELECT * FROM reviewers ORDER BY id").map(reviewer) }
  }

  package func add(
    reviewer name: String, role: Role, password: Private<String>, at now: Date
  ) async throws -> Reviewer? {
    let sealed = try sealer.sealed(password, at: .password(name))
    return try await change { db in
      try db.execute(
        sql: "INSERT INTO reviewers (name, role, password, made) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        arguments: [name, role.rawValue, sealed, milliseconds(now)])
      guard db.changesCount == 1 else { return nil }
      return Reviewer(id: Int(db.lastInsertedRowID), name: name, role: role, made: now)
    }
  }

  package func change(
    passwordOf name: String, to password: Private<String>, at now: Date
  ) async throws -> Reviewer? {
    let sealed = try sealer.sealed(password, at: .password(name))
    return try await change { db in
      let changed = try Row.fetchOne(
        db, sql: "UPDATE reviewers SET password = ? WHERE name = ? AND ended IS NULL RETURNING *",
        arguments: [sealed, name]
      ).map(reviewer)
      if let changed { try endSessions(db, of: changed) }
      return changed
    }
  }

  package func end(reviewer name: String, at now: Date) async throws -> Reviewer? {
    try await change { db in
      let ended = try Row.fetchOne(
        db, sql: "UPDATE reviewers SET ended = ? WHERE name = ? AND ended IS NULL RETURNING *",
        arguments: [milliseconds(now), name]
      ).map(reviewer)
      if let ended { try endSessions(db, of: ended) }
      return ended
    }
  }

  package func password(of name: String) async throws -> (reviewer: Reviewer, digest: Private<String>)? {
    let found = try await look { db in
      try Row.fetchOne(db, sql: "SELECT * FROM reviewers WHERE name = ? AND ended IS NULL", arguments: [name])
        .map { (try reviewer($0), $0["password"] as Data) }
    }
    return try found.map { ($0, try sealer.opened($1, as: Private<String>.self, at: .password(name))) }
  }

  private func endSessions(_ db: Database, of reviewer: Reviewer) throws {
    try db.execute(sql: "DELETE FROM sessions WHERE reviewerID = ?", arguments: [reviewer.id])
  }

  // MARK: At the door

  package func lockedUntil(_ name: String, at now: Date) async throws -> Date? {
    let digest = nameDigest(name)
    let row = try await look { db in
      try Row.fetchOne(db, sql: "SELECT count, at FROM failedSignIns WHERE digest = ?", arguments: [digest])
        .map { (count: $0["count"] as Int, at: date($0["at"])) }
    }
    guard let row else { return nil }
    let until = row.at.addingTimeInterval(SignInDelay.seconds(after: row.count))
    return until > now ? until : nil
  }

  package func failed(_ name: String, reviewer: Reviewer?, at now: Date) async throws {
    let digest = nameDigest(name)
    try await change { db in
      // Names that nobody has are many; those of yesterday are forgotten.
      try db.execute(
        sql: "DELETE FROM failedSignIns WHERE at < ?",
        arguments: [milliseconds(now.addingTimeInterval(-SignInDelay.memory))])
      try db.execute(
        sql: """
          INSERT INTO failedSignIns (digest, count, at) VALUES (?, 1, ?)
          ON CONFLICT (digest) DO UPDATE SET count = count + 1, at = excluded.at
          """, arguments: [digest, milliseconds(now)])
      try note(db, .failed, reviewer, at: now)
    }
  }

  package func lockedOut(_ reviewer: Reviewer?, at now: Date) async throws {
    try await change { db in try note(db, .lockedOut, reviewer, at: now) }
  }

  package func begin(session secret: Private<String>, of reviewer: Reviewer, at now: Date) async throws {
    let digest = sessionDigest(secret)
    let name = nameDigest(reviewer.name)
    try await change { db in
      try db.execute(sql: "DELETE FROM failedSignIns WHERE digest = ?", arguments: [name])
      try db.execute(
        sql: "DELETE FROM sessions WHERE used < ? OR made < ?",
        arguments: [
          milliseconds(now.addingTimeInterval(-SessionLength.idle)),
          milliseconds(now.addingTimeInterval(-SessionLength.longest)),
        ])
      try db.execute(
        sql: "INSERT INTO sessions (digest, reviewerID, made, used) VALUES (?, ?, ?, ?)",
        arguments: [digest, reviewer.id, milliseconds(now), milliseconds(now)])
      try note(db, .signedIn, reviewer, at: now)
    }
  }

  package func session(_ secret: Private<String>, at now: Date) async throws -> Reviewer? {
    let digest = sessionDigest(secret)
    let found = try await look { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT reviewers.*, sessions.used AS used
          FROM sessions JOIN reviewers ON reviewers.id = sessions.reviewerID
          WHERE sessions.digest = ? AND sessions.used > ? AND sessions.made > ? AND reviewers.ended IS NULL
          """,
        arguments: [
          digest, milliseconds(now.addingTimeInterval(-SessionLength.idle)),
          milliseconds(now.addingTimeInterval(-SessionLength.longest)),
        ]
      ).map { (reviewer: try reviewer($0), used: date($0["used"])) }
    }
    guard let found else { return nil }
    // To the minute is good enough, and spares a write for each picture.
    if now.timeIntervalSince(found.used) > 60 {
      try await change { db in
        try db.execute(
          sql: "UPDATE sessions SET used = ? WHERE digest = ?", arguments: [milliseconds(now), digest])
      }
    }
    return found.reviewer
  }

  package func end(session secret: Private<String>, at now: Date) async throws {
    let digest = sessionDigest(secret)
    try await change { db in
      let whose = try Row.fetchOne(
        db,
        sql: "SELECT reviewers.* FROM sessions JOIN reviewers ON reviewers.id = sessions.reviewerID WHERE digest = ?",
        arguments: [digest]
      ).map(reviewer)
      guard let whose else { return }
      try db.execute(sql: "DELETE FROM sessions WHERE digest = ?", arguments: [digest])
      try note(db, .signedOut, whose, at: now)
    }
  }

  private func sessionDigest(_ secret: Private<String>) -> String {
    sealer.digest(Array("session:\(secret.value)".utf8))
  }

  private func nameDigest(_ name: String) -> String { sealer.digest(Array("sign-in:\(name)".utf8)) }

  // MARK: What happened

  private func note(_ db: Database, _ event: SignInEvent, _ reviewer: Reviewer?, at now: Date) throws {
    let last = try Row.fetchOne(db, sql: "SELECT id, chain FROM signIns ORDER BY id DESC LIMIT 1")
    let row: Row = [
      "id": (last.map { $0["id"] as Int64 } ?? 0) + 1, "at": milliseconds(now), "event": event.rawValue,
      "who": reviewer?.name ?? "",
    ]
    try db.execute(
      sql: "INSERT INTO signIns (id, at, event, who, chain) VALUES (?, ?, ?, ?, ?)",
      arguments: [
        row["id"] as Int64, row["at"] as Int64, row["event"] as String, row["who"] as String,
        signInLink(row, after: last?["chain"] ?? ""),
      ])
  }

  /// The first row of what happened at the door that does not fit the one before; nil when all do.
  func firstBrokenSignIn(_ db: Database) throws -> Int? {
    var link = ""
    var last = 0
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM signIns ORDER BY id")
    while let row = try rows.next() {
      let id: Int = row["id"]
      guard id == last + 1 else { return last + 1 }
      link = signInLink(row, after: link)
      guard link == row["chain"] else { return id }
      last = id
    }
    return nil
  }

  private func signInLink(_ row: Row, after link: String) -> String {
    let fields = [
      link, String(row["id"] as Int64), String(row["at"] as Int64), row["event"] as String, row["who"] as String,
    ]
    return sealer.digest(Array(("sign-ins:" + fields.map { "\($0.utf8.count):\($0);" }.joined()).utf8))
  }
}

private func reviewer(_ row: Row) throws -> Reviewer {
  Reviewer(
    id: row["id"], name: row["name"], role: try code(row, "role"), made: date(row["made"]),
    ended: (row["ended"] as Int64?).map(date))
}

extension SealedPlace {
  fileprivate static func password(_ name: String) -> SealedPlace { SealedPlace(nil, "password \(name)") }
}
