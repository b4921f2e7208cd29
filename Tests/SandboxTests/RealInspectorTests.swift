import Foundation
import Glibc
import Inspection
import Model
import Sandbox
import Testing

@Suite("The real kyc-inspector", .serialized, .timeLimit(.minutes(5)))
struct RealInspectorTests {
  @Test("examines a document from end to end")
  func endToEnd() async throws {
    let inspector = ChildInspector(program: try realInspector(), home: engineHome)
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
    let inspector = ChildInspector(program: try realInspector(), home: engineHome)
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
    let inspector = ChildInspector(program: try realInspector(), home: engineHome)
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
    let inspector = ChildInspector(program: try realInspector(), home: engineHome)
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
    let inspector = ChildInspector(program: try realInspector(), home: "/nowhere")
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
    child.executableURL = URL(fileURLWithPath: try realInspector())
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
    let child = try RunningInspector(examining: "A-1005/address/kontoudtog.jpg")
    #expect(child.process.isRunning)
    try child.answer.fileHandleForReading.close()
    child.process.waitUntilExit()
    #expect(child.process.terminationStatus == 1)
  }

  @Test("ends when its parent is killed")
  func parentIsKilled() async throws {
    let parent = Process()
    parent.executableURL = URL(
      fileURLWithPath: try #require(built("SmallParent"), "SmallParent does not stand beside the tests"))
    let document = repository.appendingPathComponent("Fixtures/uploads/A-1005/address/kontoudtog.jpg").path
    parent.arguments = [try realInspector(), engineHome, document]
    try parent.run()
    var child: Int32?
    while child == nil {
      try await Task.sleep(for: .milliseconds(20))
      child = children(of: parent.processIdentifier).first { (try? status(of: $0)["Seccomp"]) == "2" }
    }
    let orphan = try #require(child)
    #expect(isAlive(orphan))
    kill(parent.processIdentifier, SIGKILL)
    parent.waitUntilExit()
    while isAlive(orphan) { try await Task.sleep(for: .milliseconds(20)) }
  }
}
