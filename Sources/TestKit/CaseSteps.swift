import Casework
import FoundationEssentials
import Model
import Testing

/// A store under contract: its `seenDead` is `LeaseOwner.seenDead`.
package typealias CaseStore = WorkQueue & ReviewQueue

/// Opens a new case.
func opened(_ store: any CaseStore, _ new: NewCase = .made()) async throws -> Case {
  guard case .new(let opened) = try await store.open(new) else { throw ContractBroken("the case is not new") }
  return opened
}

/// What the store answers to a claim of five minutes.
@discardableResult
func answer(
  _ store: any CaseStore, _ number: CaseNumber, _ owner: LeaseOwner, at now: Date = .start
) async throws -> ClaimAnswer {
  try await store.claim(number, for: owner, until: now.addingTimeInterval(300), at: now)
}

/// Claims a case that can be claimed.
func claimed(
  _ store: any CaseStore, _ number: CaseNumber, _ owner: LeaseOwner = .alive, at now: Date = .start
) async throws -> Claim {
  guard case .claimed(let claim) = try await answer(store, number, owner, at: now) else {
    throw ContractBroken("the case cannot be claimed")
  }
  return claim
}

/// Opens a new case and claims it.
func claimed(_ store: any CaseStore, _ new: NewCase = .made(), for owner: LeaseOwner = .alive) async throws -> Claim {
  try await claimed(store, try await opened(store, new).number, owner)
}

/// A step that only leads to what a clause is about did not work.
struct ContractBroken: Error {
  let why: String

  init(_ why: String) { self.why = why }
}

/// Opens a new case and concludes it with that verdict.
func inReview(
  _ store: any CaseStore, _ new: NewCase = .made(), _ verdict: Verdict = .approval, pages: [BlobKey] = []
) async throws -> Case {
  try await concluded(
    store, try await opened(store, new).number, .made(account: new.account, verdict: verdict, pages: pages))
}

/// Claims a case and concludes it.
func concluded(
  _ store: any CaseStore, _ number: CaseNumber, _ conclusion: Conclusion, at now: Date = .start
) async throws -> Case {
  let claim = try await claimed(store, number, at: now)
  return try #require(try await store.settle(claim, .concluded(conclusion), at: now))
}

/// What anna does.
@discardableResult
func act(
  _ store: any CaseStore, _ number: CaseNumber, _ act: DeskAct, by person: String = "anna", version: Int? = nil,
  at now: Date = .start
) async throws -> Case {
  try await store.act(number, act, by: person, note: nil, version: version, at: now)
}
