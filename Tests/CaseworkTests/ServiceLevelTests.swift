import Casework
import Foundation
import Model
import TestKit
import Testing

struct ServiceLevelTests {
  @Test(
    "a case is in target, in deadline or overdue, and paused while the customer has it",
    arguments: [
      (CaseState.inReview, 0.0, ServiceBand.inTarget), (.inReview, 23.9, .inTarget), (.inReview, 24, .inDeadline),
      (.inReview, 71.9, .inDeadline), (.inReview, 72, .overdue), (.waiting, 80, .overdue),
      (.awaitingCustomer, 80, .paused), (.closed, 80, .paused),
    ])
  func bands(state: CaseState, hours: Double, band: ServiceBand) {
    #expect(Case.made(state).band(at: .start.addingTimeInterval(hours * 3600)) == band)
  }

  @Test(
    "the forecast follows what people decide and what arrives",
    arguments: [
      (waiting: 0, decided: 0, arrived: 5, clear: 0.0, empty: 0.0),
      (waiting: 10, decided: 24, arrived: 12, clear: 10, empty: 20),
      (waiting: 10, decided: 24, arrived: 24, clear: 10, empty: nil),
      (waiting: 10, decided: 0, arrived: 0, clear: nil, empty: nil),
    ] as [(waiting: Int, decided: Int, arrived: Int, clear: Double?, empty: Double?)])
  func forecast(waiting: Int, decided: Int, arrived: Int, clear: Double?, empty: Double?) {
    let forecast = QueueForecast(waiting: waiting, decided: decided, arrived: arrived, hours: 24)
    #expect(forecast.hoursToClear == clear)
    #expect(forecast.hoursToEmpty == empty)
  }

  @Test("nothing is promised beyond the account's 30 days, however long the clock stood still")
  func latest() {
    let times = ReviewTimes(arrived: .start, priority: .standard, policy: ReviewPolicy())
    #expect(times.bounded(accountSince: nil) == times)
    let old = Date.start.addingTimeInterval(-29.5 * 86_400)
    let bounded = times.bounded(accountSince: old)
    #expect(bounded.deadline == .start.addingTimeInterval(0.5 * 86_400))
    #expect(bounded.target == bounded.deadline)
    var asked = Case.made(.awaitingCustomer)
    asked.times = times.bounded(accountSince: .start)
    let answered = asked.answered(at: .start.addingTimeInterval(29 * 86_400))
    #expect(answered.times.deadline == .start.addingTimeInterval(30 * 86_400))
  }

  /// Two weeks of a queue that has more to do than it can, by the minute, with every mix of VIPs and purposes.
  @Test("nobody starves: whatever else arrives, everyone's turn comes within hours of the fair one")
  func nobodyStarves() {
    var random = SplitMix(state: 7)
    let purposes: [Account.Purpose?] = [.withdrawal, .account, .technical, nil]
    var waiting: [(turn: Date, arrived: Double, standing: Case)] = []
    var worst: [String: Double] = [:]
    for minute in 0..<(14 * 24 * 60) {
      let now = Date.start.addingTimeInterval(Double(minute) * 60)
      // At times twice as many arrive as are examined, at times none, and most of them VIPs with withdrawals.
      let arrivals = minute % 1440 < 480 ? 2 : minute % 1440 < 960 ? 1 : 0
      for _ in 0..<arrivals {
        var standing = Case.made(.waiting)
        standing.priority = Int.random(in: 0..<10, using: &random) < 7 ? .vip : .standard
        standing.purpose =
          Int.random(in: 0..<10, using: &random) < 6 ? .withdrawal : purposes.randomElement(using: &random) ?? nil
        standing.times = ReviewTimes(arrived: now, priority: standing.priority, policy: ReviewPolicy())
        waiting.append((standing.turn(waitingSince: now), Double(minute), standing))
      }
      guard let next = waiting.indices.min(by: { waiting[$0].turn < waiting[$1].turn }) else { continue }
      let taken = waiting.remove(at: next)
      let kind = "\(taken.standing.priority) \(taken.standing.purpose.map { "\($0)" } ?? "none")"
      worst[kind] = max(worst[kind] ?? 0, Double(minute) - taken.arrived)
    }
    let longest = worst.values.max() ?? .infinity
    let favoured = worst["vip withdrawal"] ?? .infinity
    // A backlog of eight hours: first come, first served would have kept the last one that long.
    #expect(worst.count == 8)
    #expect(longest < (8 + 4) * 60, "\(worst)")
    #expect(favoured < longest, "\(worst)")
  }
}

/// Steele, Lea and Flood, 2014; the same numbers each time.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
