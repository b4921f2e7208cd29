internal import ArgumentParser
internal import Casework
internal import FoundationEssentials
internal import Glibc
internal import Judgement
internal import Model
internal import Pipelines

/// `kyc queue`
struct QueueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "The review desk: what waits for a person, and what the person decides.",
    discussion: """
        kyc queue list                       most urgent first
        kyc queue list --all --json          every case as a JSON object
        kyc queue show K-2026-000017 --pages masked
        kyc queue approve K-2026-000017
        kyc queue reject K-2026-000017 --reason page.blurred --note "seen"
      """,
    subcommands: [QueueListCommand.self, QueueShowCommand.self, QueueApproveCommand.self, QueueRejectCommand.self])
}

/// What commands about one case need.
struct CaseOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The case number, such as K-2026-000017.", valueName: "case"))
  var number: String

  @OptionGroup var output: OutputOptions
  @OptionGroup var data: DataOption

  /// Throws `CommandFailure`.
  func caseNumber() throws(CommandFailure) -> CaseNumber {
    guard let number = CaseNumber(number) else {
      throw CommandFailure(
        .usage, "'\(Shown.text(number))' is no case number; they look like K-2026-000017, and kyc queue list shows them"
      )
    }
    return number
  }

  /// The workspace; without one there is no such case either.
  func desk() throws -> Desk {
    let number = try caseNumber()
    let settings = try Settings(Settings.Flags(data: data.data))
    guard let desk = try Desk.existing(settings) else {
      throw CommandFailure(
        .usage,
        "there is no case \(number), for \(Shown.text(settings.data)) holds no workspace; name its folder with --data")
    }
    return desk
  }
}

/// `kyc queue list`
struct QueueListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The cases that wait for a person, most urgent first.")

  @Flag(name: .long, help: "Cases in every state, closed ones too.")
  var all = false

  @Flag(name: .customLong("show-values"), help: "Personal values of the documents in --json.")
  var showValues = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var data: DataOption

  func run() async throws {
    let console = output.console()
    let settings = try Settings(Settings.Flags(data: data.data))
    guard let desk = try Desk.existing(settings) else {
      console.say("no workspace in \(Shown.text(settings.data)) yet; kyc run FOLDER makes one, --data names another")
      return
    }
    let cases = try await desk.review.cases(all ? .all : .inReview)
    if output.json {
      for standing in cases {
        guard let file = try await desk.review.find(standing.number) else { continue }
        console.data(CaseObject(file, showValues: showValues).json.line)
      }
    } else if cases.isEmpty {
      console.say(all ? "no cases yet; kyc run FOLDER makes them" : "nothing waits for a person")
    } else {
      for line in QueueTable(cases, now: Date(), withState: all).lines { console.data(line) }
    }
    try console.checkData("nothing was changed; see to stdout and run again")
  }
}

/// `kyc queue show`
struct QueueShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One case: every reason, check, file and event.",
    discussion: """
      The masked pages are kept sealed under the workspace's key. --pages DIR opens them for viewing: DIR is made for \
      you alone; delete it when you are done.

        kyc queue show K-2026-000017
        kyc queue show K-2026-000017 --pages masked --show-values
      """)

  @OptionGroup var options: CaseOptions

  @Option(name: .long, help: ArgumentHelp("Write the masked pages there, as CASE-FILE-PAGE.jpg.", valueName: "dir"))
  var pages: String?

  @Flag(name: .customLong("show-values"), help: "Personal values of the documents too.")
  var showValues = false

  func run() async throws {
    let console = options.output.console()
    let desk = try options.desk()
    let number = try options.caseNumber()
    guard let file = try await desk.review.find(number) else { throw ReviewFailure.noSuchCase(number) }
    let written = try await writePages(file, desk)
    if options.output.json {
      console.data(CaseObject(file, showValues: showValues).json.line)
    } else {
      for line in CaseText(file, showValues: showValues, now: Date(), paint: console.dataPaint).lines {
        console.data(line)
      }
    }
    if let pages {
      console.say(
        "\(Counted.text(written, "masked page")) written to \(Shown.text(pages)); delete them when you are done")
    }
    try console.checkData("nothing was changed; see to stdout and run again")
  }

  private func writePages(_ file: CaseFile, _ desk: Desk) async throws -> Int {
    guard let pages else { return 0 }
    let folder = try PageFolder(pages, prefix: "\(file.summary.number)-")
    var count = 0
    for (index, examined) in (file.runs.last?.conclusion.files ?? []).enumerated() {
      for (page, key) in examined.pages.enumerated() {
        let jpeg = try await desk.blobs.read(key, of: file.summary.number)
        _ = try folder.write(jpeg, PageFolder.Place(file: index + 1, page: page + 1))
        count += 1
      }
    }
    return count
  }
}

/// `kyc queue approve`
struct QueueApproveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "approve", abstract: "Close a case: approved.")

  @OptionGroup var options: CaseOptions
  @OptionGroup var ruling: RulingOptions

  func run() async throws {
    try await ruling.decide(.approve, [], options)
  }
}

/// `kyc queue reject`
struct QueueRejectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Close a case: rejected, with the reasons that the customer is told.")

  @OptionGroup var options: CaseOptions
  @OptionGroup var ruling: RulingOptions

  @Option(
    name: .long,
    help: ArgumentHelp("A reason code, such as page.blurred; may be given several times.", valueName: "code"))
  var reason: [String]

  func run() async throws {
    let reasons = try ReasonArgument.rejecting(reason)
    try await ruling.decide(.reject, reasons, options)
  }
}

/// Who decides, and what that person notes.
struct RulingOptions: ParsableArguments {
  @Option(name: .long, help: "A note for colleagues; kept sealed.")
  var note: String?

  @Option(name: .customLong("as"), help: ArgumentHelp("Who acts. [default: your login name]", valueName: "name"))
  var actor: String?

  /// Closes the case and says so.
  func decide(_ decision: Verdict.Decision, _ reasons: [ReasonCode], _ options: CaseOptions) async throws {
    let console = options.output.console()
    let desk = try options.desk()
    let name = actor ?? RulingOptions.loginName
    guard !name.isEmpty, Shown.text(name) == name else {
      throw CommandFailure(.usage, "--as must be a name of at most \(Shown.longest) plain characters")
    }
    let number = try options.caseNumber()
    let closed = try await desk.review.decide(
      number, version: nil,
      ReviewDecision(decision, reasons: reasons, note: note.map { Private($0) }, by: name), at: Date())
    if options.output.json {
      guard let file = try await desk.review.find(number) else { throw ReviewFailure.noSuchCase(number) }
      console.data(CaseObject(file, showValues: false).json.line)
    } else {
      let codes = reasons.isEmpty ? "" : ": " + reasons.map(\.rawValue).joined(separator: " ")
      console.data("\(closed.number) \(decision == .approve ? "approved" : "rejected") by \(name)\(codes)")
    }
    try console.checkData("\(closed.number) is decided all the same, and kyc queue show \(closed.number) shows it")
  }

  private static var loginName: String {
    getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "uid-\(geteuid())"
  }
}

/// A reason code named on the command line.
enum ReasonArgument {
  /// The reasons of a rejection, each once. Throws `CommandFailure`, also for a code that rejects nobody.
  static func rejecting(_ texts: [String]) throws(CommandFailure) -> [ReasonCode] {
    var codes: [ReasonCode] = []
    for text in texts {
      let code = try code(text)
      guard CheckCatalog.reason(for: code).reasonClass != .info else {
        throw CommandFailure(
          .usage,
          "'\(code.rawValue)' is of class info and rejects nobody; kyc explain \(code.rawValue) says what it means, "
            + "and kyc explain lists every code")
      }
      if !codes.contains(code) { codes.append(code) }
    }
    return codes
  }

  /// Throws `CommandFailure` with the code that may have been meant.
  static func code(_ text: String) throws(CommandFailure) -> ReasonCode {
    if let code = ReasonCode(rawValue: text) { return code }
    let known = ReasonCode.allCases.map(\.rawValue)
    let meant = Suggestion.nearest(to: text, among: known).map { " (did you mean '\($0)'?)" }
    throw CommandFailure(
      .usage, "unknown reason '\(Shown.text(text))'\(meant ?? ""); kyc explain lists every code")
  }
}
