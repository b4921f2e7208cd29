import Casework
import FoundationEssentials
internal import GRDB
import Model

/// What becomes of a submission that comes in: a new case, one that is known, or the answer that a case waited for.
extension SQLiteStore {
  func opening(_ db: Database, _ new: NewCase, _ submission: String) throws -> Opening {
    if let known = try known(db, new, submission) { return known }
    if let asking = try asking(db, new) { return try answer(db, asking, new, submission) }
    return .new(try insert(db, new, submission))
  }

  // MARK: Requests

  /// The case that the request's key stands for already, where that was another request.
  func conflict(_ db: Database, _ new: NewCase) throws -> Case? {
    guard let request = new.request else { return nil }
    let found = try Row.fetchOne(
      db, sql: "SELECT body, caseID FROM requests WHERE digest = ?", arguments: [sealer.requestDigest(request)])
    guard let found, found["body"] as String != (try bodyDigest(new)) else { return nil }
    return try Row.fetchOne(db, sql: CaseRow.selection + " WHERE cases.id = ?", arguments: [found["caseID"]])
      .map { try CaseRow($0).summary }
  }

  func keepRequest(_ db: Database, _ new: NewCase, _ opening: Opening) throws {
    guard let request = new.request else { return }
    switch opening {
    case .conflict: break
    case .new(let standing), .known(let standing, _), .followUp(let standing), .overtaken(let standing):
      try db.execute(
        sql: "INSERT INTO requests (digest, body, caseID, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        arguments: [
          sealer.requestDigest(request), try bodyDigest(new), standing.number.serial, milliseconds(new.times.arrived),
        ])
    }
  }

  private func bodyDigest(_ new: NewCase) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return sealer.digest(Array("body:".utf8) + new.identity + Array(try encoder.encode(new.account)))
  }

  // MARK: Submissions

  /// Nil for a submission that no case has.
  private func known(_ db: Database, _ new: NewCase, _ submission: String) throws -> Opening? {
    let found = try Row.fetchOne(
      db,
      sql: """
        SELECT caseID, run = (SELECT MAX(run) FROM submissions AS own WHERE own.caseID = submissions.caseID) AS isLast
        FROM submissions WHERE digest = ?
        """,
      arguments: [submission])
    guard let found,
      let row = try Row.fetchOne(db, sql: CaseRow.selection + " WHERE cases.id = ?", arguments: [found["caseID"]])
    else { return nil }
    let standing = try CaseRow(row)
    let isOpen = standing.summary.state == .waiting || standing.summary.state == .working
    if isOpen, !found["isLast"] { return .overtaken(standing.summary) }
    return try known(db, standing, new)
  }

  private func known(_ db: Database, _ row: CaseRow, _ new: NewCase) throws -> Opening {
    .known(row.summary, accountChanged: try account(db, row) != new.account)
  }

  /// The case of the same account and pipeline that awaits the customer, the first one of several.
  private func asking(_ db: Database, _ new: NewCase) throws -> CaseRow? {
    try Row.fetchOne(
      db,
      sql: CaseRow.selection + """
         WHERE cases.accountID = ? AND cases.pipeline = ? AND cases.state = 'awaitingCustomer'
        ORDER BY cases.id LIMIT 1
        """,
      arguments: [new.account.id, new.pipeline]
    ).map(CaseRow.init)
  }

  /// awaitingCustomer ─► waiting
  private func answer(_ db: Database, _ row: CaseRow, _ new: NewCase, _ submission: String) throws -> Opening {
    let number = row.summary.number
    guard FollowUp(after: try lastKept(db, number)).isAnswered(by: new.files) else { return try known(db, row, new) }
    try save(db, row.summary.answered(at: new.times.arrived), over: row.summary)
    try beginAnew(db, number, at: new.times.arrived)
    try keepAccount(db, new.account, of: number)
    let answered = try standing(db, number).summary
    try keepSubmission(db, submission, new, of: answered)
    try record(db, .answered, answered, by: CaseEvent.machine, at: new.times.arrived)
    return .followUp(answered)
  }

  /// When the first submission of an account came; nil for an account that a person approved a case of.
  private func unverifiedSince(_ db: Database, _ new: NewCase) throws -> Date? {
    let row = try Row.fetchOne(
      db, sql: "SELECT MIN(arrived) AS first, TOTAL(ruling = 'approve') AS approved FROM cases WHERE accountID = ?",
      arguments: [new.account.id])
    guard row?["approved"] as Double? == 0 else { return nil }
    return (row?["first"] as Int64?).map(date) ?? new.times.arrived
  }

  private func insert(_ db: Database, _ new: NewCase, _ submission: String) throws -> Case {
    let times = new.times.bounded(accountSince: try unverifiedSince(db, new))
    let serial = try Int.fetchOne(db, sql: "SELECT COALESCE(MAX(id), 0) + 1 FROM cases") ?? 1
    let arrived = Int(new.times.arrived.timeIntervalSince1970.rounded(.down))
    let number = CaseNumber(year: Day(unixSeconds: arrived).year, serial: serial)
    try db.execute(
      sql: """
        INSERT INTO cases (id, year, accountID, pipeline, pipelineVersion, team, priority, purpose,
          arrived, target, deadline, latest, waitingSince, fourEyes, state, account)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', x'')
        """,
      arguments: [
        serial, number.year, new.account.id, new.pipeline, new.pipelineVersion, new.team,
        new.account.priority.rawValue, new.account.purpose?.rawValue, milliseconds(new.times.arrived),
        milliseconds(times.target), milliseconds(times.deadline), times.latest.map(milliseconds),
        milliseconds(new.times.arrived), new.fourEyes,
      ])
    _ = try makeKey(db, of: number)
    try keepAccount(db, new.account, of: number)
    let opened = try standing(db, number).summary
    try keepSubmission(db, submission, new, of: opened)
    try record(db, .opened, opened, by: CaseEvent.machine, at: new.times.arrived)
    return opened
  }

  private func keepSubmission(_ db: Database, _ submission: String, _ new: NewCase, of opened: Case) throws {
    try db.execute(
      sql: "INSERT INTO submissions (digest, caseID, run) VALUES (?, ?, ?)",
      arguments: [submission, opened.number.serial, opened.run])
    try keepFiles(db, new.files, of: opened.number)
    try keepUploads(db, new.uploads, of: opened)
  }
}
