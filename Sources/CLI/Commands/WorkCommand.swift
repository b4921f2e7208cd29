internal import ArgumentParser
internal import Casework
internal import FoundationEssentials
internal import Paperwork
internal import Pipelines
internal import Workplace

/// `kyc work`
struct WorkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "work",
    abstract: "Examine what was taken in and waits, the most urgent first.",
    discussion: """
      Submissions that kyc submit took in wait, sealed, in the workspace; each is examined and gets its verdict and its \
      place in the review queue. Any number of kyc work may run at once, and any of them may be killed: another one goes \
      on with what it had.

        kyc work                   until Ctrl-C
        kyc work --until-idle      until nothing waits any more

      What has waited for 24 hours cannot be opened any more: it stands in the review queue with \
      system.could_not_process.
      """)

  @OptionGroup var jobs: JobsOption

  @Flag(name: .customLong("until-idle"), help: "End when no case can be taken.")
  var untilIdle = false

  @Flag(name: .customLong("show-values"), help: "Personal values of the documents in --json.")
  var showValues = false

  @OptionGroup var workplace: WorkplaceOptions

  func run() async throws {
    let console = workplace.output.console()
    console.say("kyc: examining what waits" + (untilIdle ? "" : "; Ctrl-C ends it"))
    let papers = try workplace.read(console, jobs: jobs)
    let (settings, logger, files) = (papers.settings, papers.logger, papers.files)
    let inspector = try await Desk.inspector(settings)
    let desk = try Desk(opening: settings)
    let worker = Worker(
      queue: desk.work, vault: desk.vault, blobs: desk.blobs, inspector: inspector, owner: .thisProcess,
      now: { Date() }, logger: logger)
    let shift = WorkShift(
      worker: worker, pipelines: files.map(\.pipeline), sweep: { try await desk.sweep(logger) }, logger: logger)
    let lines = WorkLines(console: console, json: workplace.output.json, showValues: showValues)
    let work = Task {
      try await shift.run(workers: settings.jobs, untilIdle: untilIdle) { await lines.tell($0) }
    }
    let interruption = Interruption(console) { work.cancel() }
    try await work.value
    withExtendedLifetime(interruption) {}
    console.say("examined \(Counted.text(await lines.decided, "case")); kyc queue list shows what waits for a person")
    try console.checkData("what is decided is kept, and kyc queue shows it")
  }
}

/// What workers say of each case.
private actor WorkLines {
  private let console: Console
  private let json: Bool
  private let showValues: Bool
  private(set) var decided = 0

  init(console: Console, json: Bool, showValues: Bool) {
    self.console = console
    self.json = json
    self.showValues = showValues
  }

  func tell(_ outcome: CaseOutcome) {
    switch outcome {
    case .decided(let standing, let conclusion), .stuck(let standing, let conclusion):
      decided += 1
      guard !json else { return console.data(VerdictObject(standing, conclusion, showValues: showValues).json.line) }
      console.data(
        "\(standing.number)  \(standing.accountID)  \(standing.pipeline)@\(conclusion.pipelineVersion)  "
          + VerdictLine(console.dataPaint).text(conclusion.summary))
    case .failed(let standing, _): console.complain("\(standing.number): kyc-inspector cannot be started; tried again")
    case .known, .conflict, .elsewhere, .interrupted: break
    }
  }
}
