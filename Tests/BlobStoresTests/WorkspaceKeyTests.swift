import Casework
import Foundation
import TestKit
import Testing

@testable import BlobStores

struct WorkspaceKeyTests {
  private let folder: TemporaryFolder
  private let workspace: Workspace
  private let place = SealedPlace(CaseNumber(year: 2026, serial: 17), "account")

  init() throws {
    folder = try TemporaryFolder()
    workspace = Workspace(folder: folder.path + "/data/of/kyc")
  }

  @Test("first use makes folder and key for their owner alone")
  func firstUse() throws {
    let key = try WorkspaceKey.open(in: workspace)
    #expect(try folder.mode(workspace.folder) == 0o700)
    #expect(try folder.mode(workspace.keyFile) == 0o600)
    let sealed = key.seal([1, 2, 3], at: place)
    #expect(try WorkspaceKey.open(in: workspace).open(sealed, at: place) == [1, 2, 3])
    #expect(folder.files == [workspace.keyFile])
  }

  @Test("twenty that make a key at once get the same one")
  func firstUseAtOnce() async throws {
    let digests = try await withThrowingTaskGroup(of: String.self) { [workspace] group in
      for _ in 0..<20 { group.addTask { try WorkspaceKey.open(in: workspace).digest([1]) } }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(digests.count == 1)
    #expect(folder.files == [workspace.keyFile])
  }

  @Test("a folder that was there keeps its rights")
  func foreignFolder() throws {
    let shared = Workspace(folder: folder.path + "/shared")
    try FileManager.default.createDirectory(atPath: shared.folder, withIntermediateDirectories: true)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: shared.folder)
    _ = try WorkspaceKey.open(in: shared)
    #expect(try folder.mode(shared.folder) == 0o755)
  }

  @Test("a key that others can read is refused", arguments: [0o640, 0o604, 0o666])
  func exposed(mode: Int) throws {
    _ = try WorkspaceKey.open(in: workspace)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: workspace.keyFile)
    #expect(throws: StoreFailure.keyExposed(path: workspace.keyFile)) { try WorkspaceKey.open(in: workspace) }
  }

  @Test("a file that holds no key is refused", arguments: [0, 31, 33])
  func wrongSize(bytes: Int) throws {
    _ = try WorkspaceKey.open(in: workspace)
    let handle = try #require(FileHandle(forWritingAtPath: workspace.keyFile))
    try handle.truncate(atOffset: UInt64(bytes))
    #expect(throws: StoreFailure.keyInvalid(path: workspace.keyFile, bytes: bytes)) {
      try WorkspaceKey.open(in: workspace)
    }
  }

  @Test("no new key is made beside a database")
  func missing() throws {
    _ = try WorkspaceKey.open(in: workspace)
    try FileManager.default.removeItem(atPath: workspace.keyFile)
    #expect(FileManager.default.createFile(atPath: workspace.database, contents: nil))
    #expect(throws: StoreFailure.keyMissing(path: workspace.keyFile)) { try WorkspaceKey.open(in: workspace) }
    #expect(!FileManager.default.fileExists(atPath: workspace.keyFile))
  }

  @Test("a sealed value opens only with its key, in its place, unaltered")
  func sealed() throws {
    let key = WorkspaceKey([UInt8](repeating: 1, count: 32))
    let sealed = key.seal(Array(Planted.family.utf8), at: place)
    #expect(key.seal(Array(Planted.family.utf8), at: place) != sealed)
    #expect(Data(sealed).range(of: Data(Planted.family.utf8)) == nil)
    #expect(try key.open(sealed, at: place) == Array(Planted.family.utf8))

    let broken = StoreFailure.sealBroken(what: "K-2026-000017/account")
    let otherKey = WorkspaceKey([UInt8](repeating: 2, count: 32))
    #expect(throws: broken) { try otherKey.open(sealed, at: place) }
    for index in sealed.indices {
      var altered = sealed
      altered[index] ^= 1
      #expect(throws: broken) { try key.open(altered, at: place) }
      #expect(throws: broken) { try key.open(Array(sealed[..<index]), at: place) }
    }
    #expect(throws: StoreFailure.sealBroken(what: "K-2026-000018/account")) {
      try key.open(sealed, at: SealedPlace(CaseNumber(year: 2026, serial: 18), "account"))
    }
    #expect(throws: StoreFailure.sealBroken(what: "K-2026-000017/note")) {
      try key.open(sealed, at: SealedPlace(CaseNumber(year: 2026, serial: 17), "note"))
    }
  }

  @Test("digests depend on bytes and key")
  func digest() {
    let key = WorkspaceKey([UInt8](repeating: 1, count: 32))
    #expect(key.digest([1]).count == 64)
    #expect(key.digest([1]) == WorkspaceKey([UInt8](repeating: 1, count: 32)).digest([1]))
    #expect(key.digest([1]) != key.digest([2]))
    #expect(key.digest([1]) != WorkspaceKey([UInt8](repeating: 2, count: 32)).digest([1]))
  }
}
