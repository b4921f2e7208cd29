import Casework
import Foundation
import Inspection
import Model
import Synchronization
import TestKit
import Testing

struct RerunTests {
  private let bench = RerunBench()

  @Test("a rerun judges the kept facts with corrected account data, as of the first day")
  func changed() async throws {
    let first = try await bench.decided(bench.rejecting)
    let judged = Mutex<(files: [Inspected], account: Account, day: Day)?>(nil)
    var pipeline = Pipeline.made()
    pipeline.version = 4
    pipeline.judge = { files, account, day, _ in
      judged.withLock { $0 = (files, account, day) }
      return .approval
    }
    let holm = Account.made(family: "Holm")
    guard case .changed(let changed, let run, let change) = try await bench.follow(pipeline, account: holm) else {
      Issue.record("not changed")
      return
    }
    let seen = try #require(judged.withLock { $0 })
    #expect(seen.files == first.files.map(\.inspected))
    #expect(seen.account == holm)
    #expect(seen.day == RerunBench.firstDay)

    var expected = first
    expected.pipelineVersion = 4
    expected.account = holm
    expected.verdict = .approval
    expected.milliseconds = run.conclusion.milliseconds
    #expect(run == CaseRun(run: 2, at: RerunBench.later, conclusion: expected, after: first))
    #expect(expected.milliseconds.keys.sorted() == ["judge"])
    #expect(change == VerdictChange(from: first, to: expected))
    let file = try #require(try await bench.store.find(bench.number))
    #expect(file.summary == changed)
    #expect(changed.changedByRerun)
    #expect(file.runs == [CaseRun(run: 1, at: .start, conclusion: first), run])
    #expect(file.history.last == CaseEvent(at: RerunBench.later, edge: .reran, by: "bo", run: 2, attempt: 1))
    #expect(await bench.blobs.count == 2)
  }

  @Test("a case stored before days were kept is judged as of its arrival")
  func firstSchema() async throws {
    _ = try await bench.store.open(.made())
    guard
      case .claimed(let claim) = try await bench.store.claim(
        bench.number, for: .alive, until: .distantFuture, at: .start)
    else {
      Issue.record("not claimed")
      return
    }
    _ = try await bench.store.settle(claim, .concluded(.made(verdict: .rejection(.pageBlurred))), at: .start)
    guard case .changed(_, let run, _) = try await bench.follow(.made()) else {
      Issue.record("not changed")
      return
    }
    #expect(run.conclusion.asOf == Day(year: 2026, month: 11, day: 22))
  }

  @Test("a rerun under which nothing differs writes nothing", arguments: [false, true])
  func replay(inspecting: Bool) async throws {
    _ = try await bench.decided(bench.rejecting)
    let file = try #require(try await bench.store.find(bench.number))
    let last = try #require(file.runs.last)
    for account in [nil, Account.made()] {
      let outcome = try await bench.follow(bench.rejecting, inspecting ? ScriptedInspector() : nil, account: account)
      #expect(outcome == .unchanged(file.summary, last))
    }
    #expect(try await bench.store.find(bench.number) == file)
    #expect(await bench.blobs.count == 2)
  }

  @Test("the same verdict for other account data or another version is kept, and opens nothing")
  func unchanged() async throws {
    _ = try await bench.decided(bench.rejecting)
    let closed = try await bench.store.act(
      bench.number, .reject([.pageBlurred]), by: "anna", note: nil, version: nil, at: .start)
    var newer = bench.rejecting
    newer.version = 4
    for (pipeline, account, run) in [(bench.rejecting, Account.made(family: "Holm"), 2), (newer, nil, 3)] {
      guard case .unchanged(let standing, let added) = try await bench.follow(pipeline, account: account) else {
        Issue.record("changed")
        return
      }
      #expect(standing.state == .closed)
      #expect(standing.ruling == closed.ruling)
      #expect(standing.run == run)
      #expect(added.run == run)
      #expect(added.change?.isEmpty == true)
    }
    let file = try #require(try await bench.store.find(bench.number))
    #expect(file.account == .made(family: "Holm"))
    #expect(file.summary.pipelineVersion == 4)
  }

  @Test("a verdict that only measures otherwise is kept, and opens nothing")
  func measuredOtherwise() async throws {
    _ = try await bench.decided(bench.rejecting)
    var pipeline = bench.rejecting
    pipeline.judge = { _, _, _, _ in
      var verdict = Verdict.rejection(.pageBlurred)
      verdict.findings[0].measured = 0.1
      return verdict
    }
    guard case .unchanged(let standing, let run) = try await bench.follow(pipeline) else {
      Issue.record("changed")
      return
    }
    #expect(standing.state == .inReview)
    #expect(!standing.changedByRerun)
    #expect(run.run == 2)
  }

  @Test("a dry run tells what a rerun would do, and does nothing", arguments: [false, true])
  func dryRun(changes: Bool) async throws {
    _ = try await bench.decided(bench.rejecting)
    let file = try await bench.store.find(bench.number)
    let pipeline = changes ? Pipeline.made() : bench.rejecting
    let holm = Account.made(family: "Holm")
    let dry = try await bench.follow(pipeline, account: holm, dryRun: true)
    #expect(try await bench.store.find(bench.number) == file)
    let real = try await bench.follow(pipeline, account: holm)
    switch (dry, real) {
    case (.changed(let standing, let dryRun, let dryChange), .changed(_, let run, let change)):
      #expect(standing == file?.summary)
      #expect(dryRun == run)
      #expect(dryChange == change)
      #expect(changes)
    case (.unchanged(let standing, let dryRun), .unchanged(_, let run)):
      #expect(standing == file?.summary)
      #expect(dryRun == run)
      #expect(!changes)
    default: Issue.record("a dry run says otherwise")
    }
  }

  @Test("what was judged on an answer is judged again as of the answer's day")
  func answered() async throws {
    _ = try await bench.decided(bench.rejecting)
    _ = try await bench.store.act(bench.number, .ask([]), by: "anna", note: nil, version: nil, at: .start)
    let answerDay = Day(daysSinceEpoch: 20_030)
    _ = try await bench.path().follow(.made("sharp"), through: bench.rejecting, today: answerDay)
    guard case .changed(_, let run, _) = try await bench.follow(.made()) else {
      Issue.record("not changed")
      return
    }
    #expect(run.run == 3)
    #expect(run.conclusion.asOf == answerDay)
    #expect(run.conclusion.files.map(\.sha256) == ["hash of back", "hash of sharp"])
  }

  @Test("without a verdict there is nothing to judge again", arguments: [CaseState.waiting, .working])
  func notJudgedYet(state: CaseState) async throws {
    _ = try await bench.store.open(.made())
    if state == .working {
      _ = try await bench.store.claim(bench.number, for: .alive, until: .distantFuture, at: .start)
    }
    let file = try #require(try await bench.store.find(bench.number))
    #expect(try await bench.follow(.made()) == .notJudgedYet(file.summary))
    #expect(try await bench.store.find(bench.number) == file)
  }

  @Test("a case of which nothing was kept goes back to the workers, and the next run examines it")
  func nothingKept() async throws {
    let failing = ScriptedInspector { _ throws(InspectorFailure) in throw .cannotStart("kyc-inspector") }
    for _ in 0..<AttemptLimits.failures {
      _ = try await bench.path(failing).follow(
        .made("front", "back"), through: bench.rejecting, today: RerunBench.firstDay)
    }
    let stuck = try #require(try await bench.store.find(bench.number)).summary
    #expect(try await bench.follow(bench.rejecting, dryRun: true) == .nothingKept(stuck))
    #expect(try await bench.store.find(bench.number)?.summary == stuck)
    guard case .nothingKept(let waiting) = try await bench.follow(bench.rejecting) else {
      Issue.record("something was kept")
      return
    }
    #expect(waiting.state == .waiting)
    let first = try await bench.decided(bench.rejecting)
    let file = try #require(try await bench.store.find(bench.number))
    #expect(file.summary.run == 2)
    #expect(file.runs.last?.conclusion == first)
    #expect(bench.log.lines.contains { $0.contains("edge=reopened") })
  }

  @Test("another account's data, and a number without a case, are errors")
  func errors() async throws {
    _ = try await bench.decided(bench.rejecting)
    let file = try await bench.store.find(bench.number)
    await #expect(throws: ReviewFailure.otherAccount(bench.number)) {
      try await bench.follow(.made(), account: .made(id: "A-2"))
    }
    #expect(try await bench.store.find(bench.number) == file)
    let other = CaseNumber(year: 2026, serial: 2)
    await #expect(throws: ReviewFailure.noSuchCase(other)) {
      try await bench.rerun().follow(other, through: .made(), by: "bo", dryRun: false)
    }
  }

  @Test("a case that changed meanwhile is left as it is")
  func changedMeanwhile() async throws {
    _ = try await bench.decided(bench.rejecting)
    let review = HookedReview(queue: bench.store) { [bench] in
      _ = try await bench.store.act(bench.number, .approve, by: "anna", note: nil, version: nil, at: .start)
    }
    await #expect(throws: ReviewFailure.changed(bench.number)) {
      try await bench.rerun(bench.wider(), review: review).follow(
        bench.number, through: .made(), by: "bo", dryRun: false)
    }
    let file = try #require(try await bench.store.find(bench.number))
    #expect(file.summary.state == .closed)
    #expect(file.runs.count == 1)
    #expect(await bench.blobs.count == 2)
  }
}
