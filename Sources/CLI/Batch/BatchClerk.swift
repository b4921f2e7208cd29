internal import Casework
internal import Inspection
internal import Model
internal import Paperwork
internal import Pipelines
internal import Workplace

/// Takes one submission from the upload folder to its line: reads it, sends it down the path of a case, says what came
/// of it, and sees to its source files.
struct BatchClerk: Sendable {
  /// What whoever hands out the work must know.
  enum Ending: Sendable {
    /// It has a verdict, from now or from before.
    case settled
    /// It has none; another try may give one.
    case failed(UploadFolder.Problem)
    /// Nothing can be decided until this is mended: the store is gone, the disk is full, the machine lacks something.
    case stopped(CommandFailure)
    /// We were told to stop.
    case interrupted
  }

  private let pipelines: [String: Pipeline]
  private let intake: IntakeDesk
  private let desk: Desk
  private let sources: SourceFiles
  private let today: @Sendable () -> Day
  private let consume: Bool
  /// What to do about a submission that failed.
  private let advice: String
  private let report: BatchReport
  private let ledger: BatchLedger

  init(
    pipelines: [PipelineFile], intake: IntakeDesk, desk: Desk, sources: SourceFiles,
    today: @escaping @Sendable () -> Day,
    consume: Bool, advice: String, report: BatchReport, ledger: BatchLedger
  ) {
    self.pipelines = Dictionary(uniqueKeysWithValues: pipelines.map { ($0.pipeline.name, $0.pipeline) })
    self.intake = intake
    self.desk = desk
    self.sources = sources
    self.today = today
    self.consume = consume
    self.advice = advice
    self.report = report
    self.ledger = ledger
  }

  /// The name of a pipeline that there is; nil for any other.
  func known(_ pipeline: String?) -> String? { pipeline.flatMap { pipelines[$0] == nil ? nil : $0 } }

  /// Decides a submission unless that is done already.
  func decide(_ submission: UploadFolder.Submission) async -> Ending {
    ledger.began()
    defer { ledger.ended() }
    do {
      return try await ending(of: submission)
    } catch is CancellationError {
      return .interrupted
    } catch let trouble as SourceFiles.Trouble {
      return .failed(problem(submission, trouble.code, trouble.message))
    } catch {
      let failure = CommandFailure(error)
      return failure.status == .interrupted ? .interrupted : .stopped(failure)
    }
  }

  private func ending(of submission: UploadFolder.Submission) async throws -> Ending {
    guard let pipeline = pipelines[submission.pipeline] else {
      preconditionFailure("the scanner lets through known pipelines only")
    }
    let reading = try await sources.read(submission, holding: pipeline.order.limits.bytes)
    switch try await outcome(of: reading.submission, pipeline) {
    case .decided(let standing, let conclusion):
      ledger.change { $0.decided(standing, conclusion.verdict) }
      ledger.came(by: standing.number)
      report.decided(standing, conclusion)
      await settleSources(submission, reading, of: standing, exposed: BatchClerk.exposedFiles(conclusion))
      try await nameDuplicates(submission, reading, of: standing)
    case .stuck(let standing, let conclusion):
      // Nothing of it was kept, so its source is all there is and stays.
      ledger.change { $0.decided(standing, conclusion.verdict) }
      ledger.came(by: standing.number)
      report.decided(standing, conclusion)
    case .known(let standing, let accountChanged):
      ledger.change { $0.known(submission) }
      ledger.came(by: standing.number)
      report.known(standing, accountFile: accountChanged ? submission.accountFile : nil)
      let reasons = standing.verdict?.reasons ?? []
      // What could not be processed was not kept either: its source is all there is.
      guard standing.state != .waiting, !reasons.contains(.systemCouldNotProcess) else { return .settled }
      await settleSources(submission, reading, of: standing, exposed: try await exposedFiles(of: standing))
    case .elsewhere(let standing):
      return .failed(
        problem(
          submission, .busyElsewhere,
          "\(standing.number) is in the hands of another kyc; \(advice) when that has ended"))
    case .conflict: preconditionFailure("a batch names no request")
    case .interrupted, .failed(_, .interrupted): return .interrupted
    case .failed(_, .missing(let what)): throw InspectorFailure.missing(what)
    case .failed(let standing, .cannotStart(let why)):
      return .failed(
        problem(submission, .system, "\(standing.number): kyc-inspector cannot be started (\(why)); \(advice)"))
    }
    return .settled
  }

  /// The files lie in memory and in the upload folder, so that nothing of them is stored before it is masked.
  private func outcome(of submission: Submission, _ pipeline: Pipeline) async throws -> CaseOutcome {
    switch try await intake.accept(submission, for: pipeline, today: today()) {
    case .examined(let outcome): outcome
    case .known(let standing, let accountChanged): .known(standing, accountChanged: accountChanged)
    case .acknowledged, .conflict: preconditionFailure("what is in memory is examined at once")
    }
  }

  /// Says which files stand in other cases too.
  private func nameDuplicates(
    _ submission: UploadFolder.Submission, _ reading: SourceFiles.Reading, of standing: Case
  ) async throws {
    let sightings = try await desk.work.sightings(
      of: reading.submission.files.map(\.sha256), andPicturesIn: standing.number)
    let seen = Dictionary(grouping: sightings, by: \.file)
    ledger.change { $0.duplicates += seen.count }
    for (file, sightings) in seen.sorted(by: { $0.key < $1.key }) {
      report.duplicate(standing, Shown.name(submission.files[file - 1]), sightings)
    }
  }

  private func settleSources(
    _ submission: UploadFolder.Submission, _ reading: SourceFiles.Reading, of standing: Case, exposed: Int
  ) async {
    guard consume else {
      ledger.change { $0.left(submission, exposed: exposed) }
      return
    }
    let consumed = await sources.consume(submission, reading)
    ledger.change { tally in
      tally.consumed += consumed.gone
      tally.left(submission, notUnlinked: consumed.left, exposed: consumed.left > 0 ? exposed : 0)
    }
    if let why = consumed.why {
      report.notUnlinked(standing.number, consumed.left, in: sources.shown(submission.folders), why: why)
    }
  }

  private func exposedFiles(of standing: Case) async throws -> Int {
    guard let last = try await desk.review.find(standing.number)?.runs.last else { return 0 }
    return BatchClerk.exposedFiles(last.conclusion)
  }

  /// How many files showed a card's verification code.
  private static func exposedFiles(_ conclusion: Conclusion) -> Int {
    conclusion.files.count { file in
      guard case .document(let document) = file.inspected else { return false }
      return document.pages.contains { page in page.cards.contains { $0.code == .exposed } }
    }
  }

  private func problem(
    _ submission: UploadFolder.Submission, _ code: UploadFolder.Problem.Code, _ message: String
  ) -> UploadFolder.Problem {
    UploadFolder.Problem(
      code: code, account: Shown.text(submission.account.id), pipeline: submission.pipeline, message: message)
  }
}
