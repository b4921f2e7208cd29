import FoundationEssentials
import Model

/// When a submission arrived and by when a person is to have decided.
package struct ReviewTimes: Sendable, Equatable {
  package var arrived: Date
  /// What we aim at; never after the deadline.
  package var target: Date
  /// What we promise.
  package var deadline: Date
  /// By when the account must be verified, whatever is promised; nil for an account that is.
  package var latest: Date?

  package init(arrived: Date, target: Date, deadline: Date, latest: Date? = nil) {
    self.latest = latest
    self.arrived = arrived
    self.target = target
    self.deadline = deadline
  }

  /// How long an account may go unverified, in seconds: 30 days from its first submission (Danish gambling rules).
  package static let unverified: TimeInterval = 30 * 86_400

  /// Promises nothing beyond the latest time there is.
  package mutating func bound() {
    guard let latest else { return }
    deadline = min(deadline, latest)
    target = min(target, deadline)
  }

  /// The same for an account whose first submission came then; nil for one that is verified.
  package func bounded(accountSince first: Date?) -> ReviewTimes {
    var times = self
    times.latest = first?.addingTimeInterval(ReviewTimes.unverified)
    times.bound()
    return times
  }

  /// Counts from the arrival with the pipeline's hours for that priority.
  package init(arrived: Date, priority: Account.Priority, policy: ReviewPolicy) {
    let deadlineHours = priority == .vip ? policy.vipDeadlineHours : policy.deadlineHours
    self.arrived = arrived
    target = arrived.addingTimeInterval(Double(min(policy.targetHours, deadlineHours)) * 3600)
    deadline = arrived.addingTimeInterval(Double(deadlineHours) * 3600)
  }
}
