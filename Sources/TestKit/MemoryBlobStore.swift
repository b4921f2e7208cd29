import Casework
import FoundationEssentials

/// Blobs in memory, which can be told to fail.
package actor MemoryBlobStore: BlobStore {
  private struct Blob {
    var bytes: [UInt8]
    var number: CaseNumber
    var written: Date
  }

  private var blobs: [BlobKey: Blob] = [:]
  private var room: Int
  private let now: @Sendable () -> Date

  /// The write after `room` of them fails as on a full disk.
  package init(room: Int = .max, now: @escaping @Sendable () -> Date = { .start }) {
    self.room = room
    self.now = now
  }

  /// From now on the write after that many more of them fails.
  package func leave(room more: Int) { room = blobs.count + more }

  /// Every blob there is.
  package var count: Int { blobs.count }

  package func write(_ bytes: [UInt8], of number: CaseNumber) throws -> BlobKey {
    guard blobs.count < room else { throw StoreFailure.diskFull(folder: "memory") }
    var random = SystemRandomNumberGenerator()
    let key = BlobKey.random(using: &random)
    blobs[key] = Blob(bytes: bytes, number: number, written: now())
    return key
  }

  package func read(_ key: BlobKey, of number: CaseNumber) throws -> [UInt8] {
    guard let blob = blobs[key] else { throw StoreFailure.blobMissing(key) }
    guard blob.number == number else {
      throw StoreFailure.sealBroken(what: SealedPlace(number, "page/\(key)").description)
    }
    return blob.bytes
  }

  package func delete(_ key: BlobKey) { blobs[key] = nil }

  package func keys(writtenBefore limit: Date) -> [BlobKey] { blobs.filter { $0.value.written < limit }.map(\.key) }
}

/// One sealer for all cases.
package struct OneKey: CaseKeys {
  private let sealer: any Sealer

  package init(_ sealer: any Sealer) { self.sealer = sealer }

  package func sealer(of number: CaseNumber) -> any Sealer { sealer }
}
