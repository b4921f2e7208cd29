import Casework
import Foundation
import Inspection
import Model
import TestKit
import Testing

/// From the intake to the verdict by way of the vault.
struct IntakeTests {
  private let store: any CaseStore = MemoryStore()
  private let blobs = MemoryBlobStore()
  private let log = LogCatcher()
  private let vault = MemoryVault()
  private let today = Day(unixSeconds: 1_795_341_600)

  private func intake(_ vault: MemoryVault? = nil, _ inspector: ScriptedInspector = ScriptedInspector()) -> IntakeDesk {
    let path = CasePath(
      queue: store, blobs: blobs, inspector: inspector, owner: .alive, now: { .start }, logger: log.logger)
    return IntakeDesk(queue: store, vault: vault ?? self.vault, path: path, now: { .start }, logger: log.logger)
  }

  private func worker(_ inspector: ScriptedInspector = ScriptedInspector(), at now: Date = .start) -> Worker {
    Worker(
      queue: store, vault: vault, blobs: blobs, inspector: inspector, owner: .alive, now: { now }, logger: log.logger)
  }

  private func pipeline(_ mode: IntakeMode) -> Pipeline {
    var pipeline = Pipeline.made()
    pipeline.intake = mode
    return pipeline
  }

  /// Sends one file of that content.
  private func send(
    _ content: String = "%PDF-passport", _ mode: IntakeMode = .sealed, to intake: IntakeDesk? = nil,
    request: RequestKey? = nil
  ) async throws -> Acceptance {
    let intake = intake ?? self.intake()
    let file = try await intake.file(for: pipeline(mode))
    for byte in content.utf8 { try await file.append([byte]) }
    let submission = Submission(account: .made(), files: [try await file.finish(name: Private(Planted.fileName))])
    return try await intake.accept(submission, for: pipeline(mode), request: request, today: today)
  }

  @Test("a sealed submission is acknowledged at once and examined by a worker")
  func sealed() async throws {
    guard case .acknowledged(let waiting) = try await send() else {
      Issue.record("not acknowledged")
      return
    }
    #expect(waiting.state == .waiting)
    #expect(await vault.count == 1)
    let inspector = ScriptedInspector()
    guard case .decided(let decided, let conclusion) = try await worker(inspector).next(among: ["identity": .made()])
    else {
      Issue.record("not decided")
      return
    }
    #expect(decided.number == waiting.number)
    #expect(decided.state == .inReview)
    #expect(inspector.inspected == [Array("%PDF-passport".utf8)])
    #expect(conclusion.files.map(\.name) == [Private(Planted.fileName)])
    #expect(await vault.count == 0)
    #expect(try await worker().next(among: ["identity": .made()]) == nil)
  }

  @Test("what is to be masked first is answered with its verdict, and nothing is stored before")
  func maskFirst() async throws {
    let inspector = ScriptedInspector()
    guard
      case .examined(.decided(let decided, _)) = try await send(
        .init("%PDF-card"), .maskFirst, to: intake(nil, inspector))
    else {
      Issue.record("not decided")
      return
    }
    #expect(decided.state == .inReview)
    #expect(await vault.count == 0)
    #expect(inspector.inspected.count == 1)
  }

  @Test("the same submission again is the same case, and its second upload is deleted")
  func again() async throws {
    guard case .acknowledged(let first) = try await send() else {
      Issue.record("not acknowledged")
      return
    }
    #expect(try await send() == .known(first, accountChanged: false))
    #expect(await vault.count == 1)
  }

  @Test("a request's key stands for one submission")
  func request() async throws {
    let key = RequestKey(sender: "shop", key: "7")
    guard case .acknowledged(let first) = try await send(request: key) else {
      Issue.record("not acknowledged")
      return
    }
    #expect(try await send(request: key) == .known(first, accountChanged: false))
    #expect(try await send("%PDF-other", request: key) == .conflict(first))
    #expect(try await send("%PDF-card", .maskFirst, request: key) == .examined(.conflict(first)))
    #expect(await vault.count == 1)
  }

  @Test("a full vault acknowledges nothing and opens no case")
  func full() async throws {
    await #expect(throws: StoreFailure.diskFull(folder: "memory")) {
      try await send(to: intake(MemoryVault(room: 0)))
    }
    #expect(try await store.cases(.all) == [])
  }

  @Test("a file that is too large is told without being kept")
  func tooLarge() async throws {
    let content = String(repeating: "x", count: 10)
    var small = pipeline(.sealed)
    small.order.limits.megabytes = 0
    let file = try await intake().file(for: small)
    try await file.append(Array(content.utf8))
    let submission = Submission(account: .made(), files: [try await file.finish(name: Private("x"))])
    guard case .examined(.decided(_, let conclusion)) = try await intake().accept(submission, for: small, today: today),
      case .unreadable(let unreadable) = conclusion.files[0].inspected
    else {
      Issue.record("not decided")
      return
    }
    #expect(unreadable.reason == .fileTooLarge)
  }

  @Test("a worker that is told to stop hands the case back with its upload, and the next one goes on")
  func interrupted() async throws {
    _ = try await send()
    let stopped = ScriptedInspector { _ throws(InspectorFailure) in throw .interrupted }
    guard case .interrupted = try await worker(stopped).next(among: ["identity": .made()]) else {
      Issue.record("not interrupted")
      return
    }
    guard case .decided = try await worker().next(among: ["identity": .made()]) else {
      Issue.record("not decided")
      return
    }
  }

  @Test("trouble of ours is retried with a growing pause, and then stands before a person")
  func retried() async throws {
    _ = try await send()
    let broken = ScriptedInspector { _ throws(InspectorFailure) in throw .cannotStart("x") }
    var now = Date.start
    for failure in 1..<AttemptLimits.failures {
      guard case .failed = try await worker(broken, at: now).next(among: ["identity": .made()]) else {
        Issue.record("not failed")
        return
      }
      let pause = AttemptLimits.pause(afterFailures: failure) / .seconds(1)
      #expect(try await worker(at: now.addingTimeInterval(pause - 1)).next(among: ["identity": .made()]) == nil)
      now.addTimeInterval(pause)
    }
    guard case .stuck(let stuck, _) = try await worker(broken, at: now).next(among: ["identity": .made()]) else {
      Issue.record("not stuck")
      return
    }
    #expect(stuck.verdict?.reasons == [.systemCouldNotProcess])
    #expect(await vault.count == 0)
    #expect(AttemptLimits.pause(afterFailures: 1) < AttemptLimits.pause(afterFailures: 2))
  }

  @Test("an upload whose epoch is gone puts its case before a person, and others go on")
  func gone() async throws {
    _ = try await send()
    await vault.destroy(Epoch(of: .start))
    guard case .stuck(let stuck, _) = try await worker().next(among: ["identity": .made()]) else {
      Issue.record("not stuck")
      return
    }
    #expect(stuck.state == .inReview)
  }

  @Test("dates are judged as of the day that the files came in")
  func day() async throws {
    _ = try await send()
    let dayAfter = Date.start.addingTimeInterval(20 * 3600)
    guard case .decided(_, let conclusion) = try await worker(at: dayAfter).next(among: ["identity": .made()]) else {
      Issue.record("not decided")
      return
    }
    #expect(conclusion.asOf == today)
  }

  @Test("the sweep ends what waited for a day, and destroys what nothing needs")
  func sweep() async throws {
    _ = try await send()
    let sweep = VaultSweep(queue: store, vault: vault, logger: log.logger)
    try await sweep.run(at: .start.addingTimeInterval(AttemptLimits.waiting))
    #expect(await vault.count == 1)
    #expect(await vault.epochs().count == 1)
    try await sweep.run(at: .start.addingTimeInterval(AttemptLimits.waiting + 1))
    #expect(await vault.count == 0)
    #expect(await vault.epochs() == [])
    #expect(try await store.cases(.inReview).map(\.verdict?.reasons) == [[.systemCouldNotProcess]])
  }

  @Test("the sweep takes uploads that no case names, but not at once")
  func orphans() async throws {
    let file = try await intake().file(for: pipeline(.sealed))
    _ = try await file.finish(name: Private("x"))
    _ = try await send()
    let sweep = VaultSweep(queue: store, vault: vault, logger: log.logger)
    try await sweep.run(at: .start.addingTimeInterval(VaultSweep.gracePeriod))
    #expect(await vault.count == 2)
    try await sweep.run(at: .start.addingTimeInterval(VaultSweep.gracePeriod + 1))
    #expect(await vault.count == 1)
    #expect(await vault.epochs().count == 1)
    guard case .decided = try await worker().next(among: ["identity": .made()]) else {
      Issue.record("not decided")
      return
    }
    try await sweep.run(at: .start.addingTimeInterval(2 * 3600 + 1))
    #expect(await vault.epochs() == [])
  }

  @Test("no log line holds anything personal")
  func logged() async throws {
    _ = try await send(Planted.pixels)
    _ = try await worker().next(among: ["identity": .made()])
    #expect(log.lines.count == 3)
    for line in log.lines { for value in Planted.all { #expect(!line.contains(value)) } }
  }
}
