import Casework
import FoundationEssentials
import Hummingbird
import Model

/// The list of cases, in parts, with filters.
struct QueuePage: Sendable {
  struct Tab: Sendable {
    let href: String
    let label: String
    let count: Int
    let isHere: Bool
    let key: String
  }

  struct Option: Sendable {
    let value: String
    let label: String
    let isChosen: Bool
  }

  struct Row: Sendable {
    let number: String
    let href: String
    let why: String
    let whyStyle: String
    let deadlineISO: String
    let deadline: String
    /// Nil where the clock stands still.
    let deadlineIn: String?
    let badges: [DeskBadge]
    let codes: [String]
    let account: String
    let pipeline: String
    let holder: String?
  }

  let tab: String
  let tabs: [Tab]
  let verdicts: [Option]
  let reasons: [Option]
  let pipelines: [Option]
  let ages: [Option]
  let isFiltered: Bool
  let clearHref: String
  let rows: [Row]
  let hasRows: Bool
  let first: Int
  let last: Int
  let total: Int
  let previousHref: String?
  let nextHref: String?
  let hasPaging: Bool

  /// The parts, with the key of each.
  static let parts: [(part: QueuePart, word: String)] = [
    (.needsMe, "tab_needsMe"), (.dueSoon, "tab_dueSoon"), (.overdue, "tab_overdue"), (.escalated, "tab_escalated"),
    (.changed, "tab_changed"), (.all, "tab_all"),
  ]

  /// What narrows the list, as the address has it.
  struct Choice: Sendable {
    static let length = 50
    /// Hours by what the address says.
    static let ages: [(code: String, hours: Double)] = [("4h", 4), ("24h", 24), ("3d", 72), ("1w", 168)]
    private static let verdicts = ["approve-clear", "approve-doubtful", "reject-doubtful", "reject-clear"]

    var part: QueuePart
    var verdict: String?
    var reason: ReasonCode?
    var pipeline: String?
    var age: String?
    /// Counts from 1.
    var page: Int

    /// Throws `Refusal` for what is no part, code or page.
    init(_ visit: Visit) throws {
      func chosen(_ name: String) -> String? { visit.query[name].flatMap { $0.isEmpty ? nil : $0 } }
      part = try visit.code("tab", QueuePart.self) ?? .needsMe
      reason = try chosen("reason").map { text in
        guard let code = ReasonCode(rawValue: text) else { throw Refusal(.invalidParameter) }
        return code
      }
      verdict = chosen("verdict")
      age = chosen("age")
      pipeline = chosen("pipeline")
      page = try visit.whole("page", in: 1...100_000, default: 1)
      guard verdict.map(Choice.verdicts.contains) ?? true,
        age.map({ age in Choice.ages.contains { $0.code == age } }) ?? true
      else { throw Refusal(.invalidParameter) }
    }

    var isFiltered: Bool { verdict != nil || reason != nil || pipeline != nil || age != nil }

    func narrowed(_ filter: CaseFilter, at now: Date) -> CaseFilter {
      var filter = filter
      if let verdict {
        filter.verdict = verdict.hasPrefix("approve") ? .approve : .reject
        filter.confidence = verdict.hasSuffix("clear") ? .clear : .doubtful
      }
      filter.reason = reason
      filter.pipeline = pipeline
      let hours = Choice.ages.first { $0.code == age }?.hours
      filter.arrivedBefore = hours.map { now.addingTimeInterval(-3600 * $0) }
      return filter
    }

    /// The address of the same list, in another part or on another page.
    func href(_ part: QueuePart? = nil, page: Int = 1) -> String {
      let values: [(String, String?)] = [
        ("tab", (part ?? self.part).rawValue), ("verdict", verdict), ("reason", reason?.rawValue),
        ("pipeline", pipeline), ("age", age), ("page", page > 1 ? "\(page)" : nil),
      ]
      return "/review?"
        + values.compactMap { name, value in value.map { "\(name)=\(QueryText.encoded($0))" } }.joined(separator: "&")
    }

    func verdictOptions(_ words: DeskWords) -> [Option] {
      [Option(value: "", label: words["anyVerdict"], isChosen: verdict == nil)]
        + Choice.verdicts.map { code in
          let parts = code.split(separator: "-").map { words[String($0)] }
          return Option(value: code, label: parts.joined(separator: ", "), isChosen: verdict == code)
        }
    }

    func ageOptions(_ words: DeskWords) -> [Option] {
      [Option(value: "", label: words["anyAge"], isChosen: age == nil)]
        + Choice.ages.map { Option(value: $0.code, label: words["age_\($0.code)"], isChosen: age == $0.code) }
    }
  }

  static func shown(_ visit: DeskVisit, _ desk: ReviewDesk) async throws -> QueuePage {
    let now = desk.office.now()
    let choice = try Choice(visit.visit)
    let filters = parts.map { choice.narrowed($0.part.filter(for: visit.person, team: nil, at: now), at: now) }
    let counts = try await desk.ledger.counts(filters)
    let here = parts.firstIndex { $0.part == choice.part } ?? 0
    var filter = filters[here]
    filter.limit = Choice.length
    filter.offset = (choice.page - 1) * Choice.length
    return QueuePage(
      choice, counts: counts, total: counts[here], cases: try await desk.office.review.cases(filter), visit.words,
      pipelines: desk.office.pipelines.map(\.pipeline.name), person: visit.person, now: now)
  }

  private init(
    _ choice: Choice, counts: [Int], total: Int, cases: [Case], _ words: DeskWords, pipelines names: [String],
    person: String, now: Date
  ) {
    tab = choice.part.rawValue
    tabs = zip(QueuePage.parts, counts).enumerated().map { index, part in
      Tab(
        href: choice.href(part.0.part), label: words[part.0.word], count: part.1,
        isHere: part.0.part == choice.part, key: "\(index + 1)")
    }
    verdicts = choice.verdictOptions(words)
    ages = choice.ageOptions(words)
    reasons =
      [Option(value: "", label: words["anyVerdict"], isChosen: choice.reason == nil)]
      + ReasonCode.allCases.map { Option(value: $0.rawValue, label: $0.rawValue, isChosen: choice.reason == $0) }
    pipelines =
      [Option(value: "", label: words["anyVerdict"], isChosen: choice.pipeline == nil)]
      + names.map { Option(value: $0, label: $0, isChosen: choice.pipeline == $0) }
    isFiltered = choice.isFiltered
    clearHref = "/review?tab=\(choice.part.rawValue)"
    rows = cases.map { Row($0, words, person: person, now: now) }
    hasRows = !rows.isEmpty
    let before = (choice.page - 1) * Choice.length
    first = before + 1
    last = before + rows.count
    self.total = total
    previousHref = choice.page > 1 ? choice.href(page: choice.page - 1) : nil
    nextHref = before + rows.count < total ? choice.href(page: choice.page + 1) : nil
    hasPaging = previousHref != nil || nextHref != nil
  }
}

extension QueuePage.Row {
  init(_ standing: Case, _ words: DeskWords, person: String, now: Date) {
    let badge = words.why(standing, at: now)
    number = standing.number.description
    href = "/review/cases/\(standing.number)"
    why = badge.text
    whyStyle = badge.style
    deadlineISO = standing.times.deadline.formatted(.iso8601)
    deadline = words.moment(standing.times.deadline)
    deadlineIn = words.timeLeft(standing, at: now)
    badges = words.verdict(standing.verdict)
    codes = (standing.verdict?.reasons ?? []).map(\.rawValue)
    account = standing.accountID
    pipeline = "\(standing.pipeline)@\(standing.pipelineVersion)"
    holder = standing.holder(at: now)?.by
  }
}
