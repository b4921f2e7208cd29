import Foundation
import Glibc
import Inspection
import Model
import Sandbox
import Testing

@Suite("A child inspector", .serialized, .timeLimit(.minutes(2)))
struct ChildInspectorTests {
  private static let document = [UInt8](repeating: 0x25, count: 300_000)

  private static func defeated(after seconds: Int) -> InspectionReport {
    let unreadable = Unreadable(reason: .fileDefeatsInspection, format: .unknown, limit: Double(seconds))
    return InspectionReport(inspected: .unreadable(unreadable), pictures: [], milliseconds: [:])
  }

  /// A process that has ended but that nobody has asked for yet is not alive.
  private static func isAlive(_ process: Int32) -> Bool {
    guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
    return stat.split(separator: " ").dropFirst(2).first != "Z"
  }

  @Test("returns what an honest child answers")
  func goodAnswer() async throws {
    let child = try ScriptedChild(#"exec cat "$here/answer""#)
    let inspected = SandboxTests.document([page(1)])
    try child.write(picture(1) + (try facts(inspected, milliseconds: ["open": 1])), to: "answer")
    let report = try await child.inspector.inspect(Self.document, order())
    let pictures = [PagePicture(page: 1, jpeg: smallJPEG)]
    #expect(report == InspectionReport(inspected: inspected, pictures: pictures, milliseconds: [.open: 1]))
    #expect(child.starts.count == 1)
  }

  @Test("gives the child the order, then the document, and nothing more on its standard input")
  func input() async throws {
    let child = try ScriptedChild(#"cat > "$here/input"; exec cat "$here/answer""#)
    try child.write(picture(1) + (try facts(SandboxTests.document([page(1)]))), to: "answer")
    _ = try await child.inspector.inspect(Self.document, order(pages: 3))
    let input = [UInt8](try Data(contentsOf: URL(fileURLWithPath: child.folder + "/input")))
    var reader = FrameReader(longest: 1_000_000)
    let frames = try reader.append(input)
    #expect(frames.map(\.kind) == [.order, .document])
    #expect(frames.last?.body == Self.document)
    let body = try #require(frames.first?.body)
    #expect(try JSONDecoder().decode(InspectionOrder.self, from: Data(body)) == order(pages: 3))
    #expect(reader.pendingCount == 0)
  }

  @Test("hands the child no variable of its own environment but the few it needs")
  func environment() async throws {
    setenv("KYC_SECRET_OF_THE_PARENT", "hunter2", 1)
    let child = try ScriptedChild(#"env > "$here/env"; ls -l /proc/self/fd > "$here/fds"; exec cat "$here/answer""#)
    try child.write(picture(1) + (try facts(SandboxTests.document([page(1)]))), to: "answer")
    _ = try await child.inspector.inspect(Self.document, order())
    let text = try String(contentsOfFile: child.folder + "/env", encoding: .utf8)
    let names = Set(text.split(separator: "\n").compactMap { $0.split(separator: "=").first.map(String.init) })
    let shells: Set = ["PWD", "_", "SHLVL", "OLDPWD", "PATH"]
    #expect(names.subtracting(shells) == ["KYC_HOME", "OMP_THREAD_LIMIT", "SWIFT_BACKTRACE", "LC_ALL"])
  }

  /// What a child does, how often it is started, and what becomes of the document.
  private static let defeats: [(what: String, script: String, starts: Int)] = [
    ("writes without end", "exec yes", 2),
    ("writes zeros without end", "exec cat /dev/zero", 2),
    ("announces a huge frame", #"printf '\003\377\377\377\377'; exec sleep 60"#, 2),
    ("announces a large frame and sends no JPEG", #"printf '\003\000\000\000\003'; exec cat /dev/zero"#, 2),
    ("ends early", "exit 0", 2),
    ("ends in the middle of a frame", #"printf '\004\100\000\000\000{'; exit 0"#, 2),
    ("ends with an error", "exit 1", 2),
    ("dies by a signal", "kill -KILL $$", 2),
    ("crashes", "kill -SEGV $$", 2),
    ("used up its processor time", "kill -XCPU $$", 1),
    ("sends what only a parent sends", #"printf '\002\000\000\000\000'; exec sleep 60"#, 2),
  ]

  @Test("takes a child that misbehaves for the document's fault", arguments: defeats)
  func misbehaviour(what: String, script: String, starts: Int) async throws {
    let child = try ScriptedChild(script)
    let report = try await child.inspector.inspect(Self.document, order(seconds: 40))
    #expect(report == Self.defeated(after: 40), "\(what)")
    #expect(child.starts.count == starts, "\(what)")
    #expect(child.starts.allSatisfy { !Self.isAlive($0) }, "\(what)")
  }

  /// Silent to the deadline: what such a child does instead of answering.
  private static let stalls: [(what: String, script: String)] = [
    ("is silent", "exec sleep 60"),
    ("is silent after half a frame", #"printf '\003\020\000\000\000'; exec sleep 60"#),
    ("ignores what it can ignore", #"trap '' TERM INT HUP; while :; do sleep 1; done"#),
    ("trickles", #"printf '\003\000\000\001\000'; while :; do printf x; sleep 0.1; done"#),
  ]

  @Test("ends a child at its deadline and does not try again", arguments: stalls)
  func deadline(what: String, script: String) async throws {
    let child = try ScriptedChild(script)
    let report = try await child.inspector.inspect(Self.document, order(seconds: 1))
    #expect(report == Self.defeated(after: 1), "\(what)")
    #expect(child.starts.count == 1, "\(what)")
    #expect(child.starts.allSatisfy { !Self.isAlive($0) }, "\(what)")
  }

  @Test("is not held up by a grandchild that keeps the pipe open")
  func grandchildOutlivesChild() async throws {
    let child = try ScriptedChild(#"sleep 12 & exit 0"#)
    let report = try await child.inspector.inspect(Self.document, order(seconds: 1))
    #expect(report == Self.defeated(after: 1))
  }

  @Test("ends what the child started together with the child")
  func grandchildEnds() async throws {
    let child = try ScriptedChild(#"sleep 12 & echo $! > "$here/grandchild"; exec sleep 60"#)
    _ = try await child.inspector.inspect(Self.document, order(seconds: 1))
    let text = try String(contentsOfFile: child.folder + "/grandchild", encoding: .utf8)
    let grandchild = try #require(Int32(text.split(separator: "\n").first ?? ""))
    try await Task.sleep(for: .milliseconds(200))
    #expect(!Self.isAlive(grandchild))
  }

  @Test("tries once more after a death, and takes the second answer")
  func secondTry() async throws {
    let child = try ScriptedChild(
      #"if [ $(wc -l < "$here/starts") -lt 2 ]; then kill -KILL $$; fi; exec cat "$here/answer""#)
    let inspected = SandboxTests.document([page(1)])
    try child.write(picture(1) + (try facts(inspected)), to: "answer")
    let report = try await child.inspector.inspect(Self.document, order())
    #expect(report.inspected == inspected)
    #expect(child.starts.count == 2)
  }

  @Test("says that a child could not start, whatever the document", arguments: [64, 71, 127])
  func cannotStart(code: Int) async throws {
    let child = try ScriptedChild("exit \(code)")
    let failure = InspectorFailure.cannotStart("\(child.program) ended with code \(code)")
    await #expect(throws: failure) { try await child.inspector.inspect(Self.document, order()) }
    #expect(child.starts.count == 1)
  }

  @Test("says which program is not there")
  func noProgram() async throws {
    let inspector = ChildInspector(program: "/nowhere/kyc-inspector", home: "/nowhere")
    let thrown = await #expect(throws: InspectorFailure.self) { try await inspector.inspect(Self.document, order()) }
    guard case .cannotStart(let sentence) = try #require(thrown) else {
      Issue.record("not a start that failed")
      return
    }
    #expect(sentence.contains("/nowhere/kyc-inspector"))
  }

  @Test("says that a program may not be executed")
  func notExecutable() async throws {
    let child = try ScriptedChild("exit 0")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: child.program)
    let thrown = await #expect(throws: InspectorFailure.self) {
      try await child.inspector.inspect(Self.document, order())
    }
    guard case .cannotStart = try #require(thrown) else {
      Issue.record("not a start that failed")
      return
    }
  }

  @Test("passes on what the child misses")
  func missing() async throws {
    let child = try ScriptedChild(#"exec cat "$here/answer""#)
    try child.write(bytes(.missing, [UInt8]("no language data".utf8)), to: "answer")
    await #expect(throws: InspectorFailure.missing("no language data")) {
      try await child.inspector.inspect(Self.document, order())
    }
    #expect(child.starts.count == 1)
  }

  @Test("ends the child when its task is cancelled")
  func cancellation() async throws {
    let child = try ScriptedChild("exec sleep 60")
    let inspector = child.inspector
    let inspection = Task { try await inspector.inspect(Self.document, order()) }
    while child.starts.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
    let process = try #require(child.starts.first)
    #expect(Self.isAlive(process))
    inspection.cancel()
    await #expect(throws: InspectorFailure.interrupted) { try await inspection.value }
    #expect(child.starts.count == 1)
    #expect(!Self.isAlive(process))
  }

  @Test("starts nothing when its task is cancelled already")
  func cancelledBefore() async throws {
    let child = try ScriptedChild("exec sleep 60")
    let inspector = child.inspector
    let inspection = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await inspector.inspect(Self.document, order())
    }
    inspection.cancel()
    await #expect(throws: InspectorFailure.interrupted) { try await inspection.value }
    #expect(child.starts.allSatisfy { !Self.isAlive($0) })
  }
}
