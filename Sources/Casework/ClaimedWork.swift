import FoundationEssentials
import Inspection
import Logging
import Model

/// What is done with a claim, wherever the files are from.
struct ClaimedWork: Sendable {
  private let queue: any WorkQueue
  private let blobs: any BlobStore
  private let examiner: Examiner
  private let now: @Sendable () -> Date
  private let log: CaseLog

  init(
    queue: any WorkQueue, blobs: any BlobStore, inspector: any DocumentInspector, now: @escaping @Sendable () -> Date,
    logger: Logger
  ) {
    self.queue = queue
    self.blobs = blobs
    examiner = Examiner(inspector: inspector)
    self.now = now
    log = CaseLog(logger)
  }

  /// Examines, judges, keeps the masked pages, settles. `retryAfter` is the pause after trouble of ours. Throws
  /// `StoreFailure`; then the claim is handed back if the store still answers.
  func finish(
    _ claim: Claim, _ submission: Submission, through pipeline: Pipeline, today: Day, retryAfter: Duration
  ) async throws -> CaseOutcome {
    let sightings: [String: [Sighting]]
    do {
      sightings = try await self.sightings(of: submission, claim)
    } catch {
      await handBackIfPossible(claim)
      throw error
    }
    let examination: Examination
    do throws(InspectorFailure) {
      examination = try await examiner.examine(
        submission, for: pipeline, today: today, after: claim.before, sightings: sightings)
    } catch {
      return try await putBack(claim, error, submission, retryAfter)
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

  /// Earlier cases that had the files of this one, by SHA-256. Of two that have the same file, only the later one is told.
  private func sightings(of submission: Submission, _ claim: Claim) async throws -> [String: [Sighting]] {
    let hashes = Array(Set(submission.files.map(\.sha256) + (claim.before?.files ?? []).map(\.sha256))).sorted()
    let earlier = try await queue.sightings(of: hashes, besides: claim.number).filter { $0.number < claim.number }
    return Dictionary(grouping: earlier) { hashes[$0.file - 1] }
  }

  /// Our own trouble with the inspection. What is missing on this machine, and being told to stop, says nothing about
  /// the case.
  private func putBack(
    _ claim: Claim, _ failure: InspectorFailure, _ submission: Submission, _ retryAfter: Duration
  ) async throws -> CaseOutcome {
    let settlement: Settlement =
      switch failure {
      case .interrupted, .missing: .handedBack
      case .cannotStart: .retry(after: retryAfter)
      }
    guard let settled = try await queue.settle(claim, settlement, at: now()) else { return .elsewhere(claim.claimed) }
    guard settled.state == .waiting else { return gaveUp(settled, submission.account) }
    log.edge(settlement == .handedBack ? .handedBack : .retried, settled)
    return failure == .interrupted ? .interrupted(settled) : .failed(settled, failure)
  }

  func gaveUp(_ stuck: Case, _ account: Account) -> CaseOutcome {
    log.edge(.stuck, stuck)
    return .stuck(stuck, .couldNotProcess(account: account, pipelineVersion: stuck.pipelineVersion))
  }

  func handBackIfPossible(_ claim: Claim) async {
    do {
      guard let settled = try await queue.settle(claim, .handedBack, at: now()) else { return }
      log.edge(.handedBack, settled)
    } catch {
      log.trouble("a claim could not be handed back; it is free when this process ends", claim.number)
    }
  }
}

extension Pipeline {
  /// Each file may take its deadline twice (a crash is tried once more); the rest is for keeping what was found.
  func leaseSeconds(files count: Int) -> Double {
    Double(2 * min(count, order.limits.files) * order.limits.seconds + 120)
  }
}
