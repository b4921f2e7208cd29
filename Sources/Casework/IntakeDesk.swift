import FoundationEssentials
import Inspection
import Logging
import Model

/// The one way in, for every sender: receives the files of a submission and answers once it is safe.
///
/// What `Pipeline.intake` says decides what that means. `sealed`: the files lie in the vault and the case is open, and a
/// `Worker` examines it later. `mask-first`: the files stay in memory, and the answer comes with the verdict.
package struct IntakeDesk: Sendable {
  private let queue: any WorkQueue
  private let vault: any UploadVault
  private let path: CasePath
  private let now: @Sendable () -> Date
  private let log: CaseLog

  /// `path` examines what is to be masked first.
  package init(
    queue: any WorkQueue, vault: any UploadVault, path: CasePath, now: @escaping @Sendable () -> Date, logger: Logger
  ) {
    self.queue = queue
    self.vault = vault
    self.path = path
    self.now = now
    log = CaseLog(logger)
  }

  /// A file to be received for that pipeline; what is over its limit is counted, and answered by a finding. Throws
  /// `StoreFailure`.
  package func file(for pipeline: Pipeline) async throws -> any IncomingFile {
    try await vault.begin(pipeline.intake, limit: pipeline.order.limits.bytes)
  }

  /// Takes the submission in. `files` are those received for this pipeline, in name order; `today` is the day for date
  /// rules where it is examined at once. When this throws `StoreFailure`, nothing is acknowledged, and the same submission
  /// may be sent again.
  package func accept(
    _ submission: Submission, for pipeline: Pipeline, request: RequestKey? = nil, today: Day
  ) async throws -> Acceptance {
    guard submission.files.contains(where: { $0.sealed != nil }) else {
      return .examined(try await path.follow(submission, through: pipeline, today: today, request: request))
    }
    // When this throws, the transaction may stand all the same: so the files stay, and the sweep takes them if no case
    // names them.
    let opening = try await queue.open(
      NewCase(submission, for: pipeline, arrived: now(), uploads: submission.files, request: request))
    switch opening {
    case .new(let opened):
      log.edge(.opened, opened)
      return .acknowledged(opened)
    case .followUp(let answered):
      log.edge(.answered, answered)
      return .acknowledged(answered)
    case .known(let standing, let accountChanged):
      await discard(submission)
      return .known(standing, accountChanged: accountChanged)
    case .overtaken(let standing):
      await discard(submission)
      return .known(standing, accountChanged: false)
    case .conflict(let other):
      await discard(submission)
      return .conflict(other)
    }
  }

  /// The case that came of a request of that key; nil when there was none. Throws `StoreFailure`.
  package func opened(by request: RequestKey) async throws -> Case? { try await queue.opened(by: request) }

  /// The files of a submission that is not taken in.
  package func discard(_ submission: Submission) async {
    for upload in submission.files.compactMap(\.sealed) {
      do { try await vault.delete(upload.blob) } catch {
        log.trouble("an upload that no case names could not be deleted; the next sweep tries again", nil)
      }
    }
  }
}

/// What `IntakeDesk` answers.
package enum Acceptance: Sendable, Equatable {
  /// It is safe, and a worker examines it.
  case acknowledged(Case)
  /// It was examined at once, or tried to.
  case examined(CaseOutcome)
  /// It was taken in before. `accountChanged`: with other account data than it has now.
  case known(Case, accountChanged: Bool)
  /// The request's key was used for something else, which became this case.
  case conflict(Case)
}
