/// The line that says how far a batch is.
struct BatchProgress: Sendable {
  /// Submissions that this batch is to look at.
  let total: Int

  /// After `elapsed` time: decided / approved / rejected / doubtful / left / rate.
  func line(_ tally: BatchTally, elapsed: Duration) -> String {
    let row = tally.total
    let done = min(total, row.decided + row.known + row.failed)
    let seconds = elapsed / .seconds(1)
    let rate = seconds > 0 ? Double(row.decided) / seconds * 60 : 0
    var parts = [
      "\(done)/\(total) done", "\(row.approved) approved", "\(row.rejected) rejected", "\(row.doubtful) doubtful",
      "\(total - done) left",
    ]
    if row.failed > 0 { parts.append("\(row.failed) failed") }
    if row.decided > 0 {
      parts.append("\(BatchProgress.oneDecimal(rate))/min")
      if rate > 0, done < total {
        parts.append("about \(BatchProgress.span(.seconds(Double(total - done) / rate * 60))) to go")
      }
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

  private static func oneDecimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
