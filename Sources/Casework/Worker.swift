import FoundationEssentials
import Inspection
import Logging
import Model

/// Examines what lies in the vault, one case after the other. Any number of them may work on one store at once.
package struct Worker: Sendable {
  private let queue: any WorkQueue
  private let vault: any UploadVault
  private let work: ClaimedWork
  private let owner: LeaseOwner
  private let now: @Sendable () -> Date
  private let log: CaseLog

  /// `now` is the real clock.
  package init(
    queue: any WorkQueue, vault: any UploadVault, blobs: any BlobStore, inspector: any DocumentInspector,
    owner: LeaseOwner, now: @escaping @Sendable () -> Date, logger: Logger
  ) {
    self.queue = queue
    self.vault = vault
    work = ClaimedWork(queue: queue, blobs: blobs, inspector: inspector, now: now, logger: logger)
    self.owner = owner
    self.now = now
    log = CaseLog(logger)
  }

  /// Takes the case that is next and sees it to its verdict; nil when none can be taken now. `today` is the day for date
  /// rules, nil for the day (UTC) that the files came in, however long they waited. Throws `StoreFailure`; then the claim is
  /// handed back if the store still answers, and otherwise free as soon as this process has ended.
  package func next(among pipelines: [String: Pipeline], today: Day? = nil) async throws -> CaseOutcome? {
    while true {
      let candidates = try await queue.claimable(among: Set(pipelines.keys), at: now(), limit: Worker.candidates)
      if candidates.isEmpty { return nil }
      for number in candidates {
        guard let outcome = try await take(number, pipelines, today) else { continue }
        return outcome
      }
    }
  }

  /// Others may be quicker with the first ones.
  private static let candidates = 8

  /// Nil when somebody else took it.
  private func take(_ number: CaseNumber, _ pipelines: [String: Pipeline], _ today: Day?) async throws -> CaseOutcome? {
    let start = now()
    let seconds = pipelines.values.map { $0.leaseSeconds(files: $0.order.limits.files) }.max() ?? 0
    switch try await queue.claim(number, for: owner, until: start.addingTimeInterval(seconds), at: start) {
    case .refused: return nil
    case .stuck(let stuck):
      log.edge(.stuck, stuck)
      return .known(stuck, accountChanged: false)
    case .claimed(let claim):
      log.edge(.claimed, claim.claimed)
      guard let pipeline = pipelines[claim.claimed.pipeline] else {
        preconditionFailure("only cases of known pipelines are claimable")
      }
      return try await finish(claim, pipeline, today)
    }
  }

  private func finish(_ claim: Claim, _ pipeline: Pipeline, _ today: Day?) async throws -> CaseOutcome {
    var files = claim.uploads
    do {
      for (index, upload) in files.map(\.sealed).enumerated() {
        if let upload { files[index].content = try await vault.read(upload) }
      }
    } catch let failure as StoreFailure where failure.isAboutOneUpload {
      guard let stuck = try await queue.settle(claim, .stuck, at: now()) else { return .elsewhere(claim.claimed) }
      await delete(claim.uploads)
      return work.gaveUp(stuck, claim.account)
    } catch {
      await work.handBackIfPossible(claim)
      throw error
    }
    let arrival = Day(unixSeconds: Int(claim.waitingSince.timeIntervalSince1970.rounded(.down)))
    let outcome = try await work.finish(
      claim, Submission(account: claim.account, files: files), through: pipeline, today: today ?? arrival,
      retryAfter: AttemptLimits.pause(afterFailures: claim.failures + 1))
    switch outcome {
    case .decided, .stuck: await delete(claim.uploads)
    case .conflict, .known, .elsewhere, .interrupted, .failed: break
    }
    return outcome
  }

  /// Their keys are gone already.
  private func delete(_ files: [SubmittedFile]) async {
    for upload in files.compactMap(\.sealed) {
      do { try await vault.delete(upload.blob) } catch {
        log.trouble("an examined upload could not be deleted; the next sweep tries again", nil)
      }
    }
  }
}

extension StoreFailure {
  /// Trying again does not help, and others are not concerned.
  fileprivate var isAboutOneUpload: Bool {
    switch self {
    case .uploadGone, .sealBroken: true
    default: false
    }
  }
}
