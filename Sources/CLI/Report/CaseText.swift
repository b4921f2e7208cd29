internal import Casework
internal import FoundationEssentials
internal import Model
internal import Paperwork

/// A case for a reviewer to read.
struct CaseText {
  private let file: CaseFile
  private let sightings: [Sighting]
  private let pages: [String]
  private let limits: [String: String]
  private let showValues: Bool
  private let now: Date
  private let paint: Paint

  /// `sightings` are the other cases with the same files; `pages` the paths of the masked pages that were opened for
  /// viewing; `limits` what the checks hold their measures against, by check.
  init(
    _ file: CaseFile, sightings: [Sighting] = [], pages: [String] = [], limits: [String: String] = [:],
    showValues: Bool, now: Date, paint: Paint
  ) {
    self.file = file
    self.sightings = sightings
    self.pages = pages
    self.limits = limits
    self.showValues = showValues
    self.now = now
    self.paint = paint
  }

  var lines: [String] {
    verdict + section("Pages", pageLines) + section("Seen before", sightings.map(CaseText.line))
      + section("Review", review) + (file.runs.count > 1 ? section("Runs", file.runs.flatMap(run)) : [])
      + section("History", file.history.flatMap(event))
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", paint.bold(title)] + lines.map { "  " + $0 }
  }

  // MARK: What the machine said

  private var verdict: [String] {
    let standing = file.summary
    let title = "\(standing.number)  \(Shown.text(standing.accountID))  \(standing.pipeline)"
    guard let last = file.runs.last else { return [paint.bold(title) + "  no verdict yet"] }
    return VerdictText(
      last.conclusion, title: "\(title)@\(last.conclusion.pipelineVersion)", limits: limits, showValues: showValues,
      paint: paint
    ).lines
  }

  private var pageLines: [String] {
    guard let last = file.runs.last else { return [] }
    if !pages.isEmpty { return pages.map { Shown.text($0, longest: 4096) } }
    let count = last.conclusion.files.reduce(0) { $0 + $1.pages.count }
    return [
      count == 0
        ? "no page is kept"
        : "\(count == 1 ? "1 masked page is" : "\(count) masked pages are") kept sealed; --pages DIR opens them for viewing"
    ]
  }

  private static func line(_ sighting: Sighting) -> String {
    let account = sighting.sameAccount ? "the same account" : "another account, \(Shown.text(sighting.accountID))"
    let decision = sighting.decision.map { ", \($0 == .approve ? "approve" : "reject")" } ?? ""
    let what = sighting.savedAnew ? "a picture of file \(sighting.file)" : "file \(sighting.file)"
    return "\(what) was also sent in \(sighting.number): \(account), \(sighting.pipeline), "
      + "\(sighting.state.rawValue)\(decision)"
  }

  // MARK: Where it stands

  private var review: [String] {
    let standing = file.summary
    var lines = [standingLine]
    if let ruling = standing.ruling {
      lines.append(
        "\(ruling.decision == .approve ? "approved" : "rejected") by \(Shown.text(ruling.by)) at "
          + ruling.at.formatted(.iso8601) + CaseText.codes(ruling.reasons))
    } else {
      lines.append(timesLine)
    }
    if let asked = standing.asked {
      lines.append(
        "\(Shown.text(asked.by)) asked the customer at \(asked.at.formatted(.iso8601))\(CaseText.codes(asked.reasons)); "
          + "the clock stands still until the answer comes")
    }
    if let hold = standing.holder(at: now) {
      lines.append("held by \(Shown.text(hold.by)) for another \(QueueTable.span(from: now, to: hold.until))")
    }
    if standing.changedByRerun { lines.append("a rerun changed the verdict, and nobody has acted since") }
    lines.append("version \(standing.version); --seen \(standing.version) refuses to act if the case changed since")
    return lines
  }

  private var standingLine: String {
    let standing = file.summary
    var parts = [standing.state.rawValue, "team \(standing.team)" + (standing.escalated ? " (escalated)" : "")]
    if standing.priority == .vip { parts.append("VIP") }
    if let purpose = standing.purpose { parts.append(purpose.rawValue) }
    return parts.joined(separator: ", ")
  }

  private var timesLine: String {
    let times = file.summary.times
    let late =
      file.summary.asked != nil
      ? ""
      : times.deadline < now
        ? " (\(QueueTable.span(from: times.deadline, to: now)) overdue)"
        : " (\(QueueTable.span(from: now, to: times.deadline)) left)"
    return "arrived \(QueueTable.span(from: times.arrived, to: now)) ago, target \(times.target.formatted(.iso8601)), "
      + "deadline \(times.deadline.formatted(.iso8601))\(late)"
  }

  // MARK: What happened

  private func run(_ run: CaseRun) -> [String] {
    let head = "\(run.run)  \(run.at.formatted(.iso8601))  \(file.summary.pipeline)@\(run.conclusion.pipelineVersion)  "
    let verdict = VerdictLine(paint).text(run.conclusion.summary)
    guard let change = run.change else { return [head + verdict] }
    guard !change.isEmpty else { return [head + verdict, paint.dim("   says the same as the run before")] }
    return [head + verdict] + ChangeText(change, paint: paint).lines.map { "   " + $0 }
  }

  private func event(_ event: CaseEvent) -> [String] {
    var line = "\(event.at.formatted(.iso8601))  \(event.edge.rawValue)  by \(Shown.text(event.by))  run \(event.run)"
    if let team = event.team { line += "  to \(Shown.text(team))" }
    line += CaseText.codes(event.reasons)
    return [line] + (event.note.map { ["  note: \(Shown.text($0.value, longest: 4000))"] } ?? [])
  }

  private static func codes(_ reasons: [ReasonCode]) -> String {
    reasons.isEmpty ? "" : ": " + reasons.map(\.rawValue).joined(separator: " ")
  }
}
