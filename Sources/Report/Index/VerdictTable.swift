import Casework
import FoundationEssentials
import Model

/// The cases as comma-separated values (RFC 4180, UTF-8): one row a case, no personal value.
struct VerdictTable {
  private static let header = [
    "case", "account", "pipeline", "version", "verdict", "confidence", "reasons", "state", "arrived", "target",
    "deadline", "decision", "decided_by", "decided_at", "files", "pages",
  ]

  private let rows: [CaseRow]

  init(_ rows: [CaseRow]) { self.rows = rows }

  var text: String {
    ([VerdictTable.header] + rows.map(VerdictTable.cells)).map { row in
      row.map(VerdictTable.cell).joined(separator: ",") + "\r\n"
    }.joined()
  }

  private static func cells(_ row: CaseRow) -> [String] {
    let standing = row.standing
    let times = [standing.times.arrived, standing.times.target, standing.times.deadline]
    let verdict = [
      standing.verdict?.decision.rawValue ?? "", standing.verdict?.confidence.rawValue ?? "",
      (standing.verdict?.reasons ?? []).map(\.rawValue).joined(separator: " "),
    ]
    let ruling = [
      standing.ruling?.decision.rawValue ?? "", standing.ruling?.by ?? "",
      standing.ruling?.at.formatted(.iso8601) ?? "",
    ]
    return [
      standing.number.description, standing.accountID, standing.pipeline, String(standing.pipelineVersion),
    ] + verdict + [standing.state.rawValue] + times.map { $0.formatted(.iso8601) } + ruling
      + [String(row.files), String(row.pages)]
  }

  /// Quoted where it must be. What a spreadsheet would take for a formula gets an apostrophe before it; so do the full-
  /// width signs, which some of them read alike.
  static func cell(_ text: String) -> String {
    let formula: Set<UnicodeScalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
    let safe = text.unicodeScalars.first.map(formula.contains) ?? false ? "'" + text : text
    guard safe.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
