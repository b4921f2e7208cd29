import Casework
import FoundationEssentials
import Model

/// A folder with a report for people to read: an index, one page for each case, and a table for spreadsheets. It holds
/// personal values and masked pages in the open, so it is for its owner alone.
package struct ReportFolder: Sendable {
  /// What was written.
  package struct Tally: Sendable, Equatable {
    package var cases = 0
    package var pages = 0
    /// Kept pages that could not be opened; the pages of their cases say so.
    package var unopened = 0
  }

  private enum Name {
    static let index = "index.html"
    static let table = "verdicts.csv"
    static let notice = "README.txt"
    static let cases = "cases"
    /// Stands in every report, so that an earlier one is known from anything else.
    static let mark = ".kyc-report"
  }

  private let folder: OwnFolder

  /// Makes the folder, or takes an empty one or one with an earlier report. Nothing is written or deleted yet, so it is
  /// best done before the work whose report is to stand here. Throws `ReportFailure`.
  package init(_ path: String) throws(ReportFailure) {
    folder = try OwnFolder.open(path)
    let names = try folder.names()
    guard names.isEmpty || folder.hasFile(Name.mark) else { throw .notEmpty }
    try folder.closeToOthers()
  }

  /// Writes the report on those cases, in that order, in place of an earlier one. One case is in memory at a time.
  ///
  /// `work` knows which files stand in other cases too; `policies` are what the cases were judged by, for the limits of checks that passed; `now` is when the report is
  /// written; `onCase` is told how many are done. Throws `ReportFailure`, `ReviewFailure` for a case that is not there,
  /// `StoreFailure` when the workspace does not answer, and `CancellationError`; the index is written last.
  package func write(
    cases: [CaseNumber], from review: any ReviewQueue, work: any WorkQueue, pages: any BlobStore,
    policies: [ReportPolicy] = [], now: Date, onCase: (Int) -> Void = { _ in }
  ) async throws -> Tally {
    let caseFolder = try clear()
    let notice = ReportNotice(written: now)
    let reported = Set(cases)
    try folder.write(Name.notice, notice.text)

    var tally = Tally()
    var rows: [CaseRow] = []
    for (index, number) in cases.enumerated() {
      try Task.checkCancellation()
      guard let file = try await review.find(number) else { throw ReviewFailure.noSuchCase(number) }
      let pictures = try await KeptPictures.opened(of: file, from: pages)
      let hashes = file.runs.last?.conclusion.files.map(\.sha256) ?? []
      let sightings = try await work.sightings(of: hashes, andPicturesIn: number)
      let page = CasePage(
        file, pictures: pictures, policy: policies.first { $0.judged(file) },
        sightings: sightings.map { SightingRow($0, reported: reported) },
        previous: index > 0 ? cases[index - 1] : nil, next: index + 1 < cases.count ? cases[index + 1] : nil,
        notice: notice)
      try caseFolder.write(CasePage.fileName(of: number), Templates.page(.casePage, page))
      rows.append(CaseRow(file))
      tally.cases += 1
      tally.pages += pictures.count
      tally.unopened += pictures.unopened
      onCase(tally.cases)
    }
    try folder.write(Name.table, VerdictTable(rows).text)
    try folder.write(Name.index, Templates.page(.index, IndexPage(rows, notice: notice)))
    return tally
  }

  /// Deletes an earlier report, the index first, and nothing else; then opens the folder of the cases.
  private func clear() throws(ReportFailure) -> OwnFolder {
    try folder.write(Name.mark, "kyc report 1\n")
    for name in [Name.index, Name.table, Name.notice] { try folder.remove(name) }
    let caseFolder = try folder.folder(Name.cases)
    for name in try caseFolder.names() where CasePage.isFileName(name) { try caseFolder.remove(name) }
    return caseFolder
  }
}
