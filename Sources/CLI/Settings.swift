internal import Configuration
internal import FoundationEssentials
internal import Pipelines

/// Where things are and how much runs at once: flag, then environment, then default; read once.
struct Settings: Sendable, Equatable {
  /// What was given on the command line; nil where it was not.
  struct Flags: Sendable, Equatable {
    var data: String?
    var pipelines: String?
    var jobs: Int?
  }

  /// The workspace folder.
  let data: String
  /// The folder with the pipeline files.
  let pipelines: String
  /// The path of `kyc-inspector`.
  let inspector: String
  /// The folder with ONNX Runtime and the models, for the inspector.
  let home: String
  /// Documents examined at once.
  let jobs: Int
  /// The least severe level that is logged.
  let logLevel: String

  /// `executable` is the path of this program. Throws `CommandFailure`.
  init(
    _ flags: Flags, environment: [String: String] = ProcessInfo.processInfo.environment,
    executable: String = Settings.executablePath, cores: Int = ProcessInfo.processInfo.activeProcessorCount
  ) throws(CommandFailure) {
    for (name, value) in [("--data", flags.data), ("--pipelines", flags.pipelines)] where value?.isEmpty == true {
      throw CommandFailure(.usage, "\(name) is empty; name a folder, or leave it out")
    }
    var given: [AbsoluteConfigKey: ConfigValue] = [:]
    if let data = flags.data { given["kyc.data"] = ConfigValue(.string(data), isSecret: false) }
    if let pipelines = flags.pipelines { given["kyc.pipelines"] = ConfigValue(.string(pipelines), isSecret: false) }
    if let jobs = flags.jobs { given["kyc.jobs"] = ConfigValue(.string("\(jobs)"), isSecret: false) }
    let reader = ConfigReader(providers: [
      InMemoryProvider(name: "flags", values: given),
      // A variable set to nothing is not set.
      EnvironmentVariablesProvider(environmentVariables: environment.filter { !$0.value.isEmpty }),
    ])
    let folder = Settings.parent(of: executable)
    data = reader.string(forKey: "kyc.data", default: "./kyc-data")
    pipelines =
      reader.string(forKey: "kyc.pipelines")
      ?? PipelineFolder.shipped(executableFolder: folder).map(Settings.short) ?? "pipelines"
    inspector = reader.string(forKey: "kyc.inspector", default: folder + "/kyc-inspector")
    home = reader.string(forKey: "kyc.home") ?? Settings.installedHome(beside: folder)
    logLevel = reader.string(forKey: "kyc.logLevel", default: "warning")
    let jobs = reader.string(forKey: "kyc.jobs", default: "\(max(1, cores))")
    guard let count = Int(jobs), (1...256).contains(count) else {
      if flags.jobs != nil { throw CommandFailure(.usage, "--jobs takes a number from 1 to 256") }
      throw CommandFailure(
        .configuration, "KYC_JOBS is '\(Shown.text(jobs))'; set it to a number from 1 to 256, or leave it unset")
    }
    self.jobs = count
  }

  /// Of the running program, with symbolic links followed.
  static var executablePath: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments.first ?? "kyc"
  }

  /// Where the set-up puts the models: `lib/kyc` beside the program's folder, else the system's.
  private static func installedHome(beside folder: String) -> String {
    let own = folder + "/../lib/kyc"
    return FileManager.default.fileExists(atPath: own) ? own : "/usr/local/lib/kyc"
  }

  /// A path below the working folder without that folder, as people write it.
  private static func short(_ path: String) -> String {
    let here = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
