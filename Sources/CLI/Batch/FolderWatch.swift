internal import Dispatch
internal import FoundationEssentials
internal import Paperwork
internal import Workplace

/// A batch that does not end by itself: keeps looking at an upload folder and decides what has come to stand still.
struct FolderWatch: Sendable {
  /// How it stood when it was told to stop.
  struct Ended: Sendable {
    var tally: BatchTally
    /// As it was last seen.
    var folder: UploadFolder
    /// Why nothing could be decided just then.
    var trouble: CommandFailure?
  }

  private enum Event: Sendable {
    case looked(Result<UploadFolder, FileTrouble>)
    case ended(UploadFolder.Submission, BatchClerk.Ending)
    case toldToStop
  }

  private let path: String
  private let pipelines: [String]
  private let every: Duration
  private let clerk: BatchClerk
  private let report: BatchReport
  private let ledger: BatchLedger
  private let clock = ContinuousClock()
  /// Looking blocks; on a queue of its own it holds up nobody.
  private let queue = DispatchQueue(label: "kyc.watch")

  /// `path` is the folder as the operator wrote it, `pipelines` are the names that a folder may have, `every` is the
  /// time between two looks.
  init(
    _ path: String, pipelines: [String], every: Duration, clerk: BatchClerk, report: BatchReport, ledger: BatchLedger
  ) {
    self.path = path
    self.pipelines = pipelines
    self.every = every
    self.clerk = clerk
    self.report = report
    self.ledger = ledger
  }

  /// Runs until the task is cancelled; whatever was begun by then is handed back. `first` is what the folder holds at
  /// the start.
  func run(from first: UploadFolder, workers: Int) async -> Ended {
    let ticker = Task { await ProgressTicker(console: report.console).run { ledger.progress(to: .watch) } }
    let start = clock.now
    var round = Round(list: Watchlist(every: every), report: report, ledger: ledger, clerk: clerk)
    await withTaskGroup(of: Event.self) { group in
      group.addTask { .looked(.success(first)) }
      while let event = await group.next() {
        switch event {
        case .looked(let result):
          round.take(result, path)
          let before = round.list.folder
          group.addTask { await look(after: before) }
        case .ended(let submission, let ending): round.take(ending, of: submission, at: clock.now - start)
        case .toldToStop: break
        }
        while !Task.isCancelled, round.atWork < workers, let submission = round.next(at: clock.now - start) {
          group.addTask { .ended(submission, await clerk.decide(submission)) }
        }
        ledger.change { [left = round.list.left] in $0.left = left }
      }
    }
    ticker.cancel()
    await ticker.value
    return Ended(tally: ledger.tally, folder: round.list.folder ?? first, trouble: round.trouble)
  }

  /// The next look, when it is time for it.
  private func look(after before: UploadFolder?) async -> Event {
    do { try await clock.sleep(for: every) } catch { return .toldToStop }
    return await withCheckedContinuation { continuation in
      queue.async {
        continuation.resume(
          returning: .looked(
            Result { () throws(FileTrouble) in try UploadScanner.scan(path, pipelines: pipelines, after: before) }))
      }
    }
  }
}

/// Where a watch stands between two events.
private struct Round {
  var list: Watchlist
  let report: BatchReport
  let ledger: BatchLedger
  let clerk: BatchClerk
  private(set) var atWork = 0
  /// Why nothing can be decided at the moment.
  private(set) var trouble: CommandFailure?
  private var stops = 0
  private var pausedUntil = Duration.zero
  private var folderTrouble: FileTrouble?

  init(list: Watchlist, report: BatchReport, ledger: BatchLedger, clerk: BatchClerk) {
    self.list = list
    self.report = report
    self.ledger = ledger
    self.clerk = clerk
  }

  mutating func take(_ look: Result<UploadFolder, FileTrouble>, _ path: String) {
    switch look {
    case .success(let folder):
      if folderTrouble != nil { report.console.say("kyc: \(Shown.text(path)) is back") }
      folderTrouble = nil
      let news = list.look(folder, at: Date())
      for note in news.notes { report.console.say("note: \(note)") }
      for problem in news.mended { mended(problem) }
      for problem in news.problems { failed(problem) }
    case .failure(let trouble):
      if folderTrouble != trouble {
        report.console.complain("kyc: \(Shown.text(path)): \(trouble.cause); waiting for it to come back")
      }
      folderTrouble = trouble
    }
  }

  mutating func next(at time: Duration) -> UploadFolder.Submission? {
    guard folderTrouble == nil, time >= pausedUntil, let submission = list.next(at: time) else { return nil }
    atWork += 1
    return submission
  }

  mutating func take(_ ending: BatchClerk.Ending, of submission: UploadFolder.Submission, at time: Duration) {
    atWork -= 1
    switch ending {
    case .settled:
      if trouble != nil { report.console.say("kyc: going on") }
      trouble = nil
      stops = 0
      if let before = list.settle(submission) { mended(before) }
    // Whoever writes on it is not done: so it has not come to stand still.
    case .failed(let problem) where problem.code == .fileChanging: list.putBack(submission)
    case .failed(let problem):
      let before = list.fail(submission, problem, at: time)
      guard before != problem else { return }
      if let before { mended(before) }
      failed(problem)
    case .stopped(let failure):
      list.putBack(submission)
      stop(failure, at: time)
    case .interrupted: list.putBack(submission)
    }
  }

  /// One pause for all that were at work when it happened.
  private mutating func stop(_ failure: CommandFailure, at time: Duration) {
    guard time >= pausedUntil else { return }
    stops += 1
    let pause = list.pause(afterStops: stops)
    pausedUntil = time + pause
    for line in failure.lines { report.console.complain(line) }
    report.console.complain("kyc: trying again in \(BatchProgress.span(pause))")
    trouble = failure
  }

  private func failed(_ problem: UploadFolder.Problem) {
    ledger.change { $0.failed(clerk.known(problem.pipeline)) }
    report.failed(problem)
  }

  private func mended(_ problem: UploadFolder.Problem) {
    ledger.change { $0.mended(clerk.known(problem.pipeline)) }
  }
}
