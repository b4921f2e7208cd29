internal import ArgumentParser
internal import Casework
internal import Inspection
internal import Judgement
internal import Model
internal import Paperwork
internal import Pipelines
internal import Workplace

/// `kyc pipelines`
struct PipelinesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipelines",
    abstract: "The pipeline files: what each asks for, and whether they are sound.",
    discussion: """
        kyc pipelines check                         complaints with file and line
        kyc pipelines check --pipelines my-rules
        kyc pipelines show                          one line a pipeline
        kyc pipelines show address                  the file that is in force
      """,
    subcommands: [PipelinesCheckCommand.self, PipelinesShowCommand.self])
}

/// `kyc pipelines check`
struct PipelinesCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read every pipeline file strictly; exit code 3 with all complaints.",
    discussion: """
      Nothing is left out: all complaints about all files come in one go, each with file and line. With --json each sound \
      pipeline is an object with every setting of every check.

        kyc pipelines check
        kyc pipelines check --pipelines my-rules --json
      """)

  @OptionGroup var output: OutputOptions
  @OptionGroup var pipelines: PipelinesOption

  func run() throws {
    let console = output.console()
    let settings = try Settings(Settings.Flags(pipelines: pipelines.pipelines))
    for file in try PipelineLoader.load(folder: settings.pipelines) {
      let pipeline = file.pipeline
      if output.json {
        console.data(PipelineObject(file).json.line)
      } else {
        console.data(
          "\(Shown.text(file.path)): \(pipeline.name)@\(pipeline.version), \(file.checks.count) checks, sound")
      }
    }
    try console.checkData("every file is sound; see to stdout and run again to read more")
  }
}

/// `kyc pipelines show`
struct PipelinesShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One line a pipeline, or the file of one.",
    discussion: """
      What the settings of a check mean: kyc explain CHECK.

        kyc pipelines show
        kyc pipelines show address
      """)

  @Argument(
    help: "The pipeline whose file to print. [default: one line for each]", completion: Completions.pipelines)
  var name: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var pipelines: PipelinesOption

  func run() throws {
    let console = output.console()
    let settings = try Settings(Settings.Flags(pipelines: pipelines.pipelines))
    let files = try PipelineLoader.load(folder: settings.pipelines)
    let chosen = name.map { name in files.filter { $0.pipeline.name == name } } ?? files
    guard !chosen.isEmpty else { throw CommandFailure(.usage, PipelineNames.unknown(name ?? "", among: files)) }
    if output.json {
      for file in chosen { console.data(PipelineObject(file).json.line) }
    } else if name != nil {
      for file in chosen {
        console.say("# \(Shown.text(file.path))")
        console.data(file.text.hasSuffix("\n") ? String(file.text.dropLast()) : file.text)
      }
    } else {
      show(chosen, console)
    }
    try console.checkData("see to stdout and run again")
  }

  private func show(_ files: [PipelineFile], _ console: Console) {
    var table = TextTable(
      ["pipeline", "accepts", "intake", "target", "deadline", "vip", "checks"],
      sides: [.left, .left, .left, .right, .right, .right, .left])
    for file in files {
      let pipeline = file.pipeline
      let checks = file.checks.map { $0.isRequired ? $0.name : "(\($0.name))" }.joined(separator: " ")
      table.add([
        "\(pipeline.name)@\(pipeline.version)", pipeline.order.accepts.map(\.rawValue).joined(separator: " "),
        pipeline.intake.rawValue, "\(pipeline.review.targetHours) h", "\(pipeline.review.deadlineHours) h",
        "\(pipeline.review.vipDeadlineHours) h", checks,
      ])
    }
    for line in table.lines { console.data(line) }
    console.say("checks in brackets are not required for an approval; kyc pipelines show NAME prints the file")
  }
}
