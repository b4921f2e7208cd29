import BlobStores
import Casework
import Foundation
import Glibc
import Model
import TestKit
import Testing

struct UploadReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func file(_ name: String, _ content: String) -> String {
    let path = folder.path + "/" + name
    #expect(FileManager.default.createFile(atPath: path, contents: Data(content.utf8)))
    return path
  }

  @Test("a file is read and hashed")
  func reads() throws {
    let read = try UploadReader.read(file(Planted.fileName, "abc"), holding: 3)
    #expect(read.name.value == Planted.fileName)
    #expect(read.bytes == 3)
    #expect(read.content == Array("abc".utf8))
    // FIPS 180-4, appendix B.1.
    #expect(read.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("an empty file is read")
  func empty() throws {
    let read = try UploadReader.read(file("empty", ""), holding: 3)
    #expect(read.bytes == 0)
    #expect(read.content == [])
  }

  @Test("a file that is too large is hashed but not held")
  func tooLarge() throws {
    let read = try UploadReader.read(file("large", String(repeating: "a", count: 1_000_000)), holding: 999_999)
    #expect(read.bytes == 1_000_000)
    #expect(read.content == nil)
    // FIPS 180-4, appendix B.3.
    #expect(read.sha256 == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test("links, folders and pipes are refused without waiting")
  func notPlain() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: file("file", "abc"))
    #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
    for path in ["/link", "/pipe", ""] {
      #expect(throws: UploadFailure.notAPlainFile) { try UploadReader.read(folder.path + path, holding: 3) }
    }
    #expect(throws: UploadFailure.unreadable("No such file or directory")) {
      try UploadReader.read(folder.path + "/none", holding: 3)
    }
  }

  @Test("devices are refused without reading them")
  func devices() {
    for path in ["/dev/zero", "/dev/null", "/dev/tty"] where FileManager.default.fileExists(atPath: path) {
      #expect(throws: UploadFailure.self) { try UploadReader.read(path, holding: 3) }
    }
  }

  @Test("a file many times too large is refused unread, however little of it there is")
  func sparse() {
    let path = file("sparse", "abc")
    #expect(truncate(path, 1 << 42) == 0)
    #expect(throws: UploadFailure.farTooLarge) { try UploadReader.read(path, holding: 20_000_000) }
  }

  @Test("a file that is written to while it is read is left for later, and reading it ends")
  func growing() throws {
    let path = file("growing", String(repeating: "a", count: 20_000_000))
    let end = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try end.seekToEnd()
    let writer = Thread {
      // Slow and bounded: a busy machine must not find its disk full.
      for _ in 0..<1_000_000 where !Thread.current.isCancelled {
        guard (try? end.write(contentsOf: Data(repeating: 98, count: 64))) != nil else { return }
      }
    }
    defer { writer.cancel() }
    writer.start()
    while (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0) < 20_100_000 { usleep(1000) }
    // On a busy machine the writer may not get its turn during one reading.
    var seen: UploadFailure?
    while seen == nil, !writer.isFinished {
      do throws(UploadFailure) {
        _ = try UploadReader.read(path, holding: 20_000_000)
      } catch {
        seen = error
      }
    }
    #expect(seen == .changing)
  }
}
