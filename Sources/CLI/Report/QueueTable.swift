internal import Casework
internal import FoundationEssentials
internal import Model

/// Cases as a table, in the order they are given.
struct QueueTable {
  private let cases: [Case]
  private let now: Date
  private let withState: Bool

  /// `withState` adds a column that says where each case stands.
  init(_ cases: [Case], now: Date, withState: Bool) {
    self.cases = cases
    self.now = now
    self.withState = withState
  }

  var lines: [String] {
    let state = withState ? ["state"] : []
    let header = ["case"] + state + ["account", "pipeline", "verdict", "confidence", "age", "due", "reasons"]
    var table = TextTable(header, sides: header.map { $0 == "age" ? .right : .left })
    for standing in cases {
      let verdict = standing.verdict
      let reasons = (standing.ruling?.reasons ?? verdict?.reasons ?? []).map(\.rawValue).joined(separator: " ")
      table.add(
        [standing.number.description] + (withState ? [QueueTable.state(standing)] : []) + [
          Shown.text(standing.accountID), "\(standing.pipeline)@\(standing.pipelineVersion)",
          verdict?.decision.rawValue ?? "-",
          verdict?.confidence.rawValue ?? "-", QueueTable.span(from: standing.times.arrived, to: now), due(standing),
          reasons.isEmpty ? "-" : reasons,
        ])
    }
    return table.lines
  }

  private static func state(_ standing: Case) -> String {
    guard let ruling = standing.ruling else { return standing.state.rawValue }
    return ruling.decision == .approve ? "approved" : "rejected"
  }

  private func due(_ standing: Case) -> String {
    guard standing.state != .closed else { return "-" }
    let deadline = standing.times.deadline
    return deadline < now
      ? "overdue \(QueueTable.span(from: deadline, to: now))" : "in \(QueueTable.span(from: now, to: deadline))"
  }

  /// Between two instants, as people say it.
  static func span(from start: Date, to end: Date) -> String {
    BatchProgress.span(.seconds(end.timeIntervalSince(start)))
  }
}
