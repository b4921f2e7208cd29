internal import Casework
internal import Inspection
internal import Paperwork
internal import Pipelines
internal import Workplace

/// Judges one case after the other again. What was judged is kept, so running again after an interruption goes on: a
/// case that says the same again is written no second time.
struct RerunBatch: Sendable {
  let cases: [Case]
  /// By name.
  let pipelines: [String: Pipeline]
  let accounts: CorrectedAccounts?
  let rerun: Rerun
  /// The login of the person.
  let person: String
  let report: RerunReport

  /// Until all are judged, or the task is cancelled: then the case in hand is finished or left as it was. Returns the
  /// tally and what ended it early, if something did.
  func run() async -> (tally: RerunTally, fatal: CommandFailure?) {
    var tally = RerunTally()
    defer { report.console.endProgress() }
    for standing in cases {
      if Task.isCancelled { break }
      report.console.progress { [tally] _ in tally.progress(of: cases.count) }
      do {
        try await judge(standing, &tally)
      } catch is CancellationError {
        break
      } catch InspectorFailure.interrupted {
        break
      } catch {
        return (tally, CommandFailure(error))
      }
    }
    return (tally, nil)
  }

  private func judge(_ standing: Case, _ tally: inout RerunTally) async throws {
    guard let pipeline = pipelines[standing.pipeline] else {
      let names = pipelines.keys.sorted().joined(separator: ", ")
      tally.failed()
      return report.failed(
        standing, .unknownPipeline,
        "there is no pipeline '\(Shown.text(standing.pipeline))' among \(names); name the folder that has it with --pipelines"
      )
    }
    do {
      let outcome = try await rerun.follow(
        standing.number, through: pipeline, account: accounts?[standing.accountID], by: person, dryRun: report.dryRun)
      tell(outcome, &tally)
    } catch let failure as ReviewFailure {
      tally.failed()
      report.failed(standing, .refused, failure.description)
    } catch InspectorFailure.cannotStart(let why) {
      tally.failed()
      report.failed(standing, .system, "kyc-inspector cannot be started (\(why)); run again")
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
