import Casework
internal import Configuration
import FoundationEssentials
import Paperwork
import Pipelines

/// Where things are and how much runs at once: flag, then environment, then default; read once.
package struct Settings: Sendable, Equatable {
  /// What was given on the command line; nil where it was not.
  package struct Flags: Sendable, Equatable {
    package var data: String?
    package var pipelines: String?
    package var jobs: Int?
    package var requireSandbox = false

    package init(
      data: String? = nil, pipelines: String? = nil, jobs: Int? = nil, requireSandbox: Bool = false
    ) {
      self.data = data
      self.pipelines = pipelines
      self.jobs = jobs
      self.requireSandbox = requireSandbox
    }
  }

  /// Where a value came from.
  package enum Origin: Sendable, Equatable {
    case flag(String)
    case environment(String)
    case byDefault
  }

  /// One setting as it took hold.
  package struct Entry: Sendable, Equatable {
    /// As the flag is called, without dashes; where there is none, the variable without `KYC_`.
    package let name: String
    package let value: String
    package let origin: Origin
    /// What may be set instead: the flag where there is one, and the variable.
    package let ways: [String]
  }

  /// The workspace folder.
  package let data: String
  /// The folder with the pipeline files.
  package let pipelines: String
  /// The path of `kyc-inspector`.
  package let inspector: String
  /// The folder with ONNX Runtime and the models, for the inspector.
  package let home: String
  /// The file with the workspace's key; nil where it lies in the workspace.
  package let keyFile: String?
  /// Documents examined at once.
  package let jobs: Int
  /// The least severe level that is logged.
  package let logLevel: String
  /// Nothing is examined where a layer of the sandbox does not hold.
  package let requireSandbox: Bool
  /// All of the above, for people to see.
  package let entries: [Entry]
  /// What the environment says that makes no sense; the default stands in for it.
  package let complaints: [CommandFailure]

  /// `executable` is the path of this program. Throws `CommandFailure`.
  package init(
    _ flags: Flags, environment: [String: String] = ProcessInfo.processInfo.environment,
    executable: String = Settings.executablePath, cores: Int = ProcessInfo.processInfo.activeProcessorCount
  ) throws(CommandFailure) {
    self = try Settings(lenient: flags, environment: environment, executable: executable, cores: cores)
    if let first = complaints.first { throw first }
  }

  /// As `init`, but what is wrong in the environment is only noted. Throws `CommandFailure` for a wrong flag.
  package init(
    lenient flags: Flags, environment: [String: String] = ProcessInfo.processInfo.environment,
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
    // What systemd loads for a service (systemd.exec(5), LoadCredential).
    let credential = environment["CREDENTIALS_DIRECTORY"].map { $0 + "/kyc.key" }
    keyFile =
      reader.string(forKey: "kyc.keyFile")
      ?? credential.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
    logLevel = reader.string(forKey: "kyc.logLevel", default: "warning")
    var complaints: [CommandFailure] = []
    if let jobs = flags.jobs, !Settings.countsOfJobs.contains(jobs) {
      throw CommandFailure(.usage, "--jobs takes a number from 1 to 256")
    }
    let jobs = reader.string(forKey: "kyc.jobs") ?? "\(max(1, cores))"
    if let count = Int(jobs), Settings.countsOfJobs.contains(count) {
      self.jobs = count
    } else {
      self.jobs = max(1, cores)
      complaints.append(
        CommandFailure(
          .configuration, "KYC_JOBS is '\(Shown.text(jobs))'; set it to a number from 1 to 256, or leave it unset"))
    }
    let required = reader.string(forKey: "kyc.requireSandbox") ?? "no"
    if let answer = Settings.answers[required.lowercased()] {
      requireSandbox = flags.requireSandbox || answer
    } else {
      requireSandbox = true
      complaints.append(
        CommandFailure(
          .configuration,
          "KYC_REQUIRE_SANDBOX is '\(Shown.text(required))'; set it to yes or no, or leave it unset"))
    }
    self.complaints = complaints

    func entry(_ name: String, _ value: String, flag isGiven: Bool?, _ variable: String) -> Entry {
      let isInEnvironment = environment[variable]?.isEmpty == false
      let origin: Origin =
        isGiven == true ? .flag("--\(name)") : isInEnvironment ? .environment(variable) : .byDefault
      return Entry(
        name: name, value: value, origin: origin, ways: (isGiven == nil ? [] : ["--\(name)"]) + [variable])
    }
    entries = [
      entry("data", data, flag: flags.data != nil, "KYC_DATA"),
      entry("pipelines", self.pipelines, flag: flags.pipelines != nil, "KYC_PIPELINES"),
      entry("key-file", keyFile ?? data + "/key", flag: nil, "KYC_KEY_FILE"),
      entry("jobs", "\(self.jobs)", flag: flags.jobs != nil, "KYC_JOBS"),
      entry("require-sandbox", requireSandbox ? "yes" : "no", flag: flags.requireSandbox, "KYC_REQUIRE_SANDBOX"),
      entry("inspector", inspector, flag: nil, "KYC_INSPECTOR"),
      entry("home", home, flag: nil, "KYC_HOME"),
      entry("log-level", logLevel, flag: nil, "KYC_LOG_LEVEL"),
    ]
  }

  /// The workspace that these settings name.
  package var workspace: Workspace { Workspace(folder: data, keyFile: keyFile) }

  /// The value of that entry where somebody chose it; nil where it is the default.
  package func chosen(_ name: String) -> String? {
    entries.first { $0.name == name && $0.origin != .byDefault }?.value
  }

  private static let countsOfJobs = 1...256

  /// How people write yes and no in an environment.
  private static let answers = [
    "1": true, "yes": true, "true": true, "on": true, "0": false, "no": false, "false": false, "off": false,
  ]

  /// Of the running program, with symbolic links followed.
  package static var executablePath: String {
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
