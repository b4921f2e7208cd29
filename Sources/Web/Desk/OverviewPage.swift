import Casework
import FoundationEssentials
import Judgement
import Model
import Report

/// How the desk does: each plot stands beside its table.
struct OverviewPage: Sendable {
  struct Band: Sendable {
    let name: String
    let style: String
    let count: Int
    let x: Int
    let width: Int
  }

  struct Part: Sendable {
    let style: String
    let x: Int
    let y: Int
    let height: Int
  }

  struct DayRow: Sendable {
    let day: String
    let approve: Int
    let approveDoubtful: Int
    let rejectDoubtful: Int
    let reject: Int
    let total: Int
    let parts: [Part]
  }

  struct ReasonBar: Sendable {
    let code: String
    let count: Int
    let style: String
    let length: Int
  }

  struct Overrule: Sendable {
    let name: String
    let decided: Int
    let overruled: Int
    let share: String
    let length: Int
  }

  let bands: [Band]
  let forecast: [NamedValue]
  let days: [DayRow]
  /// Those with verdicts, the latest first.
  let busyDays: [DayRow]
  let firstDay: String
  let lastDay: String
  let hasDays: Bool
  let plotWidth: Int
  let reasonBars: [ReasonBar]
  let hasReasons: Bool
  let overrules: [Overrule]
  let hasOverrules: Bool

  /// In days.
  private static let span = 30
  /// In hours.
  private static let pace = 24.0

  static func shown(_ visit: DeskVisit, _ desk: ReviewDesk) async throws -> OverviewPage {
    let now = desk.office.now()
    let figures = try await desk.ledger.figures(since: now.addingTimeInterval(-86_400 * Double(span)), at: now)
    let waiting = try await desk.ledger.counts([.inReview]).first ?? 0
    let went = try await desk.office.review.pace(since: now.addingTimeInterval(-3600 * pace))
    return OverviewPage(
      figures, QueueForecast(waiting: waiting, decided: went.decided, arrived: went.arrived, hours: pace),
      visit.words, today: desk.office.today)
  }

  init(_ figures: DeskFigures, _ forecast: QueueForecast, _ words: DeskWords, today: Day) {
    bands = OverviewPage.bands(figures.bands, words)
    self.forecast = [
      NamedValue(words["waitingCases"], "\(forecast.waiting)"),
      NamedValue(words["decidedPerHour"], words.number(forecast.perHour)),
      NamedValue(words["arrivingPerHour"], words.number(forecast.arrivingPerHour)),
      NamedValue(
        words["lastOne"], forecast.hoursToClear.map { words.span(hours: $0) } ?? words["notForeseeable"]),
      NamedValue(
        words["emptyIn"], forecast.hoursToEmpty.map { words.span(hours: $0) } ?? words["growing"]),
    ]
    days = OverviewPage.days(figures.days, today: today)
    busyDays = days.reversed().filter { $0.total > 0 }
    firstDay = days.first?.day ?? ""
    lastDay = days.last?.day ?? ""
    hasDays = !busyDays.isEmpty
    plotWidth = OverviewPage.span * 30
    let most = figures.reasons.values.max() ?? 1
    reasonBars = figures.reasons.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.map {
      ReasonBar(
        code: $0.key.rawValue, count: $0.value, style: CheckCatalog.reason(for: $0.key).reasonClass.rawValue,
        length: 1000 * $0.value / max(1, most))
    }
    hasReasons = !reasonBars.isEmpty
    let verdicts = figures.byVerdict.sorted { $0.key.rawValue < $1.key.rawValue }.map {
      Overrule(words.decision($0.key), $0.value)
    }
    let reasons = figures.byReason.sorted {
      ($1.value.overruled, $1.value.decided, $0.key.rawValue) < ($0.value.overruled, $0.value.decided, $1.key.rawValue)
    }
    overrules = verdicts + reasons.map { Overrule($0.key.rawValue, $0.value) }
    hasOverrules = !overrules.isEmpty
  }

  private static func bands(_ counts: [ServiceBand: Int], _ words: DeskWords) -> [Band] {
    let total = max(1, counts.values.reduce(0, +))
    var before = 0
    return [(ServiceBand.inTarget, "in-target"), (.inDeadline, "in-deadline"), (.overdue, "overdue")].map {
      band, style in
      let count = counts[band] ?? 0
      defer { before += count }
      return Band(
        name: words["band_\(band.rawValue)"], style: style, count: count, x: 1000 * before / total,
        width: 1000 * count / total)
    }
  }

  /// Every day of the span, days without verdicts too, the earliest first.
  private static func days(_ counts: [DeskFigures.DayCount], today: Day) -> [DayRow] {
    let byDay = Dictionary(counts.map { ($0.day, $0) }, uniquingKeysWith: { first, _ in first })
    let most = max(1, counts.map(\.total).max() ?? 1)
    return (0..<span).map { index in
      let day = Day(unixSeconds: (today.daysSinceEpoch - span + 1 + index) * 86_400)
      let count = byDay[day] ?? DeskFigures.DayCount(day: day)
      var top = 200
      let parts = [
        ("approve", count.approve), ("approve-doubtful", count.approveDoubtful),
        ("reject-doubtful", count.rejectDoubtful), ("reject", count.reject),
      ].map { style, value in
        let height = 200 * value / most
        top -= height
        return Part(style: style, x: index * 30 + 3, y: top, height: height)
      }
      return DayRow(
        day: day.description, approve: count.approve, approveDoubtful: count.approveDoubtful,
        rejectDoubtful: count.rejectDoubtful, reject: count.reject, total: count.total,
        parts: parts.filter { $0.height > 0 })
    }
  }
}

extension OverviewPage.Overrule {
  init(_ name: String, _ agreement: DeskFigures.Agreement) {
    self.name = name
    decided = agreement.decided
    overruled = agreement.overruled
    let percent = agreement.decided == 0 ? 0 : (100 * agreement.overruled + agreement.decided / 2) / agreement.decided
    share = "\(percent) %"
    length = 10 * percent
  }
}
