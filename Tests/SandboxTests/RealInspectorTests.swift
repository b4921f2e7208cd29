import Foundation
import Glibc
import Inspection
import Model
import Sandbox
import Testing

@Suite("The real kyc-inspector", .serialized, .timeLimit(.minutes(2)))
struct RealInspectorTests {
  /// Path of the built program, and proof that the engine's files are there.
  private func program() throws -> String {
    for file in ["libonnxruntime.so", "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"] {
      try #require(
        FileManager.default.fileExists(atPath: engineHome + "/" + file),
        "\(engineHome)/\(file) is missing: run scripts/setup")
    }
    return try #require(
      builtInspector, "kyc-inspector does not stand beside the tests: run swift build --product kyc-inspector")
  }

  @Test("examines a document from end to end")
  func endToEnd() async throws {
    let inspector = ChildInspector(program: try program(), home: engineHome)
    let report = try await inspector.inspect(try fixture("A-1004/identity/back.jpg"), order(seconds: 120))
    guard case .document(let document) = report.inspected else {
      Issue.record("not examined: \(report.inspected)")
      return
    }
    #expect(document.format == .jpeg)
    #expect(document.pages.count == 1)
    #expect(report.pictures.map(\.page) == [1])
    #expect(Set(report.milliseconds.keys) == Set(StageName.allCases))
    #expect(
      document.pages.first?.machineReadableZone?.lines.map(\.value) == [
        "I<SWE38021945<4<<<<<<<<<<<<<<<", "9005145F2706018SWE<<<<<<<<<<<6", "BERGSTROEM<<AASA<LINNEA<<<<<<<",
      ])
  }

  @Test(
    "answers about files that cannot be opened",
    arguments: [
      ("A-1010/address/bill.pdf", ReasonCode.fileEncrypted), ("A-1012/address/bill.pdf", .fileDamaged),
      ("A-1013/identity/passport.jpg", .fileUnsupportedFormat), ("A-1014/identity/passport.jpg", .fileEmpty),
    ])
  func unreadable(file: String, reason: ReasonCode) async throws {
    let inspector = ChildInspector(program: try program(), home: engineHome)
    let report = try await inspector.inspect(try fixture(file), order())
    guard case .unreadable(let unreadable) = report.inspected else {
      Issue.record("\(file) was examined")
      return
    }
    #expect(unreadable.reason == reason)
    #expect(report.pictures.isEmpty)
  }

  @Test("never hangs with too little memory", arguments: [1, 40, 150, 300])
  func littleMemory(megabytes: Int) async throws {
    let inspector = ChildInspector(program: try program(), home: engineHome)
    let photo = try fixture("A-1001/payment/back.jpg")
    do throws(InspectorFailure) {
      let report = try await inspector.inspect(photo, order(seconds: 20, addressSpaceMegabytes: megabytes))
      guard case .unreadable(let unreadable) = report.inspected else {
        Issue.record("\(megabytes) MB were enough")
        return
      }
      #expect(unreadable.reason == .fileDefeatsInspection)
    } catch {
      // Our own trouble is an answer too, as long as it is not "told to stop".
      #expect(error != .interrupted)
    }
  }

  @Test("says which language is not on this machine")
  func unknownLanguage() async throws {
    let inspector = ChildInspector(program: try program(), home: engineHome)
    let bytes = try fixture("A-1001/payment/back.jpg")
    let thrown = await #expect(throws: InspectorFailure.self) {
      try await inspector.inspect(bytes, order(languages: ["tlh"]))
    }
    guard case .missing(let sentence) = try #require(thrown) else {
      Issue.record("nothing missing")
      return
    }
    #expect(sentence.contains("tlh"))
  }

  @Test("says that the engine is not where it should be")
  func noEngine() async throws {
    let inspector = ChildInspector(program: try program(), home: "/nowhere")
    let bytes = try fixture("A-1001/payment/back.jpg")
    let thrown = await #expect(throws: InspectorFailure.self) { try await inspector.inspect(bytes, order()) }
    guard case .missing(let sentence) = try #require(thrown) else {
      Issue.record("nothing missing")
      return
    }
    #expect(sentence.contains("/nowhere"))
  }

  @Test("ends with a code of its own when the order makes no sense", arguments: ["", "nonsense", "\u{1}\0\0\0\0"])
  func badOrder(input: String) throws {
    let child = Process()
    let feed = Pipe()
    child.executableURL = URL(fileURLWithPath: try program())
    child.standardInput = feed
    child.standardOutput = FileHandle.nullDevice
    child.standardError = FileHandle.nullDevice
    try child.run()
    try feed.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try feed.fileHandleForWriting.close()
    child.waitUntilExit()
    #expect(child.terminationReason == .exit)
    #expect(child.terminationStatus == 64)
  }

  @Test("ends when nobody reads its answer any more")
  func readerGoesAway() async throws {
    let child = Process()
    let input = FileManager.default.temporaryDirectory.path + "/kyc-input-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: input) }
    // Reading this page takes seconds of processor time.
    let order = [UInt8](try JSONEncoder().encode(order(seconds: 120)))
    let stream = bytes(.order, order) + bytes(.document, try fixture("A-1005/address/kontoudtog.jpg"))
    try Data(stream).write(to: URL(fileURLWithPath: input))
    let answer = Pipe()
    _ = fcntl(answer.fileHandleForReading.fileDescriptor, F_SETFD, FD_CLOEXEC)
    child.executableURL = URL(fileURLWithPath: try program())
    child.environment = ["KYC_HOME": engineHome]
    child.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: input))
    child.standardOutput = answer
    child.standardError = FileHandle.nullDevice
    try child.run()
    try await Task.sleep(for: .milliseconds(300))
    #expect(child.isRunning)
    try answer.fileHandleForReading.close()
    while child.isRunning { try await Task.sleep(for: .milliseconds(20)) }
    #expect(!child.isRunning)
    #expect(child.terminationStatus == 1)
    if child.isRunning { kill(child.processIdentifier, SIGKILL) }
  }
}
