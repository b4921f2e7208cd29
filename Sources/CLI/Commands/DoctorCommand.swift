internal import ArgumentParser
internal import Casework
internal import FoundationEssentials
internal import Inspection
internal import Paperwork
internal import Pipelines
internal import Workplace

/// `kyc doctor`
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Whether everything is there that kyc needs, and what mends what is not.",
    discussion: """
      Looks at the settings and where each comes from, the examining program with its libraries, models, languages and \
      sandbox, the pipeline files, and the health of the workspace. Each line says ok, warn or fail, and what to do. \
      Nothing is made or changed.

        kyc doctor
        kyc doctor --data /srv/kyc --json

      Exit code 0 when nothing fails; else that of the first line that does: 3 configuration, 4 something missing on \
      this machine, 5 the workspace, 6 no room on its disk.
      """)

  @OptionGroup var workplace: WorkplaceOptions

  func run() async throws {
    let console = workplace.output.console()
    let environment = ProcessInfo.processInfo.environment
    let settings = try Settings(lenient: workplace.flags(), environment: environment)
    var report = DoctorReport(console: console, json: workplace.output.json)
    report.add(DoctorCommand.system)
    report.add(SettingsCheckup.diagnoses(settings, environment: environment))

    let files = Result { () throws(PipelineFilesRefused) in try PipelineLoader.load(folder: settings.pipelines) }
    let known = (try? files.get()) ?? []
    let languages = Dictionary(
      known.flatMap { file in file.pipeline.languages.map { ($0, [file.pipeline.name]) } }, uniquingKeysWith: +)
    report.add(MachineCheckup(settings: settings, languages: languages).diagnoses(await Desk.about(settings)))
    report.add(PipelinesCheckup.diagnoses(files))

    let now = Date()
    do throws(CommandFailure) {
      report.add(WorkspaceCheckup(facts: try WorkspaceFacts.gathered(settings, at: now), now: now).diagnoses)
    } catch {
      report.add([.fail(.workspace, "folder", error)])
    }
    report.end()
    try console.checkData("see to stdout and run again")
    if report.status != .decided { throw ExitCode(report.status.rawValue) }
  }

  private static var system: [Diagnosis] {
    let info = ProcessInfo.processInfo
    let kernel = (try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)) ?? ""
    let cores = info.activeProcessorCount
    let gigabytes = (info.physicalMemory + 500_000_000) / 1_000_000_000
    let system = info.operatingSystemVersionString
    return [
      .ok(.system, "kyc", Kyc.version, facts: ["version": .text(Kyc.version)]),
      .ok(
        .system, "machine",
        "\(Shown.text(system)), Linux \(Shown.text(kernel.filter { !$0.isNewline })), \(Counted.text(cores, "core")), "
          + "\(gigabytes) GB of memory",
        facts: ["cores": .whole(cores), "memoryBytes": .whole(Int(clamping: info.physicalMemory))]),
    ]
  }
}
