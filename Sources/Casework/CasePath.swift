import FoundationEssentials
import Inspection
import Logging
import Model

/// The path of one submission through a batch, straight: open, claim, examine and judge, keep the masked pages, settle.
package struct CasePath: Sendable {
  private let queue: any WorkQueue
  private let blobs: any BlobStore
  private let examiner: Examiner
  private let owner: LeaseOwner
  private let now: @Sendable () -> Date
  private let log: CaseLog

  /// `now` is the real clock: leases and deadlines go by it, whatever day the date rules are told.
  package init(
    queue: any WorkQueue, blobs: any BlobStore, inspector: any DocumentInspector, owner: LeaseOwner,
    now: @escaping @Sendable () -> Date, logger: Logger
  ) {
    self.queue = queue
    self.blobs = blobs
    examiner = Examiner(inspector: inspector)
    self.owner = owner
    self.now = now
    log = CaseLog(logger)
  }

  /// Decides a submission unless that is done already. Throws `StoreFailure`; then the claim is handed back if the
  /// store still answers, and otherwise free as soon as this process has ended.
  package func follow(
    _ submission: Submission, through pipeline: Pipeline, today: Day
  ) async throws -> CaseOutcome {
    let arrived = now()
    let opening = try await queue.open(
      NewCase(
        identity: submission.identity(pipeline: pipeline.name), files: submission.files.map(\.sha256),
        account: submission.account, pipeline: pipeline.name, pipelineVersion: pipeline.version,
        team: pipeline.review.team,
        times: ReviewTimes(arrived: arrived, priority: submission.account.priority, policy: pipeline.review)))
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
    case .known(let known, let accountChanged):
      guard known.state == .waiting || known.state == .working else {
        return .known(known, accountChanged: accountChanged)
      }
      opened = known
    }

    let start = now()
    let lease = start.addingTimeInterval(leaseSeconds(submission, pipeline))
    switch try await queue.claim(opened.number, for: owner, until: lease, at: start) {
    case .stuck(let stuck):
      return gaveUp(stuck, submission)
    case .refused(let standing):
      switch standing.state {
      case .waiting, .working: return .elsewhere(standing)
      case .inReview, .awaitingCustomer, .closed: return .known(standing, accountChanged: false)
      }
    case .claimed(let claim):
      log.edge(.claimed, claim.claimed)
      return try await work(on: claim, submission, pipeline, today)
    }
  }

  private func work(
    on claim: Claim, _ submission: Submission, _ pipeline: Pipeline, _ today: Day
  ) async throws -> CaseOutcome {
    let examination: Examination
    do throws(InspectorFailure) {
      examination = try await examiner.examine(submission, for: pipeline, today: today, after: claim.before)
    } catch {
      return try await putBack(claim, error, submission)
    }

    var conclusion = examination.conclusion
    var written: [BlobKey] = []
    do {
      for (file, pictures) in examination.pictures.enumerated() {
        for picture in pictures {
          let key = try await blobs.write(picture.jpeg, of: claim.number)
          written.append(key)
          conclusion.files[file].pages.append(key)
        }
      }
    } catch {
      await blobs.drop(written, log)
      await handBackIfPossible(claim)
      throw error
    }

    let answer: Case?
    do {
      answer = try await queue.settle(claim, .concluded(conclusion), at: now())
    } catch {
      // The transaction may stand all the same: so the pages stay, and a sweep takes them if no case names them.
      await handBackIfPossible(claim)
      throw error
    }
    guard let settled = answer else {
      await blobs.drop(written, log)
      return .elsewhere(claim.claimed)
    }
    log.edge(.concluded, settled)
    return .decided(settled, conclusion)
  }

  /// Our own trouble with the inspection. What is missing on this machine, and being told to stop, says nothing about
  /// the case.
  private func putBack(
    _ claim: Claim, _ failure: InspectorFailure, _ submission: Submission
  ) async throws -> CaseOutcome {
    let settlement: Settlement =
      switch failure {
      case .interrupted, .missing: .handedBack
      case .cannotStart: .retry(after: .zero)
      }
    guard let settled = try await queue.settle(claim, settlement, at: now()) else { return .elsewhere(claim.claimed) }
    guard settled.state == .waiting else { return gaveUp(settled, submission) }
    log.edge(settlement == .handedBack ? .handedBack : .retried, settled)
    return failure == .interrupted ? .interrupted(settled) : .failed(settled, failure)
  }

  private func gaveUp(_ stuck: Case, _ submission: Submission) -> CaseOutcome {
    log.edge(.stuck, stuck)
    return .stuck(
      stuck, .couldNotProcess(account: submission.account, pipelineVersion: stuck.pipelineVersion))
  }

  private func handBackIfPossible(_ claim: Claim) async {
    do {
      guard let settled = try await queue.settle(claim, .handedBack, at: now()) else { return }
      log.edge(.handedBack, settled)
    } catch {
      log.trouble("a claim could not be handed back; it is free when this process ends", claim.number)
    }
  }

  /// Each file may take its deadline twice (a crash is tried once more); the rest is for keeping what was found.
  private func leaseSeconds(_ submission: Submission, _ pipeline: Pipeline) -> Double {
    let files = min(submission.files.count, pipeline.order.limits.files)
    return Double(2 * files * pipeline.order.limits.seconds + 120)
  }
}

/// What became of a submission.
package enum CaseOutcome: Sendable, Equatable {
  /// It has a verdict now.
  case decided(Case, Conclusion)
  /// We gave up on it just now: it stands before a person with `system.could_not_process`, and nothing of it is kept.
  case stuck(Case, Conclusion)
  /// It had one before. `accountChanged`: with other account data than it has now.
  case known(Case, accountChanged: Bool)
  /// Another worker has it, or took it over.
  case elsewhere(Case)
  /// We were told to stop; the next run goes on with it.
  case interrupted(Case)
  /// Our own trouble; the next run tries again.
  case failed(Case, InspectorFailure)
}
