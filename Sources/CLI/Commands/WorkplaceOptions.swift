internal import ArgumentParser
internal import Logging
internal import Pipelines
internal import Workplace

/// What commands need that examine or judge the cases of a workspace: where it is, by which files, and how.
struct WorkplaceOptions: ParsableArguments {
  @OptionGroup var output: OutputOptions
  @OptionGroup var data: DataOption
  @OptionGroup var pipelines: PipelinesOption
  @OptionGroup var sandbox: SandboxOption

  /// What was given, for `Settings`.
  func flags(jobs: JobsOption? = nil) -> Settings.Flags {
    Settings.Flags(
      data: data.data, pipelines: pipelines.pipelines, jobs: jobs?.jobs, requireSandbox: sandbox.requireSandbox)
  }

  /// Reads the settings and the pipeline files. Throws what either is refused with.
  func read(_ console: Console, jobs: JobsOption? = nil) throws -> WorkplacePapers {
    let settings = try Settings(flags(jobs: jobs))
    return WorkplacePapers(
      settings: settings, logger: try ConsoleLog.logger(console, level: settings.logLevel),
      files: try PipelineLoader.load(folder: settings.pipelines))
  }
}

/// What was read before the work begins.
struct WorkplacePapers {
  let settings: Settings
  let logger: Logger
  let files: [PipelineFile]
}

/// How much is done at once.
struct JobsOption: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Documents in hand at once. [KYC_JOBS; default: cores]", valueName: "n"))
  var jobs: Int?
}
