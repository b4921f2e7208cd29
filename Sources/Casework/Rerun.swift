import FoundationEssentials
import Inspection
import Logging
import Model

/// Judges a case again: from the facts that were kept, or after another look at the masked pages that were kept. Dates are
/// judged as of the day that the case's files were judged first.
package struct Rerun: Sendable {
  private let review: any ReviewQueue
  private let blobs: any BlobStore
  private let inspector: (any DocumentInspector)?
  private let now: @Sendable () -> Date
  private let log: CaseLog

  /// With an inspector it looks at the kept pages again; without one it judges from the kept facts. `now` is the real
  /// clock.
  package init(
    review: any ReviewQueue, blobs: any BlobStore, inspector: (any DocumentInspector)?,
    now: @escaping @Sendable () -> Date, logger: Logger
  ) {
    self.review = review
    self.blobs = blobs
    self.inspector = inspector
    self.now = now
    log = CaseLog(logger)
  }

  /// Judges one case through its pipeline as that stands now. `account` is corrected account data; nil takes what the
  /// case was judged with last. A dry run writes nothing at all.
  ///
  /// Throws `ReviewFailure` (also `changed`, when the case changed meanwhile), `StoreFailure` and `InspectorFailure`;
  /// then nothing has changed.
  package func follow(
    _ number: CaseNumber, through pipeline: Pipeline, account: Account? = nil, by person: String, dryRun: Bool
  ) async throws -> RerunOutcome {
    guard let file = try await review.find(number) else { throw ReviewFailure.noSuchCase(number) }
    let standing = file.summary
    precondition(pipeline.name == standing.pipeline, "a case is judged by a version of its own pipeline")
    guard account == nil || account?.id == standing.accountID else { throw ReviewFailure.otherAccount(number) }
    guard standing.state != .waiting, standing.state != .working, let last = file.runs.last else {
      return .notJudgedYet(standing)
    }
    guard !last.conclusion.files.isEmpty else {
      return .nothingKept(try await reopened(standing, pipeline, person, dryRun: dryRun))
    }

    let look = try await look(at: last.conclusion.files, of: number, pipeline)
    let conclusion = pipeline.conclusion(
      on: look.files, account: account ?? file.account, asOf: last.conclusion.day(arrived: standing.times.arrived),
      seen: last.conclusion.seen,
      look.milliseconds)
    let change = VerdictChange(from: last.conclusion, to: conclusion)
    if !look.hasNewPictures, conclusion.saysTheSame(as: last.conclusion) { return .unchanged(standing, last) }

    var changed = standing
    var run = CaseRun(run: standing.run + 1, at: now(), conclusion: conclusion, after: last.conclusion)
    if !dryRun {
      (changed, run.conclusion) = try await keep(look, conclusion, of: standing, pipeline, person, at: run.at)
    }
    return change.isEmpty ? .unchanged(changed, run) : .changed(changed, run, change)
  }

  private func reopened(
    _ standing: Case, _ pipeline: Pipeline, _ person: String, dryRun: Bool
  ) async throws -> Case {
    if dryRun { return standing }
    let waiting = try await review.reopen(
      standing.number, version: standing.version, policy: pipeline.review, by: person, at: now())
    log.edge(.reopened, waiting)
    return waiting
  }

  // MARK: Looking again

  private struct Look {
    /// Those of the last run, with what was found on them now.
    var files: [ExaminedFile]
    /// New masked pages that replace kept ones, by file and page, both counting from 0.
    var pictures: [(file: Int, page: Int, jpeg: [UInt8])] = []
    var milliseconds: [String: Int] = [:]

    var hasNewPictures: Bool { !pictures.isEmpty }
  }

  private func look(at files: [ExaminedFile], of number: CaseNumber, _ pipeline: Pipeline) async throws -> Look {
    var look = Look(files: files)
    guard let inspector else { return look }
    for (index, file) in files.enumerated() {
      guard case .document(var document) = file.inspected else { continue }
      for (page, key) in zip(document.pages.indices, file.pages) {
        let jpeg = try await blobs.read(key, of: number)
        let kept = document.pages[page]
        let report = try await inspector.inspect(jpeg, pipeline.order.forKeptPage(kept, bytes: jpeg.count))
        for (stage, spent) in report.milliseconds { look.milliseconds[stage.rawValue, default: 0] += spent }
        // Nothing follows about the document from trouble with a picture of our own making.
        guard case .document(let seen) = report.inspected, let fresh = seen.pages.first,
          let picture = report.pictures.first
        else {
          log.trouble("a kept page could not be examined again; what was found on it first stands", number)
          continue
        }
        let secondLook = SecondLook(at: kept, seeing: fresh)
        document.pages[page] = secondLook.page
        if secondLook.needsNewPicture { look.pictures.append((index, page, picture.jpeg)) }
      }
      look.files[index].inspected = .document(document)
    }
    return look
  }

  // MARK: Keeping

  /// The new pages first, then everything else in one transaction.
  private func keep(
    _ look: Look, _ conclusion: Conclusion, of standing: Case, _ pipeline: Pipeline, _ person: String, at now: Date
  ) async throws -> (Case, Conclusion) {
    var conclusion = conclusion
    var written: [BlobKey] = []
    do {
      for picture in look.pictures {
        let key = try await blobs.write(picture.jpeg, of: standing.number)
        written.append(key)
        conclusion.files[picture.file].pages[picture.page] = key
      }
    } catch {
      await blobs.drop(written, log)
      throw error
    }
    do {
      let changed = try await review.add(
        rerun: conclusion, to: standing.number, version: standing.version, policy: pipeline.review, by: person, at: now)
      log.edge(.reran, changed)
      return (changed, conclusion)
    } catch let failure as ReviewFailure {
      await blobs.drop(written, log)
      throw failure
    }
    // After a failure of the store the transaction may stand all the same: the pages stay, and a sweep takes them if no
    // case names them.
  }
}

/// What became of a rerun. In a dry run the case stands as it did, and the run is what would have been added.
package enum RerunOutcome: Sendable, Equatable {
  case changed(Case, CaseRun, VerdictChange)
  /// The verdict says the same. The run is the last one: a new one where account data, pipeline version or facts differ.
  case unchanged(Case, CaseRun)
  /// No verdict yet, or the one on what the customer sent after it is still to come.
  case notJudgedYet(Case)
  /// It could not be processed, so there is nothing to judge. Unless this was a dry run it waits for a worker now: the
  /// next `kyc run` over its folder examines it anew.
  case nothingKept(Case)
}

extension Conclusion {
  /// The day that date rules went by.
  fileprivate func day(arrived: Date) -> Day {
    asOf ?? Day(unixSeconds: Int(arrived.timeIntervalSince1970.rounded(.down)))
  }

  /// However long it took.
  fileprivate func saysTheSame(as other: Conclusion) -> Bool {
    var copy = self
    copy.asOf = other.asOf
    copy.milliseconds = other.milliseconds
    return copy == other
  }
}

extension InspectionOrder {
  /// For a masked page of our own making, which may be larger than what customers may send.
  func forKeptPage(_ page: Page, bytes: Int) -> InspectionOrder {
    var order = self
    order.accepts = [.jpeg]
    order.knownCards = page.masked.isEmpty ? nil : page.cards
    order.limits.megabytes = max(limits.megabytes, bytes / 1_000_000 + 1)
    order.limits.megapixels = max(limits.megapixels, page.width * page.height / 1_000_000 + 1)
    return order
  }
}
