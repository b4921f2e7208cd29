import FoundationEssentials
import Logging

/// Erases cases for good: the tombstone, then the key and whatever names a person, then the files, then the log.
package struct Erasure: Sendable {
  private let records: any RecordsOffice
  private let blobs: any BlobStore
  private let vault: any UploadVault
  private let tombstones: any Tombstones
  private let now: @Sendable () -> Date

  package init(
    records: any RecordsOffice, blobs: any BlobStore, vault: any UploadVault, tombstones: any Tombstones,
    now: @escaping @Sendable () -> Date
  ) {
    self.records = records
    self.blobs = blobs
    self.vault = vault
    self.tombstones = tombstones
    self.now = now
  }

  /// False when the database's log could not be cleared, as another process reads it: it is when the last one closes it.
  /// Broken off after the key is gone, the sweeps delete what is left. Throws `StoreFailure` and `ReviewFailure`.
  ///
  /// With the last case of an account goes what was sent ahead about it; `accounts` are others to forget that about.
  package func erase(_ cases: [Case], accounts: [String] = [], by person: String) async throws -> Bool {
    for standing in cases {
      // First, so that a restored backup is erased again whatever happens here.
      try await tombstones.add(Tombstone(standing))
      let erased = try await records.erase(standing.number, by: person, at: now())
      for page in erased.pages { try await blobs.delete(page) }
      for upload in erased.uploads { try await vault.delete(upload) }
    }
    for account in accounts { _ = try await records.forget(account) }
    return try await records.clearLog()
  }

  /// Erases what was erased before and has come back with a backup. Returns how many. Throws `StoreFailure`.
  package func replay(_ found: [Case], by person: String) async throws -> Int {
    let dead = Set(try await tombstones.all())
    let back = found.filter { $0.state != .erased && dead.contains(Tombstone($0)) }
    for standing in back {
      let erased = try await records.erase(standing.number, by: person, at: now())
      for page in erased.pages { try await blobs.delete(page) }
      for upload in erased.uploads { try await vault.delete(upload) }
    }
    if !back.isEmpty { _ = try await records.clearLog() }
    return back.count
  }
}
