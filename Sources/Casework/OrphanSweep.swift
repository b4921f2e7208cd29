import FoundationEssentials
import Logging

/// Deletes masked pages that no case names: left behind by a process that ended between writing them and settling.
package struct OrphanSweep: Sendable {
  /// Younger ones may belong to a case that is being settled by another process.
  package static let gracePeriod: TimeInterval = 3600

  private let queue: any WorkQueue
  private let blobs: any BlobStore
  private let log: CaseLog

  package init(queue: any WorkQueue, blobs: any BlobStore, logger: Logger) {
    self.queue = queue
    self.blobs = blobs
    log = CaseLog(logger)
  }

  /// Returns how many were deleted. Throws `StoreFailure`.
  @discardableResult
  package func run(at now: Date) async throws -> Int {
    let old = try await blobs.keys(writtenBefore: now.addingTimeInterval(-OrphanSweep.gracePeriod))
    guard !old.isEmpty else { return 0 }
    let orphans = try await queue.unnamed(among: old, at: now)
    for key in orphans { try await blobs.delete(key) }
    if !orphans.isEmpty { log.swept(orphans.count) }
    return orphans.count
  }
}
