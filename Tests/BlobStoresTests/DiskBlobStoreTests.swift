import Casework
import Foundation
import Glibc
import TestKit
import Testing

@testable import BlobStores

struct DiskBlobStoreTests {
  private let folder: TemporaryFolder
  private let store: DiskBlobStore
  private let number = CaseNumber(year: 2026, serial: 17)

  init() throws {
    folder = try TemporaryFolder()
    store = try DiskBlobStore(
      folder: folder.path + "/data/pages", keys: OneKey(WorkspaceKey([UInt8](repeating: 1, count: 32))))
  }

  @Test("keeps the contract", arguments: BlobStoreContract.clauses)
  func keepsContract(_ clause: Clause<any BlobStore>) async throws { try await clause.holds(store) }

  @Test("files are for their owner alone, and their bytes and names tell nothing")
  func unreadable() async throws {
    let key = try await store.write(Array(Planted.pixels.utf8), of: number)
    let path = folder.path + "/data/pages/\(key.text.prefix(2))/\(key)"
    #expect(folder.files == [path])
    #expect(try folder.mode(path) == 0o600)
    #expect(try folder.mode(folder.path + "/data/pages") == 0o700)
    let bytes = try #require(FileManager.default.contents(atPath: path))
    #expect(bytes.range(of: Data(Planted.pixels.utf8)) == nil)
  }

  @Test("a blob under another key's name does not open")
  func moved() async throws {
    let first = try await store.write([1], of: number)
    let second = try await store.write([2], of: number)
    let pages = folder.path + "/data/pages"
    let target = pages + "/\(second.text.prefix(2))/\(second)"
    try FileManager.default.removeItem(atPath: target)
    try FileManager.default.copyItem(atPath: pages + "/\(first.text.prefix(2))/\(first)", toPath: target)
    await #expect(throws: StoreFailure.sealBroken(what: "\(number)/page/\(second)")) {
      try await store.read(second, of: number)
    }
  }

  @Test("what a killed process left half-written is cleared away, not listed")
  func halfWritten() async throws {
    let key = try await store.write([1], of: number)
    let part = folder.path + "/data/pages/\(key.text.prefix(2))/\(key).part"
    #expect(FileManager.default.createFile(atPath: part, contents: Data([1])))
    #expect(try await store.keys(writtenBefore: .distantPast) == [])
    #expect(FileManager.default.fileExists(atPath: part))
    #expect(try await store.keys(writtenBefore: .distantFuture) == [key])
    #expect(!FileManager.default.fileExists(atPath: part))
  }
}

struct DiskTests {
  @Test("a full disk is told apart from other trouble")
  func full() {
    #expect(throws: StoreFailure.diskFull(folder: "/dev")) { try Disk.writeThrough([1], to: "/dev/full") }
    #expect(throws: StoreFailure.unreachable(path: "/dev/null/x", why: "Not a directory")) {
      try Disk.writeThrough([1], to: "/dev/null/x")
    }
  }

  @Test("a quota and the limit on the size of files count like a full disk", arguments: [EDQUOT, EFBIG])
  func limit(code: CInt) {
    #expect(Disk.failure(code, at: "kyc-data/pages/ab/x") == .diskFull(folder: "kyc-data/pages/ab"))
  }

  @Test("a failed write leaves neither the file nor its temporary")
  func failedWrite() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path + "/taken", withIntermediateDirectories: true)
    #expect(throws: StoreFailure.self) {
      try Disk.write([1], to: folder.path + "/taken", by: folder.path + "/temporary")
    }
    #expect(folder.files == [])
  }
}
