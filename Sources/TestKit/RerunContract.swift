import Casework
import FoundationEssentials
import Model
import Testing

/// What every `ReviewQueue` promises about reruns. The rules themselves are those of `Case.afterRerun`.
package enum RerunContract {
  /// Each to be run against a fresh store.
  package static let clauses: [Clause<any CaseStore>] = adding + reopening

  private static let policy = ReviewPolicy()
  private static let later = Date.start.addingTimeInterval(100 * 3600)

  private static let adding: [Clause<any CaseStore>] = [
    Clause("a rerun adds a run, and the old verdict stays") { store in
      let standing = try await inReview(store, .made(), .rejection(.pageBlurred))
      let before = Conclusion.made(verdict: .rejection(.pageBlurred))
      var conclusion = Conclusion.made(account: .made(family: "Holm"))
      conclusion.pipelineVersion = 4
      let changed = try await add(store, conclusion, to: standing)
      #expect(changed.state == .inReview)
      #expect(changed.run == 2)
      #expect(changed.pipelineVersion == 4)
      #expect(changed.verdict == conclusion.summary)
      #expect(changed.changedByRerun)
      #expect(changed.times == standing.times)
      let file = try #require(try await store.find(standing.number))
      #expect(file.summary == changed)
      #expect(file.account == .made(family: "Holm"))
      #expect(
        file.runs == [
          CaseRun(run: 1, at: .start, conclusion: before),
          CaseRun(run: 2, at: later, conclusion: conclusion, after: before),
        ])
      #expect(file.runs.map(\.change?.reasonsGone) == [nil, [.pageBlurred]])
      #expect(file.history.last == CaseEvent(at: later, edge: .reran, by: "bo", run: 2, attempt: 1))
      #expect(try await store.cases(CaseFilter(changedByRerun: true)) == [changed])
      let closed = try await act(store, standing.number, .approve)
      #expect(!closed.changedByRerun)
    },
    Clause("a change opens a closed case again, with a new deadline, and the old ruling stays in the history") {
      store in
      let number = try await inReview(store, .made(), .rejection(.pageBlurred)).number
      let closed = try await act(store, number, .reject([.pageBlurred]))
      let changed = try await add(store, .made(), to: closed)
      #expect(changed.state == .inReview)
      #expect(changed.ruling == nil)
      #expect(changed.times.arrived == .start)
      #expect(changed.times.target == later.addingTimeInterval(24 * 3600))
      #expect(changed.times.deadline == later.addingTimeInterval(72 * 3600))
      let history = try #require(try await store.find(number)).history
      #expect(history.suffix(2).map(\.edge) == [.rejected, .reran])
      #expect(history.dropLast().last?.reasons == [.pageBlurred])
      #expect(try await act(store, number, .approve).ruling?.decision == .approve)
    },
    Clause("no change opens nothing, but the run is kept") { store in
      let number = try await inReview(store).number
      let closed = try await act(store, number, .approve)
      let same = Conclusion.made(account: .made(family: "Holm"))
      let standing = try await add(store, same, to: closed)
      var expected = closed
      expected.run = 2
      expected.version += 1
      #expect(standing == expected)
      let file = try #require(try await store.find(number))
      #expect(file.account == .made(family: "Holm"))
      #expect(file.runs.map(\.change?.isEmpty) == [nil, true])
      #expect(try await store.open(.made(account: .made(family: "Holm"))) == .known(standing, accountChanged: false))
    },
    Clause("a change ends the wait for the customer, and the clock goes on where it stood") { store in
      let number = try await inReview(store, .made(), .rejection(.pageBlurred)).number
      let asked = try await act(store, number, .ask([]))
      let unchanged = try await add(
        store, .made(account: .made(family: "Holm"), verdict: .rejection(.pageBlurred)), to: asked)
      #expect(unchanged.asked == asked.asked)
      #expect(unchanged.times == asked.times)
      let changed = try await add(store, .made(), to: unchanged)
      #expect(changed.state == .inReview)
      #expect(changed.asked == nil)
      #expect(changed.times.deadline == asked.times.deadline.addingTimeInterval(100 * 3600))
      #expect(changed.times.target == asked.times.target.addingTimeInterval(100 * 3600))
    },
    Clause("pages of the run before may be named again, and none is an orphan") { store in
      var random = SystemRandomNumberGenerator()
      let keys = (0..<3).map { _ in BlobKey.random(using: &random) }
      let standing = try await inReview(store, .made(), .rejection(.pageBlurred), pages: [keys[0], keys[1]])
      _ = try await add(store, .made(pages: [keys[0], keys[2]]), to: standing)
      #expect(try await store.unnamed(among: keys, at: later) == [])
    },
    Clause("a rerun of what changed meanwhile is refused, and changes nothing") { store in
      let standing = try await inReview(store)
      try await act(store, standing.number, .approve)
      let file = try await store.find(standing.number)
      await #expect(throws: ReviewFailure.changed(standing.number)) { try await add(store, .made(), to: standing) }
      #expect(try await store.find(standing.number) == file)
    },
    Clause("of a decision and twenty reruns at once one wins") { store in
      let standing = try await inReview(store, .made(), .rejection(.pageBlurred))
      let won = try await withThrowingTaskGroup(of: Int.self) { group in
        for racer in 0..<21 {
          group.addTask {
            do {
              if racer == 0 {
                try await act(store, standing.number, .approve, version: standing.version)
              } else {
                _ = try await add(store, .made(), to: standing)
              }
              return 1
            } catch is ReviewFailure {
              return 0
            }
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(won == 1)
    },
    Clause("what has no verdict, or is nowhere, is not judged again") { store in
      let waiting = try await opened(store)
      await #expect(throws: ReviewFailure.notInReview(waiting.number, .waiting)) {
        try await add(store, .made(), to: waiting)
      }
      var nowhere = waiting
      nowhere.number = CaseNumber(year: 2026, serial: 17)
      await #expect(throws: ReviewFailure.noSuchCase(nowhere.number)) { try await add(store, .made(), to: nowhere) }
      #expect(try await store.find(waiting.number)?.runs == [])
    },
  ]

  private static let reopening: [Clause<any CaseStore>] = [
    Clause("a stuck case goes back to the workers, as if nothing had been tried") { store in
      let number = try await opened(store).number
      for _ in 0..<AttemptLimits.failures {
        _ = try await store.settle(try await claimed(store, number), .retry(after: .zero), at: .start)
      }
      let stuck = try #require(try await store.find(number)).summary
      let waiting = try await reopen(store, stuck)
      #expect(waiting.state == .waiting)
      #expect(waiting.run == 2)
      #expect(waiting.verdict == stuck.verdict)
      let claim = try await claimed(store, number, at: later)
      #expect(claim.before == nil)
      #expect(try await store.settle(claim, .retry(after: .zero), at: later)?.state == .waiting)
      let settled = try await concluded(store, number, .made(), at: later)
      #expect(settled.verdict == Conclusion.made().summary)
      let file = try #require(try await store.find(number))
      #expect(file.runs.map(\.run) == [1, 2])
      #expect(file.history.filter { $0.edge == .reopened }.map(\.by) == ["bo"])
    },
    Clause("a closed case is reopened with a new deadline, and without its ruling") { store in
      let number = try await opened(store).number
      _ = try await store.settle(try await claimed(store, number), .stuck, at: .start)
      let closed = try await act(store, number, .reject([.systemCouldNotProcess]))
      let waiting = try await reopen(store, closed)
      #expect(waiting.ruling == nil)
      #expect(waiting.times.deadline == later.addingTimeInterval(72 * 3600))
      await #expect(throws: ReviewFailure.notInReview(number, .waiting)) { try await reopen(store, waiting) }
      await #expect(throws: ReviewFailure.changed(number)) { try await reopen(store, closed) }
    },
  ]

  private static func add(_ store: any CaseStore, _ conclusion: Conclusion, to standing: Case) async throws -> Case {
    try await store.add(
      rerun: conclusion, to: standing.number, version: standing.version, policy: policy, by: "bo", at: later)
  }

  private static func reopen(_ store: any CaseStore, _ standing: Case) async throws -> Case {
    try await store.reopen(standing.number, version: standing.version, policy: policy, by: "bo", at: later)
  }
}
