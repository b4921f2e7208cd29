import Casework
import FoundationEssentials
internal import GRDB

/// A row of the history as it stands in the chain: every column but the chain's own.
struct AuditRow {
  let fields: [String?]

  init(_ row: Row) {
    let note: Data? = row["note"]
    fields = [
      String(row["id"] as Int64), String(row["caseID"] as Int64), String(row["at"] as Int64), row["edge"], row["by"],
      String(row["run"] as Int64), String(row["attempt"] as Int64), row["reasons"], row["team"], row["detail"],
      note?.base64EncodedString(),
    ]
  }
}

/// Links each row of the history to the one before: a keyed digest over the link before and every column of the row.
/// Whoever changes, adds or leaves out a row without the key breaks the chain there; a tail that was cut off is noticed
/// against a head that was published.
struct AuditChain {
  let sealer: any Sealer
  /// The last link; empty before the first row.
  private(set) var head = ""

  init(sealer: any Sealer, after head: String = "") {
    self.sealer = sealer
    self.head = head
  }

  /// The link of the next row.
  mutating func link(_ row: AuditRow) -> String {
    let text = ([head] + row.fields).map { field in field.map { "\($0.utf8.count):\($0);" } ?? "-;" }.joined()
    head = sealer.digest(Array("audit:\(text)".utf8))
    return head
  }
}
