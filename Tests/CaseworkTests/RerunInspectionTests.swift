import Casework
import Foundation
import Inspection
import Model
import Synchronization
import TestKit
import Testing

struct RerunInspectionTests {
  private let bench = RerunBench()

  @Test("another look goes to the kept pages, and what it finds is judged")
  func inspects() async throws {
    let first = try await bench.decided(bench.rejecting)
    var sharper = Page.kept()
    sharper.sharpness.block = 0.9
    let inspector = ScriptedInspector { [sharper] _ in .seeing(sharper) }
    let judged = Mutex<[Inspected]>([])
    var pipeline = Pipeline.made()
    pipeline.judge = { files, _, _, _ in
      judged.withLock { $0 = files }
      return .approval
    }
    guard case .changed(_, let run, _) = try await bench.follow(pipeline, inspector) else {
      Issue.record("not changed")
      return
    }
    #expect(inspector.inspected == [Array(Planted.pixels.utf8), Array(Planted.pixels.utf8)])
    for file in judged.withLock({ $0 }) { #expect(file.pages.map(\.sharpness.block) == [0.9]) }
    #expect(run.conclusion.files.map(\.pages) == first.files.map(\.pages))
    #expect(run.conclusion.milliseconds["read"] == 1800)
    #expect(await bench.blobs.count == 2)
  }

  @Test("when more is covered now, the new pages are kept beside the old ones")
  func coversMore() async throws {
    let first = try await bench.decided(bench.rejecting)
    guard case .changed(_, let run, _) = try await bench.follow(.made(), bench.wider()) else {
      Issue.record("not changed")
      return
    }
    #expect(await bench.blobs.count == 4)
    for (old, new) in zip(first.files, run.conclusion.files) {
      #expect(old.pages.count == 1)
      #expect(new.pages.count == 1)
      #expect(old.pages != new.pages)
      #expect(try await bench.blobs.read(new.pages[0], of: bench.number) == Array("covered more".utf8))
      #expect(try await bench.blobs.read(old.pages[0], of: bench.number) == Array(Planted.pixels.utf8))
      #expect(new.inspected.pages.map(\.masked.count) == [1])
    }
    #expect(try await bench.store.find(bench.number)?.runs.last == run)
    #expect(try await bench.store.unnamed(among: run.conclusion.files.flatMap(\.pages), at: RerunBench.later) == [])
  }

  @Test("more that is covered is kept also where the verdict stays the same")
  func coversMoreOnly() async throws {
    _ = try await bench.decided(bench.rejecting)
    guard case .unchanged(let standing, _) = try await bench.follow(bench.rejecting, bench.wider()) else {
      Issue.record("changed")
      return
    }
    #expect(standing.run == 2)
    #expect(await bench.blobs.count == 4)
  }

  @Test("a dry run with another look keeps no page")
  func dryInspection() async throws {
    _ = try await bench.decided(bench.rejecting)
    guard case .changed = try await bench.follow(.made(), bench.wider(), dryRun: true) else {
      Issue.record("not changed")
      return
    }
    #expect(await bench.blobs.count == 2)
    #expect(try await bench.store.find(bench.number)?.runs.count == 1)
  }

  @Test("a kept page that cannot be examined again stands as it was found")
  func secondLookFails() async throws {
    let first = try await bench.decided(bench.rejecting)
    let failing = ScriptedInspector { _ in
      InspectionReport(
        inspected: .unreadable(Unreadable(reason: .fileDefeatsInspection, format: .unknown)), pictures: [],
        milliseconds: [:])
    }
    guard case .changed(_, let run, _) = try await bench.follow(.made(), failing) else {
      Issue.record("not changed")
      return
    }
    #expect(run.conclusion.files == first.files)
    #expect(bench.log.lines.contains { $0.hasPrefix("warning") })
  }

  @Test("a file that could not be read stays unreadable, and no child is started for it")
  func unreadableStays() async throws {
    let unreadable = Inspected.unreadable(Unreadable(reason: .fileEncrypted, format: .pdf))
    let encrypted = ScriptedInspector { _ in
      InspectionReport(inspected: unreadable, pictures: [], milliseconds: [:])
    }
    _ = try await bench.path(encrypted).follow(.made("front"), through: bench.rejecting, today: RerunBench.firstDay)
    let inspector = ScriptedInspector()
    guard case .changed(_, let run, _) = try await bench.follow(.made(), inspector) else {
      Issue.record("not changed")
      return
    }
    #expect(inspector.inspected.isEmpty)
    #expect(run.conclusion.files.map(\.inspected) == [unreadable])
  }

  @Test("the child is told of the cards on a page that is partly covered, and else looks with fresh eyes")
  func knownCards() async throws {
    let box = PixelRect(x0: 0, y0: 0, x1: 1000, y1: 700)
    let card = PaymentCard(side: .front, number: nil, numberExposed: true, expiry: nil, code: .absent, box: box)
    for isCovered in [true, false] {
      let bench = RerunBench()
      var page = Page.kept()
      page.cards = [card]
      if isCovered { page.masked = [Mask(kind: .cardNumber, box: box, polygon: [])] }
      let first = ScriptedInspector { [page] _ in .seeing(page) }
      _ = try await bench.path(first).follow(.made("front"), through: bench.rejecting, today: RerunBench.firstDay)
      let orders = Mutex<[InspectionOrder]>([])
      _ = try await bench.follow(.made(), OrderKeeper { order in orders.withLock { $0.append(order) } })
      #expect(orders.withLock { $0.map(\.knownCards) } == [isCovered ? [card] : nil])
    }
  }

  @Test("kept pages are ours, so no limit for customers holds them off")
  func limits() async throws {
    _ = try await bench.decided(bench.rejecting)
    let orders = Mutex<[InspectionOrder]>([])
    var pipeline = Pipeline.made()
    pipeline.order.accepts = [.pdf]
    pipeline.order.limits.megapixels = 0
    pipeline.order.limits.megabytes = 0
    let inspector = OrderKeeper { order in orders.withLock { $0.append(order) } }
    _ = try await bench.follow(pipeline, inspector)
    for order in orders.withLock({ $0 }) {
      #expect(order.accepts == [.jpeg])
      #expect(order.limits.megapixels == 1)
      #expect(order.limits.megabytes == 1)
      #expect(order.mask == pipeline.order.mask)
    }
    #expect(orders.withLock { $0.count } == 2)
  }

  // MARK: Trouble

  @Test("our own trouble with the inspection changes nothing")
  func inspectorTrouble() async throws {
    _ = try await bench.decided(bench.rejecting)
    let file = try await bench.store.find(bench.number)
    let broken = ScriptedInspector { _ throws(InspectorFailure) in throw .missing("dan.traineddata") }
    await #expect(throws: InspectorFailure.missing("dan.traineddata")) { try await bench.follow(.made(), broken) }
    #expect(try await bench.store.find(bench.number) == file)
  }

  @Test("a disk that is full for the new pages leaves everything as it was")
  func diskFullForPages() async throws {
    _ = try await bench.decided(bench.rejecting)
    let file = try await bench.store.find(bench.number)
    await bench.blobs.leave(room: 1)
    await #expect(throws: StoreFailure.diskFull(folder: "memory")) { try await bench.follow(.made(), bench.wider()) }
    #expect(try await bench.store.find(bench.number) == file)
    #expect(await bench.blobs.count == 2)
  }

  @Test("a store that fails to add the run leaves the pages to the sweep, for they may be named all the same")
  func diskFullForRun() async throws {
    _ = try await bench.decided(bench.rejecting)
    let file = try await bench.store.find(bench.number)
    let review = HookedReview(queue: bench.store) { throw StoreFailure.diskFull(folder: "memory") }
    await #expect(throws: StoreFailure.diskFull(folder: "memory")) {
      try await bench.rerun(bench.wider(), review: review).follow(
        bench.number, through: .made(), by: "bo", dryRun: false)
    }
    #expect(try await bench.store.find(bench.number) == file)
    #expect(await bench.blobs.count == 4)
    let sweep = OrphanSweep(queue: bench.store, blobs: bench.blobs, logger: bench.log.logger)
    #expect(try await sweep.run(at: RerunBench.later) == 2)
    #expect(await bench.blobs.count == 2)
  }

  @Test("no log line holds anything personal")
  func logged() async throws {
    _ = try await bench.decided(bench.rejecting)
    _ = try await bench.follow(.made(), bench.wider(), account: .made(family: "Holm"))
    #expect(bench.log.lines.contains { $0.contains("edge=reran") })
    for line in bench.log.lines {
      for value in Planted.all + ["Holm"] { #expect(!line.contains(value)) }
    }
  }
}

/// Tells what it was ordered.
private struct OrderKeeper: DocumentInspector {
  let take: @Sendable (InspectionOrder) -> Void

  func inspect(_ bytes: [UInt8], _ order: InspectionOrder) async throws(InspectorFailure) -> InspectionReport {
    take(order)
    return .readable
  }
}
