internal import ArgumentParser
internal import FoundationEssentials
internal import Model

/// What every command understands.
struct OutputOptions: ParsableArguments {
  @Flag(name: .long, help: "JSON Lines on stdout, one object per submission or case.")
  var json = false

  @Flag(name: .shortAndLong, help: "Nothing but data and errors.")
  var quiet = false

  @Flag(name: .customLong("no-color"), help: "No colours, as with NO_COLOR in the environment.")
  var noColor = false

  /// The ways out that these options ask for.
  func console() -> Console { Console(quiet: quiet, colour: !noColor && Console.environmentWantsColour) }
}

/// Where the workspace is.
struct DataOption: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("The workspace folder. [KYC_DATA; default: ./kyc-data]", valueName: "dir"),
    completion: .directory)
  var data: String?
}

/// Where the pipeline files are.
struct PipelinesOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("The folder with pipeline files. [KYC_PIPELINES; default: the shipped ones]", valueName: "dir"),
    completion: .directory)
  var pipelines: String?
}

/// Whether it may do without its sandbox.
struct SandboxOption: ParsableArguments {
  @Flag(
    name: .customLong("require-sandbox"),
    help: "Examine nothing where a layer of the sandbox does not hold. [KYC_REQUIRE_SANDBOX]")
  var requireSandbox = false
}

/// Which day it is for date rules.
struct DateOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Today for date rules, as 2026-11-22; deadlines go by the real clock. [default: today]",
      valueName: "YYYY-MM-DD"),
    transform: { text in
      guard let day = Day(text) else { throw ValidationError("it must be a day written as YYYY-MM-DD") }
      return day
    })
  var date: Day?

  /// The day asked for, else the day it is (UTC).
  var today: Day { date ?? Day(unixSeconds: Int(Date().timeIntervalSince1970.rounded(.down))) }
}
