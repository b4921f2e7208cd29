import Casework
import FoundationEssentials
internal import GRDB
import Model

extension SQLiteStore: AuditTrail {
  package func head() async throws -> AuditHead? {
    try await look { db in
      try Row.fetchOne(db, sql: "SELECT id, chain FROM events ORDER BY id DESC LIMIT 1")
        .map { AuditHead(row: $0["id"], link: $0["chain"] ?? "") }
    }
  }

  package func firstBreak(published: [AuditHead]) async throws -> AuditBreak? {
    let published = Dictionary(grouping: published, by: \.row)
    return try await look { db in
      var chain = AuditChain(sealer: sealer)
      var last = 0
      let rows = try Row.fetchCursor(db, sql: "SELECT * FROM events ORDER BY id")
      while let row = try rows.next() {
        let id: Int = row["id"]
        guard id == last + 1 else { return .missing(row: last + 1) }
        last = id
        let link = chain.link(AuditRow(row))
        let kept: String? = row["chain"]
        if kept != link { return .altered(row: id) }
        if let other = published[id]?.first(where: { $0.link != link }) { return .rewritten(published: other) }
      }
      guard let beyond = published.keys.filter({ $0 > last }).min(), let head = published[beyond]?.first else {
        return try firstBrokenSignIn(db).map { .signIns(row: $0) }
      }
      return .cutOff(published: head, rows: last)
    }
  }

  package func note(
    _ edge: CaseEvent.Edge, _ number: CaseNumber, detail: String?, by person: String, at now: Date
  ) async throws {
    try await change { db in
      try record(db, edge, try standing(db, number).summary, by: person, detail: detail, at: now)
    }
  }
}
