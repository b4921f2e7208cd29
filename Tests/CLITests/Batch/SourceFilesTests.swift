import Casework
import Foundation
import Model
import TestKit
import Testing

@testable import CLI

@Suite("The files of a submission")
struct SourceFilesTests {
  private let folder: TemporaryFolder
  private let submission: UploadFolder.Submission

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("first", to: "A/identity/1.jpg")
    try folder.write("second", to: "A/identity/2.jpg")
    submission = UploadFolder.Submission(
      account: Account(id: "A"), pipeline: "identity", folders: [Array("A".utf8), Array("identity".utf8)],
      files: [Array("1.jpg".utf8), Array("2.jpg".utf8)])
  }

  private func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.path + "/A/identity/" + name)
  }

  @Test("are read and hashed, the content held up to the limit only")
  func read() async throws {
    let files = try await SourceFiles(root: folder.path).read(submission, holding: 5).submission.files
    #expect(files.map(\.name) == [Private("1.jpg"), Private("2.jpg")])
    #expect(files.map(\.bytes) == [5, 6])
    #expect(files[0].content == Array("first".utf8))
    #expect(files[1].content == nil)
    #expect(files[0].sha256 == "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e")
  }

  @Test("are unlinked when consumed, with their folder")
  func consume() async throws {
    let sources = SourceFiles(root: folder.path)
    let reading = try await sources.read(submission, holding: 100)
    #expect(await sources.consume(submission, reading) == SourceFiles.Consumed(gone: 2))
    #expect(!exists(""))
    #expect(FileManager.default.fileExists(atPath: folder.path + "/A"))
  }

  @Test("leave their folder when something else lies in it")
  func folderInUse() async throws {
    let sources = SourceFiles(root: folder.path)
    let reading = try await sources.read(submission, holding: 100)
    try folder.write("later", to: "A/identity/3.jpg")
    #expect(await sources.consume(submission, reading).gone == 2)
    #expect(!exists("1.jpg"))
    #expect(exists("3.jpg"))
  }

  @Test("stay when they changed after they were read")
  func changed() async throws {
    let sources = SourceFiles(root: folder.path)
    let reading = try await sources.read(submission, holding: 100)
    try folder.write("another", to: "A/identity/2.jpg")
    #expect(
      await sources.consume(submission, reading)
        == SourceFiles.Consumed(gone: 1, left: 1, why: "changed since it was read"))
    #expect(!exists("1.jpg"))
    #expect(exists("2.jpg"))
  }

  @Test("stay, with the reason, where they cannot be unlinked")
  func notUnlinked() async throws {
    let sources = SourceFiles(root: folder.path)
    let reading = try await sources.read(submission, holding: 100)
    try FileManager.default.moveItem(atPath: folder.path + "/A/identity", toPath: folder.path + "/A/moved")
    try folder.write("no folder", to: "A/identity")
    let consumed = await sources.consume(submission, reading)
    #expect(consumed.gone == 0)
    #expect(consumed.left == 2)
    #expect(consumed.why?.isEmpty == false)
  }

  @Test("are not read through a folder that became a link")
  func folderBecameLink() async throws {
    try folder.write("x", to: "elsewhere/1.jpg")
    try folder.write("x", to: "elsewhere/2.jpg")
    try FileManager.default.removeItem(atPath: folder.path + "/A/identity")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/A/identity", withDestinationPath: folder.path + "/elsewhere")
    await #expect(throws: SourceFiles.Trouble.self) {
      try await SourceFiles(root: folder.path).read(submission, holding: 100)
    }
  }
}
