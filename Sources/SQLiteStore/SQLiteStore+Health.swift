import Casework
import FoundationEssentials
internal import GRDB
import Model

extension SQLiteStore {
  /// Looks at the database at `path`, which must exist, of whatever version: it changes nothing, makes nothing, and moves
  /// no table to a newer form. Throws `StoreFailure`, `newerSchema` and `sealBroken` (another key) among them.
  package static func health(
    path: String, sealer: any Sealer, at now: Date,
    seenDead: @escaping @Sendable (LeaseOwner) -> Bool = { $0.isSeenDead }
  ) throws -> WorkspaceHealth {
    do {
      var configuration = Configuration()
      configuration.label = "kyc.health"
      configuration.busyMode = .timeout(5)
      // Not opened for reading only, for then the files beside it would be left behind.
      configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA query_only = ON") }
      let database = try DatabaseQueue(path: path, configuration: configuration)
      return try database.inDatabase { db in
        try HealthCheck(db: db, path: path, sealer: sealer, now: now, seenDead: seenDead).health()
      }
    } catch let error as DatabaseError {
      throw storeFailure(error, path)
    }
  }
}

private struct HealthCheck {
  let db: Database
  let path: String
  let sealer: any Sealer
  let now: Date
  let seenDead: @Sendable (LeaseOwner) -> Bool

  func health() throws -> WorkspaceHealth {
    let damage = try damage()
    guard damage.isEmpty else { return WorkspaceHealth(schema: nil, damage: damage) }
    let migrator = Schema.migrator(sealer)
    if try migrator.hasBeenSuperseded(db) { throw StoreFailure.newerSchema(path: path) }
    let done = try migrator.completedMigrations(db)
    let pending = migrator.migrations.filter { !done.contains($0) }
    guard let schema = done.last else { return WorkspaceHealth(schema: nil, pendingChanges: pending) }
    try checkKey()
    return WorkspaceHealth(
      schema: schema, pendingChanges: pending, cases: try states(),
      stuck: try numbers(
        """
        state = 'inReview' AND EXISTS (
          SELECT 1 FROM verdicts WHERE caseID = cases.id AND reasons = ?
          AND run = (SELECT MAX(run) FROM verdicts WHERE caseID = cases.id))
        ORDER BY id
        """, [ReasonCode.systemCouldNotProcess.rawValue]),
      overdue: try numbers("state = 'inReview' AND deadline < ? ORDER BY deadline, id", [milliseconds(now)]),
      abandoned: try abandoned(),
      newestEvent: try Int64.fetchOne(db, sql: "SELECT MAX(at) FROM events").map(date),
      pages: Set(try String.fetchAll(db, sql: "SELECT blob FROM pages").compactMap(BlobKey.init)))
  }

  /// The first few complaints of SQLite's own check; it may stumble over what it finds.
  private func damage() throws -> [String] {
    do {
      return try String.fetchAll(db, sql: "PRAGMA quick_check(5)").filter { $0 != "ok" }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      return ["SQLite says \(error.extendedResultCode)"]
    }
  }

  private func checkKey() throws {
    guard let sealed = try Data.fetchOne(db, sql: "SELECT keyCheck FROM workspace") else { return }
    do throws(StoreFailure) { _ = try sealer.open(Array(sealed), at: SealedPlace(nil, "keyCheck")) } catch {
      throw StoreFailure.sealBroken(what: path)
    }
  }

  private func states() throws -> [CaseState: Int] {
    let rows = try Row.fetchAll(db, sql: "SELECT state, COUNT(*) AS count FROM cases GROUP BY state")
    return try Dictionary(uniqueKeysWithValues: rows.map { (try code($0, "state"), $0["count"]) })
  }

  private func numbers(_ condition: String, _ arguments: StatementArguments) throws -> [CaseNumber] {
    try Row.fetchAll(db, sql: "SELECT id, year FROM cases WHERE " + condition, arguments: arguments)
      .map { CaseNumber(year: $0["year"], serial: $0["id"]) }
  }

  private func abandoned() throws -> [CaseNumber] {
    let rows = try Row.fetchAll(db, sql: "SELECT id, year, leaseOwner FROM cases WHERE state = 'working' ORDER BY id")
    return rows.filter { row in LeaseOwner(row["leaseOwner"] as String).map(seenDead) ?? false }
      .map { CaseNumber(year: $0["year"], serial: $0["id"]) }
  }
}
