import FoundationEssentials
import Model

/// The cases that wait for a person. Each function is one transaction.
///
/// All throw `StoreFailure` when the store cannot answer, and those that act `ReviewFailure` when the act does not fit
/// the case as it stands; either way nothing has changed.
package protocol ReviewQueue: Sendable {
  /// In the order of `Case.isReviewedBefore`.
  func cases(_ filter: CaseFilter) async throws -> [Case]

  /// How many cases people decided, and how many were opened, since then.
  func pace(since: Date) async throws -> QueuePace

  /// Everything that is kept about a case; nil when there is none of that number.
  func find(_ number: CaseNumber) async throws -> CaseFile?

  /// The last run of each case that has one, without its change: what a list needs, and cheaper than `find`.
  func lastConclusions(of numbers: [CaseNumber]) async throws -> [CaseNumber: CaseRun]

  /// What a person does, by the rules of `Case.after`. `version` is that of the case as the person saw it; nil acts on
  /// whatever stands there.
  func act(
    _ number: CaseNumber, _ act: DeskAct, by person: String, note: Private<String>?, version: Int?, at now: Date
  ) async throws -> Case

  /// Adds a run to a case that has a verdict, by the rules of `Case.afterRerun`. `version` is that of the case as it was
  /// judged again; `policy` sets the deadline of a case that this opens again.
  func add(
    rerun conclusion: Conclusion, to number: CaseNumber, version: Int, policy: ReviewPolicy, by person: String,
    at now: Date
  ) async throws -> Case

  /// Puts a case of which nothing was kept back to the workers, by the rules of `Case.reopened`.
  func reopen(
    _ number: CaseNumber, version: Int, policy: ReviewPolicy, by person: String, at now: Date
  ) async throws -> Case
}
