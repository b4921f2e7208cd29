import Casework
import FoundationEssentials
import Model
import Testing

/// What every `WorkQueue` promises about uploads that lie in a vault, and about requests.
package enum IntakeContract {
  /// Each to be run against a fresh store.
  package static let clauses: [Clause<any CaseStore>] = uploads + order + requests

  private static let later = Date.start.addingTimeInterval(AttemptLimits.waiting)
  private static let pipelines: Set = ["identity", "address"]

  private static let uploads: [Clause<any CaseStore>] = [
    Clause("a claim brings the uploads, and with the verdict their keys are gone") { store in
      let new = NewCase.sealed()
      let number = try await opened(store, new).number
      #expect(try await store.sealedUploads() == new.uploads.compactMap(\.sealed))
      let claim = try await claimed(store, number)
      #expect(claim.uploads == new.uploads)
      #expect(claim.account == new.account)
      #expect(claim.waitingSince == .start)
      _ = try #require(try await store.settle(claim, .concluded(.made()), at: .start))
      #expect(try await store.sealedUploads() == [])
    },
    Clause("what is handed back or retried keeps its uploads") { store in
      let number = try await opened(store, .sealed()).number
      for settlement in [Settlement.handedBack, .retry(after: .zero)] {
        _ = try await store.settle(try await claimed(store, number), settlement, at: .start)
        #expect(try await store.sealedUploads().count == 1)
      }
      #expect(try await claimed(store, number).failures == 1)
    },
    Clause("a stuck case has no uploads") { store in
      let claim = try await claimed(store, .sealed())
      _ = try await store.settle(claim, .stuck, at: .start)
      #expect(try await store.sealedUploads() == [])
    },
    Clause("a case that waited too long is put before a person, whoever works on it") { store in
      let waiting = try await opened(store, .sealed("a"))
      let claim = try await claimed(store, .sealed("b"))
      let inMemory = try await opened(store, .made("c"))
      _ = try await inReview(store, .made("d"))
      #expect(try await store.expire(waitingSince: .start, at: later) == [])
      let expired = try await store.expire(waitingSince: .start.addingTimeInterval(1), at: later)
      #expect(expired.map(\.number) == [waiting.number, claim.number, inMemory.number])
      #expect(expired.allSatisfy { $0.state == .inReview && $0.verdict?.reasons == [.systemCouldNotProcess] })
      #expect(try await store.sealedUploads() == [])
      #expect(try await store.settle(claim, .concluded(.made()), at: later) == nil)
      #expect(try await store.find(claim.number)?.runs.count == 1)
      #expect(try await store.expire(waitingSince: later, at: later) == [])
    },
    Clause("the clock of what is sent after being asked starts anew") { store in
      let standing = try await inReview(store, .made(), .rejection(.pageBlurred))
      try await act(store, standing.number, .ask([]))
      var answer = NewCase.sealed("sharp passport")
      answer.times.arrived = later
      guard case .followUp = try await store.open(answer) else { throw ContractBroken("no follow-up") }
      #expect(try await store.expire(waitingSince: later, at: later) == [])
      #expect(try await claimed(store, standing.number, at: later).uploads == answer.uploads)
    },
  ]

  private static let order: [Clause<any CaseStore>] = [
    Clause("claimable is what waits in the vault, is due, and belongs to a known pipeline") { store in
      let first = try await opened(store, .sealed("a"))
      _ = try await opened(store, .made("in memory"))
      let unknown = try await opened(store, .sealed("b", pipeline: "payment"))
      let retried = try await claimed(store, .sealed("c"))
      _ = try await store.settle(retried, .retry(after: .seconds(30)), at: .start)
      let killed = try await claimed(store, .sealed("d"), for: .killed)
      _ = try await claimed(store, .sealed("e"), for: .other)
      #expect(
        try await store.claimable(among: pipelines, at: .start, limit: 10) == [first.number, killed.number])
      #expect(try await store.claimable(among: ["payment"], at: .start, limit: 10) == [unknown.number])
      #expect(try await store.claimable(among: [], at: .start, limit: 10) == [])
      let due = try await store.claimable(among: pipelines, at: .start.addingTimeInterval(30), limit: 2)
      #expect(due == [first.number, retried.number])
    },
    Clause("VIPs are examined before others, withdrawals before account matters, and who waits long enough first") {
      store in
      let hour = 3600.0
      let sent: [(String, Account.Priority, Account.Purpose?, Double)] = [
        ("early", .standard, nil, -5), ("technical", .standard, .technical, 0), ("account", .standard, .account, 0),
        ("withdrawal", .standard, .withdrawal, 0), ("vip", .vip, nil, 0), ("vip withdrawal", .vip, .withdrawal, 0),
        ("none", .standard, nil, 0),
      ]
      var names: [CaseNumber: String] = [:]
      for (name, priority, purpose, hours) in sent {
        let account = Account.made(id: name, priority: priority, purpose: purpose)
        let new = NewCase.sealed(name, account: account, arrived: .start.addingTimeInterval(hours * hour))
        names[try await opened(store, new).number] = name
      }
      let turns = try await store.claimable(among: pipelines, at: .start, limit: 10).compactMap { names[$0] }
      #expect(
        turns == ["early", "vip withdrawal", "withdrawal", "account", "technical", "vip", "none"])
    },
  ]

  private static let requests: [Clause<any CaseStore>] = [
    Clause("a request sent twice is one case, and another one under the same key is refused") { store in
      let key = RequestKey(sender: "shop", key: "1")
      var new = NewCase.made()
      new.request = key
      guard case .new(let first) = try await store.open(new) else { throw ContractBroken("not new") }
      #expect(try await store.open(new) == .known(first, accountChanged: false))
      #expect(try await store.opened(by: key) == first)
      #expect(try await store.opened(by: RequestKey(sender: "app", key: "1")) == nil)
      for other in [NewCase.made("another"), .made(account: .made(family: "Holm")), .made(pipeline: "address")] {
        var other = other
        other.request = key
        #expect(try await store.open(other) == .conflict(first))
      }
      #expect(try await store.cases(.all) == [first])
    },
    Clause("keys of different senders have nothing to do with each other") { store in
      for sender in ["shop", "app"] {
        var new = NewCase.made("of \(sender)")
        new.request = RequestKey(sender: sender, key: "1")
        _ = try await opened(store, new)
      }
    },
    Clause("of twenty requests of one key at once all become one case") { store in
      let numbers = try await withThrowingTaskGroup(of: CaseNumber?.self) { group in
        for content in 0..<20 {
          group.addTask {
            var new = NewCase.made("content \(content % 2)")
            new.request = RequestKey(sender: "shop", key: "1")
            return switch try await store.open(new) {
            case .new(let standing), .known(let standing, _): standing.number
            case .conflict, .followUp, .overtaken: nil
            }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(numbers.filter { $0 == nil }.count == 10)
      #expect(Set(numbers.compactMap(\.self)).count == 1)
      #expect(try await store.cases(.all).count == 1)
    },
  ]
}

extension NewCase {
  /// Like `made`, with its file in a vault.
  package static func sealed(
    _ content: String = "passport", account: Account = .made(), pipeline: String = "identity", arrived: Date = .start
  ) -> NewCase {
    var new = NewCase.made(content, account: account, pipeline: pipeline, arrived: arrived)
    var random = SystemRandomNumberGenerator()
    var file = Submission.made(content).files[0]
    file.content = nil
    file.sealed = SealedUpload(blob: .random(using: &random), epoch: Epoch(of: arrived), wrappedKey: [1, 2, 3])
    new.uploads = [file]
    return new
  }
}
