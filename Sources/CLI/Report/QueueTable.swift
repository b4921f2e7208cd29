internal import Casework
internal import FoundationEssentials
internal import Model
internal import Paperwork

/// Cases as a table, in the order they are given. What nobody holds and nobody escalated takes no column.
struct QueueTable {
  private struct Column {
    let name: String
    let cell: (Case) -> String
  }

  private let cases: [Case]
  private let now: Date
  private let withState: Bool
  private let paint: Paint

  /// `withState` adds a column that says where each case stands.
  init(_ cases: [Case], now: Date, withState: Bool, paint: Paint) {
    self.cases = cases
    self.now = now
    self.withState = withState
    self.paint = paint
  }

  /// The header first. Whole lines are red where the deadline has passed, yellow where it comes soon.
  var lines: [String] {
    let columns = columns
    var table = TextTable(columns.map(\.name), sides: columns.map { _ in .left })
    for standing in cases { table.add(columns.map { $0.cell(standing) }) }
    let lines = table.lines
    return [paint.bold(lines[0])] + zip(cases, lines.dropFirst()).map(painted)
  }

  private var columns: [Column] {
    var columns = [Column(name: "case") { $0.number.description }]
    if withState { columns.append(Column(name: "state", cell: QueueTable.state)) }
    columns += [
      Column(name: "account") { Shown.text($0.accountID) },
      Column(name: "pipeline") { "\($0.pipeline)@\($0.pipelineVersion)" },
      Column(name: "verdict", cell: QueueTable.verdict),
      Column(name: "reasons", cell: QueueTable.reasons),
      Column(name: "deadline", cell: deadline),
    ]
    if cases.contains(where: { $0.holder(at: now) != nil }) {
      columns.append(Column(name: "held by") { standing in standing.holder(at: now).map { Shown.text($0.by) } ?? "-" })
    }
    if cases.contains(where: \.escalated) {
      columns.append(Column(name: "team") { $0.escalated ? $0.team : "-" })
    }
    return columns
  }

  private func painted(_ standing: Case, _ line: String) -> String {
    guard standing.state == .inReview else { return standing.state == .closed ? paint.dim(line) : line }
    let left = standing.times.deadline.timeIntervalSince(now)
    return left < 0 ? paint.red(line) : left < QueueTab.soon ? paint.yellow(line) : line
  }

  /// Where it stands, or what a person decided.
  private static func state(_ standing: Case) -> String {
    guard let ruling = standing.ruling else { return standing.state.rawValue }
    return ruling.decision == .approve ? "approved" : "rejected"
  }

  /// A question mark stands for doubtful.
  private static func verdict(_ standing: Case) -> String {
    guard let verdict = standing.verdict else { return "-" }
    return verdict.decision.rawValue + (verdict.confidence == .doubtful ? " ?" : "")
  }

  /// The first, and how many more: a person's where one decided or asked, else the machine's.
  private static func reasons(_ standing: Case) -> String {
    let reasons = standing.ruling?.reasons ?? standing.asked?.reasons ?? standing.verdict?.reasons ?? []
    guard let first = reasons.first else { return "-" }
    return first.rawValue + (reasons.count > 1 ? " +\(reasons.count - 1)" : "")
  }

  private func deadline(_ standing: Case) -> String {
    switch standing.state {
    case .closed, .erased: return "-"
    case .awaitingCustomer: return standing.asked.map { "paused \(QueueTable.span(from: $0.at, to: now))" } ?? "paused"
    case .waiting, .working, .inReview:
      let deadline = standing.times.deadline
      return deadline < now
        ? "\(QueueTable.span(from: deadline, to: now)) overdue" : "\(QueueTable.span(from: now, to: deadline)) left"
    }
  }

  /// Between two instants, as people say it.
  static func span(from start: Date, to end: Date) -> String {
    BatchProgress.span(.seconds(end.timeIntervalSince(start)))
  }
}
