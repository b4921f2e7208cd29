import Casework
import FoundationEssentials
import Model
import Synchronization

/// Uploads in memory, by the rules of `UploadVault`; its hashes are stand-ins made of the content.
package actor MemoryVault: UploadVault {
  private var uploads: [BlobKey: (bytes: [UInt8], epoch: Epoch, written: Date)] = [:]
  private var known: Set<Epoch> = []
  private var room: Int
  private let now: @Sendable () -> Date

  /// The upload after `room` of them fails as on a full disk.
  package init(room: Int = .max, now: @escaping @Sendable () -> Date = { .start }) {
    self.room = room
    self.now = now
  }

  /// Every upload there is.
  package var count: Int { uploads.count }

  package func begin(_ mode: IntakeMode, limit: Int) async throws -> any IncomingFile {
    MemoryFile(mode, limit: limit, vault: self)
  }

  package func read(_ upload: SealedUpload) throws -> [UInt8] {
    guard let kept = uploads[upload.blob], known.contains(kept.epoch) else {
      throw StoreFailure.uploadGone(upload.blob)
    }
    return kept.bytes
  }

  package func delete(_ blob: BlobKey) { uploads[blob] = nil }

  package func blobs(writtenBefore limit: Date) -> [BlobKey] {
    uploads.filter { $0.value.written < limit }.map(\.key)
  }

  package func epochs() -> [Epoch] { known.sorted() }

  package func destroy(_ epoch: Epoch) { known.remove(epoch) }

  fileprivate func keep(_ bytes: [UInt8]) throws -> SealedUpload {
    guard uploads.count < room else { throw StoreFailure.diskFull(folder: "memory") }
    var random = SystemRandomNumberGenerator()
    let upload = SealedUpload(blob: .random(using: &random), epoch: Epoch(of: now()), wrappedKey: [1])
    known.insert(upload.epoch)
    uploads[upload.blob] = (bytes, upload.epoch, now())
    return upload
  }
}

private actor MemoryFile: IncomingFile {
  private let mode: IntakeMode
  private let limit: Int
  private let vault: MemoryVault
  private var bytes: [UInt8] = []

  init(_ mode: IntakeMode, limit: Int, vault: MemoryVault) {
    self.mode = mode
    self.limit = limit
    self.vault = vault
  }

  func append(_ piece: [UInt8]) { bytes += piece }

  func finish(name: Private<String>) async throws -> SubmittedFile {
    var file = SubmittedFile(
      name: name, bytes: bytes.count, sha256: "hash of \(String(decoding: bytes, as: UTF8.self))", content: nil)
    guard bytes.count <= limit else { return file }
    if mode == .sealed { file.sealed = try await vault.keep(bytes) } else { file.content = bytes }
    return file
  }

  func abandon() { bytes = [] }
}
