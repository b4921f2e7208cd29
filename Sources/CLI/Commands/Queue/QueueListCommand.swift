internal import ArgumentParser
internal import Casework
internal import FoundationEssentials
internal import Model
internal import Paperwork
internal import Pipelines
internal import Workplace

/// `kyc queue list`
struct QueueListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The cases that wait for a person, most urgent first.",
    discussion: """
      Without --tab: everything in review. All filters must fit. With --json each case is a verdict object \
      (docs/verdict.md) on a line of its own.

        --tab needs-me    held by no colleague and not handed to another team; with
                          --team NAME, what that team has, handed to it or not
        --tab due-soon    the deadline is within 12 hours
        --tab overdue     the deadline has passed
        --tab escalated   handed to a team
        --tab changed     a rerun changed the verdict, and nobody has acted since
        --tab awaiting    the customer was asked for more; the clock stands still
        --tab all         every state, closed too; the same as --all

        kyc queue list --tab needs-me --limit 20
        kyc queue list --verdict approve --confidence clear
        kyc queue list --reason page.blurred --older-than 24h --json
      """)

  @Option(name: .long, help: "A part of the queue. [default: everything in review]")
  var tab: QueueTab?

  @Flag(name: .long, help: "Cases in every state, closed ones too.")
  var all = false

  @OptionGroup(title: "Filters") var filters: QueueFilters

  @Option(name: .long, help: ArgumentHelp("The most urgent of them only, at most so many.", valueName: "n"))
  var limit: Int?

  @Flag(name: .customLong("show-values"), help: "Personal values of the documents in --json.")
  var showValues = false

  @OptionGroup var actor: ActorOption
  @OptionGroup var pipelines: PipelinesOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var data: DataOption

  func validate() throws {
    if all, tab != nil, tab != .all { throw ValidationError("--all and --tab name different parts; leave one out") }
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1") }
  }

  func run() async throws {
    let console = output.console()
    let tab = all ? .all : tab
    let name = try actor.name()
    let now = Date()
    let filter = try filter(tab, name, now)
    let settings = try Settings(Settings.Flags(data: data.data, pipelines: pipelines.pipelines))
    guard let desk = try Desk.existing(settings) else {
      console.say("no workspace in \(Shown.text(settings.data)) yet; kyc run FOLDER makes one, --data names another")
      return
    }
    let cases = try await desk.review.cases(filter)
    if cases.isEmpty { try await check(filter.pipeline, settings, desk) }
    if output.json {
      for start in stride(from: 0, to: cases.count, by: Self.casesAtOnce) {
        let some = cases[start..<min(start + Self.casesAtOnce, cases.count)]
        let conclusions = try await desk.review.lastConclusions(of: some.map(\.number))
        for standing in some {
          console.data(CaseObject.json(standing, conclusions[standing.number], showValues: showValues).line)
        }
      }
    } else if cases.isEmpty {
      console.say(
        filters.isEmpty
          ? QueueTab.nothing(in: tab, for: name)
          : "no case fits; leave a filter out, or look through all with kyc queue list --all")
    } else {
      for line in QueueTable(cases, now: now, withState: filter.states.count > 1, paint: console.dataPaint).lines {
        console.data(line)
      }
      if let limit, cases.count == limit { console.say("the first \(limit) only, as --limit says") }
      if filters.isEmpty, tab == nil, limit == nil {
        console.say(
          ServiceText(cases, pace: try await desk.review.pace(since: now - ServiceText.lookback), now: now).line)
      }
    }
    try console.checkData("nothing was changed; see to stdout and run again")
  }

  /// Of so many cases at once the verdicts are opened.
  private static let casesAtOnce = 100

  /// Throws `CommandFailure` for the name of a pipeline that there is no file of, and no case.
  private func check(_ name: String?, _ settings: Settings, _ desk: Desk) async throws {
    guard let name else { return }
    // A list must not fail because a pipeline file is being edited.
    guard let files = try? PipelineLoader.load(folder: settings.pipelines) else { return }
    var filter = CaseFilter.all
    filter.pipeline = name
    filter.limit = 1
    let isKnown = files.contains { $0.pipeline.name == name }
    guard !isKnown, try await desk.review.cases(filter).isEmpty else { return }
    throw CommandFailure(.usage, PipelineNames.unknown(name, among: files))
  }

  /// What to list, for that reviewer at that time. Throws `CommandFailure`.
  func filter(_ tab: QueueTab?, _ reviewer: String, _ now: Date) throws(CommandFailure) -> CaseFilter {
    var filter = tab?.filter(for: reviewer, team: filters.team, at: now) ?? .inReview
    try filters.narrow(&filter, at: now)
    filter.limit = limit
    return filter
  }
}

/// What narrows a list of cases.
struct QueueFilters: ParsableArguments {
  /// What the machine said.
  enum VerdictWord: String, CaseIterable, ExpressibleByArgument { case approve, reject }
  /// How sure the machine was.
  enum ConfidenceWord: String, CaseIterable, ExpressibleByArgument { case clear, doubtful }

  @Option(name: .long, help: "What the machine said.")
  var verdict: VerdictWord?

  @Option(name: .long, help: "How sure the machine was.")
  var confidence: ConfidenceWord?

  @Option(
    name: .long, help: ArgumentHelp("A reason among those of the verdict.", valueName: "code"),
    completion: Completions.reasons)
  var reason: String?

  @Option(
    name: .long, help: ArgumentHelp("What was asked for, such as address.", valueName: "name"),
    completion: Completions.pipelines)
  var pipeline: String?

  @Option(name: .long, help: ArgumentHelp("The cases of one account.", valueName: "id"))
  var account: String?

  @Option(name: .long, help: ArgumentHelp("The cases of one team.", valueName: "name"))
  var team: String?

  @Option(
    name: .customLong("older-than"), help: ArgumentHelp("Arrived longer ago: 90m, 24h, 3d, 2w.", valueName: "age"))
  var olderThan: String?

  /// Nothing was named.
  var isEmpty: Bool {
    verdict == nil && confidence == nil && reason == nil && pipeline == nil && account == nil && team == nil
      && olderThan == nil
  }

  /// Adds what was named. Throws `CommandFailure` for an unknown reason and for what is no age.
  func narrow(_ filter: inout CaseFilter, at now: Date) throws(CommandFailure) {
    filter.verdict = verdict.map { $0 == .approve ? .approve : .reject }
    filter.confidence = confidence.map { $0 == .clear ? .clear : .doubtful }
    if let reason { filter.reason = try ReasonArgument.code(reason) }
    filter.pipeline = pipeline
    filter.accountID = account
    filter.team = team
    if let olderThan { filter.arrivedBefore = now.addingTimeInterval(-(try AgeArgument.seconds(olderThan))) }
  }
}
