internal import Casework
internal import Model
internal import Paperwork

/// What became of the cases that were judged again.
struct RerunTally: Sendable, Equatable {
  /// From which decision to which.
  struct Turn: Hashable, Sendable {
    let before: Verdict.Decision
    let after: Verdict.Decision
  }

  /// Cases whose decision changed, by how; those where only reasons, checks or confidence did have the same on both
  /// sides.
  private(set) var turns: [Turn: Int] = [:]
  private(set) var unchanged = 0
  private(set) var impossible = 0

  var changed: Int { turns.values.reduce(0, +) }
  /// Judged again, whatever came of it.
  var judged: Int { changed + unchanged }
  var done: Int { judged + impossible }

  mutating func changed(_ change: VerdictChange) {
    turns[Turn(before: change.before.decision, after: change.after.decision), default: 0] += 1
  }

  mutating func stayed() { unchanged += 1 }

  mutating func failed() { impossible += 1 }

  /// `12 cases judged again: 3 changed (2 reject → approve, 1 in reasons only), 8 unchanged, 1 not possible`
  func summary(dryRun: Bool) -> String {
    var parts: [String] = []
    if changed > 0 { parts.append("\(changed) \(dryRun ? "would change" : "changed") (\(turnWords))") }
    if unchanged > 0 || parts.isEmpty { parts.append("\(unchanged) unchanged") }
    if impossible > 0 { parts.append("\(impossible) not possible") }
    return
      "\(Counted.text(judged, "case")) judged again\(dryRun ? " for a look" : ""): \(parts.joined(separator: ", "))"
  }

  /// How far it is.
  func progress(of total: Int) -> String {
    var parts = ["\(done)/\(total)", "\(changed) changed"]
    if impossible > 0 { parts.append("\(impossible) not possible") }
    return parts.joined(separator: " · ")
  }

  private var turnWords: String {
    var words: [String] = []
    for (before, after) in [(Verdict.Decision.reject, Verdict.Decision.approve), (.approve, .reject)] {
      if let count = turns[Turn(before: before, after: after)] {
        words.append("\(count) \(before.rawValue) → \(after.rawValue)")
      }
    }
    let inside = turns.filter { $0.key.before == $0.key.after }.values.reduce(0, +)
    if inside > 0 { words.append("\(inside) with the same decision") }
    return words.joined(separator: ", ")
  }
}
