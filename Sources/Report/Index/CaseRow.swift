import Casework
import FoundationEssentials

/// One case as the index and the table list it: open facts only.
struct CaseRow: Sendable, Equatable {
  let standing: Case
  /// Of the last run.
  let files: Int
  /// Pages kept of the last run.
  let pages: Int

  init(_ file: CaseFile) {
    let examined = file.runs.last?.conclusion.files ?? []
    standing = file.summary
    files = examined.count
    pages = examined.reduce(0) { $0 + $1.pages.count }
  }
}
