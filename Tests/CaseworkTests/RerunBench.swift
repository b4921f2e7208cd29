import Casework
import Foundation
import Inspection
import Model
import Synchronization
import TestKit
import Testing

/// A submission of two files, decided, and all that a rerun of it needs.
struct RerunBench {
  let store: any CaseStore = MemoryStore()
  let blobs = MemoryBlobStore()
  let log = LogCatcher()
  let number = CaseNumber(year: 2026, serial: 1)
  let rejecting = Pipeline.made(verdict: .rejection(.pageBlurred))

  static let later = Date.start.addingTimeInterval(100 * 3600)
  static let firstDay = Day(daysSinceEpoch: 20_000)

  func path(_ inspector: ScriptedInspector = ScriptedInspector { _ in .seeing(.kept()) }) -> CasePath {
    CasePath(queue: store, blobs: blobs, inspector: inspector, owner: .alive, now: { .start }, logger: log.logger)
  }

  /// The first run, over a front and a back.
  func decided(_ pipeline: Pipeline) async throws -> Conclusion {
    let outcome = try await path().follow(.made("front", "back"), through: pipeline, today: RerunBench.firstDay)
    guard case .decided(_, let conclusion) = outcome else { throw NotDecided() }
    return conclusion
  }

  private struct NotDecided: Error {}

  func rerun(
    _ inspector: (any DocumentInspector)? = nil, review: (any ReviewQueue)? = nil
  ) -> Rerun {
    Rerun(
      review: review ?? store, blobs: blobs, inspector: inspector, now: { RerunBench.later }, logger: log.logger)
  }

  func follow(
    _ pipeline: Pipeline, _ inspector: (any DocumentInspector)? = nil, account: Account? = nil, dryRun: Bool = false
  ) async throws -> RerunOutcome {
    try await rerun(inspector).follow(number, through: pipeline, account: account, by: "bo", dryRun: dryRun)
  }

  /// Covers one more place.
  func wider() -> ScriptedInspector {
    ScriptedInspector { _ in
      var page = Page.kept()
      let box = PixelRect(x0: 500, y0: 100, x1: 600, y1: 140)
      page.masked = [
        Mask(
          kind: .cardVerificationCode, box: box,
          polygon: [(500, 100), (600, 100), (600, 140), (500, 140)].map { PixelPoint(x: $0.0, y: $0.1) })
      ]
      return .seeing(page, picture: "covered more")
    }
  }
}

extension Page {
  /// As it comes from the upload and again from the kept picture.
  static func kept() -> Page { Document.made.pages[0] }
}

extension InspectionReport {
  static func seeing(_ page: Page, picture: String = Planted.pixels) -> InspectionReport {
    InspectionReport(
      inspected: .document(Document(format: .jpeg, pages: [page], damagedButReadable: false)),
      pictures: [PagePicture(page: 1, jpeg: Array(picture.utf8))], milliseconds: [.open: 10, .read: 900])
  }
}

extension Inspected {
  var pages: [Page] { if case .document(let document) = self { document.pages } else { [] } }
}

/// Something happens just before a run is added.
struct HookedReview: ReviewQueue {
  let queue: any ReviewQueue
  let beforeAdding: @Sendable () async throws -> Void

  func cases(_ filter: CaseFilter) async throws -> [Case] { try await queue.cases(filter) }

  func find(_ number: CaseNumber) async throws -> CaseFile? { try await queue.find(number) }

  func lastConclusions(of numbers: [CaseNumber]) async throws -> [CaseNumber: CaseRun] {
    try await queue.lastConclusions(of: numbers)
  }

  func pace(since: Date) async throws -> QueuePace { try await queue.pace(since: since) }

  func act(
    _ number: CaseNumber, _ act: DeskAct, by person: String, note: Private<String>?, version: Int?, at now: Date
  ) async throws -> Case {
    try await queue.act(number, act, by: person, note: note, version: version, at: now)
  }

  func add(
    rerun conclusion: Conclusion, to number: CaseNumber, version: Int, policy: ReviewPolicy, by person: String,
    at now: Date
  ) async throws -> Case {
    try await beforeAdding()
    return try await queue.add(
      rerun: conclusion, to: number, version: version, policy: policy, by: person, at: now)
  }

  func reopen(
    _ number: CaseNumber, version: Int, policy: ReviewPolicy, by person: String, at now: Date
  ) async throws -> Case {
    try await queue.reopen(number, version: version, policy: policy, by: person, at: now)
  }
}
