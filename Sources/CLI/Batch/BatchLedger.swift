internal import Casework
internal import Synchronization

/// What a batch came to so far, and for how long it has been at work: written by every task, read by the progress line.
final class BatchLedger: Sendable {
  private struct Page {
    var tally = BatchTally()
    var cases: Set<CaseNumber> = []
    var atWork = 0
    /// Since when something has been at work.
    var since: ContinuousClock.Instant?
    /// Of the times before.
    var worked = Duration.zero
    /// When a submission was put down last, how long something had been at work by then: a pace that is told by it stands
    /// still between two verdicts.
    var paced = Duration.zero
  }

  private let page = Mutex(Page())
  private let now: @Sendable () -> ContinuousClock.Instant

  init(now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock().now }) { self.now = now }

  var tally: BatchTally { page.withLock(\.tally) }

  /// The cases of the submissions that it came by, decided now or before, by number.
  var cases: [CaseNumber] { page.withLock { $0.cases.sorted() } }

  /// A submission is that of this case, which has a verdict.
  func came(by number: CaseNumber) { page.withLock { _ = $0.cases.insert(number) } }

  /// How far it is on the way to `goal`.
  func progress(to goal: BatchProgress.Goal) -> BatchProgress {
    page.withLock { page in
      BatchProgress(tally: page.tally, goal: goal, worked: page.paced, isAtWork: page.atWork > 0)
    }
  }

  func change(_ body: (inout BatchTally) -> Void) { page.withLock { body(&$0.tally) } }

  /// A submission is taken up.
  func began() {
    let now = now()
    page.withLock { page in
      page.atWork += 1
      if page.since == nil { page.since = now }
    }
  }

  /// A submission is put down again, whatever became of it.
  func ended() {
    let now = now()
    page.withLock { page in
      page.atWork -= 1
      guard let since = page.since else { return }
      page.paced = page.worked + (now - since)
      guard page.atWork == 0 else { return }
      page.worked = page.paced
      page.since = nil
    }
  }
}
