internal import ArgumentParser
internal import Casework
internal import FoundationEssentials
internal import Pipelines

/// `kyc run FOLDER`
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Decide every new submission in an upload folder.",
    discussion: """
      The folder holds ACCOUNT/PIPELINE/files, and the account data in accounts.jsonl (one a line), accounts.csv, or \
      account.json in each account's folder:

        uploads/accounts.jsonl
        uploads/A-1001/identity/passport.jpg
        uploads/A-1001/address/bill.pdf

      Every submission gets a case, a verdict and a place in the review queue. A second run decides only what is new, \
      and goes on where an interrupted one stopped. Whatever cannot be decided gets a line that says why.

        kyc run uploads
        kyc run uploads --json > verdicts.jsonl
        kyc run uploads --jobs 4 --consume     unlink what is decided
      """)

  @Argument(help: "The upload folder.")
  var folder: String

  @Option(name: .long, help: ArgumentHelp("Documents examined at once. [KYC_JOBS; default: cores]", valueName: "n"))
  var jobs: Int?

  @Flag(name: .long, help: "Unlink a source file once its case is committed, and its folder once that is empty.")
  var consume = false

  @Flag(name: .customLong("show-values"), help: "Personal values of the documents in --json.")
  var showValues = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var data: DataOption
  @OptionGroup var pipelines: PipelinesOption
  @OptionGroup var date: DateOption

  func run() async throws {
    let clock = ContinuousClock()
    let start = clock.now
    let console = output.console()
    console.say("kyc: looking through \(Shown.text(folder))")
    let settings = try Settings(Settings.Flags(data: data.data, pipelines: pipelines.pipelines, jobs: jobs))
    let logger = try ConsoleLog.logger(console, level: settings.logLevel)
    let files = try PipelineLoader.load(folder: settings.pipelines)
    let inspector = try Desk.inspector(settings)
    let uploads = try scan(files.map(\.pipeline.name))
    for note in uploads.notes { console.say("note: \(note)") }

    let desk = try Desk(opening: settings)
    let path = CasePath(
      queue: desk.work, blobs: desk.blobs, inspector: inspector, owner: .thisProcess, now: { Date() }, logger: logger)
    let batch = BatchRun(
      uploads, pipelines: files, path: path, review: desk.review, sources: SourceFiles(root: folder),
      today: date.today, consume: consume,
      report: BatchReport(uploads, console: console, json: output.json, showValues: showValues))
    let work = Task {
      try await OrphanSweep(queue: desk.work, blobs: desk.blobs, logger: logger).run(at: Date())
      return await batch.run(workers: settings.jobs)
    }
    let interruption = Interruption {
      console.say("kyc: stopping; press Ctrl-C again to end at once")
      work.cancel()
    }
    let (tally, fatal) = try await work.value
    withExtendedLifetime(interruption) {}
    BatchReport(uploads, console: console, json: output.json, showValues: showValues)
      .summary(tally, uploads, elapsed: clock.now - start, interrupted: work.isCancelled, consume: consume)
    if let fatal { throw fatal }
    try finish(tally, console, interrupted: work.isCancelled)
  }

  private func scan(_ pipelines: [String]) throws(CommandFailure) -> UploadFolder {
    do throws(FileTrouble) {
      return try UploadScanner.scan(folder, pipelines: pipelines)
    } catch {
      let sentence =
        error == .notAFolder
        ? "is not a folder; give the folder that holds accounts.jsonl and the account folders" : error.sentence
      throw CommandFailure(.usage, "\(Shown.text(folder)) \(sentence)")
    }
  }

  private func finish(_ tally: BatchTally, _ console: Console, interrupted: Bool) throws {
    try console.checkData("what is decided is kept, and kyc queue shows it")
    if interrupted { throw ExitCode(ExitStatus.interrupted.rawValue) }
    if tally.total.failed > 0 || tally.left > 0 || tally.notUnlinked > 0 {
      throw ExitCode(ExitStatus.undecided.rawValue)
    }
  }
}
