import Casework
import FoundationEssentials
import Model
import Testing

/// What every `WorkQueue` promises.
package enum WorkQueueContract {
  /// Each to be run against a fresh store.
  package static let clauses: [Clause<any CaseStore>] = opening + claiming + settling

  private static let opening: [Clause<any CaseStore>] = [
    Clause("a submission opened twice is one case") { store in
      let first = try await opened(store)
      #expect(first.state == .waiting)
      let times = ReviewTimes(arrived: .start, priority: .standard, policy: ReviewPolicy())
      #expect(first.times == times.bounded(accountSince: .start))
      let again = NewCase.made(arrived: .start.addingTimeInterval(60))
      #expect(try await store.open(again) == .known(first, accountChanged: false))
      #expect(try await store.cases(.all) == [first])
    },
    Clause("numbers count on, with the year of arrival") { store in
      let newYear = Date.start.addingTimeInterval(60 * 86_400)
      let first = try await opened(store, .made("a"))
      let second = try await opened(store, .made("b", arrived: newYear))
      #expect([first, second].map(\.number.description) == ["K-2026-000001", "K-2027-000002"])
    },
    Clause("another account, pipeline or content is another case") { store in
      _ = try await opened(store)
      _ = try await opened(store, .made(account: .made(id: "A-1002")))
      _ = try await opened(store, .made(pipeline: "address"))
      _ = try await opened(store, .made("another passport"))
      #expect(try await store.cases(.all).count == 4)
    },
    Clause("account data that changed is told") { store in
      let first = try await opened(store)
      let changed = NewCase.made(account: .made(family: "Holm"))
      #expect(try await store.open(changed) == .known(first, accountChanged: true))
    },
    Clause("account data counts as it was judged") { store in
      let claim = try await claimed(store)
      let judged = Account.made(family: "Holm")
      let settled = try #require(
        try await store.settle(claim, .concluded(.made(account: judged)), at: .start))
      #expect(try await store.open(.made(account: judged)) == .known(settled, accountChanged: false))
      #expect(try await store.open(.made()) == .known(settled, accountChanged: true))
    },
    Clause("no promise goes beyond 30 days after an account's first submission, until a person approved one") { store in
      let day = 86_400.0
      let first = try await inReview(store, .made("a"))
      let limit = Date.start.addingTimeInterval(30 * day)
      let late = try await opened(store, .made("b", arrived: .start.addingTimeInterval(29.5 * day)))
      #expect(late.times.latest == limit)
      #expect(late.times.deadline == limit)
      try await act(store, first.number, .approve)
      let verified = try await opened(store, .made("c", arrived: .start.addingTimeInterval(29.5 * day)))
      #expect(verified.times.latest == nil)
      #expect(verified.times.deadline == .start.addingTimeInterval(32.5 * day))
    },
    Clause("twenty at once open one case") { store in
      let news = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<20 {
          group.addTask { if case .new = try await store.open(.made()) { 1 } else { 0 } }
        }
        return try await group.reduce(0, +)
      }
      #expect(news == 1)
    },
  ]

  private static let claiming: [Clause<any CaseStore>] = [
    Clause("a claim raises the attempt and holds off others") { store in
      let waiting = try await opened(store)
      let claim = try await claimed(store, waiting.number)
      #expect(claim.attempt == 1)
      #expect(claim.claimed.state == .working)
      #expect(claim.claimed.version > waiting.version)
      #expect(try await answer(store, waiting.number, .other) == .refused(claim.claimed))
      #expect(try await answer(store, waiting.number, .alive) == .refused(claim.claimed))
    },
    Clause("a clock that was wrong for a while holds up no case that it put back") { store in
      let claim = try await claimed(store)
      let wrong = Date.start.addingTimeInterval(7200)
      let waiting = try #require(try await store.settle(claim, .retry(after: .seconds(15)), at: wrong))
      #expect(waiting.state == .waiting)
      #expect(try await claimed(store, claim.number, .alive, at: .start).attempt == 2)
    },
    Clause("a clock that was set back holds up no new case") { store in
      let waiting = try await opened(store)
      let earlier = Date.start.addingTimeInterval(-3600)
      let claim = try await claimed(store, waiting.number, .alive, at: earlier)
      #expect(try await store.settle(claim, .handedBack, at: .start) != nil)
      #expect(try await claimed(store, waiting.number, .alive, at: earlier).attempt == 2)
    },
    Clause("of twenty at once one gets the claim") { store in
      let waiting = try await opened(store)
      let claims = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<20 {
          group.addTask { if case .claimed = try await answer(store, waiting.number, .alive) { 1 } else { 0 } }
        }
        return try await group.reduce(0, +)
      }
      #expect(claims == 1)
    },
    Clause("a lease that ran out is taken over, and its holder can settle no more") { store in
      let late = try await claimed(store)
      let after = late.until
      #expect(
        try await answer(store, late.number, .other, at: after.addingTimeInterval(-1)) == .refused(late.claimed))
      let claim = try await claimed(store, late.number, .other, at: after)
      #expect(claim.attempt == 2)
      #expect(try await store.settle(late, .concluded(.made(verdict: .rejection(.pageBlurred))), at: after) == nil)
      #expect(try await store.settle(late, .handedBack, at: after) == nil)
      let settled = try #require(try await store.settle(claim, .concluded(.made()), at: after))
      #expect(settled.verdict?.decision == .approve)
      let edges = try await store.find(late.number)?.history.map(\.edge)
      #expect(edges == [.opened, .claimed, .lapsed, .claimed, .concluded])
    },
    Clause("a lease that ran out and nobody took is still its holder's") { store in
      let late = try await claimed(store)
      #expect(try await store.settle(late, .concluded(.made()), at: late.until.addingTimeInterval(1)) != nil)
    },
    Clause("the lease of a process seen dead is taken over at once") { store in
      let lost = try await claimed(store, for: .killed)
      #expect(try await claimed(store, lost.number, .other).attempt == 2)
    },
    Clause("leases that lapse ten times put a case before a person") { store in
      let number = try await opened(store).number
      for _ in 0..<AttemptLimits.lapses { _ = try await claimed(store, number, .killed) }
      guard case .stuck(let stuck) = try await answer(store, number, .alive) else {
        Issue.record("claimed once more, or refused")
        return
      }
      try await expectStuck(store, stuck)
      #expect(try await answer(store, number, .alive) == .refused(stuck))
    },
    Clause("a number without a case is an error") { store in
      let number = CaseNumber(year: 2026, serial: 17)
      await #expect(throws: ReviewFailure.noSuchCase(number)) { try await answer(store, number, .alive) }
    },
  ]

  private static let settling: [Clause<any CaseStore>] = [
    Clause("a concluded case has a verdict and waits for a person") { store in
      let claim = try await claimed(store)
      let conclusion = Conclusion.made(verdict: .rejection(.pageBlurred, .holderNameMissing, .pageBlurred))
      let end = Date.start.addingTimeInterval(2)
      let settled = try #require(try await store.settle(claim, .concluded(conclusion), at: end))
      #expect(settled.state == .inReview)
      #expect(
        settled.verdict
          == VerdictSummary(decision: .reject, confidence: .clear, reasons: [.pageBlurred, .holderNameMissing]))
      #expect(settled.times == claim.claimed.times)
      let file = try #require(try await store.find(claim.number))
      #expect(file.summary == settled)
      #expect(file.account == .made())
      #expect(file.runs == [CaseRun(run: 1, at: end, conclusion: conclusion)])
      #expect(
        file.history == [
          CaseEvent(at: .start, edge: .opened, by: "kyc", run: 1, attempt: 0),
          CaseEvent(at: .start, edge: .claimed, by: "kyc", run: 1, attempt: 1),
          CaseEvent(at: end, edge: .concluded, by: "kyc", run: 1, attempt: 1),
        ])
    },
    Clause("a claim is settled once, and a run has one verdict") { store in
      let claim = try await claimed(store)
      let settled = try #require(try await store.settle(claim, .concluded(.made()), at: .start))
      #expect(try await store.settle(claim, .concluded(.made(verdict: .rejection(.pageBlurred))), at: .start) == nil)
      #expect(try await store.settle(claim, .handedBack, at: .start) == nil)
      #expect(try await store.settle(claim, .stuck, at: .start) == nil)
      #expect(try await answer(store, claim.number, .alive) == .refused(settled))
      #expect(try await store.find(claim.number)?.runs.map(\.conclusion) == [.made()])
    },
    Clause("what is handed back is claimed again, any number of times") { store in
      let number = try await opened(store).number
      for attempt in 1...20 {
        let claim = try await claimed(store, number)
        #expect(claim.attempt == attempt)
        #expect(try await store.settle(claim, .handedBack, at: .start)?.state == .waiting)
      }
    },
    Clause("what is to be retried waits until then") { store in
      let claim = try await claimed(store)
      let waiting = try #require(try await store.settle(claim, .retry(after: .seconds(30)), at: .start))
      #expect(waiting.state == .waiting)
      let due = Date.start.addingTimeInterval(30)
      #expect(
        try await answer(store, claim.number, .alive, at: due.addingTimeInterval(-1)) == .refused(waiting))
      #expect(try await claimed(store, claim.number, .alive, at: due).attempt == 2)
    },
    Clause("the third retry puts a case before a person") { store in
      let number = try await opened(store).number
      for _ in 1..<AttemptLimits.failures {
        let claim = try await claimed(store, number)
        #expect(try await store.settle(claim, .retry(after: .zero), at: .start)?.state == .waiting)
      }
      let last = try await claimed(store, number)
      try await expectStuck(store, try #require(try await store.settle(last, .retry(after: .zero), at: .start)))
    },
    Clause("a stuck case stands before a person") { store in
      let claim = try await claimed(store)
      try await expectStuck(store, try #require(try await store.settle(claim, .stuck, at: .start)))
    },
    Clause("pages that a run names are told from those that none names") { store in
      var random = SystemRandomNumberGenerator()
      let keys = (0..<3).map { _ in BlobKey.random(using: &random) }
      let claim = try await claimed(store)
      #expect(try await store.unnamed(among: keys, at: .start) == [])
      _ = try await store.settle(claim, .concluded(.made(pages: [keys[1]])), at: .start)
      #expect(try await store.unnamed(among: keys, at: .start) == [keys[0], keys[2]])
      _ = try await claimed(store, .made("of a dead process"), for: .killed)
      #expect(try await store.unnamed(among: keys, at: .start) == [keys[0], keys[2]])
    },
  ]

  private static func expectStuck(_ store: any CaseStore, _ stuck: Case) async throws {
    #expect(stuck.state == .inReview)
    #expect(
      stuck.verdict
        == VerdictSummary(decision: .reject, confidence: .doubtful, reasons: [.systemCouldNotProcess]))
    #expect(try await store.cases(.inReview) == [stuck])
    let file = try #require(try await store.find(stuck.number))
    #expect(file.runs.map(\.conclusion) == [.couldNotProcess(account: .made(), pipelineVersion: 3)])
    #expect(file.history.last?.edge == .stuck)
  }
}
