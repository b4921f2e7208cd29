internal import ArgumentParser
internal import Casework
internal import FoundationEssentials
internal import Paperwork
internal import Pipelines
internal import Workplace

/// `kyc rerun`
struct RerunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rerun",
    abstract: "Judge cases again: after an account was corrected, or with changed pipeline files.",
    discussion: """
      It judges from what was kept of each case, with the account data it was judged with last and the pipeline files as \
      they are now; date rules go by the day of the first verdict. Each case gets a line, old verdict → new verdict, and \
      below it every check and reason that is different. Old verdicts stay in the case's history. A closed case opens \
      again only where the verdict changed; where nothing changed, nothing is reopened. Each case is kept by itself: after an \
      interruption run it again, and what is judged already is not written a second time.

        kyc rerun K-2026-000017 --account accounts.jsonl
        kyc rerun --where 'reason=page.blurred since=2026-11-01'
        kyc rerun --where pipeline=address --pipelines new --dry-run
        kyc rerun --where 'pipeline=payment state=inReview' --inspect

      --where takes conditions key=value, all of which must hold:

        decision=approved    or rejected: a person's; where none decided, the verdict
        verdict=approve      or reject: the machine's
        confidence=clear     or doubtful
        reason=CODE,CODE     any of them is among the verdict's
        pipeline=NAME
        account=ID
        team=NAME
        state=NAME,NAME      any of waiting, working, inReview, awaitingCustomer,
                             closed; left out: all that have a verdict
        since=2026-11-01     the day of arrival (UTC) or later
        until=2026-11-30     the day of arrival (UTC) or earlier

      Exit code 1 when some could not be judged again: no verdict yet, or nothing was kept of them.
      """)

  @Argument(
    help: ArgumentHelp("Case numbers, such as K-2026-000017.", valueName: "case"), completion: Completions.openCases)
  var numbers: [String] = []

  @Option(
    name: .customLong("where"), help: ArgumentHelp("Every case that fits, instead of numbers.", valueName: "conditions")
  )
  var conditions: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Corrected account data: one JSON object, one a line, or CSV. Only cases of these accounts are judged. "
        + "[default: as last judged]", valueName: "file"),
    completion: .file(extensions: ["json", "jsonl", "csv"]))
  var account: String?

  @Flag(name: .long, help: "Look at the kept masked pages again, instead of judging from what was read of them.")
  var inspect = false

  @Flag(name: .customLong("dry-run"), help: "Only tell what would change; nothing is written.")
  var dryRun = false

  @Flag(name: .customLong("show-values"), help: "Personal values of the documents in --json.")
  var showValues = false

  @OptionGroup var jobs: JobsOption
  @OptionGroup var actor: ActorOption
  @OptionGroup var workplace: WorkplaceOptions

  func validate() throws {
    if numbers.isEmpty, conditions == nil {
      throw ValidationError("name cases, such as K-2026-000017, or choose some with --where 'key=value …'")
    }
    if !numbers.isEmpty, conditions != nil {
      throw ValidationError("name cases or choose them with --where, not both")
    }
  }

  func run() async throws {
    let console = workplace.output.console()
    let papers = try workplace.read(console, jobs: jobs)
    let (settings, logger, files) = (papers.settings, papers.logger, papers.files)
    let choice = try choice(files.map(\.pipeline.name))
    let person = try actor.name()
    console.say("kyc: \(dryRun ? "looking what would change" : "judging again")")
    let accounts = try account.map { path throws(CommandFailure) in try CorrectedAccounts(reading: path) }
    for note in accounts?.notes ?? [] { console.say("note: \(note)") }
    let inspector = inspect ? try await Desk.inspector(settings) : nil
    guard let desk = try Desk.existing(settings) else {
      throw CommandFailure(
        .usage,
        "\(Shown.text(settings.data)) holds no workspace, so there is nothing to judge again; name its folder with --data"
      )
    }
    let chosen = try await choice.cases(in: desk.review, correcting: accounts)
    guard !chosen.cases.isEmpty else { return console.say(RerunCommand.nothing(chosen, accounts)) }

    let report = RerunReport(
      chosen.cases, console: console, json: workplace.output.json, showValues: showValues, dryRun: dryRun)
    let batch = RerunBatch(
      cases: chosen.cases,
      pipelines: Dictionary(files.map { ($0.pipeline.name, $0.pipeline) }, uniquingKeysWith: { first, _ in first }),
      accounts: accounts,
      rerun: Rerun(review: desk.review, blobs: desk.blobs, inspector: inspector, now: { Date() }, logger: logger),
      person: person, report: report, jobs: settings.jobs)
    let work = Task { await batch.run() }
    let interruption = Interruption(console) { work.cancel() }
    let (tally, fatal) = await work.value
    withExtendedLifetime(interruption) {}
    let left = chosen.cases.count - tally.done
    report.summary(tally, left: left, leftOut: chosen.leftOut, interrupted: work.isCancelled)
    if let fatal { throw fatal }
    try console.checkData(
      dryRun
        ? "nothing was written; see to stdout and run again" : "what is judged is kept, and kyc queue show shows it")
    if work.isCancelled { throw ExitCode(ExitStatus.interrupted.rawValue) }
    if tally.impossible > 0 { throw ExitCode(ExitStatus.undecided.rawValue) }
  }

  /// Throws `CommandFailure`.
  private func choice(_ pipelines: [String]) throws(CommandFailure) -> RerunChoice {
    if let conditions { return .clause(try WhereClause(conditions, pipelines: pipelines)) }
    return .numbers(try CaseArgument.numbers(numbers))
  }

  /// What to say when no case is left to judge.
  static func nothing(_ chosen: RerunChoice.Chosen, _ accounts: CorrectedAccounts?) -> String {
    guard chosen.leftOut > 0, let accounts else {
      return "no case fits, so nothing was judged again; kyc queue list --all shows every case"
    }
    return
      "\(Counted.text(chosen.leftOut, "case")) fit, but \(accounts.file) names none of their accounts; nothing was "
      + "judged again"
  }
}
