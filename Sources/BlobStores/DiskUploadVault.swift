import Casework
internal import Crypto
import Dispatch
import FoundationEssentials
import Glibc
import Model

/// Uploads as sealed files in one folder, the keys of their epochs as sealed files in another.
package struct DiskUploadVault: UploadVault {
  let folder: String
  private let epochFolder: String
  private let sealer: any Sealer
  private let now: @Sendable () -> Date
  /// Disk calls block; they hold up nobody here, and several may flush at once.
  private let queue = DispatchQueue(label: "kyc.vault", attributes: .concurrent)

  /// Makes the folders when they are missing. `sealer` is that of the workspace. Throws `StoreFailure`.
  package init(
    folder: String, epochs: String, sealer: any Sealer, now: @escaping @Sendable () -> Date = { Date() }
  ) throws(StoreFailure) {
    try Disk.makeFolder(folder)
    try Disk.makeFolder(epochs)
    self.folder = folder
    epochFolder = epochs
    self.sealer = sealer
    self.now = now
  }

  package func begin(_ mode: IntakeMode, limit: Int) async throws -> any IncomingFile {
    guard mode == .sealed else { return HeldFile(limit: limit) }
    let epoch = Epoch(of: now())
    return try await onQueue {
      var random = SystemRandomNumberGenerator()
      let blob = BlobKey.random(using: &random)
      let key = sealer.newKey()
      let upload = SealedUpload(
        blob: blob, epoch: epoch, wrappedKey: try keyOfToday(epoch).seal(key, at: Self.place(blob)))
      return SealedFile(
        upload, file: try SealedFileWriter(path(of: blob), key: SymmetricKey(data: key)), limit: limit, vault: self)
    }
  }

  package func read(_ upload: SealedUpload) async throws -> [UInt8] {
    try await onQueue {
      guard let epochKey = try key(of: upload.epoch), let sealed = try Disk.read(path(of: upload.blob)) else {
        throw StoreFailure.uploadGone(upload.blob)
      }
      let key = try epochKey.open(upload.wrappedKey, at: Self.place(upload.blob))
      guard let plain = SealedChunks.open(sealed, SymmetricKey(data: key)) else {
        throw StoreFailure.sealBroken(what: Self.place(upload.blob).description)
      }
      return plain
    }
  }

  package func delete(_ blob: BlobKey) async throws {
    try await onQueue { try Disk.remove(path(of: blob)) }
  }

  /// Deletes, by the way, half-written files that old: nobody is writing them any more.
  package func blobs(writtenBefore limit: Date) async throws -> [BlobKey] {
    try await onQueue {
      var found: [BlobKey] = []
      for name in try names(in: folder) {
        let path = folder + "/" + name
        var status = stat()
        guard stat(path, &status) == 0, Double(status.st_mtim.tv_sec) < limit.timeIntervalSince1970 else { continue }
        if name.hasSuffix(SealedFileWriter.ending) { try Disk.remove(path) }
        if let blob = BlobKey(name) { found.append(blob) }
      }
      return found
    }
  }

  package func epochs() async throws -> [Epoch] {
    try await onQueue { try names(in: epochFolder).compactMap { Int($0).map(Epoch.init(hour:)) }.sorted() }
  }

  package func destroy(_ epoch: Epoch) async throws {
    try await onQueue { try Disk.wipe(path(of: epoch)) }
  }

  // MARK: Epochs

  /// Made on first use; several programs may do so at once, and all get the same key.
  private func keyOfToday(_ epoch: Epoch) throws(StoreFailure) -> any Sealer {
    if let key = try key(of: epoch) { return key }
    var random = SystemRandomNumberGenerator()
    let temporary = path(of: epoch) + "-\(BlobKey.random(using: &random))"
    try Disk.writeIfAbsent(sealer.seal(sealer.newKey(), at: Self.place(epoch)), to: path(of: epoch), by: temporary)
    guard let key = try key(of: epoch) else { throw .keyMissing(path: path(of: epoch)) }
    return key
  }

  /// Nil when it was destroyed.
  private func key(of epoch: Epoch) throws(StoreFailure) -> (any Sealer)? {
    guard let sealed = try Disk.read(path(of: epoch)) else { return nil }
    return try sealer.under(try sealer.open(sealed, at: Self.place(epoch)))
  }

  private func path(of epoch: Epoch) -> String { "\(epochFolder)/\(epoch.hour)" }
  private func path(of blob: BlobKey) -> String { "\(folder)/\(blob.text)" }
  private static func place(_ epoch: Epoch) -> SealedPlace { SealedPlace(nil, "epoch/\(epoch.hour)") }
  private static func place(_ blob: BlobKey) -> SealedPlace { SealedPlace(nil, "upload/\(blob)") }

  private func names(in folder: String) throws(StoreFailure) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw .unreachable(path: folder, why: "its files cannot be listed")
    }
  }

  func onQueue<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result(catching: work)) }
    }
  }
}

/// A file that never leaves memory.
private actor HeldFile: IncomingFile {
  private let limit: Int
  private var hash = SHA256()
  private var bytes = 0
  private var content: [UInt8]? = []

  init(limit: Int) { self.limit = limit }

  func append(_ piece: [UInt8]) {
    hash.update(data: piece)
    bytes += piece.count
    if bytes > limit { content = nil }
    content?.append(contentsOf: piece)
  }

  func finish(name: Private<String>) -> SubmittedFile {
    SubmittedFile(name: name, bytes: bytes, sha256: hexadecimal(hash.finalize()), content: content)
  }

  func abandon() { content = nil }
}

/// A file that is sealed while it comes in.
private actor SealedFile: IncomingFile {
  private let upload: SealedUpload
  private let limit: Int
  private let vault: DiskUploadVault
  /// Nil once it is too large, or its end has come.
  private var file: SealedFileWriter?
  private var hash = SHA256()
  private var bytes = 0
  private var pending: [UInt8] = []

  init(_ upload: SealedUpload, file: SealedFileWriter, limit: Int, vault: DiskUploadVault) {
    self.upload = upload
    self.file = file
    self.limit = limit
    self.vault = vault
  }

  func append(_ piece: [UInt8]) async throws {
    hash.update(data: piece)
    bytes += piece.count
    if bytes > limit { return await abandon() }
    guard let file else { return }
    pending.append(contentsOf: piece)
    guard pending.count > SealedChunks.length else { return }
    // The last chunk is marked, so one stays until more comes, or the end.
    let whole = (pending.count - 1) / SealedChunks.length * SealedChunks.length
    let chunks = Array(pending[..<whole])
    pending.removeFirst(whole)
    do {
      try await vault.onQueue { try file.write(chunks) }
    } catch {
      await abandon()
      throw error
    }
  }

  func finish(name: Private<String>) async throws -> SubmittedFile {
    var submitted = SubmittedFile(name: name, bytes: bytes, sha256: hexadecimal(hash.finalize()), content: nil)
    guard let file else { return submitted }
    self.file = nil
    let last = pending
    pending = []
    try await vault.onQueue { try file.finish(last) }
    submitted.sealed = upload
    return submitted
  }

  func abandon() async {
    pending = []
    guard let file else { return }
    self.file = nil
    _ = try? await vault.onQueue { file.abandon() }
  }
}
