import FoundationEssentials
import Inspection
import Logging
import Model

/// The path of one submission that is in memory, straight: open, claim, examine and judge, keep the masked pages, settle.
/// Nothing of it is stored before it is masked.
package struct CasePath: Sendable {
  private let queue: any WorkQueue
  private let work: ClaimedWork
  private let owner: LeaseOwner
  private let now: @Sendable () -> Date
  private let log: CaseLog

  /// `now` is the real clock: leases and deadlines go by it, whatever day the date rules are told.
  package init(
    queue: any WorkQueue, blobs: any BlobStore, inspector: any DocumentInspector, owner: LeaseOwner,
    now: @escaping @Sendable () -> Date, logger: Logger
  ) {
    self.queue = queue
    work = ClaimedWork(queue: queue, blobs: blobs, inspector: inspector, now: now, logger: logger)
    self.owner = owner
    self.now = now
    log = CaseLog(logger)
  }

  /// Decides a submission unless that is done already. Throws `StoreFailure`; then the claim is handed back if the
  /// store still answers, and otherwise free as soon as this process has ended.
  package func follow(
    _ submission: Submission, through pipeline: Pipeline, today: Day, request: RequestKey? = nil
  ) async throws -> CaseOutcome {
    let opening = try await queue.open(NewCase(submission, for: pipeline, arrived: now(), request: request))
    let opened: Case
    switch opening {
    case .new(let new):
      log.edge(.opened, new)
      opened = new
    case .followUp(let answered):
      log.edge(.answered, answered)
      opened = answered
    case .overtaken(let standing):
      return .known(standing, accountChanged: false)
    case .conflict(let other):
      return .conflict(other)
    case .known(let known, let accountChanged):
      guard known.state == .waiting || known.state == .working else {
        return .known(known, accountChanged: accountChanged)
      }
      opened = known
    }

    let start = now()
    let lease = start.addingTimeInterval(pipeline.leaseSeconds(files: submission.files.count))
    switch try await queue.claim(opened.number, for: owner, until: lease, at: start) {
    case .stuck(let stuck):
      return work.gaveUp(stuck, submission.account)
    case .refused(let standing):
      switch standing.state {
      case .waiting, .working: return .elsewhere(standing)
      case .inReview, .awaitingCustomer, .closed, .erased: return .known(standing, accountChanged: false)
      }
    case .claimed(let claim):
      log.edge(.claimed, claim.claimed)
      return try await work.finish(claim, submission, through: pipeline, today: today, retryAfter: .zero)
    }
  }
}

/// What became of a submission.
package enum CaseOutcome: Sendable, Equatable {
  /// It has a verdict now.
  case decided(Case, Conclusion)
  /// We gave up on it just now: it stands before a person with `system.could_not_process`, and nothing of it is kept.
  case stuck(Case, Conclusion)
  /// The request's key was used for something else, which became this case.
  case conflict(Case)
  /// It had one before. `accountChanged`: with other account data than it has now.
  case known(Case, accountChanged: Bool)
  /// Another worker has it, or took it over.
  case elsewhere(Case)
  /// We were told to stop; the next run goes on with it.
  case interrupted(Case)
  /// Our own trouble; the next run tries again.
  case failed(Case, InspectorFailure)
}
