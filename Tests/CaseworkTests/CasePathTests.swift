import Casework
import Foundation
import Inspection
import Model
import TestKit
import Testing

struct CasePathTests {
  private let store: any CaseStore = MemoryStore()
  private let blobs = MemoryBlobStore()
  private let log = LogCatcher()
  private let today = Day(unixSeconds: 1_795_341_600)
  private let number = CaseNumber(year: 2026, serial: 1)

  private func path(
    _ inspector: ScriptedInspector = ScriptedInspector(), blobs: MemoryBlobStore? = nil, owner: LeaseOwner = .alive
  ) -> CasePath {
    CasePath(
      queue: store, blobs: blobs ?? self.blobs, inspector: inspector, owner: owner, now: { .start }, logger: log.logger)
  }

  private func failing(_ failure: InspectorFailure) -> ScriptedInspector {
    ScriptedInspector { _ throws(InspectorFailure) in throw failure }
  }

  private func follow(_ path: CasePath, _ submission: Submission = .made("passport")) async throws -> CaseOutcome {
    try await path.follow(submission, through: .made(), today: today)
  }

  @Test("a submission is decided, kept, and put before a person")
  func decided() async throws {
    guard case .decided(let decided, let conclusion) = try await follow(path(), .made("front", "back")) else {
      Issue.record("not decided")
      return
    }
    #expect(decided.state == .inReview)
    #expect(decided.number == number)
    let file = try #require(try await store.find(number))
    #expect(file.summary == decided)
    #expect(file.runs.map(\.conclusion) == [conclusion])
    #expect(conclusion.files.map(\.pages.count) == [1, 1])
    for key in conclusion.files.flatMap(\.pages) {
      #expect(try await blobs.read(key, of: number) == Array(Planted.pixels.utf8))
    }
    #expect(await blobs.count == 2)
  }

  @Test("what is decided is not examined again")
  func known() async throws {
    _ = try await follow(path())
    let again = ScriptedInspector()
    let standing = try #require(try await store.find(number)).summary
    #expect(try await follow(path(again)) == .known(standing, accountChanged: false))
    let changed = Submission.made("passport", account: .made(family: "Holm"))
    #expect(try await follow(path(again), changed) == .known(standing, accountChanged: true))
    #expect(again.inspected.isEmpty)
    #expect(await blobs.count == 1)
  }

  @Test("a picture that was saved anew for another customer is told to the check")
  func savedAnew() async throws {
    let bill = ScriptedInspector { _ in Bill().report }
    let copy = ScriptedInspector { _ in
      var copy = Bill()
      copy.scale = 0.2
      return copy.report
    }
    var other = Bill()
    other.date = "20.11.2026"
    let report = other.report
    let otherMonth = ScriptedInspector { _ in report }
    _ = try await follow(path(bill), .made("bill"))
    guard
      case .decided(_, let conclusion) = try await follow(path(copy), .made("copy", account: .made(id: "A-2"))),
      case .decided(_, let month) = try await follow(path(otherMonth), .made("month", account: .made(id: "A-3"))),
      case .decided(let again, let same) = try await follow(path(bill), .made("bill", account: .made(id: "A-4")))
    else {
      Issue.record("not decided")
      return
    }
    let seen = SeenFile(
      file: 1, inCase: number.description, sameAccount: false, samePipeline: true, decision: .approve, savedAnew: true)
    #expect(conclusion.seen == [seen])
    #expect(month.seen == [])
    // Of the same bytes is said that they are the same.
    #expect(same.seen?.map(\.savedAnew) == [nil, true])
    #expect(
      try await store.sightings(of: ["hash of bill"], andPicturesIn: again.number).map(\.savedAnew) == [false, true])
  }

  @Test("told to stop, it hands the case back, and the next run goes on with it")
  func interrupted() async throws {
    guard case .interrupted(let waiting) = try await follow(path(failing(.interrupted))) else {
      Issue.record("not interrupted")
      return
    }
    #expect(waiting.state == .waiting)
    guard case .decided(let decided, _) = try await follow(path(owner: .other)) else {
      Issue.record("not decided")
      return
    }
    #expect(decided.number == waiting.number)
  }

  @Test("a process killed at its work leaves a case that the next run decides")
  func killed() async throws {
    let opened = try await store.open(.made())
    guard case .new(let waiting) = opened else {
      Issue.record("not new")
      return
    }
    _ = try await store.claim(waiting.number, for: .killed, until: .distantFuture, at: .start)
    guard case .decided(let decided, _) = try await follow(path()) else {
      Issue.record("not decided")
      return
    }
    #expect(decided.number == waiting.number)
    #expect(decided.attempt == 2)
  }

  @Test("a case that another process works on is left to it")
  func elsewhere() async throws {
    _ = try await store.open(.made())
    guard case .claimed(let claim) = try await store.claim(number, for: .other, until: .distantFuture, at: .start)
    else {
      Issue.record("not claimed")
      return
    }
    #expect(try await follow(path()) == .elsewhere(claim.claimed))
  }

  @Test("of two that follow the same submission at once one decides it")
  func twoAtOnce() async throws {
    let inspector = ScriptedInspector()
    let decided = try await withThrowingTaskGroup(of: Int.self) { group in
      for owner in [LeaseOwner.alive, .other] {
        let path = path(inspector, owner: owner)
        group.addTask { [today] in
          let outcome = try await path.follow(.made("passport"), through: .made(), today: today)
          if case .decided = outcome { return 1 } else { return 0 }
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(decided == 1)
    #expect(inspector.inspected.count == 1)
    #expect(await blobs.count == 1)
  }

  @Test("what is missing on the machine counts against no case")
  func missing() async throws {
    for _ in 0..<10 {
      guard case .failed(let waiting, .missing("dan")) = try await follow(path(failing(.missing("dan")))) else {
        Issue.record("not failed")
        return
      }
      #expect(waiting.state == .waiting)
    }
  }

  @Test("a child that cannot be started three times puts the case before a person")
  func cannotStart() async throws {
    let failure = InspectorFailure.cannotStart("kyc-inspector")
    for _ in 1..<AttemptLimits.failures {
      guard case .failed(let waiting, failure) = try await follow(path(failing(failure))) else {
        Issue.record("not failed")
        return
      }
      #expect(waiting.state == .waiting)
    }
    guard case .stuck(let stuck, let conclusion) = try await follow(path(failing(failure))) else {
      Issue.record("not stuck")
      return
    }
    #expect(try await store.find(number)?.runs.map(\.conclusion) == [conclusion])
    #expect(stuck.verdict?.reasons == [.systemCouldNotProcess])
    #expect(stuck.state == .inReview)
    #expect(try await follow(path()) == .known(stuck, accountChanged: false))
    let edges = log.lines.compactMap { line in line.split(separator: " ").first { $0.hasPrefix("edge=") } }
    #expect(edges.last == "edge=stuck")
  }

  @Test("a case whose workers die again and again is put before a person")
  func lapsed() async throws {
    _ = try await store.open(.made())
    for _ in 0..<AttemptLimits.lapses {
      _ = try await store.claim(number, for: .killed, until: .distantFuture, at: .start)
    }
    let inspector = ScriptedInspector()
    guard case .stuck(let stuck, _) = try await follow(path(inspector)) else {
      Issue.record("not stuck")
      return
    }
    #expect(stuck.verdict?.reasons == [.systemCouldNotProcess])
    #expect(inspector.inspected.isEmpty)
  }

  @Test("a store that fails to settle leaves the pages, and hands the case back")
  func settleFails() async throws {
    let queue = FullQueue(queue: store)
    let path = CasePath(
      queue: queue, blobs: blobs, inspector: ScriptedInspector(), owner: .alive, now: { .start }, logger: log.logger)
    await #expect(throws: StoreFailure.diskFull(folder: "memory")) { try await follow(path) }
    #expect(await blobs.count == 1)
    #expect(try await store.find(number)?.summary.state == .waiting)
  }

  @Test("a full disk hands the case back and keeps no half of its pages")
  func diskFull() async throws {
    let small = MemoryBlobStore(room: 1)
    await #expect(throws: StoreFailure.diskFull(folder: "memory")) {
      try await follow(path(blobs: small), .made("front", "back"))
    }
    #expect(await small.count == 0)
    #expect(try await store.find(number)?.summary.state == .waiting)
    guard case .decided = try await follow(path(), .made("front", "back")) else {
      Issue.record("not decided")
      return
    }
  }

  @Test("a worker that lost its claim keeps nothing")
  func lostClaim() async throws {
    let late = ScriptedInspector()
    let path = CasePath(
      queue: LosingQueue(queue: store), blobs: blobs, inspector: late, owner: .alive, now: { .start },
      logger: log.logger)
    guard case .elsewhere = try await follow(path) else {
      Issue.record("it kept its claim")
      return
    }
    #expect(late.inspected.count == 1)
    #expect(await blobs.count == 0)
    #expect(try await store.find(number)?.runs == [])
  }

  @Test("each edge is one line, and no line holds anything personal")
  func logged() async throws {
    _ = try await follow(path(failing(.interrupted)))
    _ = try await follow(path())
    _ = try? await follow(path(blobs: MemoryBlobStore(room: 0)), .made("another"))
    let edges = log.lines.compactMap { line in line.split(separator: " ").first { $0.hasPrefix("edge=") } }
    #expect(
      edges == [
        "edge=opened", "edge=claimed", "edge=handedBack", "edge=claimed", "edge=concluded", "edge=opened",
        "edge=claimed", "edge=handedBack",
      ])
    for line in log.lines {
      for value in Planted.all { #expect(!line.contains(value)) }
    }
  }

  @Test("a sweep deletes old pages that no case names")
  func sweep() async throws {
    _ = try await follow(path())
    let orphan = try await blobs.write([1], of: number)
    let sweep = OrphanSweep(queue: store, blobs: blobs, logger: log.logger)
    let graceEnd = Date.start.addingTimeInterval(OrphanSweep.gracePeriod)
    #expect(try await sweep.run(at: graceEnd) == 0)
    #expect(try await sweep.run(at: graceEnd.addingTimeInterval(1)) == 1)
    await #expect(throws: StoreFailure.blobMissing(orphan)) { try await blobs.read(orphan, of: number) }
    #expect(await blobs.count == 1)
  }
}

/// Has room for everything but verdicts.
private struct FullQueue: WorkQueue {
  let queue: any WorkQueue

  func open(_ new: NewCase) async throws -> Opening { try await queue.open(new) }

  func opened(by request: RequestKey) async throws -> Case? { try await queue.opened(by: request) }

  func claimable(among pipelines: Set<String>, at now: Date, limit: Int) async throws -> [CaseNumber] {
    try await queue.claimable(among: pipelines, at: now, limit: limit)
  }

  func expire(waitingSince limit: Date, at now: Date) async throws -> [Case] {
    try await queue.expire(waitingSince: limit, at: now)
  }

  func sealedUploads() async throws -> [SealedUpload] { try await queue.sealedUploads() }

  func claim(
    _ number: CaseNumber, for owner: LeaseOwner, until leaseEnd: Date, at now: Date
  ) async throws -> ClaimAnswer { try await queue.claim(number, for: owner, until: leaseEnd, at: now) }

  func settle(_ claim: Claim, _ settlement: Settlement, at now: Date) async throws -> Case? {
    if case .concluded = settlement { throw StoreFailure.diskFull(folder: "memory") }
    return try await queue.settle(claim, settlement, at: now)
  }

  func unnamed(among keys: [BlobKey], at now: Date) async throws -> [BlobKey] {
    try await queue.unnamed(among: keys, at: now)
  }

  func sightings(of sha256s: [String], besides number: CaseNumber) async throws -> [Sighting] {
    try await queue.sightings(of: sha256s, besides: number)
  }

  func keep(_ pictures: [FiledPicture], of claim: Claim) async throws -> [Sighting] {
    try await queue.keep(pictures, of: claim)
  }

  func sightings(ofPicturesIn number: CaseNumber) async throws -> [Sighting] {
    try await queue.sightings(ofPicturesIn: number)
  }
}

/// Another worker takes each case over just before it is settled.
private struct LosingQueue: WorkQueue {
  let queue: any WorkQueue

  func open(_ new: NewCase) async throws -> Opening { try await queue.open(new) }

  func opened(by request: RequestKey) async throws -> Case? { try await queue.opened(by: request) }

  func claimable(among pipelines: Set<String>, at now: Date, limit: Int) async throws -> [CaseNumber] {
    try await queue.claimable(among: pipelines, at: now, limit: limit)
  }

  func expire(waitingSince limit: Date, at now: Date) async throws -> [Case] {
    try await queue.expire(waitingSince: limit, at: now)
  }

  func sealedUploads() async throws -> [SealedUpload] { try await queue.sealedUploads() }

  func claim(
    _ number: CaseNumber, for owner: LeaseOwner, until leaseEnd: Date, at now: Date
  ) async throws -> ClaimAnswer { try await queue.claim(number, for: .killed, until: leaseEnd, at: now) }

  func settle(_ claim: Claim, _ settlement: Settlement, at now: Date) async throws -> Case? {
    _ = try await queue.claim(claim.number, for: .other, until: .distantFuture, at: now)
    return try await queue.settle(claim, settlement, at: now)
  }

  func unnamed(among keys: [BlobKey], at now: Date) async throws -> [BlobKey] {
    try await queue.unnamed(among: keys, at: now)
  }

  func sightings(of sha256s: [String], besides number: CaseNumber) async throws -> [Sighting] {
    try await queue.sightings(of: sha256s, besides: number)
  }

  func keep(_ pictures: [FiledPicture], of claim: Claim) async throws -> [Sighting] {
    try await queue.keep(pictures, of: claim)
  }

  func sightings(ofPicturesIn number: CaseNumber) async throws -> [Sighting] {
    try await queue.sightings(ofPicturesIn: number)
  }
}
