import Foundation
import Glibc
import Inspection
import Model
import Sandbox
import Testing

/// A child that a document has taken over does what it likes on its standard output. `$here/good` is a whole honest
/// answer after `ready`.
@Suite("A hostile child", .serialized, .timeLimit(.minutes(5)))
struct HostileChildTests {
  private static let document = [UInt8](repeating: 0x25, count: 300_000)

  private func child(_ script: String) throws -> ScriptedChild {
    let child = try ScriptedChild(script)
    try child.write(picture(1), to: "picture")
    try child.write(try facts(SandboxTests.document([page(1)])), to: "facts")
    try child.write(picture(1) + (try facts(SandboxTests.document([page(1)]))), to: "good")
    return child
  }

  /// What it does once it is ready, and how often it gets the chance.
  private static let defeats: [(what: String, script: String, starts: Int)] = [
    ("writes without end", "exec yes", 2),
    ("writes zeros without end", "exec cat /dev/zero", 2),
    ("writes noise without end", "exec cat /dev/urandom", 2),
    ("repeats that it is ready without end", "while ready; do :; done", 2),
    ("announces a huge frame", #"printf '\003\377\377\377\377'; exec sleep 60"#, 2),
    ("announces a large frame and sends no JPEG", #"printf '\003\000\000\000\003'; exec cat /dev/zero"#, 2),
    ("announces facts of gigabytes", #"printf '\004\000\000\000\200'; exec cat /dev/zero"#, 2),
    ("sends nothing and ends well", "exit 0", 2),
    ("ends in the middle of a header", #"printf '\004\100'; exit 0"#, 2),
    ("ends in the middle of a frame", #"printf '\004\100\000\000\000{'; exit 0"#, 2),
    ("ends between the page and the facts", #"cat "$here/picture"; exit 0"#, 2),
    ("ends with an error", "exit 1", 2),
    ("answers, and ends with an error", #"cat "$here/good"; exit 1"#, 2),
    ("answers, and dies by a signal", #"cat "$here/good"; kill -SEGV $$"#, 2),
    ("dies by a signal", "kill -KILL $$", 2),
    ("crashes", "kill -SEGV $$", 2),
    ("aborts", "kill -ABRT $$", 2),
    ("used up its processor time", "kill -XCPU $$", 1),
    ("tried what the sandbox forbids", "kill -SYS $$", 1),
    ("sends an order", #"printf '\001\000\000\000\000'; exec sleep 60"#, 2),
    ("sends a document", #"printf '\002\000\000\000\000'; exec sleep 60"#, 2),
    ("sends a frame of no kind", #"printf '\011\000\000\000\000'; exec sleep 60"#, 2),
    ("sends the facts before the page", #"cat "$here/facts" "$here/picture""#, 2),
    ("sends the page twice", #"cat "$here/picture" "$here/picture" "$here/facts""#, 2),
    ("sends the facts twice", #"cat "$here/picture" "$here/facts" "$here/facts""#, 2),
    ("sends its answer twice", #"cat "$here/good" "$here/good""#, 2),
    ("goes on after its answer", #"cat "$here/good"; exec cat /dev/zero"#, 2),
    ("goes on a moment after its answer", #"cat "$here/good"; sleep 0.3; printf x"#, 2),
    ("closes its output after its answer, and stays", #"cat "$here/good"; exec >&-; sleep 60; exit 0"#, 2),
    ("sends facts that are no text", #"printf '\004\004\000\000\000\377\376\375\374'"#, 2),
    ("sends facts that are no JSON", #"printf '\004\003\000\000\000{{{'"#, 2),
  ]

  @Test("is taken for the document's fault", arguments: defeats)
  func misbehaviour(what: String, script: String, starts: Int) async throws {
    let child = try child("ready; " + script)
    let report = try await child.inspector.inspect(Self.document, order(seconds: 120))
    #expect(report == .defeated(after: 120), "\(what)")
    #expect(child.starts.count == starts, "\(what)")
    #expect(child.starts.allSatisfy { !isAlive($0) }, "\(what)")
  }

  /// What it does to its deadline instead of answering.
  private static let stalls: [(what: String, script: String)] = [
    ("is silent", "exec sleep 60"),
    ("is silent after half a frame", #"printf '\003\020\000\000\000'; exec sleep 60"#),
    ("is silent after its answer", #"cat "$here/good"; exec sleep 60"#),
    ("ignores what it can ignore", #"trap '' TERM INT HUP XCPU SYS; while :; do sleep 1; done"#),
    ("trickles", #"printf '\003\000\000\001\000'; while :; do printf x; sleep 0.1; done"#),
    ("stops itself", "kill -STOP $$; exec sleep 60"),
  ]

  @Test("is ended at its deadline and does not get a second chance", arguments: stalls)
  func deadline(what: String, script: String) async throws {
    let child = try child("ready; " + script)
    let report = try await child.inspector.inspect(Self.document, order(seconds: 4))
    #expect(report == .defeated(after: 4), "\(what)")
    #expect(child.starts.count == 1, "\(what)")
    #expect(child.starts.allSatisfy { !isAlive($0) }, "\(what)")
  }

  @Test("does not hold its parent up by a grandchild that keeps the pipe open")
  func grandchildOutlivesChild() async throws {
    let child = try child(#"ready; sleep 12 & exit 0"#)
    let report = try await child.inspector.inspect(Self.document, order(seconds: 4))
    #expect(report == .defeated(after: 4))
  }

  @Test("ends together with all that it started")
  func grandchildEnds() async throws {
    let child = try child(#"ready; sleep 12 & echo $! > "$here/grandchild"; exec sleep 60"#)
    _ = try await child.inspector.inspect(Self.document, order(seconds: 4))
    let text = try String(contentsOfFile: child.folder + "/grandchild", encoding: .utf8)
    let grandchild = try #require(Int32(text.split(separator: "\n").first ?? ""))
    while isAlive(grandchild) { try await Task.sleep(for: .milliseconds(20)) }
  }

  @Test("does not touch its neighbours")
  func neighbours() async throws {
    let good = try child(#"ready; sleep 2; exec cat "$here/good""#)
    let expected = InspectionReport(
      inspected: SandboxTests.document([page(1)]), pictures: [PagePicture(page: 1, jpeg: jpeg())], milliseconds: [:])
    let hostile = ["exec yes", "kill -SEGV $$", "kill -KILL 0", #"printf '\003\000\000\000\003'; exec cat /dev/zero"#]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for script in hostile {
        let child = try child("ready; " + script)
        group.addTask {
          let report = try await child.inspector.inspect(Self.document, order(seconds: 120))
          #expect(report == .defeated(after: 120), "\(script)")
        }
        group.addTask {
          let report = try await good.inspector.inspect(Self.document, order(seconds: 120))
          #expect(report == expected)
        }
      }
      try await group.waitForAll()
    }
    #expect(good.starts.count == hostile.count)
  }

  /// Peak of this process's memory since it was last reset, in bytes.
  private func peakMemory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(Int(line.split(separator: " ").dropLast().last ?? "")) * 1024
  }

  private static let bloats: [(what: String, script: String)] = [
    ("zeros", "exec cat /dev/zero"),
    ("one page that never ends", #"printf '\003\000\000\000\004'; exec cat /dev/zero"#),
    ("pages of the largest size", #"while :; do cat "$here/large"; done"#),
    ("nested facts", #"exec cat "$here/nested""#),
  ]

  @Test("does not bloat its parent", arguments: bloats)
  func memory(what: String, script: String) async throws {
    let child = try child("ready; " + script)
    let mebibyte = 1 << 20
    let large = [UInt8](repeating: 0, count: 64 * mebibyte)
    try child.write(bytes(.picture, large), to: "large")
    try child.write(bytes(.facts, [UInt8](repeating: UInt8(ascii: "["), count: 4 * mebibyte)), to: "nested")
    try Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
    let before = try peakMemory()
    let report = try await child.inspector.inspect(Self.document, order(seconds: 120))
    #expect(report == .defeated(after: 120), "\(what)")
    #expect(try peakMemory() - before < 400 * mebibyte, "\(what)")
  }
}
