internal import ArgumentParser
internal import Casework
internal import FoundationEssentials
internal import Judgement
internal import Paperwork
internal import Pipelines
internal import Workplace

/// `kyc queue show`
struct QueueShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One case: every reason, check, file, run and event.",
    discussion: """
      It prints the case's version: --seen VERSION of the commands that act refuses if the case changed since.

      The masked pages are kept sealed under the workspace's key. --pages DIR opens them for viewing and prints where: \
      DIR is made for you alone; delete it when you are done.

        kyc queue show K-2026-000017
        kyc queue show K-2026-000017 --pages masked --show-values
        kyc queue show K-2026-000017 --json     with runs, history and sightings

      Limits are shown where the pipeline file of the case's version is at hand.
      """)

  @OptionGroup var options: CaseOptions

  @Option(
    name: .long,
    help: ArgumentHelp("Write the masked pages there, as CASE-FILE-PAGE.jpg. [default: none]", valueName: "dir"),
    completion: .directory)
  var pages: String?

  @Flag(name: .customLong("show-values"), help: "Personal values of the documents too, and notes in --json.")
  var showValues = false

  @OptionGroup var pipelines: PipelinesOption
  @OptionGroup var actor: ActorOption

  func run() async throws {
    let console = options.output.console()
    let desk = try options.desk()
    let number = try options.caseNumber()
    guard var file = try await desk.review.find(number) else { throw ReviewFailure.noSuchCase(number) }
    let hashes = file.runs.last?.conclusion.files.map(\.sha256) ?? []
    let sightings = try await desk.work.sightings(of: hashes, andPicturesIn: number)
    let written = try await writePages(file, desk)
    // The look that was just taken stands in the history too.
    if !written.isEmpty { file = try await desk.review.find(number) ?? file }
    if options.output.json {
      console.data(CaseObject(file, showValues: showValues, sightings: sightings).json.line)
    } else {
      let text = CaseText(
        file, sightings: sightings, pages: written, limits: try limits(of: file), showValues: showValues, now: Date(),
        paint: console.dataPaint)
      for line in text.lines { console.data(line) }
    }
    if let pages {
      console.say(
        "\(Counted.text(written.count, "masked page")) written to \(Shown.text(pages)); delete them when you are done")
    }
    try console.checkData("nothing was changed; see to stdout and run again")
  }

  /// What the checks of the last run were held against: known as long as its pipeline file is there in that version.
  private func limits(of file: CaseFile) throws(CommandFailure) -> [String: String] {
    let settings = try Settings(Settings.Flags(pipelines: pipelines.pipelines))
    let version = file.runs.last?.conclusion.pipelineVersion
    // Looking at a case must not fail because a pipeline file is being edited.
    let files = (try? PipelineLoader.load(folder: settings.pipelines)) ?? []
    let used = files.first { $0.pipeline.name == file.summary.pipeline && $0.pipeline.version == version }
    return Dictionary(
      (used?.checks ?? []).map { ($0.name, PipelineSettings($0).limits) }, uniquingKeysWith: { first, _ in first })
  }

  /// The paths, in file and page order.
  private func writePages(_ file: CaseFile, _ desk: Desk) async throws -> [String] {
    guard let pages else { return [] }
    let folder = try PageFolder(pages, prefix: "\(file.summary.number)-")
    let kept = AuditedPages(desk.blobs, trail: desk.audit, by: try actor.name(), now: { Date() })
    var paths: [String] = []
    for (index, examined) in (file.runs.last?.conclusion.files ?? []).enumerated() {
      for (page, key) in examined.pages.enumerated() {
        let jpeg = try await kept.read(key, of: file.summary.number)
        paths.append(try folder.write(jpeg, PageFolder.Place(file: index + 1, page: page + 1)))
      }
    }
    return paths
  }
}
