import Synchronization

/// How often somebody may come: everybody has a bucket that fills up again, and takes one out each time.
package final class Throttle: Sendable {
  /// A bucket, as it was when something was taken out last.
  private struct Bucket {
    var left: Double
    var at: ContinuousClock.Instant
  }

  /// With more than so many buckets, those that are full again are forgotten.
  private static let most = 10_000

  private let perSecond: Double
  private let burst: Double
  private let now: @Sendable () -> ContinuousClock.Instant
  private let buckets = Mutex<[String: Bucket]>([:])

  /// `burst` at once, and `perSecond` from then on.
  package init(
    perSecond: Double, burst: Double, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.perSecond = perSecond
    self.burst = burst
    self.now = now
  }

  /// Takes one out. Throws `Refusal` when there is none.
  package func take(_ name: String) throws { try spend(1, of: name) }

  /// Throws `Refusal` when there is none to take.
  package func check(_ name: String) throws { try spend(0, of: name) }

  private func spend(_ count: Double, of name: String) throws {
    let now = now()
    try buckets.withLock { known in
      if known.count > Throttle.most { known = known.filter { level(of: $0.value, at: now) < burst } }
      let left = known[name].map { level(of: $0, at: now) } ?? burst
      guard left >= 1 else { throw Refusal(.tooManyRequests, retryAfter: Int(((1 - left) / perSecond).rounded(.up))) }
      if count > 0 { known[name] = Bucket(left: left - count, at: now) }
    }
  }

  private func level(of bucket: Bucket, at now: ContinuousClock.Instant) -> Double {
    min(burst, bucket.left + (now - bucket.at) / .seconds(1) * perSecond)
  }
}
