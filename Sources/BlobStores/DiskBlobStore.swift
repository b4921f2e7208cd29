import Casework
import Dispatch
import FoundationEssentials
import Glibc

/// Blobs as sealed files `ab/abcdef…` in a folder, by the first two digits of their key.
package struct DiskBlobStore: BlobStore {
  private let folder: String
  private let keys: any CaseKeys
  /// Disk calls block; on a queue of their own they hold up nobody but each other.
  private let queue = DispatchQueue(label: "kyc.blobs")

  /// Makes the folder when it is missing. Throws `StoreFailure`.
  package init(folder: String, keys: any CaseKeys) throws(StoreFailure) {
    try Disk.makeFolder(folder)
    self.folder = folder
    self.keys = keys
  }

  package func write(_ bytes: [UInt8], of number: CaseNumber) async throws -> BlobKey {
    let sealer = try await keys.sealer(of: number)
    return try await onQueue {
      var random = SystemRandomNumberGenerator()
      let key = BlobKey.random(using: &random)
      let path = path(of: key)
      try Disk.makeFolder(Disk.parent(of: path))
      try Disk.write(sealer.seal(bytes, at: place(key, number)), to: path, by: path + temporaryEnding)
      return key
    }
  }

  package func read(_ key: BlobKey, of number: CaseNumber) async throws -> [UInt8] {
    let sealer = try await keys.sealer(of: number)
    return try await onQueue {
      guard let sealed = try Disk.read(path(of: key)) else { throw StoreFailure.blobMissing(key) }
      return try sealer.open(sealed, at: place(key, number))
    }
  }

  package func delete(_ key: BlobKey) async throws {
    try await onQueue { try Disk.wipe(path(of: key)) }
  }

  /// Deletes, by the way, half-written files that old: nobody is writing them any more.
  package func keys(writtenBefore limit: Date) async throws -> [BlobKey] {
    try await onQueue {
      var keys: [BlobKey] = []
      for part in try names(in: folder) where part.utf8.count == 2 {
        for name in try names(in: folder + "/" + part) {
          let path = folder + "/" + part + "/" + name
          var status = stat()
          guard stat(path, &status) == 0, Double(status.st_mtim.tv_sec) < limit.timeIntervalSince1970 else { continue }
          if name.hasSuffix(temporaryEnding) { try Disk.remove(path) }
          if let key = BlobKey(name) { keys.append(key) }
        }
      }
      return keys
    }
  }

  private let temporaryEnding = ".part"

  private func path(of key: BlobKey) -> String { "\(folder)/\(key.text.prefix(2))/\(key.text)" }

  private func place(_ key: BlobKey, _ number: CaseNumber) -> SealedPlace { SealedPlace(number, "page/\(key)") }

  private func names(in folder: String) throws(StoreFailure) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw .unreachable(path: folder, why: "its files cannot be listed")
    }
  }

  private func onQueue<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result(catching: work)) }
    }
  }
}
