internal import Casework
internal import FoundationEssentials
internal import Inspection
internal import Model
internal import Paperwork
internal import Workplace

/// Takes the submissions of a folder in: reads each, hands it to the intake, says which case it is, and sees to its source
/// files.
struct SubmitCounter: Sendable {
  /// How it went.
  struct Tally: Sendable {
    var takenIn = 0
    var examined = 0
    var known = 0
    var failed = 0
    var notUnlinked = 0
    /// From the start of reading to the acknowledgement, each.
    var waits: [Duration] = []
    var elapsed = Duration.zero

    /// What to say at the end.
    var lines: [String] {
      var lines: [String] = []
      if takenIn > 0 {
        let sorted = waits.sorted()
        func milliseconds(_ share: Double) -> Int {
          Int(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] / .milliseconds(1))
        }
        let perSecond = Double(takenIn) / max(0.001, elapsed / .seconds(1))
        lines.append(
          "took in \(Counted.text(takenIn, "submission")) in \(BatchProgress.span(elapsed)): "
            + "\(Int(perSecond.rounded())) a second, half of them within \(milliseconds(0.5)) ms, 99 of 100 within "
            + "\(milliseconds(0.99)) ms; kyc work examines them")
      }
      if examined > 0 { lines.append("examined \(Counted.text(examined, "submission")) at once, as its pipeline says") }
      if known > 0 { lines.append("\(known) known from earlier were left as they are") }
      if failed > 0 { lines.append("\(failed) could not be taken in; see to them and run again") }
      if notUnlinked > 0 { lines.append("\(Counted.text(notUnlinked, "source file")) could not be unlinked") }
      return lines
    }
  }

  private enum Ending: Sendable {
    case takenIn(Duration, notUnlinked: Int)
    case examined(notUnlinked: Int)
    case known(notUnlinked: Int)
    case failed(UploadFolder.Problem)
    case interrupted
  }

  private let pipelines: [String: Pipeline]
  private let intake: IntakeDesk
  private let sources: SourceFiles
  private let consume: Bool
  private let today: Day
  private let console: Console
  private let json: Bool

  init(
    pipelines: [Pipeline], intake: IntakeDesk, sources: SourceFiles, consume: Bool, today: Day, console: Console,
    json: Bool
  ) {
    self.pipelines = Dictionary(pipelines.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.intake = intake
    self.sources = sources
    self.consume = consume
    self.today = today
    self.console = console
    self.json = json
  }

  /// VIPs go first. Throws what ended it early: `StoreFailure`, or something that is missing on the machine.
  func takeIn(_ folder: UploadFolder, atOnce count: Int) async throws -> Tally {
    let clock = ContinuousClock()
    let start = clock.now
    var tally = Tally()
    for problem in folder.problems { fail(problem, &tally) }
    var waiting = BatchOrder.sorted(folder.submissions)[...]
    try await withThrowingTaskGroup(of: Ending.self) { group in
      for _ in 0..<count { if let next = waiting.popFirst() { group.addTask { try await takeIn(next) } } }
      while let ending = try await group.next() {
        switch ending {
        case .takenIn(let wait, let left):
          tally.takenIn += 1
          tally.waits.append(wait)
          tally.notUnlinked += left
        case .examined(let left):
          tally.examined += 1
          tally.notUnlinked += left
        case .known(let left):
          tally.known += 1
          tally.notUnlinked += left
        case .failed(let problem): fail(problem, &tally)
        case .interrupted: break
        }
        if !Task.isCancelled, let next = waiting.popFirst() { group.addTask { try await takeIn(next) } }
      }
    }
    tally.elapsed = clock.now - start
    return tally
  }

  private func takeIn(_ submission: UploadFolder.Submission) async throws -> Ending {
    guard let pipeline = pipelines[submission.pipeline] else {
      preconditionFailure("the scanner lets through known pipelines only")
    }
    let clock = ContinuousClock()
    let start = clock.now
    do {
      let reading = try await sources.read(submission, holding: pipeline.order.limits.bytes)
      let received = try await received(reading.submission, pipeline)
      switch try await intake.accept(received, for: pipeline, today: today) {
      case .acknowledged(let standing):
        let wait = clock.now - start
        tell(standing)
        return .takenIn(wait, notUnlinked: await unlink(submission, reading))
      case .known(let standing, _), .examined(.known(let standing, _)):
        // Of what waits or could not be processed nothing may be kept but the source.
        let isSafe = standing.state != .waiting && standing.verdict?.reasons.contains(.systemCouldNotProcess) != true
        return .known(notUnlinked: isSafe ? await unlink(submission, reading) : 0)
      case .examined(.decided(let standing, _)):
        tell(standing)
        return .examined(notUnlinked: await unlink(submission, reading))
      case .examined(.stuck(let standing, _)):
        tell(standing)
        return .examined(notUnlinked: 0)
      case .examined(.elsewhere(let standing)):
        return .failed(problem(submission, .busyElsewhere, "\(standing.number) is in the hands of another kyc"))
      case .examined(.failed(_, .missing(let what))): throw CommandFailure(.missing, what)
      case .examined(.failed(let standing, _)):
        return .failed(problem(submission, .system, "\(standing.number): kyc-inspector cannot be started; run again"))
      case .examined(.interrupted): return .interrupted
      case .examined(.conflict), .conflict: preconditionFailure("a folder names no request")
      }
    } catch let trouble as SourceFiles.Trouble {
      return .failed(problem(submission, trouble.code, trouble.message))
    }
  }

  /// The same files as the intake received them.
  private func received(_ read: Submission, _ pipeline: Pipeline) async throws -> Submission {
    var submission = read
    for (index, file) in read.files.enumerated() {
      guard let content = file.content else { continue }
      let incoming = try await intake.file(for: pipeline)
      do {
        try await incoming.append(content)
        submission.files[index] = try await incoming.finish(name: file.name)
      } catch {
        await incoming.abandon()
        await intake.discard(submission)
        throw error
      }
    }
    return submission
  }

  private func unlink(_ submission: UploadFolder.Submission, _ reading: SourceFiles.Reading) async -> Int {
    consume ? await sources.consume(submission, reading).left : 0
  }

  private func tell(_ standing: Case) {
    guard json else {
      console.data("\(standing.number)  \(standing.accountID)  \(standing.pipeline)  \(standing.state.rawValue)")
      return
    }
    console.data(
      JSONText.keyed([
        "case": .text(standing.number.description), "account": .text(standing.accountID),
        "pipeline": .text(standing.pipeline), "state": .text(standing.state.rawValue),
        "deadline": .text(standing.times.deadline.formatted(.iso8601)),
      ]).line)
  }

  private func fail(_ problem: UploadFolder.Problem, _ tally: inout Tally) {
    tally.failed += 1
    if json { console.data(BatchReport.object(problem).line) }
    console.complain("kyc: \(problem.message)")
  }

  private func problem(
    _ submission: UploadFolder.Submission, _ code: UploadFolder.Problem.Code, _ message: String
  ) -> UploadFolder.Problem {
    UploadFolder.Problem(
      code: code, account: Shown.text(submission.account.id), pipeline: submission.pipeline, message: message)
  }
}
