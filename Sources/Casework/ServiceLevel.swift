import FoundationEssentials

/// How a case stands against what was promised.
package enum ServiceBand: String, Sendable, CaseIterable {
  /// What we aim at can still be held.
  case inTarget
  /// That is past; what we promised can still be held.
  case inDeadline
  case overdue
  /// The clock stands still, or nothing is to be done any more.
  case paused
}

extension Case {
  /// The band it stands in at that time.
  package func band(at now: Date) -> ServiceBand {
    switch state {
    case .awaitingCustomer, .closed, .erased: .paused
    case .waiting, .working, .inReview:
      now < times.target ? .inTarget : now < times.deadline ? .inDeadline : .overdue
    }
  }
}

/// What went on over some time.
package struct QueuePace: Sendable, Equatable {
  /// Cases that people approved or rejected.
  package var decided: Int
  /// Cases that were opened.
  package var arrived: Int

  package init(decided: Int, arrived: Int) {
    self.decided = decided
    self.arrived = arrived
  }
}

/// When the review queue is empty if people go on as they did. Pure.
package struct QueueForecast: Sendable, Equatable {
  /// Cases that wait for a person.
  package let waiting: Int
  /// Decisions an hour, over the time looked back on.
  package let perHour: Double
  /// Cases opened an hour, over the same time.
  package let arrivingPerHour: Double

  /// `decided` and `arrived` are counts over the last `hours`.
  package init(waiting: Int, decided: Int, arrived: Int, hours: Double) {
    self.waiting = waiting
    perHour = Double(decided) / hours
    arrivingPerHour = Double(arrived) / hours
  }

  /// In hours, for the last case that waits now; nil where nobody decides anything.
  package var hoursToClear: Double? { waiting == 0 ? 0 : perHour > 0 ? Double(waiting) / perHour : nil }

  /// In hours, until nothing waits, with what goes on arriving; nil where more arrives than is decided.
  package var hoursToEmpty: Double? {
    waiting == 0 ? 0 : perHour > arrivingPerHour ? Double(waiting) / (perHour - arrivingPerHour) : nil
  }
}
