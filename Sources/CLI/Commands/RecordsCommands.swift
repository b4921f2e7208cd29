internal import ArgumentParser
internal import Casework
internal import FoundationEssentials
internal import Model
internal import Paperwork
internal import Pipelines
internal import Workplace

/// What commands about an account need.
struct RecordsOptions: ParsableArguments {
  @OptionGroup var output: OutputOptions
  @OptionGroup var data: DataOption
  @OptionGroup var actor: ActorOption

  /// The workspace. Throws `CommandFailure` when there is none.
  func desk() throws -> Desk {
    let settings = try Settings(Settings.Flags(data: data.data))
    guard let desk = try Desk.existing(settings) else {
      throw CommandFailure(
        .usage, "\(Shown.text(settings.data)) holds no workspace; name its folder with --data")
    }
    return desk
  }

  /// Throws `CommandFailure` for an account of which nothing is kept.
  func account(_ id: String, at desk: Desk) async throws -> AccountRecord {
    guard let record = try await desk.records.account(id) else {
      throw CommandFailure(.usage, "nothing is kept of an account '\(Shown.text(id))'")
    }
    return record
  }
}

/// What commands that erase need besides.
struct ErasureOptions: ParsableArguments {
  @OptionGroup var records: RecordsOptions
  @OptionGroup var pipelines: PipelinesOption

  /// Who erases, and by which times. Throws `CommandFailure`, and what settings and pipeline files are refused with.
  func terms() throws -> (person: String, years: RetentionYears) {
    let settings = try Settings(Settings.Flags(pipelines: pipelines.pipelines))
    return (try records.actor.name(), try RetentionYears(settings))
  }
}

/// `kyc account`
struct AccountCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account", abstract: "Say that the relationship with a customer ended, or goes on.",
    discussion: """
        kyc account ended A-1001 --on 2026-11-22
        kyc account active A-1001

      From the end on the time counts for which its cases are kept; kyc retention run erases them after it.
      """,
    subcommands: [AccountEndedCommand.self, AccountActiveCommand.self])
}

/// `kyc account ended`
struct AccountEndedCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ended", abstract: "The relationship with a customer ended.")

  @Argument(help: ArgumentHelp("The account.", valueName: "id"))
  var account: String

  @Option(
    name: .customLong("on"), help: ArgumentHelp("The day (UTC). [default: today]", valueName: "YYYY-MM-DD"),
    transform: { text in
      guard let day = Day(text) else { throw ValidationError("it must be a day written as YYYY-MM-DD") }
      return day
    })
  var day: Day?

  @OptionGroup var options: RecordsOptions

  func run() async throws {
    let desk = try options.desk()
    let record = try await options.account(account, at: desk)
    let end = day.map { Date(timeIntervalSince1970: Double($0.daysSinceEpoch) * 86_400) } ?? Date()
    try await desk.records.end(record.id, at: end)
    options.output.console().say(
      "\(Shown.text(record.id)) ended; \(Counted.text(record.cases.count, "case")) of it "
        + "\(record.cases.count == 1 ? "is" : "are") kept until the time of the pipeline files is over")
  }
}

/// `kyc account active`
struct AccountActiveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "active", abstract: "The relationship with a customer goes on after all.")

  @Argument(help: ArgumentHelp("The account.", valueName: "id"))
  var account: String

  @OptionGroup var options: RecordsOptions

  func run() async throws {
    let desk = try options.desk()
    try await desk.records.end(try await options.account(account, at: desk).id, at: nil)
    options.output.console().say("\(Shown.text(account)) goes on")
  }
}

/// `kyc erase ACCOUNT`
struct EraseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Erase everything that is kept of a customer, or say until when the law wants it kept.",
    discussion: """
      A case is erased by destroying its key: account data, facts, pages and notes cannot be read any more, on this disk and \
      in every copy that is restored together with the file 'tombstones'. Its number, times and history stay.

        kyc erase A-1001                  or 'legal hold until …'
        kyc erase A-1001 --despite-hold   for what should never have been kept

      Exit code 1 when something stays because of a legal hold.
      """)

  @Argument(help: ArgumentHelp("The account.", valueName: "id"))
  var account: String

  @Flag(name: .customLong("despite-hold"), help: "Erase what the law wants kept too.")
  var despiteHold = false

  @OptionGroup var options: ErasureOptions

  func run() async throws {
    let console = options.records.output.console()
    let desk = try options.records.desk()
    let (person, years) = try options.terms()
    let record = try await options.records.account(account, at: desk)
    var going: [Case] = []
    var held = 0
    for standing in record.cases {
      let hold = LegalHold(ended: record.ended, years: years.of(standing.pipeline), at: Date())
      if hold == .over || despiteHold {
        going.append(standing)
      } else {
        held += 1
        console.data("\(standing.number)  \(hold)")
      }
    }
    let isClear = try await desk.erasure.erase(going, accounts: held == 0 ? [record.id] : [], by: person)
    for standing in going { console.data("\(standing.number)  erased") }
    if record.cases.isEmpty { console.data("what was sent ahead  erased") }
    if !isClear { console.say(RetentionRunCommand.logInUse) }
    try console.checkData("what was erased is erased")
    if held > 0 { throw ExitCode(ExitStatus.undecided.rawValue) }
  }
}

/// `kyc retention`
struct RetentionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention", abstract: "Erase what need not be kept any longer.",
    discussion: """
      'retentionYears' in the review block of a pipeline file says for how long its cases are kept after the account ended; \
      5 years where it says nothing.

        kyc retention run --dry-run
        kyc retention run
      """,
    subcommands: [RetentionRunCommand.self])
}

/// `kyc retention run`
struct RetentionRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Erase the cases of accounts that ended long enough ago.")

  static let logInUse =
    "another kyc reads the database just now; what it holds of the erased cases in its log goes when the last one ends"

  @Flag(name: .customLong("dry-run"), help: "Only say what would be erased.")
  var dryRun = false

  @OptionGroup var options: ErasureOptions

  func run() async throws {
    let console = options.records.output.console()
    let desk = try options.records.desk()
    let (person, years) = try options.terms()
    let now = Date()
    var going: [Case] = []
    var gone: [String] = []
    for record in try await desk.records.endedAccounts() {
      going += record.cases.filter {
        LegalHold(ended: record.ended, years: years.of($0.pipeline), at: now) == .over
      }
      // Nothing but what was sent ahead, which no law wants kept.
      if record.cases.isEmpty { gone.append(record.id) }
    }
    let isClear = dryRun ? true : try await desk.erasure.erase(going, accounts: gone, by: person)
    for standing in going {
      console.data("\(standing.number)  \(standing.pipeline)  \(dryRun ? "would be erased" : "erased")")
    }
    console.say("\(Counted.text(going.count, "case")) \(dryRun ? "would be erased" : "erased")")
    if !isClear { console.say(RetentionRunCommand.logInUse) }
    try console.checkData("what was erased is erased")
  }
}

/// For how long the cases of each pipeline are kept.
struct RetentionYears {
  private let years: [String: Int]

  init(_ settings: Settings) throws {
    let files = try PipelineLoader.load(folder: settings.pipelines)
    years = Dictionary(
      files.map { ($0.pipeline.name, $0.pipeline.review.retentionYears) }, uniquingKeysWith: { first, _ in first })
  }

  /// A pipeline that there is no file of any more: as long as the law says.
  func of(_ pipeline: String) -> Int { years[pipeline] ?? ReviewPolicy().retentionYears }
}

/// `kyc export ACCOUNT`
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write what is kept of a customer into a folder, for the customer who asks for it.",
    discussion: """
      cases.jsonl holds, for each case, the account data it was judged with, what was read, every reason and every step; the \
      masked pages lie beside it as CASE-FILE-PAGE.jpg. Notes of colleagues and who they are stay out. Each export is a row of \
      the history.

        kyc export A-1001 --to answer
      """)

  @Argument(help: ArgumentHelp("The account.", valueName: "id"))
  var account: String

  @Option(name: .long, help: ArgumentHelp("The folder; made for you alone.", valueName: "dir"), completion: .directory)
  var to: String

  @OptionGroup var options: RecordsOptions

  func run() async throws {
    let console = options.output.console()
    let desk = try options.desk()
    let person = try options.actor.name()
    let record = try await options.account(account, at: desk)
    var lines: [String] = []
    var pages = 0
    for standing in record.cases {
      guard let file = try await desk.review.find(standing.number) else { continue }
      try await desk.audit.note(.exported, standing.number, detail: nil, by: person, at: Date())
      lines.append(SubjectObject(file).json.line)
      let folder = try PageFolder(to, prefix: "\(standing.number)-")
      for (index, examined) in (file.runs.last?.conclusion.files ?? []).enumerated() {
        for (page, key) in examined.pages.enumerated() {
          let jpeg = try await desk.blobs.read(key, of: standing.number)
          _ = try folder.write(jpeg, PageFolder.Place(file: index + 1, page: page + 1))
          pages += 1
        }
      }
    }
    try PageFolder(to).write(Array((lines.joined(separator: "\n") + "\n").utf8), as: "cases.jsonl")
    console.say(
      "\(Counted.text(lines.count, "case")) and \(Counted.text(pages, "masked page")) written to \(Shown.text(to)); hand "
        + "it over and delete it")
  }
}
