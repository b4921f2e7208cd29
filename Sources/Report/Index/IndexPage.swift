import Casework
import FoundationEssentials
import Model

/// What the index shows: how many of what, and every case in a table. Properties are named as the template calls them.
struct IndexPage: Sendable {
  /// One case, with the keys that its columns are sorted by.
  struct Row: Sendable, Equatable {
    let number: String
    let href: String
    let account: String
    let accountKey: String
    let pipeline: String
    let pipelineName: String
    let decision: String
    let confidence: String
    let badges: [Badge]
    let reasons: [String]
    let state: String
    let arrived: String
    let deadline: String
    let isLate: Bool
    let files: Int
    let pages: Int
  }

  /// A value to filter by.
  struct Choice: Sendable, Equatable {
    let value: String
    let count: Int
  }

  /// A number in the summary.
  struct Figure: Sendable, Equatable {
    let count: Int
    let name: String
    let style: String
  }

  let title: String
  let notice: ReportNotice
  let count: String
  let figures: [Figure]
  let pipelines: [PipelineBar]
  let reasons: [ReasonBar]
  let hasReasons: Bool
  let pipelineChoices: [Choice]
  let reasonChoices: [Choice]
  let stateChoices: [Choice]
  let rows: [Row]
  let hasRows: Bool

  init(_ rows: [CaseRow], notice: ReportNotice) {
    title = "Report of \(PlainWords.counted(rows.count, "case"))"
    self.notice = notice
    count = PlainWords.counted(rows.count, "case")
    let tally = VerdictTally(rows.map(\.standing))
    let late = rows.count { CaseWords.isLate($0.standing, at: notice.now) }
    figures = [
      Figure(count: tally.approveClear, name: "approve", style: "good"),
      Figure(count: tally.approveDoubtful, name: "approve, doubtful", style: "good"),
      Figure(count: tally.rejectClear, name: "reject", style: "bad"),
      Figure(count: tally.rejectDoubtful, name: "reject, doubtful", style: "bad"),
      Figure(count: tally.none, name: "no verdict yet", style: "none"),
      Figure(count: rows.count { $0.standing.state == .closed }, name: "decided by a person", style: "plain"),
      Figure(count: late, name: "past the deadline", style: late > 0 ? "unsure" : "plain"),
    ]
    pipelines = PipelineBar.all(rows)
    reasons = ReasonBar.all(rows)
    hasReasons = !reasons.isEmpty
    pipelineChoices = IndexPage.choices(rows.map(\.standing.pipeline))
    reasonChoices = IndexPage.choices(rows.flatMap { $0.standing.verdict?.reasons.map(\.rawValue) ?? [] })
    stateChoices = IndexPage.choices(rows.map { CaseWords.state($0.standing) })
    self.rows = rows.map { Row($0, now: notice.now) }
    hasRows = !rows.isEmpty
  }

  private static func choices(_ values: [String]) -> [Choice] {
    Dictionary(grouping: values, by: \.self).map { Choice(value: $0.key, count: $0.value.count) }
      .sorted { $0.value < $1.value }
  }
}

extension IndexPage.Row {
  fileprivate init(_ row: CaseRow, now: Date) {
    let standing = row.standing
    number = standing.number.description
    href = "cases/\(CasePage.fileName(of: standing.number))"
    account = standing.accountID
    accountKey = SortKey.natural(standing.accountID)
    pipeline = "\(standing.pipeline)@\(standing.pipelineVersion)"
    pipelineName = standing.pipeline
    decision = standing.verdict?.decision.rawValue ?? "none"
    confidence = standing.verdict?.confidence.rawValue ?? "none"
    badges = CaseWords.verdict(standing.verdict)
    reasons = (standing.verdict?.reasons ?? []).map(\.rawValue)
    state = CaseWords.state(standing)
    arrived = PlainWords.minute(standing.times.arrived)
    deadline = PlainWords.minute(standing.times.deadline)
    isLate = CaseWords.isLate(standing, at: now)
    files = row.files
    pages = row.pages
  }
}
