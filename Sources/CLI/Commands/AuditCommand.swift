internal import ArgumentParser
internal import Casework
internal import Paperwork
internal import Workplace

/// `kyc audit`
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "The history of all cases, as a chain that shows whether it was tampered with.",
    discussion: """
        kyc audit head                     the last row; publish it elsewhere
        kyc audit verify                   whether every row is as it was written
        kyc audit verify --head 812:9f…    and that the published row is there
      """,
    subcommands: [AuditVerifyCommand.self, AuditHeadCommand.self])
}

/// `kyc audit verify`
struct AuditVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "See whether every row of the history is as it was written; ends with 7 and the first bad row if not.",
    discussion: "A cut tail is noticed only against a head that was published: kyc audit head prints one.")

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A row that was published, as kyc audit head prints it; more than once for more.", valueName: "row"))
  var head: [String] = []

  @OptionGroup var output: OutputOptions
  @OptionGroup var data: DataOption

  func run() async throws {
    let console = output.console()
    let published = try head.map { text throws(CommandFailure) in
      guard let head = AuditHead(text) else {
        throw CommandFailure(.usage, "--head takes a row as kyc audit head prints it, such as 812:9f… with 64 digits")
      }
      return head
    }
    guard let desk = try Desk.existing(try Settings(Settings.Flags(data: data.data))) else {
      throw CommandFailure(.usage, "there is no workspace there; name its folder with --data")
    }
    let found = try await desk.audit.firstBreak(published: published)
    let last = try await desk.audit.head()
    if output.json {
      console.data(
        JSONText.keyed([
          "whole": .bool(found == nil), "rows": .whole(last?.row ?? 0),
          "break": .orNull(found) { .text($0.description) },
        ]).line)
    }
    if let found { throw CommandFailure(.auditBroken, "the history was tampered with: \(found)") }
    if !output.json { console.data("whole: \(Counted.text(last?.row ?? 0, "row"))") }
  }
}

/// `kyc audit head`
struct AuditHeadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "head",
    abstract: "Print the last row of the history, to be published where nobody who can write the workspace can.")

  @OptionGroup var output: OutputOptions
  @OptionGroup var data: DataOption

  func run() async throws {
    let console = output.console()
    guard let desk = try Desk.existing(try Settings(Settings.Flags(data: data.data))),
      let head = try await desk.audit.head()
    else { throw CommandFailure(.usage, "there is no history there yet; name the workspace's folder with --data") }
    console.data(
      output.json
        ? JSONText.keyed(["row": .whole(head.row), "link": .text(head.link)]).line : head.description)
  }
}
