internal import Casework
internal import Model
internal import Workplace

/// A batch over what an upload folder holds: so many submissions at once, each by a clerk.
struct BatchRun: Sendable {
  private let folder: UploadFolder
  private let submissions: [UploadFolder.Submission]
  private let clerk: BatchClerk
  private let report: BatchReport
  private let ledger: BatchLedger

  /// VIPs go first, then withdrawals, account matters, technical ones; otherwise in the folder's order.
  init(_ folder: UploadFolder, clerk: BatchClerk, report: BatchReport, ledger: BatchLedger) {
    self.folder = folder
    submissions = BatchOrder.sorted(folder.submissions)
    self.clerk = clerk
    self.report = report
    self.ledger = ledger
  }

  /// Runs to the end, or until the task is cancelled; whatever was begun by then is handed back. Returns the tally
  /// and what ended the batch early, if something did.
  func run(workers: Int) async -> (tally: BatchTally, fatal: CommandFailure?) {
    for problem in folder.problems { failed(problem) }
    let ticker = Task {
      await ProgressTicker(console: report.console).run {
        ledger.progress(to: .batch(total: folder.items.count))
      }
    }
    let fatal = await decideAll(workers)
    ticker.cancel()
    await ticker.value
    var tally = ledger.tally
    let row = tally.total
    tally.left = max(0, folder.items.count - row.decided - row.known - row.failed)
    return (tally, fatal)
  }

  /// Returns what ended it early.
  private func decideAll(_ workers: Int) async -> CommandFailure? {
    await withTaskGroup(of: BatchClerk.Ending.self) { group in
      var waiting = submissions[...]
      var atWork = 0
      var fatal: CommandFailure?
      while true {
        while atWork < workers, fatal == nil, !Task.isCancelled, let submission = waiting.popFirst() {
          group.addTask { await clerk.decide(submission) }
          atWork += 1
        }
        guard let ending = await group.next() else { return fatal }
        atWork -= 1
        switch ending {
        case .settled, .interrupted: break
        case .failed(let problem): failed(problem)
        case .stopped(let failure):
          // One that found the store gone speaks for all.
          if fatal == nil { fatal = failure }
          group.cancelAll()
        }
      }
    }
  }

  private func failed(_ problem: UploadFolder.Problem) {
    ledger.change { $0.failed(clerk.known(problem.pipeline)) }
    report.failed(problem)
  }
}
