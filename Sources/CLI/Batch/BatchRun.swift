internal import Casework
internal import Inspection
internal import Model
internal import Pipelines
internal import Synchronization

/// A batch over what an upload folder holds: so many workers, each with one submission at a time.
final class BatchRun: Sendable {
  private struct State {
    var next = 0
    var tally = BatchTally()
    /// What ends the whole batch: the store gone, something missing on this machine.
    var fatal: CommandFailure?
  }

  private let folder: UploadFolder
  private let submissions: [UploadFolder.Submission]
  private let pipelines: [String: Pipeline]
  private let path: CasePath
  private let review: any ReviewQueue
  private let sources: SourceFiles
  private let today: Day
  private let consume: Bool
  private let report: BatchReport
  private let state = Mutex(State())

  /// VIPs go first, then withdrawals, account matters, technical ones; otherwise in the folder's order.
  init(
    _ folder: UploadFolder, pipelines: [PipelineFile], path: CasePath, review: any ReviewQueue, sources: SourceFiles,
    today: Day, consume: Bool, report: BatchReport
  ) {
    self.folder = folder
    submissions = folder.submissions.enumerated()
      .sorted { (BatchRun.rank($0.element), $0.offset) < (BatchRun.rank($1.element), $1.offset) }
      .map(\.element)
    self.pipelines = Dictionary(uniqueKeysWithValues: pipelines.map { ($0.pipeline.name, $0.pipeline) })
    self.path = path
    self.review = review
    self.sources = sources
    self.today = today
    self.consume = consume
    self.report = report
  }

  /// Runs to the end, or until the task is cancelled; whatever was begun by then is handed back. Returns the tally
  /// and what ended the batch early, if something did.
  func run(workers: Int) async -> (tally: BatchTally, fatal: CommandFailure?) {
    for problem in folder.problems { failed(problem) }
    let ticker = Task { await tick() }
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<min(workers, max(1, submissions.count)) { group.addTask { await self.work() } }
      // One worker that found the store gone speaks for all.
      for await mayGoOn in group where !mayGoOn { group.cancelAll() }
    }
    ticker.cancel()
    await ticker.value
    return state.withLock { state in
      let row = state.tally.total
      state.tally.left = max(0, folder.items.count - row.decided - row.known - row.failed)
      return (state.tally, state.fatal)
    }
  }

  /// False when the batch is to end.
  private func work() async -> Bool {
    while !Task.isCancelled, let submission = next() {
      do {
        try await decide(submission)
      } catch is CancellationError {
        return true
      } catch let trouble as SourceFiles.Trouble {
        failed(submission, trouble.code, trouble.message)
      } catch {
        state.withLock { state in
          if state.fatal == nil { state.fatal = CommandFailure(error) }
        }
        return false
      }
    }
    return true
  }

  private func next() -> UploadFolder.Submission? {
    state.withLock { state in
      guard state.fatal == nil, state.next < submissions.count else { return nil }
      state.next += 1
      return submissions[state.next - 1]
    }
  }

  private func decide(_ submission: UploadFolder.Submission) async throws {
    guard let pipeline = pipelines[submission.pipeline] else {
      preconditionFailure("the scanner lets through known pipelines only")
    }
    let reading = try await sources.read(submission, holding: pipeline.order.limits.bytes)
    switch try await path.follow(reading.submission, through: pipeline, today: today) {
    case .decided(let standing, let conclusion):
      state.withLock { $0.tally.decided(standing, conclusion.verdict) }
      report.decided(standing, conclusion)
      await settleSources(submission, reading, of: standing, exposed: BatchRun.exposedFiles(conclusion))
    case .stuck(let standing, let conclusion):
      // Nothing of it was kept, so its source is all there is and stays.
      state.withLock { $0.tally.decided(standing, conclusion.verdict) }
      report.decided(standing, conclusion)
    case .known(let standing, let accountChanged):
      state.withLock { $0.tally.known(submission.pipeline) }
      report.known(standing, accountChanged: accountChanged)
      let reasons = standing.verdict?.reasons ?? []
      // What could not be processed was not kept either: its source is all there is.
      guard standing.state != .waiting, !reasons.contains(.systemCouldNotProcess) else { return }
      await settleSources(submission, reading, of: standing, exposed: try await exposedFiles(of: standing))
    case .elsewhere(let standing):
      failed(
        submission, .busyElsewhere,
        "\(standing.number) is in the hands of another kyc; run again when that has ended")
    case .interrupted: break
    case .failed(_, .missing(let what)): throw InspectorFailure.missing(what)
    case .failed(_, .interrupted): break
    case .failed(let standing, .cannotStart(let why)):
      failed(submission, .system, "\(standing.number): kyc-inspector cannot be started (\(why)); run again")
    }
  }

  private func settleSources(
    _ submission: UploadFolder.Submission, _ reading: SourceFiles.Reading, of standing: Case, exposed: Int
  ) async {
    guard consume else {
      state.withLock { $0.tally.exposedOriginals += exposed }
      return
    }
    let consumed = await sources.consume(submission, reading)
    state.withLock { state in
      state.tally.consumed += consumed.gone
      state.tally.notUnlinked += consumed.left
      if consumed.left > 0 { state.tally.exposedOriginals += exposed }
    }
    if let why = consumed.why {
      report.notUnlinked(standing.number, consumed.left, in: sources.shown(submission.folders), why: why)
    }
  }

  private func exposedFiles(of standing: Case) async throws -> Int {
    guard let last = try await review.find(standing.number)?.runs.last else { return 0 }
    return BatchRun.exposedFiles(last.conclusion)
  }

  /// How many files showed a card's verification code.
  private static func exposedFiles(_ conclusion: Conclusion) -> Int {
    conclusion.files.count { file in
      guard case .document(let document) = file.inspected else { return false }
      return document.pages.contains { page in page.cards.contains { $0.code == .exposed } }
    }
  }

  private func failed(
    _ submission: UploadFolder.Submission, _ code: UploadFolder.Problem.Code, _ message: String
  ) {
    failed(
      UploadFolder.Problem(
        code: code, account: Shown.text(submission.account.id), pipeline: submission.pipeline, message: message))
  }

  private func failed(_ problem: UploadFolder.Problem) {
    let isKnown = problem.pipeline.map { pipelines[$0] != nil } ?? false
    state.withLock { $0.tally.failed(isKnown ? problem.pipeline : nil) }
    report.failed(problem)
  }

  /// Says how far it is: many times a second on a terminal, every 10 s elsewhere.
  private func tick() async {
    let clock = ContinuousClock()
    let start = clock.now
    let progress = BatchProgress(total: folder.items.count)
    while !Task.isCancelled {
      let pause: Duration = report.console.showsProgress ? .milliseconds(200) : .seconds(10)
      do { try await clock.sleep(for: pause) } catch { break }
      let line = progress.line(state.withLock(\.tally), elapsed: clock.now - start)
      if report.console.showsProgress { report.console.progress(line) } else { report.console.say(line) }
    }
    report.console.progress("")
  }

  private static func rank(_ submission: UploadFolder.Submission) -> Int {
    let purpose =
      switch submission.account.purpose {
      case .withdrawal: 0
      case .account: 1
      case .technical: 2
      case nil: 3
      }
    return (submission.account.priority == .vip ? 0 : 10) + purpose
  }
}
