internal import Casework
internal import FoundationEssentials

/// How the queue stands against what was promised, and when it is worked off.
struct ServiceText {
  /// What the pace is told by, in seconds: a day.
  static let lookback: TimeInterval = 86_400

  private let cases: [Case]
  private let forecast: QueueForecast
  private let now: Date

  /// `cases` are all that wait for a person; `pace` is that of the last day.
  init(_ cases: [Case], pace: QueuePace, now: Date) {
    self.cases = cases
    self.now = now
    forecast = QueueForecast(
      waiting: cases.count, decided: pace.decided, arrived: pace.arrived, hours: ServiceText.lookback / 3600)
  }

  /// One line.
  var line: String {
    func count(_ band: ServiceBand) -> Int { cases.count { $0.band(at: now) == band } }
    let bands = "\(count(.inTarget)) in target, \(count(.inDeadline)) in deadline, \(count(.overdue)) overdue"
    guard let clear = forecast.hoursToClear else { return "\(bands); nobody decided anything in the last 24 hours" }
    let empty =
      forecast.hoursToEmpty.map { "all of it in \(BatchProgress.span(.seconds($0 * 3600)))" }
      ?? "and more arrives than is decided"
    return "\(bands); at the pace of the last 24 hours what waits now is decided in "
      + "\(BatchProgress.span(.seconds(clear * 3600))), \(empty)"
  }
}
