internal import Casework
internal import Inspection
internal import Paperwork
internal import Pipelines
internal import Workplace

/// Judges cases again, several at once. What was judged is kept, each case in a transaction of its own, so running again
/// after an interruption or a kill goes on: a case that says the same again is written no second time.
struct RerunBatch: Sendable {
  let cases: [Case]
  /// By name.
  let pipelines: [String: Pipeline]
  let accounts: CorrectedAccounts?
  let rerun: Rerun
  /// The login of the person.
  let person: String
  let report: RerunReport
  /// So many cases are judged at once; at least one.
  var jobs = 1

  private enum Judged: Sendable {
    case outcome(RerunOutcome)
    case failed(Case, RerunReport.Trouble, String)
    case stopped
    case fatal(CommandFailure)
  }

  /// Until all are judged, or the task is cancelled: then the cases in hand are finished or left as they were. Returns the
  /// tally and what ended it early, if something did.
  func run() async -> (tally: RerunTally, fatal: CommandFailure?) {
    var tally = RerunTally()
    var fatal: CommandFailure?
    defer { report.console.endProgress() }
    await withTaskGroup(of: Judged.self) { group in
      var left = cases[...]
      func begin() {
        guard !Task.isCancelled, fatal == nil, let next = left.popFirst() else { return }
        group.addTask { await judge(next) }
      }
      report.console.progress { [tally] _ in tally.progress(of: cases.count) }
      for _ in 0..<max(1, jobs) { begin() }
      while let judged = await group.next() {
        switch judged {
        case .outcome(let outcome): tell(outcome, &tally)
        case .failed(let standing, let trouble, let sentence):
          tally.failed()
          report.failed(standing, trouble, sentence)
        case .stopped: left = []
        case .fatal(let failure): fatal = fatal ?? failure
        }
        report.console.progress { [tally] _ in tally.progress(of: cases.count) }
        begin()
      }
    }
    return (tally, fatal)
  }

  private func judge(_ standing: Case) async -> Judged {
    guard let pipeline = pipelines[standing.pipeline] else {
      let names = pipelines.keys.sorted().joined(separator: ", ")
      return .failed(
        standing, .unknownPipeline,
        "there is no pipeline '\(Shown.text(standing.pipeline))' among \(names); name the folder that has it with --pipelines"
      )
    }
    do {
      return .outcome(
        try await rerun.follow(
          standing.number, through: pipeline, account: accounts?[standing.accountID], by: person, dryRun: report.dryRun)
      )
    } catch let failure as ReviewFailure {
      return .failed(standing, .refused, failure.description)
    } catch InspectorFailure.cannotStart(let why) {
      return .failed(standing, .system, "kyc-inspector cannot be started (\(why)); run again")
    } catch is CancellationError {
      return .stopped
    } catch InspectorFailure.interrupted {
      return .stopped
    } catch {
      return .fatal(CommandFailure(error))
    }
  }

  private func tell(_ outcome: RerunOutcome, _ tally: inout RerunTally) {
    switch outcome {
    case .changed(let changed, let run, let change):
      tally.changed(change)
      report.judged(changed, run, change)
    case .unchanged(let standing, let run):
      tally.stayed()
      report.judged(standing, run, nil)
    case .notJudgedYet(let standing):
      tally.failed()
      report.failed(standing, .notJudgedYet, "it has no verdict yet; kyc run over its upload folder comes to one")
    case .nothingKept(let standing):
      tally.failed()
      report.failed(
        standing, .nothingKept,
        report.dryRun
          ? "nothing of it was kept to judge; without --dry-run it is put back for kyc run over its upload folder"
          : "nothing of it was kept to judge; it waits now for kyc run over its upload folder, which examines it anew")
    }
  }
}
