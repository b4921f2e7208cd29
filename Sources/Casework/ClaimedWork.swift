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
    let findings: ExaminationFindings
    do throws(InspectorFailure) {
      findings = try await examiner.findings(on: submission, for: pipeline, after: claim.before)
    } catch {
      return try await putBack(claim, error, submission, retryAfter)
    }
    let seen: [Sighting]
    do {
      seen = try await sightings(of: findings, claim)
    } catch {
      await handBackIfPossible(claim)
      throw error
    }
    let examination = findings.examination(of: submission.account, for: pipeline, today: today, seen: seen)

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

  /// Earlier cases that had files of this one, or pictures on them. Of two that have the same, only the later one is told.
  private func sightings(of findings: ExaminationFindings, _ claim: Claim) async throws -> [Sighting] {
    let sameBytes = try await queue.sightings(of: findings.files.map(\.sha256), besides: claim.number)
    let pictures = FiledPicture.all(in: findings.files, from: findings.carried)
    let samePictures = pictures.isEmpty ? [] : try await queue.keep(pictures, of: claim)
    // A later case with the same bytes tells of this one, even where it was examined first.
    let savedAnew = samePictures.filter { picture in
      !sameBytes.contains { $0.number == picture.number && $0.file == picture.file }
    }
    return (sameBytes.filter { $0.number < claim.number } + savedAnew).distinct
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
