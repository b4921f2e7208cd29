import Foundation
import Glibc
import Inspection
import Model
import Sandbox
import Testing

@Suite("A child inspector", .serialized, .timeLimit(.minutes(5)))
struct ChildInspectorTests {
  private static let document = [UInt8](repeating: 0x25, count: 300_000)

  @Test("returns what an honest child answers")
  func goodAnswer() async throws {
    let child = try ScriptedChild(#"exec cat "$here/answer""#)
    let inspected = SandboxTests.document([page(1)])
    try child.write(ready + picture(1) + (try facts(inspected, milliseconds: ["open": 1])), to: "answer")
    let report = try await child.inspector.inspect(Self.document, order())
    let pictures = [PagePicture(page: 1, jpeg: jpeg())]
    #expect(report == InspectionReport(inspected: inspected, pictures: pictures, milliseconds: [.open: 1]))
    #expect(child.starts.count == 1)
  }

  @Test("takes an answer of any size whole, however early its sender ended")
  func longAnswer() async throws {
    let child = try ScriptedChild(#"exec cat "$here/answer""#)
    var long = jpeg()
    long.insert(contentsOf: [UInt8](repeating: 7, count: 20_000_000), at: long.count - 2)
    try child.write(ready + picture(1, long) + (try facts(SandboxTests.document([page(1)]))), to: "answer")
    let report = try await child.inspector.inspect(Self.document, order())
    #expect(report.pictures.map(\.jpeg.count) == [long.count])
  }

  @Test("gives the child the order, then the document, and nothing more on its standard input")
  func input() async throws {
    let child = try ScriptedChild(#"cat > "$here/input"; exec cat "$here/answer""#)
    try child.write(ready + picture(1) + (try facts(SandboxTests.document([page(1)]))), to: "answer")
    _ = try await child.inspector.inspect(Self.document, order(pages: 3))
    let input = [UInt8](try Data(contentsOf: URL(fileURLWithPath: child.folder + "/input")))
    var reader = FrameReader(longest: [.order: 1_000_000, .document: 1_000_000])
    reader.append(input)
    let first = try #require(try reader.next())
    #expect(first.kind == .order)
    #expect(try JSONDecoder().decode(InspectionOrder.self, from: Data(first.body)) == order(pages: 3))
    #expect(try reader.next() == Frame(kind: .document, body: Self.document))
    #expect(reader.pendingCount == 0)
  }

  @Test("tells the child to insist on its sandbox when it was told so", arguments: [false, true])
  func requireSandbox(isRequired: Bool) async throws {
    let child = try ScriptedChild(#"cat > "$here/input"; exec cat "$here/answer""#)
    try child.write(ready + (try facts(.unreadable(Unreadable(reason: .fileEmpty, format: .unknown)))), to: "answer")
    let inspector = ChildInspector(program: child.program, home: child.folder, requireSandbox: isRequired)
    _ = try await inspector.inspect([], order())
    let input = try String(contentsOfFile: child.folder + "/input", encoding: .isoLatin1)
    #expect(input.contains("\"requireSandbox\":\(isRequired)"))
  }

  @Test("hands the child three streams and a few variables, and nothing else of its own")
  func inheritance() async throws {
    setenv("KYC_SECRET_OF_THE_PARENT", "hunter2", 1)
    let leaked = open("/etc/hostname", O_RDONLY)
    defer { close(leaked) }
    #expect(fcntl(leaked, F_GETFD) == 0)
    let child = try ScriptedChild(
      #"""
      env > "$here/env"
      for fd in /proc/$$/fd/*; do echo "${fd##*/} $(readlink "$fd")"; done > "$here/fds"
      exec cat "$here/answer"
      """#)
    try child.write(ready + picture(1) + (try facts(SandboxTests.document([page(1)]))), to: "answer")
    _ = try await child.inspector.inspect(Self.document, order())
    let text = try String(contentsOfFile: child.folder + "/env", encoding: .utf8)
    let names = Set(text.split(separator: "\n").compactMap { $0.split(separator: "=").first.map(String.init) })
    let shells: Set = ["PWD", "_", "SHLVL", "OLDPWD", "PATH"]
    #expect(names.subtracting(shells) == ["KYC_HOME", "OMP_THREAD_LIMIT", "SWIFT_BACKTRACE", "LC_ALL"])
    let descriptors = try String(contentsOfFile: child.folder + "/fds", encoding: .utf8).split(separator: "\n")
    // Beside them the shell's own: its script, and what it keeps while it writes to a file.
    let others = descriptors.filter { line in ["0 ", "1 ", "2 "].contains { line.hasPrefix($0) } }
    #expect(others.count == 3)
    #expect(others.contains { $0.hasPrefix("0 /memfd:document") })
    #expect(others.contains("2 /dev/null"))
    #expect(!descriptors.contains { $0.contains("/etc/hostname") }, "\(descriptors)")
  }

  @Test("tries once more after a death, and takes the second answer")
  func secondTry() async throws {
    let child = try ScriptedChild(
      #"ready; if [ $(wc -l < "$here/starts") -lt 2 ]; then kill -KILL $$; fi; exec cat "$here/answer""#)
    let inspected = SandboxTests.document([page(1)])
    try child.write(picture(1) + (try facts(inspected)), to: "answer")
    let report = try await child.inspector.inspect(Self.document, order())
    #expect(report.inspected == inspected)
    #expect(child.starts.count == 2)
  }

  /// A program that is not, or cannot be, the child: what it does, and what is said about it after its name.
  private static let strangers = [
    ("exit 0", " ended with code 0 before it was ready"),
    ("exit 1", " ended with code 1 before it was ready"),
    ("exit 64", " ended with code 64 before it was ready"),
    ("exit 127", " ended with code 127 before it was ready"),
    ("kill -SEGV $$", " was ended by signal 11 before it was ready"),
    ("exec cat", " does not answer like kyc-inspector"),
    ("exec yes", " does not answer like kyc-inspector"),
    ("echo usage: nothing", " does not answer like kyc-inspector"),
    (#"exec cat "$here/answer""#, " does not answer like kyc-inspector"),
    ("exec sleep 60", " was not ready within 4 s"),
  ]

  @Test("does not blame the document when a program never gets ready", arguments: strangers)
  func cannotStart(script: String, sentence: String) async throws {
    let child = try ScriptedChild(script)
    try child.write(picture(1) + (try facts(SandboxTests.document([page(1)]))), to: "answer")
    await #expect(throws: InspectorFailure.cannotStart(child.program + sentence)) {
      try await child.inspector.inspect(Self.document, order(seconds: 4))
    }
    #expect(child.starts.count == 1)
    #expect(child.starts.allSatisfy { !isAlive($0) })
  }

  @Test(
    "says which program cannot be executed", arguments: ["/bin/true", "/nowhere/kyc-inspector", "/etc/passwd", "/"])
  func wrongProgram(program: String) async throws {
    let inspector = ChildInspector(program: program, home: "/nowhere")
    let thrown = await #expect(throws: InspectorFailure.self) { try await inspector.inspect(Self.document, order()) }
    guard case .cannotStart(let sentence) = try #require(thrown) else {
      Issue.record("not a start that failed")
      return
    }
    #expect(sentence.contains(program))
  }

  @Test("passes on what the child misses before it is ready, without asking again")
  func missing() async throws {
    let child = try ScriptedChild(#"exec cat "$here/answer""#)
    try child.write(bytes(.missing, [UInt8]("no language data".utf8)), to: "answer")
    await #expect(throws: InspectorFailure.missing("no language data")) {
      try await child.inspector.inspect(Self.document, order())
    }
    #expect(child.starts.count == 1)
  }

  /// Both say so with a document in hand; whether it is true, a child without one has to say.
  @Test("believes what a ready child misses only when a child without the document misses it too")
  func missingOnceReady() async throws {
    let honest = try ScriptedChild(#"ready; exec cat "$here/answer""#)
    try honest.write(bytes(.missing, [UInt8]("no language data".utf8)), to: "answer")
    await #expect(throws: InspectorFailure.missing("no language data")) {
      try await honest.inspector.inspect(Self.document, order())
    }
    #expect(honest.starts.count == 2)

    let taken = try ScriptedChild(
      #"ready; if grep -q 'SELF TEST' ; then exec cat "$here/facts"; else exec cat "$here/lie"; fi"#)
    try taken.write(try facts(.unreadable(Unreadable(reason: .fileEmpty, format: .unknown))), to: "facts")
    try taken.write(bytes(.missing, [UInt8]("your disk, and your patience".utf8)), to: "lie")
    let report = try await taken.inspector.inspect(Self.document, order(seconds: 120))
    #expect(report == .defeated(after: 120))
    #expect(taken.starts.count == 4)
  }

  @Test("ends the child when its task is cancelled")
  func cancellation() async throws {
    let child = try ScriptedChild("ready; exec sleep 60")
    let inspector = child.inspector
    let inspection = Task { try await inspector.inspect(Self.document, order()) }
    while child.starts.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
    let process = try #require(child.starts.first)
    #expect(isAlive(process))
    inspection.cancel()
    await #expect(throws: InspectorFailure.interrupted) { try await inspection.value }
    #expect(child.starts.count == 1)
    #expect(!isAlive(process))
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
    #expect(child.starts.allSatisfy { !isAlive($0) })
  }

  @Test("says what the program is made of, and that another program is another")
  func about() async throws {
    let about = InspectorAbout(
      libraries: [.init(name: "libvips", version: "8.14.1", licence: "LGPL-2.1-or-later")],
      models: [.init(name: "a.onnx", sha256: nil, bytes: nil)], languages: [],
      sandbox: [.init(layer: "landlock", holds: false, detail: "not in this kernel")],
      selfTest: .init(passed: false, detail: "no", milliseconds: 3))
    let child = try ScriptedChild(#"[ "$1" = --about ] && exec cat "$here/about""#)
    try child.write([UInt8](try JSONEncoder().encode(about)), to: "about")
    #expect(try await child.inspector.about() == about)
    for script in ["exit 0", "exit 64", "echo hello", "echo '{}'", "exec yes", "kill -SEGV $$"] {
      let stranger = try ScriptedChild(script)
      await #expect(
        throws: InspectorFailure.cannotStart(
          "\(stranger.program) does not say what it is: another program, or one of another version"), "\(script)"
      ) { try await stranger.inspector.about() }
      #expect(stranger.starts.allSatisfy { !isAlive($0) }, "\(script)")
    }
  }
}

extension InspectionReport {
  /// What becomes of a document that its child did not survive.
  static func defeated(after seconds: Int) -> InspectionReport {
    let unreadable = Unreadable(reason: .fileDefeatsInspection, format: .unknown, limit: Double(seconds))
    return InspectionReport(inspected: .unreadable(unreadable), pictures: [], milliseconds: [:])
  }
}
