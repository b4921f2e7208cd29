import Casework
import FoundationEssentials
import Model
import Testing

/// What every `ReviewQueue` promises.
package enum ReviewQueueContract {
  /// Each to be run against a fresh store.
  package static let clauses: [Clause<any CaseStore>] = listing + deciding

  private static let listing: [Clause<any CaseStore>] = [
    Clause("only cases in review are listed unless more are asked for") { store in
      let waiting = try await opened(store, .made("waiting"))
      let working = try await claimed(store, .made("working")).claimed
      let reviewed = try await inReview(store, .made("in review"))
      let toClose = try await inReview(store, .made("closed"))
      let closed = try await store.decide(
        toClose.number, version: nil, ReviewDecision(.approve, by: "anna"), at: .start)
      #expect(try await store.cases(.inReview) == [reviewed])
      #expect(try await store.cases(.all) == [waiting, working, reviewed, closed])
      #expect(try await store.cases(CaseFilter(states: [.closed])) == [closed])
      #expect(try await store.cases(CaseFilter(states: [])) == [])
    },
    Clause("the earlier deadline comes first, then VIPs, then the purpose, then the arrival") { store in
      let late = Date.start.addingTimeInterval(48 * 3600)
      let expected = [
        NewCase.made("1", account: .made(id: "vip", priority: .vip), arrived: .start),
        .made("2", account: .made(id: "vip later", priority: .vip), arrived: late),
        .made("3", account: .made(id: "withdrawal", purpose: .withdrawal), arrived: .start.addingTimeInterval(9)),
        .made("4", account: .made(id: "account", purpose: .account), arrived: .start.addingTimeInterval(8)),
        .made("5", account: .made(id: "technical", purpose: .technical), arrived: .start.addingTimeInterval(7)),
        .made("6", account: .made(id: "early"), arrived: .start.addingTimeInterval(5)),
        .made("7", account: .made(id: "less early"), arrived: .start.addingTimeInterval(6)),
        .made("8", account: .made(id: "another hour", purpose: .withdrawal), arrived: .start.addingTimeInterval(3600)),
      ]
      for new in expected.reversed() { _ = try await inReview(store, new) }
      #expect(try await store.cases(.inReview).map(\.accountID) == expected.map(\.account.id))
    },
    Clause("cases are found by account, pipeline and reason") { store in
      let blurred = try await inReview(
        store, .made("a", account: .made(id: "A-1")), .rejection(.pageBlurred, .holderNameMissing))
      let named = try await inReview(
        store, .made("b", account: .made(id: "A-2"), pipeline: "address"), .rejection(.holderNameMissing))
      let approved = try await inReview(store, .made("c", account: .made(id: "A-2")))
      #expect(try await store.cases(CaseFilter(accountID: "A-2")) == [named, approved])
      #expect(try await store.cases(CaseFilter(accountID: "A-2", pipeline: "address")) == [named])
      #expect(try await store.cases(CaseFilter(reason: .holderNameMissing)) == [blurred, named])
      #expect(try await store.cases(CaseFilter(reason: .pageBlurred)) == [blurred])
      #expect(try await store.cases(CaseFilter(reason: .pageBlank)) == [])
    },
    Clause("a case is found by its whole number only") { store in
      let waiting = try await opened(store)
      #expect(try await store.find(waiting.number)?.summary == waiting)
      #expect(try await store.find(CaseNumber(year: 2025, serial: 1)) == nil)
      #expect(try await store.find(CaseNumber(year: 2026, serial: 2)) == nil)
    },
  ]

  private static let deciding: [Clause<any CaseStore>] = [
    Clause("a decision closes a case, and who, when and why is kept") { store in
      let standing = try await inReview(store)
      let later = Date.start.addingTimeInterval(600)
      let closed = try await store.decide(
        standing.number, version: standing.version,
        ReviewDecision(.reject, reasons: [.documentExpired], note: Private(Planted.note), by: "anna"), at: later)
      #expect(closed.state == .closed)
      #expect(closed.ruling == Ruling(decision: .reject, reasons: [.documentExpired], by: "anna", at: later))
      #expect(closed.verdict == standing.verdict)
      let file = try #require(try await store.find(standing.number))
      #expect(file.summary == closed)
      #expect(file.note == Private(Planted.note))
      #expect(
        file.history.last == CaseEvent(at: later, edge: .rejected, by: "anna", run: 1, attempt: 1))
    },
    Clause("a case is decided once, and who comes late learns by whom") { store in
      let standing = try await inReview(store)
      let closed = try await store.decide(
        standing.number, version: nil, ReviewDecision(.approve, by: "anna"), at: .start)
      let ruling = try #require(closed.ruling)
      for version in [nil, standing.version, closed.version] {
        await #expect(throws: ReviewFailure.alreadyDecided(standing.number, ruling)) {
          try await store.decide(
            standing.number, version: version, ReviewDecision(.reject, reasons: [.pageBlurred], by: "bo"), at: .start)
        }
      }
      #expect(try await store.find(standing.number)?.summary == closed)
    },
    Clause("of twenty people at once one decides") { store in
      let standing = try await inReview(store)
      let decisions = await withTaskGroup(of: Int.self) { group in
        for person in 0..<20 {
          group.addTask {
            let decision = ReviewDecision(.approve, by: "person \(person)")
            let closed = try? await store.decide(standing.number, version: standing.version, decision, at: .start)
            return closed == nil ? 0 : 1
          }
        }
        return await group.reduce(0, +)
      }
      #expect(decisions == 1)
    },
    Clause("a case that changed since it was seen is not decided") { store in
      let standing = try await inReview(store)
      await #expect(throws: ReviewFailure.changed(standing.number)) {
        try await store.decide(
          standing.number, version: standing.version - 1, ReviewDecision(.approve, by: "anna"), at: .start)
      }
      #expect(try await store.find(standing.number)?.summary == standing)
    },
    Clause("a case without a verdict is not decided") { store in
      let number = try await opened(store).number
      let decision = ReviewDecision(.approve, by: "anna")
      await #expect(throws: ReviewFailure.notInReview(number, .waiting)) {
        try await store.decide(number, version: nil, decision, at: .start)
      }
      _ = try await claimed(store, number)
      await #expect(throws: ReviewFailure.notInReview(number, .working)) {
        try await store.decide(number, version: nil, decision, at: .start)
      }
    },
    Clause("a rejection needs a reason, an approval has none") { store in
      let number = try await inReview(store).number
      for decision in [ReviewDecision(.reject, by: "anna"), .init(.approve, reasons: [.pageBlank], by: "anna")] {
        await #expect(throws: ReviewFailure.reasonsDoNotFit(number)) {
          try await store.decide(number, version: nil, decision, at: .start)
        }
      }
    },
    Clause("a number without a case is an error") { store in
      let number = CaseNumber(year: 2026, serial: 17)
      await #expect(throws: ReviewFailure.noSuchCase(number)) {
        try await store.decide(number, version: nil, ReviewDecision(.approve, by: "anna"), at: .start)
      }
    },
  ]

  private static func inReview(
    _ store: any CaseStore, _ new: NewCase = .made(), _ verdict: Verdict = .approval
  ) async throws -> Case {
    let claim = try await claimed(store, new)
    let conclusion = Conclusion.made(account: new.account, verdict: verdict)
    return try #require(try await store.settle(claim, .concluded(conclusion), at: .start))
  }
}
