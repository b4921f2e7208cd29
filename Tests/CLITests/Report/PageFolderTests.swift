import Foundation
import TestKit
import Testing
import Workplace

@testable import CLI

@Suite("A folder of masked pages")
struct PageFolderTests {
  @Test("names each file by what it is of")
  func names() throws {
    let folder = try TemporaryFolder()
    let pages = try PageFolder(folder.path + "/pages", prefix: "K-2026-000004-")
    let path = try pages.write([1], PageFolder.Place(file: 1, page: 2))
    #expect(path == folder.path + "/pages/K-2026-000004-1-2.jpg")
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test("that cannot be made says what to do")
  func refused() throws {
    let folder = try TemporaryFolder()
    let failure = #expect(throws: CommandFailure.self) { try PageFolder(folder.path + "/none/pages") }
    #expect(failure?.status == .usage)
    #expect(failure?.lines.first?.contains("name a folder") == true)
  }
}
