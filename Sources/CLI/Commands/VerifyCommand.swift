internal import ArgumentParser
internal import BlobStores
internal import Casework
internal import Inspection
internal import Model
internal import Paperwork
internal import Pipelines
internal import Workplace

/// `kyc verify FILE… --account FILE --pipeline NAME`
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Examine and judge one submission now; nothing is stored.",
    discussion: """
      All files together are one submission. The verdict goes to stdout; the exit code is 0 for an approval and for a \
      rejection.

        kyc verify passport.jpg --account a.json --pipeline identity
        kyc verify front.jpg back.jpg --account a.json --pipeline payment --json
        kyc verify bill.pdf --account a.json --pipeline address --keep masked

      The account file holds one object, such as {"id": "A-1001", "name": {"given": "Anna", "family": "Holm"}}.
      """)

  @Argument(
    help: ArgumentHelp("The documents: PDF or JPG.", valueName: "file"),
    completion: .file(extensions: ["pdf", "jpg", "jpeg", "PDF", "JPG", "JPEG"]))
  var files: [String]

  @Option(
    name: .long, help: ArgumentHelp("The account as JSON.", valueName: "file"), completion: .file(extensions: ["json"]))
  var account: String

  @Option(
    name: .long, help: ArgumentHelp("What is asked for: identity, address, payment.", valueName: "name"),
    completion: Completions.pipelines)
  var pipeline: String

  @Option(
    name: .long,
    help: ArgumentHelp("Write the masked pages there, as FILE-PAGE.jpg; made for you alone.", valueName: "dir"),
    completion: .directory)
  var keep: String?

  @Flag(name: .customLong("show-values"), help: "Personal values of the document in the answer.")
  var showValues = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var pipelines: PipelinesOption
  @OptionGroup var date: DateOption
  @OptionGroup var sandbox: SandboxOption

  func run() async throws {
    let console = output.console()
    console.say("kyc: examining \(Counted.text(files.count, "file"))")
    let settings = try Settings(
      Settings.Flags(pipelines: pipelines.pipelines, requireSandbox: sandbox.requireSandbox))
    let loaded = try PipelineLoader.load(folder: settings.pipelines)
    guard let chosen = loaded.first(where: { $0.pipeline.name == pipeline })?.pipeline else {
      throw CommandFailure(.usage, PipelineNames.unknown(pipeline, among: loaded))
    }
    let account = try readAccount(console)
    let keptFolder = try keep.map { folder throws(CommandFailure) in try PageFolder(folder) }
    let submitted = try files.map { file throws(CommandFailure) in
      try DocumentArgument.read(file, holding: chosen.order.limits.bytes)
    }
    let examiner = Examiner(inspector: try await Desk.inspector(settings))
    let work = Task {
      try await examiner.examine(
        Submission(account: account, files: submitted), for: chosen, today: date.today)
    }
    let interruption = Interruption(console) { work.cancel() }
    let examination = try await work.value
    withExtendedLifetime(interruption) {}
    let kept = try keptFolder?.write(examination.pictures)
    show(examination.conclusion, account.id, kept ?? [:], console)
    try console.checkData("the verdict is lost, for verify stores nothing; see to stdout and run again")
  }

  private func show(
    _ conclusion: Conclusion, _ accountID: String, _ kept: [PageFolder.Place: String], _ console: Console
  ) {
    if output.json {
      let object = VerdictObject(
        verified: conclusion, accountID: accountID, pipeline: pipeline, showValues: showValues,
        kept: { file, page in kept[PageFolder.Place(file: file, page: page)] })
      console.data(object.json.line)
    } else {
      let text = VerdictText(
        conclusion, title: "\(accountID)  \(pipeline)@\(conclusion.pipelineVersion)", showValues: showValues,
        paint: console.dataPaint)
      for line in text.lines { console.data(line) }
    }
  }

  private func readAccount(_ console: Console) throws(CommandFailure) -> Account {
    let shown = Shown.text(account)
    let content: [UInt8]
    do throws(FileTrouble) {
      content = try FolderHandle.content(atPath: account, limit: 1 << 20)
    } catch {
      let sentence =
        error == .notAFile ? "is not a regular file; name the file with the account as JSON" : error.sentence
      throw CommandFailure(.usage, "\(shown) \(sentence)")
    }
    let entry: AccountReader.Entry
    do throws(JSONReader.Failure) {
      entry = AccountReader.entry(try JSONReader.value(of: content), file: shown)
    } catch {
      guard AccountBook(lines: content, file: shown).entries.count < 2 else {
        throw CommandFailure(
          .usage,
          "\(shown) lists several accounts, and --account takes one; copy its line into a file, or decide the whole folder "
            + "with kyc run")
      }
      entry = AccountReader.entry(error, file: shown)
    }
    for note in entry.notes { console.say("note: \(note)") }
    guard let account = entry.account else {
      throw CommandFailure(.usage, located: entry.complaints.map(\.description))
    }
    return account
  }
}
