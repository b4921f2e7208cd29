internal import ArgumentParser
internal import Casework
internal import FoundationEssentials
internal import Paperwork
internal import Pipelines
internal import Workplace

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
        kyc run uploads --report report        and a page to look at for each case
        kyc run uploads --watch                keep looking, until Ctrl-C

      With --watch a file counts when its size and time stood still between two looks; what fails for our own reasons \
      is tried again, with growing pauses. Ctrl-C ends it: with 0 when nothing was left to do, 1 when something could \
      not be decided, 130 when it was in the middle of a submission.
      """)

  @Argument(help: "The upload folder.", completion: .directory)
  var folder: String

  @OptionGroup var jobs: JobsOption

  @Flag(name: .long, help: "Keep looking at the folder and decide what comes, until Ctrl-C.")
  var watch = false

  @Option(
    name: .long, help: ArgumentHelp("Between two looks with --watch. [default: 5]", valueName: "seconds"))
  var every: Double?

  @Flag(name: .long, help: "Unlink a source file once its case is committed, and its folder once that is empty.")
  var consume = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write an HTML report there on every case of the folder; it holds personal data.", valueName: "dir"),
    completion: .directory)
  var report: String?

  @Flag(name: .customLong("show-values"), help: "Personal values of the documents in --json.")
  var showValues = false

  @OptionGroup var workplace: WorkplaceOptions
  @OptionGroup var date: DateOption

  func validate() throws {
    guard let every else { return }
    guard watch else { throw ValidationError("--every says how often --watch looks; give that too") }
    guard (0.1...86_400).contains(every) else { throw ValidationError("--every takes 0.1 to 86400 seconds") }
  }

  func run() async throws {
    let clock = ContinuousClock()
    let start = clock.now
    let console = workplace.output.console()
    console.say("kyc: looking through \(Shown.text(folder))")
    let papers = try workplace.read(console, jobs: jobs)
    let (settings, logger, files) = (papers.settings, papers.logger, papers.files)
    let uploads = try UploadScanner.scan(folder: folder, pipelines: files.map(\.pipeline.name))
    let pages = try self.report.map { try RunReport($0, pipelines: files) }
    let inspector = try await Desk.inspector(settings)

    let desk = try Desk(opening: settings)
    desk.tellOfNewKey(settings, console)
    let ledger = BatchLedger()
    let report = BatchReport(
      uploads, console: console, json: workplace.output.json, showValues: showValues, consume: consume)
    let clerk = BatchClerk(
      pipelines: files, intake: desk.intake(inspector, logger), desk: desk, sources: SourceFiles(root: folder),
      today: { date.today },
      consume: consume, advice: watch ? "it is tried again" : "run again", report: report, ledger: ledger)
    let work = Task {
      try await desk.sweepPages(logger)
      guard watch else {
        report.notes(uploads)
        let (tally, fatal) = await BatchRun(uploads, clerk: clerk, report: report, ledger: ledger)
          .run(workers: settings.jobs)
        return FolderWatch.Ended(tally: tally, folder: uploads, trouble: fatal)
      }
      console.say("kyc: watching \(Shown.text(folder)); Ctrl-C ends it")
      let looks = FolderWatch(
        folder, pipelines: files.map(\.pipeline.name), every: .seconds(every ?? 5), clerk: clerk, report: report,
        ledger: ledger)
      return await looks.run(from: uploads, workers: settings.jobs)
    }
    let interruption = Interruption(console) { work.cancel() }
    let ended = try await work.value
    // Not before: what waited long for its folder may have been in it.
    if ended.trouble == nil, !work.isCancelled { try await desk.sweep(logger) }
    report.summary(ended.tally, ended.folder, elapsed: clock.now - start, interrupted: work.isCancelled)
    // A run that was told to stop reports on what is decided all the same; a second Ctrl-C ends that too.
    try await pages?.write(
      ledger.cases, from: desk, by: ActorOption.loginName, telling: console)
    withExtendedLifetime(interruption) {}
    try finish(ended, console, interrupted: work.isCancelled)
  }

  private func finish(_ ended: FolderWatch.Ended, _ console: Console, interrupted: Bool) throws {
    if let trouble = ended.trouble {
      // A watch has said it already.
      if watch { throw ExitCode(trouble.status.rawValue) }
      throw trouble
    }
    if interrupted, ended.tally.left > 0 { throw ExitCode(ExitStatus.interrupted.rawValue) }
    try console.checkData("what is decided is kept, and kyc queue shows it")
    if ended.tally.total.failed > 0 || ended.tally.left > 0 || ended.tally.notUnlinked > 0 {
      throw ExitCode(ExitStatus.undecided.rawValue)
    }
  }
}
