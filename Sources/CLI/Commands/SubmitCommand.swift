internal import ArgumentParser
internal import Casework
internal import FoundationEssentials
internal import Paperwork
internal import Pipelines
internal import Workplace

/// `kyc submit FOLDER`
struct SubmitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Take in every submission of an upload folder, to be examined by kyc work.",
    discussion: """
      The folder is as for kyc run. Each submission is sealed into the workspace and gets a case number; kyc work \
      examines it then. Pipelines with 'intake: mask-first', such as payment, are examined at once instead: nothing of \
      them is stored before it is masked.

        kyc submit uploads
        kyc submit uploads --consume     unlink what is safe in the workspace
      """)

  @Argument(help: "The upload folder.", completion: .directory)
  var folder: String

  @OptionGroup var jobs: JobsOption

  @Flag(name: .long, help: "Unlink a source file once its case is committed, and its folder once that is empty.")
  var consume = false

  @OptionGroup var workplace: WorkplaceOptions
  @OptionGroup var date: DateOption

  func run() async throws {
    let console = workplace.output.console()
    console.say("kyc: looking through \(Shown.text(folder))")
    let papers = try workplace.read(console, jobs: jobs)
    let (settings, logger, files) = (papers.settings, papers.logger, papers.files)
    let uploads = try UploadScanner.scan(folder: folder, pipelines: files.map(\.pipeline.name))
    let inspector = try await Desk.inspector(settings)
    let desk = try Desk(opening: settings)
    desk.tellOfNewKey(settings, console)
    let counter = SubmitCounter(
      pipelines: files.map(\.pipeline), intake: desk.intake(inspector, logger), sources: SourceFiles(root: folder),
      consume: consume, today: date.today, console: console, json: workplace.output.json)
    let work = Task { try await counter.takeIn(uploads, atOnce: settings.jobs) }
    let interruption = Interruption(console) { work.cancel() }
    let tally = try await work.value
    withExtendedLifetime(interruption) {}
    for line in tally.lines { console.say(line) }
    try console.checkData("what was taken in is kept, and kyc queue list --all shows it")
    if work.isCancelled { throw ExitCode(ExitStatus.interrupted.rawValue) }
    if tally.failed > 0 { throw ExitCode(ExitStatus.undecided.rawValue) }
  }
}
