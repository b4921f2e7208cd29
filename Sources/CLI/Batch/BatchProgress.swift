/// How far a batch is, as one line.
struct BatchProgress: Sendable, Equatable {
  /// What there is to do.
  enum Goal: Sendable, Equatable {
    /// So many submissions and other entries, and then it ends.
    case batch(total: Int)
    /// It ends when it is told to.
    case watch
  }

  var tally: BatchTally
  var goal: Goal
  /// For how long it had been at work at the last verdict; the pace is counted against this.
  var worked: Duration
  /// Whether anything is at work now.
  var isAtWork: Bool

  /// Done, approved, rejected, doubtful, failed, left, the pace and the time that is left, in as many words as fit into
  /// `width` columns; cut where nothing fits.
  func line(width: Int) -> String {
    let lines = [
      parts(Words.full, pace: true), parts(Words.bare, pace: true), parts(Words.short, pace: true),
      parts(Words.short, pace: false), [head(Words.bare), "\(left) left"],
    ].map { $0.joined(separator: " · ") }
    return lines.first { $0.count <= width } ?? String(lines[lines.count - 1].prefix(max(0, width)))
  }

  /// How the counts are called.
  private struct Words {
    let done, watching, approved, rejected, doubtful, failed, toGo: String

    static let full = Words(
      done: " done", watching: "watching · ", approved: "approved", rejected: "rejected", doubtful: "doubtful",
      failed: "failed", toGo: " to go")
    static let bare = Words(
      done: "", watching: "watching · ", approved: "approved", rejected: "rejected", doubtful: "doubtful",
      failed: "failed", toGo: "")
    static let short = Words(
      done: "", watching: "", approved: "appr", rejected: "rej", doubtful: "doubt", failed: "fail", toGo: "")
  }

  private var done: Int {
    let row = tally.total
    return row.decided + row.known + row.failed
  }

  private var left: Int {
    switch goal {
    case .batch(let total): max(0, total - done)
    case .watch: tally.left
    }
  }

  private func head(_ words: Words) -> String {
    switch goal {
    case .batch(let total): "\(min(total, done))/\(total)\(words.done)"
    case .watch: "\(words.watching)\(tally.total.decided) decided"
    }
  }

  private func parts(_ words: Words, pace showsPace: Bool) -> [String] {
    let row = tally.total
    var parts = [
      head(words), "\(row.approved) \(words.approved)", "\(row.rejected) \(words.rejected)",
      "\(row.doubtful) \(words.doubtful)",
    ]
    if row.failed > 0 { parts.append("\(row.failed) \(words.failed)") }
    parts.append("\(left) left")
    guard showsPace, let perMinute else { return parts }
    parts.append((perMinute < 9.95 ? BatchProgress.tenths(perMinute) : "\(Int(perMinute.rounded()))") + "/min")
    if case .batch = goal, left > 0 {
      parts.append(BatchProgress.span(.seconds(60 * Double(left) / perMinute)) + words.toGo)
    }
    return parts
  }

  /// Verdicts a minute; nil before there is anything to tell it by.
  private var perMinute: Double? {
    let minutes = worked / .seconds(60)
    guard tally.total.decided > 0, minutes > 1 / 60 else { return nil }
    return Double(tally.total.decided) / minutes
  }

  private static func tenths(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// `45 s`, `12 min`, `3 h`, `5 days`.
  static func span(_ duration: Duration) -> String {
    let seconds = max(0, Int(duration / .seconds(1)))
    switch seconds {
    case ..<90: return "\(seconds) s"
    case ..<5400: return "\((seconds + 30) / 60) min"
    case ..<172_800: return "\((seconds + 1800) / 3600) h"
    default: return "\((seconds + 43_200) / 86_400) days"
    }
  }
}
