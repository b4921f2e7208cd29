import Casework
import FoundationEssentials
internal import GRDB
import Model

/// A filter as SQL: the database chooses, orders as `Case.isReviewedBefore` does, and stops at the limit.
struct CaseQuery: Sendable {
  private(set) var sql: String
  private(set) var arguments = StatementArguments()
  /// How many there are, whatever the limit.
  private(set) var countSQL = ""
  private(set) var countArguments = StatementArguments()
  private var conditions: [String] = []

  /// Nil when nothing can be found.
  init?(_ filter: CaseFilter) {
    sql = CaseRow.selection
    if filter.states.isEmpty { return nil }
    restrict(to: filter.states)
    restrict("cases.accountID = ?", filter.accountID)
    restrict("cases.pipeline = ?", filter.pipeline)
    restrict("cases.team = ?", filter.team)
    restrict("cases.escalated = ?", filter.escalated)
    restrict("cases.changedByRerun = ?", filter.changedByRerun)
    restrict("verdicts.decision = ?", filter.verdict?.rawValue)
    restrict("verdicts.confidence = ?", filter.confidence?.rawValue)
    restrict("COALESCE(cases.ruling, verdicts.decision) = ?", filter.decision?.rawValue)
    restrict("instr(' ' || verdicts.reasons || ' ', ?) > 0", filter.reason.map { " \($0.rawValue) " })
    if let reviewer = filter.freeFor {
      conditions.append("(cases.heldBy IS NULL OR cases.heldBy = ? OR cases.heldUntil <= ?)")
      arguments += [reviewer.by, exactMilliseconds(reviewer.at)]
    }
    restrict("cases.arrived >= ?", filter.arrivedFrom.map(exactMilliseconds))
    restrict("cases.arrived < ?", filter.arrivedBefore.map(exactMilliseconds))
    restrict("cases.deadline >= ?", filter.deadlineFrom.map(exactMilliseconds))
    restrict("cases.deadline < ?", filter.deadlineBefore.map(exactMilliseconds))
    // These say no more than the lines above, in the words of the index.
    restrict("cases.hour >= ?", filter.deadlineFrom.map { ($0.timeIntervalSince1970 / 3600).rounded(.down) })
    restrict("cases.hour <= ?", filter.deadlineBefore.map { ($0.timeIntervalSince1970 / 3600).rounded(.down) })
    if let numbers = filter.numbers {
      conditions.append(
        "(cases.id, cases.year) IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))")
      arguments += ["[" + numbers.map { "[\($0.serial),\($0.year)]" }.joined(separator: ",") + "]"]
    }
    restrict("cases.id > ?", filter.after?.serial)
    if !conditions.isEmpty { sql += " WHERE " + conditions.joined(separator: " AND ") }
    sql += " ORDER BY " + (filter.after == nil ? "cases.hour, cases.rank, cases.arrived, cases.id" : "cases.id")
    countSQL =
      "SELECT COUNT(*) \(CaseRow.tables)"
      + (conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND "))
    countArguments = arguments
    if filter.limit != nil || filter.offset > 0 {
      // Without a limit there is none: -1.
      sql += " LIMIT ? OFFSET ?"
      arguments += [filter.limit.map { max(0, $0) } ?? -1, max(0, filter.offset)]
    }
  }

  private mutating func restrict(to states: Set<CaseState>) {
    if states.count == CaseState.allCases.count { return }
    let codes = states.map { "'\($0.rawValue)'" }.sorted()
    conditions.append(
      codes.count == 1 ? "cases.state = \(codes[0])" : "cases.state IN (\(codes.joined(separator: ", ")))")
  }

  private mutating func restrict(_ condition: String, _ value: (some DatabaseValueConvertible)?) {
    guard let value else { return }
    conditions.append(condition)
    arguments += [value]
  }

  /// With its fraction: a limit between two milliseconds divides what stands on them.
  private func exactMilliseconds(_ date: Date) -> Double { date.timeIntervalSince1970 * 1000 }
}
