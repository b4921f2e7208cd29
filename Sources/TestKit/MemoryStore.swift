import Casework
import FoundationEssentials
import Model

/// Both queues in memory: what the stores promise, said once more as plainly as possible.
package actor MemoryStore: WorkQueue {
  struct Entry {
    /// The last one is that of the run to come, or of the last one.
    var submissions: [[UInt8]]
    var files: Set<String>
    var file: CaseFile
    var lease: (owner: LeaseOwner, until: Date)?
    var due: Date?
    var failures = 0
    var lapses = 0
    /// For the verdict of this run.
    var waitingSince: Date
    /// In the vault, for this run.
    var uploads: [SubmittedFile] = []
    /// With the order in which they were kept.
    var pictures: [(order: Int, run: Int, picture: FiledPicture)] = []

    var lastKept: Conclusion? { file.runs.last { !$0.conclusion.files.isEmpty }?.conclusion }
  }

  private struct Request {
    let key: RequestKey
    let identity: [UInt8]
    let account: Account
    let number: CaseNumber
  }

  var entries: [CaseNumber: Entry] = [:]
  private var requests: [Request] = []
  private let seenDead: @Sendable (LeaseOwner) -> Bool

  package init(seenDead: @escaping @Sendable (LeaseOwner) -> Bool = LeaseOwner.seenDead) { self.seenDead = seenDead }

  // MARK: Workers

  package func open(_ new: NewCase) -> Opening {
    guard let key = new.request else { return opening(new) }
    if let earlier = requests.first(where: { $0.key == key }),
      earlier.identity != new.identity || earlier.account != new.account, let other = entries[earlier.number]
    {
      return .conflict(other.file.summary)
    }
    let opening = opening(new)
    switch opening {
    case .conflict: break
    case .new(let standing), .known(let standing, _), .followUp(let standing), .overtaken(let standing):
      requests.append(
        Request(key: key, identity: new.identity, account: new.account, number: standing.number))
    }
    return opening
  }

  package func opened(by request: RequestKey) -> Case? {
    requests.first { $0.key == request }.flatMap { entries[$0.number]?.file.summary }
  }

  private func opening(_ new: NewCase) -> Opening {
    if let known = entries.values.first(where: { $0.submissions.contains(new.identity) }) {
      let standing = known.file.summary
      let isLast = known.submissions.last == new.identity
      if !isLast, standing.state == .waiting || standing.state == .working { return .overtaken(standing) }
      return .known(standing, accountChanged: known.file.account != new.account)
    }
    let asking = entries.values.filter {
      let standing = $0.file.summary
      return standing.state == .awaitingCustomer && standing.accountID == new.account.id
        && standing.pipeline == new.pipeline
    }
    if let first = asking.min(by: { $0.file.summary.number < $1.file.summary.number }) {
      return answer(first, new)
    }
    let year = Day(unixSeconds: Int(new.times.arrived.timeIntervalSince1970)).year
    let number = CaseNumber(year: year, serial: entries.count + 1)
    let own = entries.values.map(\.file.summary).filter { $0.accountID == new.account.id }
    let isVerified = own.contains { $0.ruling?.decision == .approve }
    let since = own.map(\.times.arrived).min() ?? new.times.arrived
    let opened = Case(
      number: number, accountID: new.account.id, pipeline: new.pipeline, pipelineVersion: new.pipelineVersion,
      team: new.team, state: .waiting, run: 1, attempt: 0, version: 1, priority: new.account.priority,
      purpose: new.account.purpose, times: new.times.bounded(accountSince: isVerified ? nil : since), verdict: nil,
      ruling: nil, fourEyes: new.fourEyes)
    let file = CaseFile(summary: opened, account: new.account, runs: [], history: [])
    entries[number] = Entry(
      submissions: [new.identity], files: Set(new.files), file: file, waitingSince: new.times.arrived,
      uploads: new.uploads)
    record(.opened, opened, at: new.times.arrived)
    return .new(opened)
  }

  private func answer(_ entry: Entry, _ new: NewCase) -> Opening {
    let standing = entry.file.summary
    guard FollowUp(after: entry.lastKept).isAnswered(by: new.files) else {
      return .known(standing, accountChanged: entry.file.account != new.account)
    }
    entries[standing.number]?.submissions.append(new.identity)
    entries[standing.number]?.files.formUnion(new.files)
    entries[standing.number]?.file.account = new.account
    entries[standing.number]?.uploads = new.uploads
    return .followUp(beginAnew(standing.answered(at: new.times.arrived), .answered, at: new.times.arrived))
  }

  package func claim(
    _ number: CaseNumber, for owner: LeaseOwner, until leaseEnd: Date, at now: Date
  ) throws -> ClaimAnswer {
    guard let entry = entries[number] else { throw ReviewFailure.noSuchCase(number) }
    switch entry.file.summary.state {
    case .inReview, .awaitingCustomer, .closed, .erased:
      return .refused(entry.file.summary)
    case .waiting:
      if let due = entry.due, due > now { return .refused(entry.file.summary) }
    case .working:
      guard let lease = entry.lease, lease.until <= now || seenDead(lease.owner) else {
        return .refused(entry.file.summary)
      }
      record(.lapsed, entry.file.summary, at: now)
      entries[number]?.lapses += 1
      if entry.lapses + 1 >= AttemptLimits.lapses { return .stuck(giveUp(entry, at: now)) }
    }
    entries[number]?.file.summary.attempt += 1
    entries[number]?.lease = (owner, leaseEnd)
    let claimed = move(number, to: .working, .claimed, at: now)
    return .claimed(
      Claim(
        claimed: claimed, owner: owner, until: leaseEnd, account: entry.file.account, waitingSince: entry.waitingSince,
        before: entry.lastKept, uploads: entry.uploads, failures: entry.failures))
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

  package func claimable(among pipelines: Set<String>, at now: Date, limit: Int) -> [CaseNumber] {
    let ready = entries.values.filter { entry in
      let standing = entry.file.summary
      guard pipelines.contains(standing.pipeline), !entry.uploads.isEmpty else { return false }
      switch standing.state {
      case .waiting: return entry.due.map { $0 <= now } ?? true
      case .working: return entry.lease.map { $0.until <= now || seenDead($0.owner) } ?? true
      case .inReview, .awaitingCustomer, .closed, .erased: return false
      }
    }
    let sorted = ready.sorted { one, other in
      let (left, right) = (one.file.summary, other.file.summary)
      let turns = (left.turn(waitingSince: one.waitingSince), right.turn(waitingSince: other.waitingSince))
      return turns.0 == turns.1 ? left.number < right.number : turns.0 < turns.1
    }
    return sorted.prefix(limit).map(\.file.summary.number)
  }

  package func expire(waitingSince limit: Date, at now: Date) -> [Case] {
    let late = entries.values.filter { entry in
      let state = entry.file.summary.state
      return (state == .waiting || state == .working) && entry.waitingSince < limit
    }
    return late.sorted { $0.file.summary.number < $1.file.summary.number }.map { entry in
      entries[entry.file.summary.number]?.file.summary.attempt += 1
      return giveUp(entry, at: now)
    }
  }

  package func sealedUploads() -> [SealedUpload] { entries.values.flatMap { $0.uploads.compactMap(\.sealed) } }

  package func unnamed(among keys: [BlobKey], at now: Date) -> [BlobKey] {
    if entries.values.contains(where: { $0.lease.map { !seenDead($0.owner) } ?? false }) { return [] }
    let named = Set(entries.values.flatMap(\.file.runs).flatMap(\.conclusion.files).flatMap(\.pages))
    return keys.filter { !named.contains($0) }
  }

  package func sightings(of sha256s: [String], besides number: CaseNumber) throws -> [Sighting] {
    guard let asked = entries[number]?.file.summary else { throw ReviewFailure.noSuchCase(number) }
    let others = entries.values.filter { $0.file.summary.number != number }
      .sorted { $0.file.summary.number < $1.file.summary.number }
    return sha256s.enumerated().flatMap { index, sha256 in
      others.filter { $0.files.contains(sha256) }.map { other in
        Sighting(file: index + 1, other.file.summary, besides: asked)
      }
    }
  }

  package func keep(_ pictures: [FiledPicture], of claim: Claim) -> [Sighting] {
    guard let entry = entries[claim.number], entry.file.summary.attempt == claim.attempt,
      entry.file.summary.state == .working
    else { return [] }
    let run = entry.file.summary.run
    entries[claim.number]?.pictures.removeAll { $0.run == run }
    let order = (entries.values.flatMap(\.pictures).map(\.order).max() ?? 0) + 1
    entries[claim.number]?.pictures += pictures.map { (order, run, $0) }
    return sightings(of: pictures, besides: entry.file.summary, before: order)
  }

  package func sightings(ofPicturesIn number: CaseNumber) throws -> [Sighting] {
    guard let asked = entries[number] else { throw ReviewFailure.noSuchCase(number) }
    let lastRun = asked.pictures.map(\.run).max()
    let pictures = asked.pictures.filter { $0.run == lastRun }.map(\.picture)
    return sightings(of: pictures, besides: asked.file.summary, before: .max)
  }

  private func sightings(of pictures: [FiledPicture], besides asked: Case, before order: Int) -> [Sighting] {
    pictures.flatMap { picture in
      entries.values.filter { other in
        other.file.summary.number != asked.number
          && other.pictures.contains {
            $0.order < order && picture.fingerprint.isSamePicture(as: $0.picture.fingerprint)
          }
      }
      .map { Sighting(file: picture.file, $0.file.summary, besides: asked, savedAnew: true) }
    }.distinct
  }

  // MARK: Entries

  func standing(_ number: CaseNumber, _ version: Int) throws -> (Entry, Case) {
    guard let entry = entries[number] else { throw ReviewFailure.noSuchCase(number) }
    guard entry.file.summary.version == version else { throw ReviewFailure.changed(number) }
    return (entry, entry.file.summary)
  }

  /// Waits for a worker as if nothing had been tried.
  func beginAnew(
    _ changed: Case, _ edge: CaseEvent.Edge, by person: String = CaseEvent.machine, at now: Date
  ) -> Case {
    entries[changed.number]?.due = nil
    entries[changed.number]?.waitingSince = now
    entries[changed.number]?.failures = 0
    entries[changed.number]?.lapses = 0
    return put(changed, edge, by: person, at: now)
  }

  private func giveUp(_ entry: Entry, at now: Date) -> Case {
    let version = entry.file.summary.pipelineVersion
    let conclusion = Conclusion.couldNotProcess(account: entry.file.account, pipelineVersion: version)
    return conclude(entry.file.summary.number, conclusion, .stuck, at: now)
  }

  private func conclude(
    _ number: CaseNumber, _ conclusion: Conclusion, _ edge: CaseEvent.Edge, at now: Date
  ) -> Case {
    let run = CaseRun(
      run: entries[number]?.file.summary.run ?? 1, at: now, conclusion: conclusion,
      after: entries[number]?.file.runs.last?.conclusion)
    entries[number]?.file.runs.append(run)
    entries[number]?.uploads = []
    entries[number]?.files.formUnion(conclusion.files.map(\.sha256))
    entries[number]?.file.account = conclusion.account
    entries[number]?.file.summary.pipelineVersion = conclusion.pipelineVersion
    entries[number]?.file.summary.verdict = conclusion.summary
    return move(number, to: .inReview, edge, at: now)
  }

  private func move(_ number: CaseNumber, to state: CaseState, _ edge: CaseEvent.Edge, at now: Date) -> Case {
    guard var moved = entries[number]?.file.summary else { preconditionFailure("only known cases move") }
    moved.state = state
    moved.version += 1
    if state != .working { entries[number]?.lease = nil }
    return put(moved, edge, at: now)
  }

  func put(
    _ changed: Case, _ edge: CaseEvent.Edge, by person: String = CaseEvent.machine, note: Private<String>? = nil,
    at now: Date
  ) -> Case {
    entries[changed.number]?.file.summary = changed
    record(edge, changed, by: person, note: note, at: now)
    return changed
  }

  func record(
    _ edge: CaseEvent.Edge, _ changed: Case, by person: String = CaseEvent.machine, note: Private<String>? = nil,
    at now: Date
  ) {
    entries[changed.number]?.file.history.append(CaseEvent(edge, of: changed, by: person, note: note, at: now))
  }
}
