import Casework
import FoundationEssentials
internal import GRDB

extension SQLiteStore: CaseCensus {
  package func census() async throws -> [CaseState: Int] {
    try await look { db in
      let rows = try Row.fetchAll(db, sql: "SELECT state, COUNT(*) AS count FROM cases GROUP BY state")
      return try Dictionary(uniqueKeysWithValues: rows.map { (try code($0, "state"), $0["count"]) })
    }
  }
}

extension SQLiteStore: ViewLog {
  package func viewed(_ number: CaseNumber, by person: String, at now: Date) async throws {
    try await change { db in
      try record(db, .viewed, try standing(db, number).summary, by: person, at: now)
    }
  }
}
