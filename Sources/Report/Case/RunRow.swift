import Casework
import Model

/// One run over a case, its verdict, and what that changed.
struct RunRow: Sendable, Equatable {
  let run: Int
  let at: String
  let pipeline: String
  let badges: [Badge]
  let reasons: [String]
  /// Checks that say something else than in the run before; a dash for the first run.
  let change: String

  init(_ run: CaseRun, of standing: Case) {
    self.run = run.run
    at = PlainWords.moment(run.at)
    pipeline = "\(standing.pipeline)@\(run.conclusion.pipelineVersion)"
    badges = CaseWords.verdict(run.conclusion.summary)
    reasons = run.conclusion.summary.reasons.map(\.rawValue)
    change = run.change.map(RunRow.words) ?? "–"
  }

  private static func words(_ change: VerdictChange) -> String {
    guard !change.isEmpty else { return "nothing" }
    func outcome(_ outcome: Verdict.Outcome?) -> String { outcome.map { CaseWords.outcome($0).text } ?? "not there" }
    let checks = change.checks.map { check in
      "\(PlainWords.words(check.name)): \(outcome(check.before)) → \(outcome(check.after))"
    }
    return checks.isEmpty ? "verdict or reasons only" : checks.joined(separator: "; ")
  }
}

/// One event in the life of a case.
struct EventRow: Sendable, Equatable {
  let at: String
  let what: String
  let by: String
  let run: Int
  /// The team or the reasons; nil for neither.
  let about: String?
  let note: Private<String>?

  init(_ event: CaseEvent) {
    at = PlainWords.moment(event.at)
    what = CaseWords.edge(event.edge)
    by = event.by
    run = event.run
    let parts = [event.team].compactMap(\.self) + event.reasons.map(\.rawValue)
    about = parts.isEmpty ? nil : parts.joined(separator: ", ")
    note = event.note
  }
}
