import Foundation
import TestKit
import Testing

@testable import SQLiteStore

@Suite("Room for files to grow")
struct RoomToGrowTests {
  @Test("is tried without leaving anything behind")
  func there() throws {
    let folder = try TemporaryFolder()
    #expect(RoomToGrow.isThere(in: folder.path))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test("is not what is the matter where nothing can be written at all")
  func noFolder() {
    #expect(RoomToGrow.isThere(in: "/nonexistent"))
  }
}
