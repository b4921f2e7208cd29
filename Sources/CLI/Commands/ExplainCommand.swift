internal import ArgumentParser
internal import Judgement
internal import Model
internal import Paperwork
internal import Pipelines
internal import Workplace

/// `kyc explain`
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "What a reason code or a check means, who must act, and what customer and reviewer read.",
    discussion: """
        kyc explain page.blurred    a reason code
        kyc explain sharpness       a check: what it asks, and its settings
        kyc explain                 every check and every code in one line
        kyc explain --json          every code as a JSON object
        kyc explain --markdown      the whole document, docs/checks.md

      Words in braces stand for what was measured in the case.
      """)

  @Argument(
    help: ArgumentHelp("A reason code or a check.", valueName: "code|check"),
    completion: .list(ReasonCode.allCases.map(\.rawValue) + CheckCatalog.checks.map { $0.name }))
  var name: String?

  @Flag(name: .long, help: "All of it as one Markdown document.")
  var markdown = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var pipelines: PipelinesOption

  func validate() throws {
    if markdown, output.json || name != nil { throw ValidationError("--markdown prints everything, and stands alone") }
  }

  func run() throws {
    let console = output.console()
    let lines: [String]
    if markdown {
      lines = [GuideMarkdown(try files()).text]
    } else if let name {
      switch try GuideEntry(named: name) {
      case .reason(let reason):
        lines = output.json ? [GuideObject.json(reason).line] : GuideText(console.dataPaint).lines(reason)
      case .check(let check):
        let files = try files()
        lines = output.json ? [GuideObject.json(check, files).line] : GuideText(console.dataPaint).lines(check, files)
      }
    } else {
      lines =
        output.json ? CheckCatalog.reasons.map { GuideObject.json($0).line } : GuideText(console.dataPaint).overview
    }
    for line in lines { console.data(line) }
    try console.checkData("see to stdout and run again")
  }

  private func files() throws -> [PipelineFile] {
    try PipelineLoader.load(folder: Settings(Settings.Flags(pipelines: pipelines.pipelines)).pipelines)
  }
}

/// What can be explained.
enum GuideEntry {
  case reason(Reason)
  case check(any Check.Type)

  /// Throws `CommandFailure` with the name that may have been meant.
  init(named name: String) throws(CommandFailure) {
    if let code = ReasonCode(rawValue: name) {
      self = .reason(CheckCatalog.reason(for: code))
    } else if let check = CheckCatalog.check(named: name) {
      self = .check(check)
    } else {
      let known = ReasonCode.allCases.map(\.rawValue) + CheckCatalog.checks.map { $0.name }
      let meant = Suggestion.nearest(to: name, among: known).map { " (did you mean '\($0)'?)" } ?? ""
      throw CommandFailure(
        .usage, "'\(Shown.text(name))' is no reason code and no check\(meant); kyc explain lists all")
    }
  }
}
