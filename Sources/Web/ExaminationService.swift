import Casework
import ServiceLifecycle

/// Workers within the server. Told to stop, they hand back what they have begun.
package struct ExaminationService: Service {
  private let shift: WorkShift
  private let workers: Int
  private let report: @Sendable (CaseOutcome) -> Void

  /// `report` is told of each case.
  package init(shift: WorkShift, workers: Int, report: @escaping @Sendable (CaseOutcome) -> Void) {
    self.shift = shift
    self.workers = workers
    self.report = report
  }

  package func run() async throws {
    try await cancelWhenGracefulShutdown {
      do {
        try await shift.run(workers: workers, untilIdle: false) { report($0) }
      } catch is CancellationError {
        return
      }
    }
  }
}
