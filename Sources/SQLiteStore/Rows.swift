import Casework
import FoundationEssentials
internal import GRDB
import Model

/// Milliseconds since 1970, as times stand in the database.
func milliseconds(_ date: Date) -> Int64 { Int64((date.timeIntervalSince1970 * 1000).rounded()) }

/// The inverse of `milliseconds`.
func date(_ milliseconds: Int64) -> Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

/// Codes in one column, in order.
func joined(_ reasons: [ReasonCode]) -> String { reasons.map(\.rawValue).joined(separator: " ") }

/// A case with its last verdict, as `Case` and as what only the store needs to know.
struct CaseRow {
  var summary: Case
  var failures: Int
  var lapses: Int
  /// Nil: now, whatever the clock says.
  var due: Date?
  var lease: (owner: LeaseOwner, until: Date)?
  var waitingSince: Date
  /// Nil once erased.
  var sealedAccount: Data?

  /// To be followed by `WHERE` and conditions on `cases` and `verdicts`.
  static let selection = """
    SELECT cases.*, verdicts.decision, verdicts.confidence, verdicts.reasons
    \(tables)
    """

  static let tables = """
    FROM cases LEFT JOIN verdicts ON verdicts.caseID = cases.id AND verdicts.run = cases.verdictRun
    """

  init(_ row: Row) throws {
    var verdict: VerdictSummary?
    if row["decision"] != nil {
      verdict = VerdictSummary(
        decision: try code(row, "decision"), confidence: try code(row, "confidence"),
        reasons: try reasons(row, "reasons"))
    }
    var ruling: Ruling?
    if row["ruling"] != nil {
      ruling = Ruling(
        decision: try code(row, "ruling"), reasons: try reasons(row, "rulingReasons"), by: row["ruledBy"],
        at: date(row["ruledAt"]))
    }
    var holder: DeskHold?
    if let by: String = row["heldBy"] { holder = DeskHold(by: by, until: date(row["heldUntil"])) }
    var asked: CustomerRequest?
    if let by: String = row["askedBy"] {
      asked = CustomerRequest(reasons: try reasons(row, "askedReasons"), by: by, at: date(row["askedAt"]))
    }
    var proposal: Ruling?
    if let by: String = row["proposedBy"] {
      proposal = Ruling(
        decision: try code(row, "proposedDecision"), reasons: try reasons(row, "proposedReasons"), by: by,
        at: date(row["proposedAt"]))
    }
    summary = Case(
      number: CaseNumber(year: row["year"], serial: row["id"]), accountID: row["accountID"], pipeline: row["pipeline"],
      pipelineVersion: row["pipelineVersion"], team: row["team"], state: try code(row, "state"), run: row["run"],
      attempt: row["attempt"], version: row["version"], priority: try code(row, "priority"),
      purpose: row["purpose"] == nil ? nil : try code(row, "purpose"),
      times: ReviewTimes(
        arrived: date(row["arrived"]), target: date(row["target"]), deadline: date(row["deadline"]),
        latest: (row["latest"] as Int64?).map(date)),
      verdict: verdict, ruling: ruling, escalated: row["escalated"], holder: holder, asked: asked,
      changedByRerun: row["changedByRerun"], fourEyes: row["fourEyes"], proposal: proposal)
    failures = row["failures"]
    lapses = row["lapses"]
    due = (row["due"] as Int64?).map(date)
    waitingSince = date(row["waitingSince"])
    sealedAccount = row["account"]
    if let text: String = row["leaseOwner"], let owner = LeaseOwner(text) {
      lease = (owner, date(row["leaseUntil"]))
    }
  }

  /// Nil when there is no such case.
  static func fetch(_ db: Database, _ number: CaseNumber) throws -> CaseRow? {
    try Row.fetchOne(
      db, sql: selection + " WHERE cases.id = ? AND cases.year = ?", arguments: [number.serial, number.year]
    ).map(CaseRow.init)
  }
}

/// The value of a column that holds one of a closed list of codes.
func code<Code: RawRepresentable<String>>(_ row: Row, _ column: String) throws -> Code {
  let text: String = row[column]
  guard let code = Code(rawValue: text) else {
    throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "unknown code in \(column)")
  }
  return code
}

/// The inverse of `joined`.
func reasons(_ row: Row, _ column: String) throws -> [ReasonCode] {
  let text: String = row[column]
  return try text.split(separator: " ").map { word in
    guard let code = ReasonCode(rawValue: String(word)) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "unknown reason in \(column)")
    }
    return code
  }
}

extension Sealer {
  /// A value as sealed JSON.
  func sealed(_ value: some Encodable, at place: SealedPlace) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return Data(seal(Array(try encoder.encode(value)), at: place))
  }

  /// The inverse of `sealed`.
  func opened<Value: Decodable>(_ sealed: Data, as type: Value.Type, at place: SealedPlace) throws -> Value {
    let plain = try open(Array(sealed), at: place)
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return try decoder.decode(type, from: Data(plain))
    } catch {
      // The decoder's own error may quote what it read.
      throw StoreFailure.sealBroken(what: place.description)
    }
  }
}

extension SealedPlace {
  static func key(_ number: CaseNumber) -> SealedPlace { SealedPlace(number, "key") }
  static func upload(_ number: CaseNumber, run: Int, file: Int) -> SealedPlace {
    SealedPlace(number, "upload/\(run)/\(file)")
  }
  static func account(_ number: CaseNumber) -> SealedPlace { SealedPlace(number, "account") }
  static func note(_ number: CaseNumber, event: Int64) -> SealedPlace { SealedPlace(number, "note/\(event)") }
  static func conclusion(_ number: CaseNumber, run: Int) -> SealedPlace { SealedPlace(number, "conclusion/\(run)") }
}
