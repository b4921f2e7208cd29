/// The line that says how far a batch is.
struct BatchProgress: Sendable {
  /// Submissions that this batch is to look at.
  let total: Int

  /// After `elapsed` time: done / approved / rejected / doubtful / failed / time left, in short words where counts are
  /// so long that a terminal of 80 columns would cut the line.
  func line(_ tally: BatchTally, elapsed: Duration) -> String {
    let full = line(tally, elapsed, ["done", "approved", "rejected", "doubtful", "failed"])
    return full.count < 80 ? full : line(tally, elapsed, ["", "appr", "rej", "doubt", "fail"])
  }

  /// `words` name what is counted, in the order of the line.
  private func line(_ tally: BatchTally, _ elapsed: Duration, _ words: [String]) -> String {
    let row = tally.total
    let done = min(total, row.decided + row.known + row.failed)
    var parts = zip(["\(done)/\(total)", "\(row.approved)", "\(row.rejected)", "\(row.doubtful)"], words)
      .map { $1.isEmpty ? $0 : "\($0) \($1)" }
    if row.failed > 0, let failed = words.last { parts.append("\(row.failed) \(failed)") }
    if row.decided > 0, total > done, elapsed > .zero {
      parts.append("\(BatchProgress.span(elapsed * (Double(total - done) / Double(row.decided)))) left")
    }
    return parts.joined(separator: " · ")
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
