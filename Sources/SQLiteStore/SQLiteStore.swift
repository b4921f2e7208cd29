import Casework
import FoundationEssentials
internal import GRDB
import Glibc

/// The cases of a workspace in one SQLite database, which several processes on this machine may use at once.
///
/// What is in which file: the schema in `Schema` and the migrations after it, the worker's edges in
/// `SQLiteStore+WorkQueue`, people's in `SQLiteStore+ReviewQueue`, what both do in `SQLiteStore+Cases`, lists in
/// `CaseQuery`, rows to values in `Rows`.
package struct SQLiteStore: Sendable {
  let path: String
  let sealer: any Sealer
  let seenDead: @Sendable (LeaseOwner) -> Bool
  private let pool: DatabasePool

  /// Opens the database, or makes it. `seenDead` tells whether the holder of a lease has ended for sure. Throws
  /// `StoreFailure`.
  package init(
    path: String, sealer: any Sealer, seenDead: @escaping @Sendable (LeaseOwner) -> Bool = { $0.isSeenDead }
  ) throws {
    self.path = path
    self.sealer = sealer
    self.seenDead = seenDead
    pool = try mappingFailures(at: path) {
      try withExclusiveFile(path) { try SQLiteStore.openPool(path, sealer) }
    }
  }

  private static func openPool(_ path: String, _ sealer: any Sealer) throws -> DatabasePool {
    var configuration = Configuration()
    configuration.label = "kyc.store"
    configuration.busyMode = .timeout(busySeconds)
    configuration.prepareDatabase { db in
      // The default with a write-ahead log may lose the last transactions in a power cut.
      try db.execute(sql: "PRAGMA synchronous = FULL")
      // What is deleted, wrapped keys above all, is overwritten.
      try db.execute(sql: "PRAGMA secure_delete = ON")
    }
    let pool = try DatabasePool(path: path, configuration: configuration)
    let migrator = Schema.migrator(sealer)
    if try pool.read(migrator.hasBeenSuperseded) { throw StoreFailure.newerSchema(path: path) }
    // A migration opens sealed values, so another key is to be noticed before.
    if try pool.read({ try $0.tableExists("workspace") }) { try pool.write { try checkKey($0, path, sealer) } }
    try migrator.migrate(pool)
    try pool.write { try checkKey($0, path, sealer) }
    return pool
  }

  private static func checkKey(_ db: Database, _ path: String, _ sealer: any Sealer) throws {
    let place = SealedPlace(nil, "keyCheck")
    guard let sealed = try Data.fetchOne(db, sql: "SELECT keyCheck FROM workspace") else {
      let check = Data(sealer.seal(Array("kyc".utf8), at: place))
      try db.execute(sql: "INSERT INTO workspace (id, keyCheck) VALUES (1, ?)", arguments: [check])
      return
    }
    do throws(StoreFailure) { _ = try sealer.open(Array(sealed), at: place) } catch {
      throw StoreFailure.sealBroken(what: path)
    }
  }

  /// For how long we wait for another process that writes.
  private static let busySeconds = 30.0

  /// One transaction that may change something. It runs to its end even when the task is cancelled: a worker that was
  /// told to stop must still hand its claims back.
  func change<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
    let pool = pool
    return try await mappingFailures(at: path) {
      try await Task { try await pool.write(body) }.value
    }
  }

  /// What cannot run in a transaction.
  func withoutTransaction<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    let pool = pool
    return try await mappingFailures(at: path) {
      try await Task { try await pool.writeWithoutTransaction(body) }.value
    }
  }

  /// A copy of the whole database as it stands, at `target`, where there is nothing yet. Throws `StoreFailure`.
  package func copy(to target: String) async throws {
    try await mappingFailures(at: target) { try await copied(to: target) }
  }

  private func copied(to target: String) async throws {
    let pool = pool
    try await Task.detached { try pool.backup(to: try DatabaseQueue(path: target)) }.value
  }

  /// One transaction that changes nothing.
  func look<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
    let pool = pool
    return try await mappingFailures(at: path) { try await pool.read(body) }
  }
}

/// Runs `body` while no other process opens the same database, so that its tables are made once. The file is made if it
/// is missing, readable for its owner alone; SQLite gives the files beside it the same rights.
private func withExclusiveFile<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
  let file = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
  guard file >= 0 else { throw systemFailure(errno, path) }
  defer { close(file) }
  while flock(file, LOCK_EX) != 0 { guard errno == EINTR else { throw systemFailure(errno, path) } }
  let database = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
  guard database >= 0 else { throw systemFailure(errno, path) }
  close(database)
  return try body()
}

private func systemFailure(_ code: CInt, _ path: String) -> StoreFailure {
  code == ENOSPC || code == EDQUOT
    ? .diskFull(folder: folder(of: path)) : .unreachable(path: path, why: String(cString: strerror(code)))
}

private func folder(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
}

private func mappingFailures<Value>(at path: String, _ body: () throws -> Value) throws -> Value {
  do { return try body() } catch let error as DatabaseError { throw storeFailure(error, path) }
}

private func mappingFailures<Value>(at path: String, _ body: () async throws -> Value) async throws -> Value {
  do { return try await body() } catch let error as DatabaseError { throw storeFailure(error, path) }
}

/// SQLite's message may quote values; its code says enough.
func storeFailure(_ error: DatabaseError, _ path: String) -> StoreFailure {
  switch error.resultCode {
  case .SQLITE_FULL: .diskFull(folder: folder(of: path))
  // The index of the write-ahead log could not grow.
  case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: .diskFull(folder: folder(of: path))
  case .SQLITE_IOERR
  where error.extendedResultCode == .SQLITE_IOERR_WRITE && !RoomToGrow.isThere(in: folder(of: path)):
    .diskFull(folder: folder(of: path))
  case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
  default: .unreachable(path: path, why: "SQLite says \(error.extendedResultCode)")
  }
}

extension SQLiteStore: CaseKeys {
  package func sealer(of number: CaseNumber) async throws -> any Sealer {
    try await look { db in try sealer(db, of: number) }
  }
}
