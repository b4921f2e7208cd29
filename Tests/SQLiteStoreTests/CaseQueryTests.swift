import BlobStores
import Casework
import Foundation
import GRDB
import Model
import TestKit
import Testing

@testable import SQLiteStore

struct CaseQueryTests {
  private static let all = Set(CaseState.allCases)

  /// Filters over what `filled` makes, and the index that must carry each; nil where few rows are left to sort.
  private static let filters: [(name: String, filter: CaseFilter, index: String?)] = [
    ("in review", CaseFilter(), "casesByState"),
    ("the first fifty in review", CaseFilter(limit: 50), "casesByState"),
    ("closed", CaseFilter(states: [.closed]), "casesByState"),
    ("all", .all, "casesInOrder"),
    ("the first fifty of all", CaseFilter(states: all, limit: 50), "casesInOrder"),
    ("the first fifty rejected ones", CaseFilter(decision: .reject, limit: 50), "casesByState"),
    ("the first ten blurred ones", CaseFilter(reason: .pageBlurred, limit: 10), "casesByState"),
    (
      "overdue", CaseFilter(deadlineBefore: .start.addingTimeInterval(20 * 3600 + 1234), limit: 1000), "casesByState"
    ),
    (
      "due soon",
      CaseFilter(deadlineFrom: .start.addingTimeInterval(90_000), deadlineBefore: .start.addingTimeInterval(97_201)),
      "casesByState"
    ),
    ("free", CaseFilter(freeFor: .init(by: "anna", at: .start), limit: 50), "casesByState"),
    (
      "many things at once",
      CaseFilter(
        pipeline: "identity", verdict: .reject, confidence: .clear, team: "general", escalated: false,
        changedByRerun: false, arrivedFrom: .start, limit: 20), "casesByState"
    ),
    ("of one account", CaseFilter(accountID: "A-7"), nil),
    ("two states", CaseFilter(states: [.inReview, .closed], limit: 50), nil),
    ("by number", CaseFilter(states: all, numbers: (1...40).map { CaseNumber(year: 2026, serial: $0 * 100) }), nil),
  ]

  @Test("ten thousand cases come in the order and choice of the rules")
  func order() async throws {
    let folder = try TemporaryFolder()
    let (store, cases) = try await filled(folder)
    for (name, filter, _) in Self.filters {
      let expected = filter.listing(cases)
      #expect(try await store.cases(filter) == expected, "\(name)")
      #expect(!expected.isEmpty, "\(name)")
    }
  }

  @Test("an index carries choice, order and limit together")
  func plans() async throws {
    let folder = try TemporaryFolder()
    let store = try open(folder)
    for (name, filter, index) in Self.filters {
      let query = try #require(CaseQuery(filter))
      let plan = try await store.look { db in
        try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + query.sql, arguments: query.arguments)
          .map { $0["detail"] as String }
      }
      let text = plan.joined(separator: "\n")
      if let index {
        #expect(plan.first?.contains("USING INDEX \(index)") == true, "\(name): \(text)")
        #expect(!text.contains("TEMP B-TREE"), "\(name): \(text)")
      }
      #expect(!text.contains("SCAN cases\n") && !text.hasSuffix("SCAN cases"), "\(name): \(text)")
      #expect(!text.contains("SCAN verdicts"), "\(name): \(text)")
    }
  }

  private func open(_ folder: TemporaryFolder) throws -> SQLiteStore {
    try SQLiteStore(
      path: Workspace(folder: folder.path).database, sealer: WorkspaceKey([UInt8](repeating: 1, count: 32)))
  }

  /// A store with 10,000 cases of every kind, many of them equals to the hour, and the same as values.
  private func filled(_ folder: TemporaryFolder) async throws -> (SQLiteStore, [Case]) {
    let store = try open(folder)
    var random = SplitMix(state: 7)
    let cases = (1...10_000).map { made($0, &random) }
    try await store.change { db in
      let opening = try db.makeStatement(
        sql: """
          INSERT INTO cases (id, year, accountID, pipeline, pipelineVersion, team, priority, purpose, arrived, target,
            deadline, state, attempt, verdictRun, waitingSince, leaseOwner, leaseUntil, account)
          VALUES (?, ?, ?, ?, 3, 'general', ?, ?, ?, 0, 0, ?, 1, 1, 0, ?, ?, x'00')
          """)
      let judging = try db.makeStatement(
        sql: """
          INSERT INTO verdicts (caseID, run, at, decision, confidence, reasons, conclusion)
          VALUES (?, 1, 0, ?, ?, ?, x'00')
          """)
      for standing in cases {
        let isWorking = standing.state == .working
        try opening.execute(arguments: [
          standing.number.serial, standing.number.year, standing.accountID, standing.pipeline,
          standing.priority.rawValue, standing.purpose?.rawValue, milliseconds(standing.times.arrived),
          isWorking ? "working" : "waiting", isWorking ? "a 1 1" : nil, isWorking ? 1 : nil,
        ])
        var opened = standing
        opened.version = 1
        try store.save(db, standing, over: opened)
        guard let verdict = standing.verdict else { continue }
        try judging.execute(arguments: [
          standing.number.serial, verdict.decision.rawValue, verdict.confidence.rawValue, joined(verdict.reasons),
        ])
      }
    }
    return (store, cases)
  }

  private func made(_ serial: Int, _ random: inout SplitMix) -> Case {
    func pick<Value>(_ values: [Value]) -> Value { values[Int(random.next() % UInt64(values.count))] }
    let state: CaseState = pick([
      .waiting, .working, .inReview, .inReview, .awaitingCustomer, .closed, .closed, .closed,
    ])
    var made = Case.made(state, version: 2)
    made.number = CaseNumber(year: 2026, serial: serial)
    made.accountID = "A-\(pick(Array(0..<200)))"
    made.pipeline = pick(["identity", "address", "payment"])
    made.priority = pick([.standard, .standard, .vip])
    made.purpose = pick([nil, .withdrawal, .account, .technical])
    // To the millisecond, over four days, some of them at one instant and some on a full hour.
    let offset = pick([Int64(random.next() % 345_600_000), Int64(random.next() % 96) * 3_600_000])
    made.times = ReviewTimes(
      arrived: date(milliseconds(.start) + offset), priority: made.priority,
      policy: ReviewPolicy(deadlineHours: pick([20, 72])))
    if made.verdict != nil {
      made.verdict = VerdictSummary(
        decision: pick([.approve, .reject]), confidence: pick([.clear, .doubtful]),
        reasons: pick([[], [.pageBlurred], [.documentTooOld, .pageBlurred], [.pageBlank]]))
    }
    if state == .inReview {
      made.escalated = pick([true, false, false])
      made.changedByRerun = pick([true, false, false])
      made.holder = pick([
        nil, DeskHold(by: "anna", until: .start.addingTimeInterval(60)),
        DeskHold(by: "bo", until: .start.addingTimeInterval(pick([-1, 0, 60]))),
      ])
    }
    return made
  }
}

/// The same numbers each time (Steele, Lea and Flood, "Fast splittable pseudorandom number generators").
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
