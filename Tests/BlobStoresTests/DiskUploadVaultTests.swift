import Casework
import Foundation
import Model
import Synchronization
import TestKit
import Testing

@testable import BlobStores

struct DiskUploadVaultTests {
  private let folder: TemporaryFolder
  private let vault: DiskUploadVault

  init() throws {
    folder = try TemporaryFolder()
    vault = try DiskUploadVault(
      folder: folder.path + "/uploads", epochs: folder.path + "/epochs",
      sealer: WorkspaceKey([UInt8](repeating: 1, count: 32)), now: { .start })
  }

  private func sealed(_ bytes: [UInt8]) async throws -> SealedUpload {
    let file = try await vault.begin(.sealed, limit: 10_000_000)
    try await file.append(bytes)
    return try #require(try await file.finish(name: Private("x")).sealed)
  }

  private func path(_ upload: SealedUpload) -> String { folder.path + "/uploads/\(upload.blob)" }

  @Test("keeps the contract", arguments: UploadVaultContract.clauses)
  func keepsContract(_ clause: Clause<any UploadVault>) async throws { try await clause.holds(vault) }

  @Test("nothing of an upload is readable in any file, and files are for their owner alone")
  func unreadable() async throws {
    let pixels = Array(Planted.pixels.utf8)
    let upload = try await sealed([UInt8](repeating: 0, count: 100_000) + pixels)
    #expect(Set(folder.files) == [path(upload), folder.path + "/epochs/\(upload.epoch.hour)"])
    for file in folder.files {
      #expect(try folder.mode(file) == 0o600)
      let bytes = try #require(FileManager.default.contents(atPath: file))
      #expect(bytes.range(of: Data(pixels)) == nil)
      #expect(bytes.range(of: Data(count: 64)) == nil)
    }
  }

  @Test("an upload that was altered, cut off, or whose chunks changed places does not open")
  func altered() async throws {
    let upload = try await sealed([UInt8](repeating: 5, count: 3 * 65_536 + 10))
    let whole = try #require(FileManager.default.contents(atPath: path(upload)))
    let chunk = 65_536 + 16
    var flipped = whole
    flipped[chunk + 7] ^= 1
    let swapped = Data(whole[chunk..<2 * chunk]) + Data(whole[0..<chunk]) + Data(whole[(2 * chunk)...])
    for broken in [
      flipped, swapped, whole[..<(3 * chunk)], whole[..<chunk], whole.dropLast(), whole + Data([0]), Data(),
    ] {
      try Data(broken).write(to: URL(fileURLWithPath: path(upload)))
      await #expect(throws: StoreFailure.sealBroken(what: "workspace/upload/\(upload.blob)")) {
        try await vault.read(upload)
      }
    }
    try whole.write(to: URL(fileURLWithPath: path(upload)))
    #expect(try await vault.read(upload).count == 3 * 65_536 + 10)
  }

  @Test("an upload does not open as another one")
  func moved() async throws {
    let one = try await sealed([1])
    var other = try await sealed([2])
    other.wrappedKey = one.wrappedKey
    await #expect(throws: StoreFailure.sealBroken(what: "workspace/upload/\(other.blob)")) {
      try await vault.read(other)
    }
  }

  @Test("twenty that make the key of an epoch at once get the same one")
  func sameEpoch() async throws {
    let uploads = try await withThrowingTaskGroup(of: SealedUpload.self) { group in
      for _ in 0..<20 { group.addTask { try await sealed([7]) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    for upload in uploads { #expect(try await vault.read(upload) == [7]) }
    #expect(try await vault.epochs() == [Epoch(of: .start)])
  }

  @Test("each hour has a key of its own, and the key is overwritten when it is destroyed")
  func epochs() async throws {
    let hour = Mutex(0.0)
    let vault = try DiskUploadVault(
      folder: folder.path + "/uploads", epochs: folder.path + "/epochs",
      sealer: WorkspaceKey([UInt8](repeating: 1, count: 32)),
      now: { hour.withLock { .start.addingTimeInterval($0 * 3600) } })
    _ = try await vault.begin(.sealed, limit: 1).finish(name: Private("x"))
    hour.withLock { $0 = 1 }
    let second = try #require(try await vault.begin(.sealed, limit: 1).finish(name: Private("x")).sealed)
    let keys = try await vault.epochs()
    #expect(keys == [Epoch(of: .start), second.epoch])
    let path = folder.path + "/epochs/\(keys[0].hour)"
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    try await vault.destroy(keys[0])
    #expect(!FileManager.default.fileExists(atPath: path))
    // Whoever had the file open sees what is left on the disk.
    var bytes = [UInt8](repeating: 1, count: 200)
    let count = read(descriptor, &bytes, bytes.count)
    #expect(count > 0)
    #expect(bytes[..<count].allSatisfy { $0 == 0 })
    #expect(try await vault.read(second).isEmpty)
  }

  @Test("a full disk leaves nothing behind and is told")
  func full() async throws {
    #expect(throws: StoreFailure.self) {
      try DiskUploadVault(
        folder: "/dev/null/x", epochs: folder.path + "/e", sealer: WorkspaceKey([UInt8](repeating: 1, count: 32)))
    }
    try FileManager.default.removeItem(atPath: folder.path + "/uploads")
    await #expect(throws: StoreFailure.self) { try await vault.begin(.sealed, limit: 1) }
  }
}
