import Casework
import Foundation
import Model
import TestKit
import Testing

struct ReviewTimesTests {
  @Test(
    "target and deadline count from the arrival",
    arguments: [
      (Account.Priority.standard, 24, 24, 72), (.vip, 24, 24, 24), (.vip, 48, 24, 24), (.standard, 80, 72, 72),
    ])
  func hours(priority: Account.Priority, targetHours: Int, target: Int, deadline: Int) {
    let policy = ReviewPolicy(targetHours: targetHours, deadlineHours: 72, vipDeadlineHours: 24)
    let times = ReviewTimes(arrived: .start, priority: priority, policy: policy)
    #expect(times.arrived == .start)
    #expect(times.target == .start.addingTimeInterval(Double(target) * 3600))
    #expect(times.deadline == .start.addingTimeInterval(Double(deadline) * 3600))
  }
}
