import FoundationEssentials
import Model

/// Where uploads lie, sealed, until they are examined: each under a key of its own, which is wrapped under the key of the
/// hour that it came in (its epoch). The store holds the wrapped keys, the vault the epochs' keys, so neither opens anything
/// alone, and nothing opens after the epoch's key is destroyed. All functions throw `StoreFailure`.
package protocol UploadVault: Sendable {
  /// A file to be received. `mode` says whether it may touch the disk; content over `limit` bytes is not kept.
  func begin(_ mode: IntakeMode, limit: Int) async throws -> any IncomingFile

  /// Throws `uploadGone` when the epoch's key was destroyed or the file is not there, `sealBroken` when it was altered.
  func read(_ upload: SealedUpload) async throws -> [UInt8]

  /// Nothing happens when there is none.
  func delete(_ blob: BlobKey) async throws

  /// In no particular order.
  func blobs(writtenBefore limit: Date) async throws -> [BlobKey]

  /// Those whose key there is, in order.
  func epochs() async throws -> [Epoch]

  /// Nothing that was sealed in it opens from now on.
  func destroy(_ epoch: Epoch) async throws
}

/// A file that is being received.
package protocol IncomingFile: Sendable {
  /// In pieces of any size.
  func append(_ bytes: [UInt8]) async throws

  /// When this returns, a sealed file outlives a power cut. To be called once.
  func finish(name: Private<String>) async throws -> SubmittedFile

  /// Leaves nothing behind.
  func abandon() async
}

/// An hour, counted from 1970 (UTC): uploads of one share the key that theirs are wrapped under.
package struct Epoch: Sendable, Hashable, Comparable, Codable {
  /// Seconds in one.
  package static let length: TimeInterval = 3600

  package let hour: Int

  package init(hour: Int) { self.hour = hour }

  /// That of a time.
  package init(of time: Date) { hour = Int((time.timeIntervalSince1970 / Epoch.length).rounded(.down)) }

  package var start: Date { Date(timeIntervalSince1970: Double(hour) * Epoch.length) }

  package static func < (left: Epoch, right: Epoch) -> Bool { left.hour < right.hour }
}

/// An upload in the vault.
package struct SealedUpload: Sendable, Equatable {
  package var blob: BlobKey
  package var epoch: Epoch
  /// The upload's key, wrapped under that of the epoch.
  package var wrappedKey: [UInt8]

  package init(blob: BlobKey, epoch: Epoch, wrappedKey: [UInt8]) {
    self.blob = blob
    self.epoch = epoch
    self.wrappedKey = wrappedKey
  }
}
