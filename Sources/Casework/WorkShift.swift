import Inspection
import Logging

/// So many workers side by side, until they are told to stop or nothing is left to take.
package struct WorkShift: Sendable {
  private let worker: Worker
  private let pipelines: [String: Pipeline]
  private let sweep: @Sendable () async throws -> Void
  private let log: CaseLog
  private let clock = ContinuousClock()

  /// `sweep` is run at the start and every five minutes.
  package init(
    worker: Worker, pipelines: [Pipeline], sweep: @escaping @Sendable () async throws -> Void, logger: Logger
  ) {
    self.worker = worker
    self.pipelines = Dictionary(pipelines.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.sweep = sweep
    log = CaseLog(logger)
  }

  /// Runs until the task is cancelled; whatever was begun by then is handed back. With `untilIdle` it ends when no case can
  /// be taken, and throws `StoreFailure` as it comes up; without, a store in trouble is tried again after a growing pause.
  /// Throws `InspectorFailure.missing` in either case. `report` is told of each case.
  package func run(
    workers: Int, untilIdle: Bool, report: @escaping @Sendable (CaseOutcome) async -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      if untilIdle { try await sweep() } else { group.addTask { try await sweepAgainAndAgain() } }
      for _ in 0..<workers { group.addTask { try await takeAll(untilIdle, report) } }
      for try await _ in group {}
    }
  }

  private func sweepAgainAndAgain() async throws {
    while !Task.isCancelled {
      do { try await sweep() } catch is StoreFailure { log.trouble("a sweep failed; the next one tries again", nil) }
      guard (try? await clock.sleep(for: .seconds(300))) != nil else { return }
    }
  }

  private func takeAll(_ untilIdle: Bool, _ report: @Sendable (CaseOutcome) async -> Void) async throws {
    var troubles = 0
    while !Task.isCancelled {
      var pause = WorkShift.look
      do {
        let outcome = try await worker.next(among: pipelines)
        troubles = 0
        if let outcome {
          await report(outcome)
          if case .failed(_, .missing(let what)) = outcome { throw InspectorFailure.missing(what) }
          if case .interrupted = outcome { return }
          continue
        }
        if untilIdle { return }
      } catch let failure as StoreFailure {
        if untilIdle { throw failure }
        log.trouble("the store is in trouble; the worker tries again", nil)
        troubles += 1
        pause = min(.seconds(30), WorkShift.look * (1 << min(troubles, 6)))
      }
      guard (try? await clock.sleep(for: pause)) != nil else { return }
    }
  }

  /// Between two looks at a queue that was empty.
  private static let look = Duration.milliseconds(500)
}
