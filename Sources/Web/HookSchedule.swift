import Casework
import FoundationEssentials

/// When a message that was not taken is sent again: after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, as Standard
/// Webhooks advises, each up to a fifth longer, so that hooks which failed together do not all come back together.
package enum HookSchedule {
  /// In seconds.
  private static let pauses: [Double] = [
    5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600,
  ]

  /// What follows from an answer. `status` is 0 where there was none; `retryAfter` is the header's number of seconds.
  package static func result(
    status: Int, retryAfter: Double? = nil, attempts: Int, at now: Date, using source: inout some RandomNumberGenerator
  ) -> DeliveryResult {
    if (200...299).contains(status) { return .delivered }
    if status == 410 { return .hookGone }
    guard attempts <= pauses.count else { return .dead }
    let pause = pauses[max(0, attempts - 1)]
    let wished = (status == 429 || status == 503) ? min(retryAfter ?? 0, 24 * 3600) : 0
    return .retry(at: now.addingTimeInterval(max(pause, wished) * Double.random(in: 1...1.2, using: &source)))
  }
}
