import BlobStores
import Casework
import Foundation
import GRDB
import Inspection
import Judgement
import Model
import TestKit
import Testing

@testable import SQLiteStore

/// Read once, decide many times: what a store gives back is judged as what went in.
struct ReplayTests {
  private static let day = Day(daysSinceEpoch: 20_779)
  private let folder: TemporaryFolder
  private let store: SQLiteStore
  private let blobs = MemoryBlobStore()

  init() throws {
    folder = try TemporaryFolder()
    store = try SQLiteStore(
      path: Workspace(folder: folder.path).database, sealer: WorkspaceKey([UInt8](repeating: 1, count: 32)))
  }

  @Test("the same facts, account, pipeline version and day give the same verdict, to the byte")
  func verdicts() async throws {
    let first = try await concluded()
    let file = try #require(try await store.find(CaseNumber(year: 2026, serial: 1)))
    let kept = try #require(file.runs.last).conclusion
    #expect(kept == first)
    let day = try #require(kept.asOf)
    for _ in 0..<20 {
      let again = Self.judge.verdict(on: kept.files.map(\.inspected), for: file.account, on: day)
      #expect(try bytes(again) == bytes(first.verdict))
    }
    // A verdict that says something about every kind of rule, or the above says little.
    #expect(Set(first.verdict.checks.map(\.outcome)).count >= 2)
    #expect(first.verdict.findings.count >= 4)
  }

  @Test("a rerun under which nothing differs writes nothing to the database")
  func nothingWritten() async throws {
    _ = try await concluded()
    let number = CaseNumber(year: 2026, serial: 1)
    let file = try #require(try await store.find(number))
    let before = try await changes()
    let rerun = Rerun(
      review: store, blobs: blobs, inspector: nil, now: { .start.addingTimeInterval(86_400 * 400) },
      logger: LogCatcher().logger)
    let outcome = try await rerun.follow(number, through: Self.pipeline, by: "bo", dryRun: false)
    #expect(outcome == .unchanged(file.summary, try #require(file.runs.last)))
    #expect(try await changes() == before)
    #expect(try await store.find(number) == file)
  }

  /// Rows changed since the database was opened.
  private func changes() async throws -> Int {
    try await store.change { db in db.totalChangesCount }
  }

  private func bytes(_ verdict: Verdict) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(verdict)
  }

  private func concluded() async throws -> Conclusion {
    let path = CasePath(
      queue: store, blobs: blobs, inspector: ScriptedInspector { _ in Self.report }, owner: .alive, now: { .start },
      logger: LogCatcher().logger)
    let outcome = try await path.follow(.made("bill", "card"), through: Self.pipeline, today: Self.day)
    guard case .decided(_, let conclusion) = outcome else { throw StoreFailure.busy(path: "not decided") }
    return conclusion
  }

  private static let pipeline: Pipeline = {
    var pipeline = Pipeline.made()
    pipeline.judge = judge.verdict
    return pipeline
  }()

  private static let judge = Judge(
    checks: [
      ConfiguredCheck(AcceptedDocumentType(accepted: [.utilityBill])),
      ConfiguredCheck(Resolution(minimumDotsPerInch: 150)),
      ConfiguredCheck(PageSharpness(minimumBlockSharpness: 0.244, minimumLineAcutance: 0.246)),
      ConfiguredCheck(Legibility(minimumTextHeightPixels: 12)),
      ConfiguredCheck(CodeLines(requiredFor: [.passport], minimumPrintConfidence: 0.8, refusesSpecimens: true)),
      ConfiguredCheck(HolderName(minimumWordConfidence: 0.5)),
      ConfiguredCheck(HolderBirthDate(minimumAge: 18, minimumWordConfidence: 0.5)),
      ConfiguredCheck(HolderAddress(minimumWordConfidence: 0.5)),
      ConfiguredCheck(DocumentDate(newerThanMonths: [.utilityBill: 3])),
      ConfiguredCheck(CardNumber(notExpired: true)), ConfiguredCheck(CardCode(), isRequired: false),
      ConfiguredCheck(CardHolder(minimumWordConfidence: 0.5)),
    ], accepts: [.pdf, .jpeg])

  /// A bill, old and not quite for that address, and a card with its code seen; measured to fractions.
  private static let report: InspectionReport = {
    var page = Document.made.pages[0]
    page.sharpness = Sharpness(block: 1.0 / 3, lineAcutance: 0.1 + 0.2)
    page.dotsPerInch = 149.99999999999997
    page.lines = [
      "Ørsted Salg & Service A/S", "Faktura for el", "Fakturadato 02.03.2026", "Søren Emil Aagaard Nielsen",
      "Nørrebrogade 44B, 3. tv", "2200 København N", "Forbrug 123 kWh", "Betales senest 24.03.2026",
    ].enumerated().map { line($1, y: 40 * $0) }
    let box = PixelRect(x0: 100, y0: 500, x1: 700, y1: 540)
    page.cards = [
      PaymentCard(
        side: .both,
        number: PaymentCard.Number(
          first6: Private("411111"), last4: Private("1112"), length: 16, luhnHolds: true, scheme: .visa, box: box),
        numberExposed: true, expiry: Day(year: 2026, month: 1, day: 31).map(Private.init), code: .exposed, box: box)
    ]
    var report = InspectionReport.readable
    report.inspected = .document(Document(format: .jpeg, pages: [page], damagedButReadable: true))
    return report
  }()

  private static func line(_ text: String, y: Int) -> TextLine {
    var left = 20
    return TextLine(
      words: text.split(separator: " ").map { word in
        let box = PixelRect(x0: left, y0: y, x1: left + 16 * word.count, y1: y + 30)
        left = box.x1 + 12
        return Word(text: Private(String(word)), box: box, confidence: 0.9 + Double(word.count) / 1000)
      })
  }
}
