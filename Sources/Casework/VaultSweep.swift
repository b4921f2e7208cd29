import FoundationEssentials
import Logging

/// Keeps the vault to what waits to be examined: gives up what waited too long, deletes uploads that no case waits for,
/// destroys the keys of epochs that nothing needs. To be run every few minutes wherever uploads are taken in or examined.
package struct VaultSweep: Sendable {
  /// Younger uploads may belong to a case that is being opened, or be written still, in seconds.
  package static let gracePeriod: TimeInterval = 3600

  private let queue: any WorkQueue
  private let vault: any UploadVault
  private let log: CaseLog

  package init(queue: any WorkQueue, vault: any UploadVault, logger: Logger) {
    self.queue = queue
    self.vault = vault
    log = CaseLog(logger)
  }

  /// Throws `StoreFailure`.
  package func run(at now: Date) async throws {
    let limit = now.addingTimeInterval(-AttemptLimits.waiting)
    for expired in try await queue.expire(waitingSince: limit, at: now) { log.edge(.stuck, expired) }
    // In this order: what is opened in between is younger than both limits.
    let old = try await vault.blobs(writtenBefore: now.addingTimeInterval(-VaultSweep.gracePeriod))
    let epochs = try await vault.epochs()
    let needed = try await queue.sealedUploads()
    let named = Set(needed.map(\.blob))
    for blob in old where !named.contains(blob) { try await vault.delete(blob) }
    let open = Set(needed.map(\.epoch))
    for epoch in epochs {
      let age = now.timeIntervalSince(epoch.start)
      // Uploads are named by a case at most a grace period after they were begun.
      let isOver = age >= Epoch.length + VaultSweep.gracePeriod && !open.contains(epoch)
      if isOver || age >= Epoch.length + AttemptLimits.waiting { try await vault.destroy(epoch) }
    }
  }
}
