import Casework
import Model

/// Another case in which a file of this one was sent too.
struct SightingRow: Sendable, Equatable {
  /// Of this case; counts from 1.
  let file: Int
  let number: String
  /// Its page, where the report has one.
  let href: String?
  /// Whose it is.
  let account: String
  let pipeline: String
  /// Where it stands, and what was decided of it.
  let state: String

  /// `reported` are the cases that have a page in the report.
  init(_ sighting: Sighting, reported: Set<CaseNumber>) {
    file = sighting.file
    number = sighting.number.description
    href = reported.contains(sighting.number) ? CasePage.fileName(of: sighting.number) : nil
    account = sighting.sameAccount ? "the same account" : "another account, \(sighting.accountID)"
    pipeline = sighting.pipeline
    let decision = sighting.decision.map { $0 == .approve ? "approve" : "reject" }
    state = [CaseWords.state(sighting.state), decision].compactMap(\.self).joined(separator: ", ")
  }
}
