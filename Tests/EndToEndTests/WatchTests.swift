import Foundation
import Testing

/// `kyc run --watch` as an operator leaves it running.
struct WatchTests {
  private let desk: Desk

  init() throws { desk = try Desk() }

  private func started(_ more: [String] = []) throws -> Program.Running {
    try Program.started(desk.run(["--watch", "--every", "1"] + more), through: Desk.withDefaultSignals)
  }

  private func stop(_ running: Program.Running) throws -> Program.Result {
    kill(running.process.processIdentifier, SIGINT)
    return try running.finished()
  }

  @Test("decides what comes, waits for a file that grows, names a file it has seen before, and ends well at Ctrl-C")
  func comes() throws {
    try desk.submit(1...1)
    let running = try started()
    try Program.wait(for: "the first verdict") { try running.lines().count == 1 }

    // It is written on all the time while the other one comes and is decided.
    try desk.submit(2...2)
    let growing = desk.uploads + "/B-2/identity/passport.pdf"
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: growing))
    try handle.seekToEnd()
    let writer = Thread {
      while !Thread.current.isCancelled, (try? handle.write(contentsOf: Data("more\n".utf8))) != nil { usleep(2000) }
    }
    defer { writer.cancel() }
    writer.start()
    try desk.submit(3...3)
    try desk.write("%PDF-1.7 number 1", to: "uploads/B-3/identity/passport.pdf")
    try Program.wait(for: "the second verdict") { try running.lines().count >= 2 }
    #expect(try running.lines()[1].contains(#""account":"B-3""#), "what grows is left alone")
    writer.cancel()
    while !writer.isFinished { usleep(2000) }
    try Program.wait(for: "the third verdict") { try running.lines().count >= 3 }

    let result = try stop(running)
    #expect(result.exit == 0, "\(result.errors)")
    #expect(try Desk.decided(result).count == 3)
    let size = try FileManager.default.attributesOfItem(atPath: growing)[.size] as? Int
    #expect(try running.lines()[2].contains(#""bytes":\#(size ?? 0),"#), "it was read when it was complete")
    #expect(
      result.errors.contains("B-3 identity: passport.pdf is the same file as in K-2026-000001 (account B-1)"),
      "\(result.errors)")
    #expect(result.errors.contains("decided 3 in"), "\(result.errors)")
    #expect(!result.errors.contains("left; run again"), "\(result.errors)")
  }

  @Test("ends with 1 when something could not be decided, and with 130 in the middle of a submission")
  func endings() throws {
    try desk.write("%PDF-1.7", to: "uploads/B-9/identity/passport.pdf")
    let undecided = try started()
    try Program.wait(for: "the missing account") { try undecided.lines().count == 1 }
    let first = try stop(undecided)
    #expect(first.exit == 1, "\(first.errors)")
    #expect(first.output.contains("account.missing"))

    try desk.submit(9...9)
    try desk.allow(1)
    let held = try Program.started(
      desk.run(["--watch", "--every", "1"]), environment: desk.environment, through: Desk.withDefaultSignals)
    try Program.wait(for: "the held document") { desk.starts == 2 }
    let second = try stop(held)
    #expect(second.exit == 130, "\(second.errors)")
    #expect(second.errors.contains("interrupted with 1 left; run again to go on"), "\(second.errors)")
    #expect(try desk.cases() == ["K-2026-000001": "waiting"])
  }

  @Test("a folder that is not there at the start is a usage error, and --every asks for --watch")
  func usage() throws {
    let missing = try Program.run(["run", desk.folder.path("none"), "--watch", "--data", desk.data])
    #expect(missing.exit == 2, "\(missing.errors)")
    let every = try Program.run(["run", desk.uploads, "--every", "3"])
    #expect(every.exit == 2)
    #expect(every.errors.contains("--watch"), "\(every.errors)")
    #expect(try Program.run(["run", desk.uploads, "--watch", "--every", "0"]).exit == 2)
  }
}
