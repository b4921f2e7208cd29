import Casework
import FoundationEssentials
import Model
import Testing

/// What every `ReviewQueue` promises about finding cases.
package enum ReviewQueueContract {
  /// Each to be run against a fresh store.
  package static let clauses: [Clause<any CaseStore>] = listing + filtering

  private static let listing: [Clause<any CaseStore>] = [
    Clause("only cases in review are listed unless more are asked for") { store in
      let waiting = try await opened(store, .made("waiting"))
      let working = try await claimed(store, .made("working")).claimed
      let reviewed = try await inReview(store, .made("in review"))
      let toAsk = try await inReview(store, .made("asked", account: .made(id: "A-2")))
      let asked = try await act(store, toAsk.number, .ask([.pageBlurred]))
      let closed = try await act(store, try await inReview(store, .made("closed")).number, .approve)
      #expect(try await store.cases(.inReview) == [reviewed])
      #expect(try await store.cases(.all) == [waiting, working, reviewed, asked, closed])
      #expect(try await store.cases(CaseFilter(states: [.closed])) == [closed])
      #expect(try await store.cases(CaseFilter(states: [.inReview, .awaitingCustomer])) == [reviewed, asked])
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
      for limit in [0, 1, 3, 8, 9] {
        let first = try await store.cases(CaseFilter(limit: limit))
        #expect(first.map(\.accountID) == expected.prefix(limit).map(\.account.id))
      }
    },
    Clause("cases are listed in the order they came, from any place on") { store in
      for (index, deadline) in [9.0, 3, 6].enumerated() {
        let arrived = Date.start.addingTimeInterval(deadline * 3600)
        _ = try await inReview(store, .made("\(index)", account: .made(id: "A-\(index)"), arrived: arrived))
      }
      let all = try await store.cases(CaseFilter(after: .first))
      #expect(all.map(\.accountID) == ["A-0", "A-1", "A-2"])
      let next = try await store.cases(CaseFilter(after: .after(serial: all[0].number.serial), limit: 1))
      #expect(next == [all[1]])
      #expect(try await store.cases(CaseFilter(after: .after(serial: all[2].number.serial))).isEmpty)
    },
    Clause("a case is found by its whole number only") { store in
      let waiting = try await opened(store)
      #expect(try await store.find(waiting.number)?.summary == waiting)
      let others = [CaseNumber(year: 2025, serial: 1), CaseNumber(year: 2026, serial: 2)]
      for other in others { #expect(try await store.find(other) == nil) }
      #expect(try await store.cases(CaseFilter(states: [.waiting], numbers: [waiting.number] + others)) == [waiting])
      #expect(try await store.cases(CaseFilter(states: [.waiting], numbers: others)) == [])
      #expect(try await store.cases(CaseFilter(states: [.waiting], numbers: [])) == [])
    },
    Clause("the last runs of cases are told without the rest of them") { store in
      let waiting = try await opened(store, .made("waiting"))
      let reviewed = try await inReview(store, .made("in review"))
      let twice = try await inReview(store, .made("twice"))
      let later = Conclusion.made(verdict: .rejection(.pageBlank))
      _ = try await store.add(
        rerun: later, to: twice.number, version: twice.version, policy: ReviewPolicy(), by: "bo", at: .start)
      let none = CaseNumber(year: 2026, serial: 99)
      let runs = try await store.lastConclusions(of: [waiting.number, reviewed.number, twice.number, none])
      #expect(
        runs == [
          reviewed.number: CaseRun(run: 1, at: .start, conclusion: .made()),
          twice.number: CaseRun(run: 2, at: .start, conclusion: later),
        ])
    },
  ]

  private static let filtering: [Clause<any CaseStore>] = [
    Clause("cases are found by account, pipeline and what the machine said") { store in
      let blurred = try await inReview(
        store, .made("a", account: .made(id: "A-1")), .rejection(.pageBlurred, .holderNameMissing))
      let named = try await inReview(
        store, .made("b", account: .made(id: "A-2"), pipeline: "address"), .rejection(.holderNameMissing))
      var doubtful = Verdict.approval
      doubtful.confidence = .doubtful
      let approved = try await inReview(store, .made("c", account: .made(id: "A-2")), doubtful)
      try await expect(
        store,
        [
          (CaseFilter(accountID: "A-2"), [named, approved]),
          (CaseFilter(accountID: "A-2", pipeline: "address"), [named]),
          (CaseFilter(reason: .holderNameMissing), [blurred, named]),
          (CaseFilter(reason: .pageBlurred), [blurred]),
          (CaseFilter(reason: .pageBlank), []),
          (CaseFilter(verdict: .approve), [approved]),
          (CaseFilter(verdict: .reject), [blurred, named]),
          (CaseFilter(verdict: .reject, limit: 1), [blurred]),
          (CaseFilter(confidence: .doubtful), [approved]),
          (CaseFilter(verdict: .reject, confidence: .doubtful), []),
        ])
    },
    Clause("a decision is the person's, or else the machine's") { store in
      let refused = try await inReview(store, .made("a"), .rejection(.pageBlurred))
      let overruled = try await act(
        store, try await inReview(store, .made("b"), .rejection(.pageBlurred)).number, .approve)
      let approved = try await inReview(store, .made("c"))
      _ = try await opened(store, .made("no verdict yet"))
      let states = Set(CaseState.allCases)
      try await expect(
        store,
        [
          (CaseFilter(states: states, decision: .reject), [refused]),
          (CaseFilter(states: states, decision: .approve), [overruled, approved]),
          (CaseFilter(states: states, verdict: .reject), [refused, overruled]),
        ])
    },
    Clause("cases are found by team and by who may take them") { store in
      let general = try await inReview(store, .made("a"))
      let toEscalate = try await inReview(store, .made("b"))
      let escalated = try await act(store, toEscalate.number, .escalate(team: "payments"))
      let toHold = try await inReview(store, .made("c"))
      let end = Date.start.addingTimeInterval(DeskHold.length)
      let held = try await act(store, toHold.number, .claim(until: end))
      let justBefore = end.addingTimeInterval(-0.001)
      try await expect(
        store,
        [
          (CaseFilter(team: "general"), [general, held]),
          (CaseFilter(team: "payments"), [escalated]),
          (CaseFilter(escalated: true), [escalated]),
          (CaseFilter(escalated: false), [general, held]),
          (CaseFilter(freeFor: .init(by: "bo", at: .start)), [general, escalated]),
          (CaseFilter(freeFor: .init(by: "bo", at: justBefore)), [general, escalated]),
          (CaseFilter(freeFor: .init(by: "anna", at: .start)), [general, escalated, held]),
          (CaseFilter(freeFor: .init(by: "bo", at: end)), [general, escalated, held]),
        ])
    },
    Clause("cases are found by arrival and deadline, from an instant up to another") { store in
      let first = try await inReview(store, .made("a"))
      let later = Date.start.addingTimeInterval(5400)
      let second = try await inReview(store, .made("b", arrived: later))
      try await expect(
        store,
        [
          (CaseFilter(arrivedFrom: .start, arrivedBefore: later), [first]),
          (CaseFilter(arrivedFrom: later), [second]),
          (CaseFilter(arrivedBefore: .start), []),
          (CaseFilter(arrivedBefore: later.addingTimeInterval(0.0004)), [first, second]),
          (CaseFilter(deadlineFrom: first.times.deadline, deadlineBefore: second.times.deadline), [first]),
          (CaseFilter(deadlineFrom: second.times.deadline), [second]),
          (CaseFilter(deadlineBefore: first.times.deadline), []),
          (CaseFilter(deadlineBefore: second.times.deadline.addingTimeInterval(1)), [first, second]),
        ])
    },
  ]

  private static func expect(_ store: any CaseStore, _ table: [(filter: CaseFilter, cases: [Case])]) async throws {
    for row in table { #expect(try await store.cases(row.filter) == row.cases, "\(row.filter)") }
  }
}
