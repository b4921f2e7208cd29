internal import Casework
internal import FoundationEssentials
internal import Model

/// A case for a reviewer to read.
struct CaseText {
  private let file: CaseFile
  private let showValues: Bool
  private let now: Date
  private let paint: Paint

  init(_ file: CaseFile, showValues: Bool, now: Date, paint: Paint) {
    self.file = file
    self.showValues = showValues
    self.now = now
    self.paint = paint
  }

  var lines: [String] {
    let standing = file.summary
    var lines: [String] = []
    if let last = file.runs.last {
      lines +=
        VerdictText(
          last.conclusion,
          title: "\(standing.number)  \(standing.accountID)  \(standing.pipeline)@\(last.conclusion.pipelineVersion)",
          showValues: showValues, paint: paint
        ).lines
      lines += ["  " + kept(last.conclusion)]
    } else {
      lines.append(paint.bold("\(standing.number)  \(standing.accountID)  \(standing.pipeline)") + "  no verdict yet")
    }
    lines += ["", paint.bold("Review"), "  " + review]
    if let note = file.note { lines.append("  note: \(Shown.text(note.value))") }
    lines += ["", paint.bold("History")]
    lines += file.history.map { event in
      "  \(event.at.formatted(.iso8601))  \(event.edge.rawValue)  by \(Shown.text(event.by))  run \(event.run)"
    }
    return lines
  }

  private func kept(_ conclusion: Conclusion) -> String {
    let count = conclusion.files.reduce(0) { $0 + $1.pages.count }
    return count == 0
      ? "no page is kept"
      : "\(count == 1 ? "1 masked page is" : "\(count) masked pages are") kept sealed; --pages DIR opens them for viewing"
  }

  private var review: String {
    let standing = file.summary
    let times = standing.times
    var parts = [standing.state.rawValue, "team \(standing.team)"]
    if standing.priority == .vip { parts.append("VIP") }
    if let purpose = standing.purpose { parts.append(purpose.rawValue) }
    if let ruling = standing.ruling {
      let decision = ruling.decision == .approve ? "approved" : "rejected"
      parts.append("\(decision) by \(Shown.text(ruling.by)) at \(ruling.at.formatted(.iso8601))")
      if !ruling.reasons.isEmpty { parts.append(ruling.reasons.map(\.rawValue).joined(separator: " ")) }
      return parts.joined(separator: ", ")
    }
    parts.append("arrived \(QueueTable.span(from: times.arrived, to: now)) ago")
    parts.append("target \(times.target.formatted(.iso8601))")
    parts.append("deadline \(times.deadline.formatted(.iso8601))")
    return parts.joined(separator: ", ")
  }
}
