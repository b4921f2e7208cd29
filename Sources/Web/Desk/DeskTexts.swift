import Casework
import FoundationEssentials
import Judgement
import Model
import Report

/// A word that stands out.
struct DeskBadge: Sendable {
  let text: String
  let style: String
}

/// Codes, states and times as the pages show them.
extension DeskWords {
  func verdict(_ verdict: VerdictSummary?) -> [DeskBadge] {
    guard let verdict else { return [DeskBadge(text: self["noVerdict"], style: "none")] }
    return [
      DeskBadge(text: decision(verdict.decision), style: verdict.decision == .approve ? "good" : "bad"),
      DeskBadge(text: self[verdict.confidence.rawValue], style: verdict.confidence == .clear ? "plain" : "unsure"),
    ]
  }

  func decision(_ decision: Verdict.Decision) -> String { self[decision.rawValue] }

  func state(_ standing: Case) -> String {
    guard standing.state == .closed, let ruling = standing.ruling else {
      return self["state_\(standing.state.rawValue)"]
    }
    return self[ruling.decision == .approve ? "state_approved" : "state_rejected"]
  }

  /// Why a case stands where it does in the list: the first of these that holds.
  func why(_ standing: Case, at now: Date) -> DeskBadge {
    switch standing.state {
    case .waiting, .working: return DeskBadge(text: self["why_examined"], style: "plain")
    case .awaitingCustomer: return DeskBadge(text: self["why_customer"], style: "plain")
    case .closed: return DeskBadge(text: self["why_closed"], style: "plain")
    case .erased: return DeskBadge(text: self["why_erased"], style: "plain")
    case .inReview: break
    }
    let left = standing.times.deadline.timeIntervalSince(now)
    if left <= 0 { return DeskBadge(text: self["why_overdue"], style: "bad") }
    if left < QueuePart.soon { return DeskBadge(text: self["why_dueSoon"], style: "unsure") }
    if standing.proposal != nil { return DeskBadge(text: self["why_confirm"], style: "doubt") }
    if standing.changedByRerun { return DeskBadge(text: self["why_changed"], style: "info") }
    if standing.escalated { return DeskBadge(text: "\(self["why_escalated"]) \(standing.team)", style: "info") }
    if standing.purpose == .withdrawal { return DeskBadge(text: self["why_withdrawal"], style: "info") }
    if standing.priority == .vip { return DeskBadge(text: self["why_vip"], style: "info") }
    if standing.times.target <= now { return DeskBadge(text: self["why_late"], style: "unsure") }
    if standing.verdict?.confidence == .doubtful { return DeskBadge(text: self["why_doubt"], style: "doubt") }
    return DeskBadge(text: self["why_next"], style: "plain")
  }

  /// Until the deadline, or since; nil where the clock stands still, or nothing is to be done any more.
  func timeLeft(_ standing: Case, at now: Date) -> String? {
    standing.band(at: now) == .paused ? nil : relative(standing.times.deadline, to: now)
  }

  /// `in 3 h`, `2 d ago`.
  func relative(_ date: Date, to now: Date) -> String {
    let seconds = date.timeIntervalSince(now)
    let span = span(hours: abs(seconds) / 3600)
    return seconds >= 0 ? "\(self["soonIn"]) \(span)" : "\(span) \(self["ago"])"
  }

  /// `40 min`, `3 h`, `2 d`.
  func span(hours: Double) -> String {
    if hours < 1 { return "\(Int((hours * 60).rounded(.down))) \(self["minutes"])" }
    if hours < 48 { return "\(Int(hours.rounded(.down))) \(self["hours"])" }
    return "\(Int(min(hours / 24, 1e6).rounded(.down))) \(self["days"])"
  }

  func moment(_ date: Date) -> String { PlainWords.moment(date) }

  func number(_ value: Double) -> String { ReasonText.number(value, decimalMark: decimalMark) }

  /// The name of a check.
  func check(_ name: String) -> String { word("check_\(name)") ?? PlainWords.words(name) }

  /// A document type; nil for one that was not recognised.
  func type(_ type: DocumentType?) -> String {
    guard let type, type != .unknown else { return self["notRecognised"] }
    return ReasonWords.word(for: type.rawValue, in: language) ?? type.rawValue
  }

  func outcome(_ outcome: Verdict.Outcome) -> DeskBadge {
    let style =
      switch outcome {
      case .passed: "good"
      case .failed: "bad"
      case .couldNotTell: "unsure"
      }
    return DeskBadge(text: self["outcome_\(outcome.rawValue)"], style: style)
  }

  func codes(_ reasons: [ReasonCode]) -> String {
    reasons.isEmpty ? self["none"] : reasons.map(\.rawValue).joined(separator: ", ")
  }

  /// `approve by anna, 2026-11-22 10:00 UTC, because of page.blurred`.
  func ruling(_ ruling: Ruling) -> String {
    let head = "\(decision(ruling.decision)) \(self["by"]) \(ruling.by), \(moment(ruling.at))"
    return ruling.reasons.isEmpty ? head : "\(head), \(self["because"]) \(codes(ruling.reasons))"
  }
}
