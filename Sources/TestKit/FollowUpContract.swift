import Casework
import FoundationEssentials
import Model
import Testing

/// What every `WorkQueue` promises about files that come after the first ones.
package enum FollowUpContract {
  /// Each to be run against a fresh store.
  package static let clauses: [Clause<any CaseStore>] = answering + sighting

  private static let later = Date.start.addingTimeInterval(50 * 3600)

  private static let answering: [Clause<any CaseStore>] = [
    Clause("what the customer sends after being asked belongs to the same case, and the clock goes on") { store in
      let first = try await asked(store)
      let answer = NewCase.made("sharp passport", account: .made(family: "Holm"), arrived: later)
      guard case .followUp(let waiting) = try await store.open(answer) else {
        Issue.record("no follow-up")
        return
      }
      #expect(waiting.number == first.number)
      #expect(waiting.state == .waiting)
      #expect(waiting.run == 2)
      #expect(waiting.asked == nil)
      #expect(waiting.verdict == first.verdict)
      #expect(waiting.times.arrived == .start)
      #expect(waiting.times.target == first.times.target.addingTimeInterval(50 * 3600))
      #expect(waiting.times.deadline == first.times.deadline.addingTimeInterval(50 * 3600))
      let file = try #require(try await store.find(first.number))
      #expect(file.summary == waiting)
      #expect(file.account == .made(family: "Holm"))
      #expect(file.history.last == CaseEvent(at: later, edge: .answered, by: "kyc", run: 2, attempt: 1))
      let claim = try await claimed(store, first.number, at: later)
      #expect(claim.before == .made(verdict: .rejection(.pageBlurred)))
      let settled = try #require(
        try await store.settle(claim, .concluded(.made(account: .made(family: "Holm"))), at: later))
      #expect(settled.run == 2)
      #expect(try await store.find(first.number)?.runs.map(\.run) == [1, 2])
      for known in [NewCase.made(account: .made(family: "Holm")), answer] {
        #expect(try await store.open(known) == .known(settled, accountChanged: false))
      }
    },
    Clause("what was sent before does not go in for what was sent after it") { store in
      let first = try await asked(store)
      guard case .followUp(let waiting) = try await store.open(.made("sharp passport", arrived: later)) else {
        Issue.record("no follow-up")
        return
      }
      #expect(try await store.open(.made()) == .overtaken(waiting))
      let claim = try await claimed(store, first.number, at: later)
      #expect(try await store.open(.made()) == .overtaken(claim.claimed))
      #expect(
        try await store.open(.made("sharp passport")) == .known(claim.claimed, accountChanged: false))
    },
    Clause("only the same account and pipeline, while the case waits for it, make an answer") { store in
      let standing = try await inReview(store, .made(), .rejection(.pageBlurred))
      _ = try await opened(store, .made("before it was asked"))
      try await act(store, standing.number, .ask([]))
      _ = try await opened(store, .made("a", account: .made(id: "A-2")))
      _ = try await opened(store, .made("b", pipeline: "address"))
      try await act(store, standing.number, .approve)
      _ = try await opened(store, .made("after it was decided"))
    },
    Clause("the file that was complained about is no answer") { store in
      let first = try await asked(store)
      // Another file beside it makes it another submission of the same content.
      var again = NewCase.made()
      again.identity += [0]
      again.files = [Conclusion.made().files[0].sha256]
      #expect(try await store.open(again) == .known(first, accountChanged: false))
      again.files.append("another file")
      guard case .followUp = try await store.open(again) else {
        Issue.record("no follow-up")
        return
      }
    },
    Clause("of two cases that wait the first one is answered first") { store in
      let cases = [try await inReview(store, .made("a")), try await inReview(store, .made("b"))]
      for standing in cases { try await act(store, standing.number, .ask([.pageBlurred])) }
      for (standing, content) in zip(cases, ["c", "d"]) {
        guard case .followUp(let waiting) = try await store.open(.made(content)) else {
          Issue.record("no follow-up")
          return
        }
        #expect(waiting.number == standing.number)
      }
    },
    Clause("of twenty answers at once one goes in, and the others are cases of their own") { store in
      let first = try await asked(store)
      let answers = try await withThrowingTaskGroup(of: Opening.self) { group in
        for answer in 0..<20 { group.addTask { try await store.open(.made("answer \(answer)")) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let followUps = answers.filter { if case .followUp = $0 { true } else { false } }
      #expect(followUps.count == 1)
      #expect(answers.filter { if case .new = $0 { true } else { false } }.count == 19)
      #expect(try await store.find(first.number)?.summary.run == 2)
    },
    Clause("trouble with the first files does not count against the answer") { store in
      let number = try await opened(store).number
      for _ in 1..<AttemptLimits.failures {
        _ = try await store.settle(try await claimed(store, number), .retry(after: .zero), at: .start)
      }
      _ = try await concluded(store, number, .made(verdict: .rejection(.pageBlurred)))
      try await act(store, number, .ask([]))
      _ = try await store.open(.made("sharp passport"))
      let claim = try await claimed(store, number)
      #expect(try await store.settle(claim, .retry(after: .zero), at: .start)?.state == .waiting)
    },
    Clause("a case that got stuck over the answer still has what was kept before") { store in
      let first = try await asked(store)
      _ = try await store.open(.made("sharp passport", arrived: later))
      let stuck = try #require(
        try await store.settle(try await claimed(store, first.number, at: later), .stuck, at: later))
      #expect(stuck.verdict?.reasons == [.systemCouldNotProcess])
      _ = try await store.reopen(
        first.number, version: stuck.version, policy: ReviewPolicy(), by: "bo", at: later)
      let claim = try await claimed(store, first.number, at: later)
      #expect(claim.claimed.run == 3)
      #expect(claim.before == .made(verdict: .rejection(.pageBlurred)))
    },
  ]

  private static let sighting: [Clause<any CaseStore>] = [
    Clause("files seen before are told, with the case they belong to") { store in
      let passport = "hash of passport"
      let first = try await inReview(store, .made())
      let rejected = try await act(store, first.number, .reject([.pageBlurred]))
      let second = try await opened(store, .made(pipeline: "address"))
      let other = try await opened(store, .made(account: .made(id: "A-2")))
      func sighting(_ file: Int, _ standing: Case, _ decision: Verdict.Decision?) -> Sighting {
        Sighting(
          file: file, number: standing.number, accountID: standing.accountID,
          sameAccount: standing.accountID == "A-1001", pipeline: standing.pipeline, state: standing.state,
          decision: decision)
      }
      #expect(
        try await store.sightings(of: ["hash of bill", passport], besides: second.number)
          == [sighting(2, rejected, .reject), sighting(2, other, nil)])
      #expect(try await store.sightings(of: ["hash of bill"], besides: first.number) == [])
      #expect(try await store.sightings(of: [], besides: first.number) == [])
    },
    Clause("files of an answer are seen again too") { store in
      let first = try await asked(store)
      _ = try await store.open(.made("sharp passport"))
      let other = try await opened(store, .made("sharp passport", account: .made(id: "A-2")))
      let sightings = try await store.sightings(of: ["hash of sharp passport"], besides: other.number)
      #expect(sightings.map(\.number) == [first.number])
      #expect(sightings.map(\.decision) == [.reject])
    },
    Clause("a number without a case is an error") { store in
      let number = CaseNumber(year: 2026, serial: 17)
      await #expect(throws: ReviewFailure.noSuchCase(number)) { try await store.sightings(of: [], besides: number) }
    },
  ]

  /// Its only file is complained about, and the customer was asked at the start.
  private static func asked(_ store: any CaseStore) async throws -> Case {
    let standing = try await inReview(store, .made(), .rejection(.pageBlurred))
    return try await act(store, standing.number, .ask([]))
  }
}
