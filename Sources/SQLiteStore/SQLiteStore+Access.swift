import Casework
import FoundationEssentials
internal import GRDB
import Model

extension SQLiteStore: AccessRegister {
  package func tokens() async throws -> [AccessToken] {
    try await look { db in try Row.fetchAll(db, sql: "SELECT * FROM tokens ORDER BY id").map(accessToken) }
  }

  package func add(
    token secret: Private<String>, name: String, role: Role, at now: Date
  ) async throws -> AccessToken? {
    let digest = tokenDigest(secret)
    return try await change { db in try add(db, name, role, digest, signing: nil, at: now) }
  }

  package func add(
    signer secret: Private<String>, name: String, role: Role, at now: Date
  ) async throws -> AccessToken? {
    let digest = sealer.digest(Array("signer:\(secret.value)".utf8))
    let sealed = try sealer.sealed(secret, at: .signer(name))
    return try await change { db in try add(db, name, role, digest, signing: sealed, at: now) }
  }

  private func add(
    _ db: Database, _ name: String, _ role: Role, _ digest: String, signing: Data?, at now: Date
  ) throws -> AccessToken? {
    try db.execute(
      sql: """
        INSERT INTO tokens (name, role, digest, signing, made) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (name) WHERE revoked IS NULL DO NOTHING
        """, arguments: [name, role.rawValue, digest, signing, milliseconds(now)])
    guard db.changesCount == 1 else { return nil }
    return AccessToken(id: Int(db.lastInsertedRowID), name: name, role: role, made: now, signs: signing != nil)
  }

  package func signer(_ name: String) async throws -> (token: AccessToken, secret: Private<String>)? {
    let found: (token: AccessToken, sealed: Data)? = try await look { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT * FROM tokens WHERE name = ? AND signing IS NOT NULL AND revoked IS NULL", arguments: [name])
      return try row.map { (try accessToken($0), $0["signing"]) }
    }
    return try found.map { ($0.token, try sealer.opened($0.sealed, as: Private<String>.self, at: .signer(name))) }
  }

  package func token(opening secret: Private<String>) async throws -> AccessToken? {
    let digest = tokenDigest(secret)
    return try await look { db in
      try Row.fetchOne(
        db, sql: "SELECT * FROM tokens WHERE digest = ? AND revoked IS NULL AND signing IS NULL",
        arguments: [digest]
      )
      .map(accessToken)
    }
  }

  package func revoke(_ name: String, at now: Date) async throws -> AccessToken? {
    try await change { db in
      try Row.fetchOne(
        db, sql: "UPDATE tokens SET revoked = ? WHERE name = ? AND revoked IS NULL RETURNING *",
        arguments: [milliseconds(now), name]
      ).map(accessToken)
    }
  }

  private func tokenDigest(_ secret: Private<String>) -> String { sealer.digest(Array("token:\(secret.value)".utf8)) }
}

private func accessToken(_ row: Row) throws -> AccessToken {
  AccessToken(
    id: row["id"], name: row["name"], role: try code(row, "role"), made: date(row["made"]),
    revoked: (row["revoked"] as Int64?).map(date), signs: (row["signing"] as Data?) != nil)
}

extension SQLiteStore: AccountRegister {
  package func put(_ account: Account, at now: Date) async throws -> Bool {
    let sealed = try sealer.sealed(account, at: .account(account.id))
    return try await change { db in
      let known = try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM sentAccounts WHERE id = ?)", arguments: [account.id])
      try db.execute(
        sql: """
          INSERT INTO sentAccounts (id, at, account) VALUES (?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET at = excluded.at, account = excluded.account
          """, arguments: [account.id, milliseconds(now), sealed])
      return known != true
    }
  }

  package func sentAccount(_ id: String) async throws -> Account? {
    let sealed = try await look { db in
      try Data.fetchOne(db, sql: "SELECT account FROM sentAccounts WHERE id = ?", arguments: [id])
    }
    return try sealed.map { try sealer.opened($0, as: Account.self, at: .account(id)) }
  }
}

extension SealedPlace {
  fileprivate static func account(_ id: String) -> SealedPlace { SealedPlace(nil, "account \(id)") }
  fileprivate static func signer(_ name: String) -> SealedPlace { SealedPlace(nil, "signer \(name)") }
}
