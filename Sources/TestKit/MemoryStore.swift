import Casework
import FoundationEssentials
import Model

/// Both queues in memory: what the stores promise, said once more as plainly as possible.
package actor MemoryStore: WorkQueue, ReviewQueue {
  private struct Entry {
    var identity: [UInt8]
    var file: CaseFile
    var lease: (owner: LeaseOwner, until: Date)?
    var due: Date?
    var failures = 0
    var lapses = 0
  }

  private var entries: [CaseNumber: Entry] = [:]
  private let seenDead: @Sendable (LeaseOwner) -> Bool

  package init(seenDead: @escaping @Sendable (LeaseOwner) -> Bool = LeaseOwner.seenDead) { self.seenDead = seenDead }

  package func open(_ new: NewCase) -> Opening {
    if let known = entries.values.first(where: { $0.identity == new.identity }) {
      return .known(known.file.summary, accountChanged: known.file.account != new.account)
    }
    let year = Day(unixSeconds: Int(new.times.arrived.timeIntervalSince1970)).year
    let number = CaseNumber(year: year, serial: entries.count + 1)
    let opened = Case(
      number: number, accountID: new.account.id, pipeline: new.pipeline, pipelineVersion: new.pipelineVersion,
      team: new.team, state: .waiting, run: 1, attempt: 0, version: 1, priority: new.account.priority,
      purpose: new.account.purpose, times: new.times, verdict: nil, ruling: nil)
    let file = CaseFile(summary: opened, account: new.account, runs: [], note: nil, history: [])
    entries[number] = Entry(identity: new.identity, file: file)
    record(number, .opened, at: new.times.arrived)
    return .new(opened)
  }

  package func claim(
    _ number: CaseNumber, for owner: LeaseOwner, until leaseEnd: Date, at now: Date
  ) throws -> ClaimAnswer {
    guard let entry = entries[number] else { throw ReviewFailure.noSuchCase(number) }
    switch entry.file.summary.state {
    case .inReview, .closed:
      return .refused(entry.file.summary)
    case .waiting:
      if let due = entry.due, due > now { return .refused(entry.file.summary) }
    case .working:
      guard let lease = entry.lease, lease.until <= now || seenDead(lease.owner) else {
        return .refused(entry.file.summary)
      }
      record(number, .lapsed, at: now)
      entries[number]?.lapses += 1
      if entry.lapses + 1 >= AttemptLimits.lapses { return .stuck(giveUp(entry, at: now)) }
    }
    entries[number]?.file.summary.attempt += 1
    entries[number]?.lease = (owner, leaseEnd)
    let claimed = move(number, to: .working, .claimed, at: now)
    return .claimed(Claim(claimed: claimed, owner: owner, until: leaseEnd))
  }

  package func settle(_ claim: Claim, _ settlement: Settlement, at now: Date) -> Case? {
    guard let entry = entries[claim.number], entry.file.summary.state == .working,
      entry.file.summary.attempt == claim.attempt
    else { return nil }
    switch settlement {
    case .concluded(let conclusion):
      return conclude(claim.number, conclusion, .concluded, at: now)
    case .stuck:
      return giveUp(entry, at: now)
    case .retry where entry.failures + 1 >= AttemptLimits.failures:
      return giveUp(entry, at: now)
    case .retry(let delay):
      entries[claim.number]?.failures += 1
      entries[claim.number]?.due = now.addingTimeInterval(delay / .seconds(1))
      return move(claim.number, to: .waiting, .retried, at: now)
    case .handedBack:
      entries[claim.number]?.due = nil
      return move(claim.number, to: .waiting, .handedBack, at: now)
    }
  }

  package func unnamed(among keys: [BlobKey], at now: Date) -> [BlobKey] {
    if entries.values.contains(where: { $0.lease.map { !seenDead($0.owner) } ?? false }) { return [] }
    let named = Set(entries.values.flatMap(\.file.runs).flatMap(\.conclusion.files).flatMap(\.pages))
    return keys.filter { !named.contains($0) }
  }

  package func cases(_ filter: CaseFilter) -> [Case] {
    entries.values.map(\.file.summary)
      .filter { standing in
        filter.states.contains(standing.state)
          && (filter.accountID == nil || filter.accountID == standing.accountID)
          && (filter.pipeline == nil || filter.pipeline == standing.pipeline)
          && (filter.reason.map { standing.verdict?.reasons.contains($0) ?? false } ?? true)
      }
      .sorted { $0.isReviewedBefore($1) }
  }

  package func find(_ number: CaseNumber) -> CaseFile? { entries[number]?.file }

  package func decide(
    _ number: CaseNumber, version: Int?, _ decision: ReviewDecision, at now: Date
  ) throws -> Case {
    guard let entry = entries[number] else { throw ReviewFailure.noSuchCase(number) }
    try entry.file.summary.check(decision, version: version)
    entries[number]?.file.note = decision.note
    entries[number]?.file.summary.ruling = Ruling(
      decision: decision.decision, reasons: decision.reasons, by: decision.by, at: now)
    return move(
      number, to: .closed, decision.decision == .approve ? .approved : .rejected, by: decision.by, at: now)
  }

  private func giveUp(_ entry: Entry, at now: Date) -> Case {
    let version = entry.file.summary.pipelineVersion
    let conclusion = Conclusion.couldNotProcess(account: entry.file.account, pipelineVersion: version)
    return conclude(entry.file.summary.number, conclusion, .stuck, at: now)
  }

  private func conclude(
    _ number: CaseNumber, _ conclusion: Conclusion, _ edge: CaseEvent.Edge, at now: Date
  ) -> Case {
    let run = CaseRun(run: entries[number]?.file.summary.run ?? 1, at: now, conclusion: conclusion)
    entries[number]?.file.runs.append(run)
    entries[number]?.file.account = conclusion.account
    entries[number]?.file.summary.pipelineVersion = conclusion.pipelineVersion
    entries[number]?.file.summary.verdict = conclusion.summary
    return move(number, to: .inReview, edge, at: now)
  }

  private func move(
    _ number: CaseNumber, to state: CaseState, _ edge: CaseEvent.Edge, by: String = CaseEvent.machine, at now: Date
  ) -> Case {
    entries[number]?.file.summary.state = state
    entries[number]?.file.summary.version += 1
    if state != .working { entries[number]?.lease = nil }
    record(number, edge, by: by, at: now)
    guard let moved = entries[number]?.file.summary else { preconditionFailure("only known cases move") }
    return moved
  }

  private func record(_ number: CaseNumber, _ edge: CaseEvent.Edge, by: String = CaseEvent.machine, at now: Date) {
    guard let standing = entries[number]?.file.summary else { return }
    entries[number]?.file.history.append(
      CaseEvent(at: now, edge: edge, by: by, run: standing.run, attempt: standing.attempt))
  }
}
