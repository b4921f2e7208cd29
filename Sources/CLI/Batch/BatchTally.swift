internal import Casework
internal import Model

/// What a batch came to so far, by pipeline.
struct BatchTally: Sendable, Equatable {
  /// One row of the summary.
  struct Row: Sendable, Equatable {
    var decided = 0
    var approved = 0
    var rejected = 0
    /// Among the approved and rejected.
    var doubtful = 0
    var failed = 0
    var known = 0
    var firstCase: CaseNumber?
    var lastCase: CaseNumber?

    static func + (left: Row, right: Row) -> Row {
      Row(
        decided: left.decided + right.decided, approved: left.approved + right.approved,
        rejected: left.rejected + right.rejected, doubtful: left.doubtful + right.doubtful,
        failed: left.failed + right.failed, known: left.known + right.known,
        firstCase: [left.firstCase, right.firstCase].compactMap(\.self).min(),
        lastCase: [left.lastCase, right.lastCase].compactMap(\.self).max())
    }
  }

  /// Keyed by the pipeline's name; what stands outside any pipeline under the empty name.
  private(set) var rows: [String: Row] = [:]
  /// Begun and handed back, or never begun, because the batch was told to stop.
  var left = 0
  /// Source files unlinked.
  var consumed = 0
  /// Source files that stand in other cases too.
  var duplicates = 0
  /// What is the matter with the source files of submissions, by their folders: a watch may come to one twice.
  private var sources: [[[UInt8]]: Sources] = [:]
  private var knownPlaces: Set<[[UInt8]]> = []

  private struct Sources: Equatable {
    var exposed: Int
    var notUnlinked: Int
  }

  /// A new verdict.
  mutating func decided(_ standing: Case, _ verdict: Verdict) {
    var row = Row(decided: 1, firstCase: standing.number, lastCase: standing.number)
    if verdict.decision == .approve { row.approved = 1 } else { row.rejected = 1 }
    if verdict.confidence == .doubtful { row.doubtful = 1 }
    rows[standing.pipeline] = (rows[standing.pipeline] ?? Row()) + row
  }

  /// A submission that has a verdict from an earlier run.
  mutating func known(_ submission: UploadFolder.Submission) {
    guard knownPlaces.insert(submission.folders).inserted else { return }
    rows[submission.pipeline, default: Row()].known += 1
  }

  /// Something that could not be decided.
  mutating func failed(_ pipeline: String?) { rows[pipeline ?? "", default: Row()].failed += 1 }

  /// Something that could not be decided before, and now was, or went away.
  mutating func mended(_ pipeline: String?) { rows[pipeline ?? "", default: Row()].failed -= 1 }

  /// The source files of a submission that lie in the upload folder still: `notUnlinked` of them should not, and
  /// `exposed` showed a card's verification code.
  mutating func left(_ submission: UploadFolder.Submission, notUnlinked: Int = 0, exposed: Int) {
    sources[submission.folders] = Sources(exposed: exposed, notUnlinked: notUnlinked)
  }

  /// Source files that lie in the upload folder still and showed a card's verification code.
  var exposedOriginals: Int { sources.values.reduce(0) { $0 + $1.exposed } }

  /// Source files that were to be unlinked and are still there.
  var notUnlinked: Int { sources.values.reduce(0) { $0 + $1.notUnlinked } }

  /// Over all pipelines.
  var total: Row { rows.values.reduce(Row()) { $0 + $1 } }

  /// The summary: a row a pipeline, and one for all where there are several.
  var table: [String] {
    var table = TextTable(
      ["pipeline", "decided", "approved", "rejected", "doubtful", "failed", "already known", "cases"],
      sides: [.left, .right, .right, .right, .right, .right, .right, .left])
    for (name, row) in rows.sorted(by: { $0.key < $1.key }) {
      table.add(BatchTally.cells(name.isEmpty ? "(none)" : name, row))
    }
    if rows.count != 1 { table.add(BatchTally.cells("all", total)) }
    return table.lines
  }

  private static func cells(_ name: String, _ row: Row) -> [String] {
    let cases =
      switch (row.firstCase, row.lastCase) {
      case (let first?, let last?) where first != last: "\(first) … \(last)"
      case (let first?, _): first.description
      default: "-"
      }
    return [
      name, "\(row.decided)", "\(row.approved)", "\(row.rejected)", "\(row.doubtful)", "\(row.failed)", "\(row.known)",
      cases,
    ]
  }
}
