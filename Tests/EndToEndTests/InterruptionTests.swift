import Foundation
import Testing

/// What cuts a run short: nothing that was decided is lost, nothing is decided twice, and the message says what to do.
struct InterruptionTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
    try desk.submit(1...4)
  }

  /// The next run decides what is left, and then every case has one verdict.
  private func expectRest(_ first: Program.Result) throws {
    try desk.allow(1_000_000)
    let decided = try Desk.decided(first)
    let next = try Program.run(desk.run(), environment: desk.environment)
    #expect(next.exit == 0, "\(next.errors)")
    let all = try decided + Desk.decided(next)
    #expect(Set(all).count == 4)
    #expect(all.count == 4, "no case is decided twice")
    #expect(next.errors.contains("\(decided.count) known from earlier runs"))
    #expect(try desk.cases().values.sorted() == Array(repeating: "inReview", count: 4))
  }

  @Test(
    "Ctrl-C, SIGTERM and a closed terminal hand back what was begun, and the next run goes on with it",
    arguments: [(SIGINT, "press Ctrl-C again"), (SIGTERM, "SIGTERM"), (SIGHUP, "the terminal was closed")])
  func signals(number: Int32, said: String) throws {
    // The third document is being examined: the first file of a run is kyc's own.
    let running = try desk.heldRun(at: 3)
    #expect(try desk.cases().values.sorted() == ["inReview", "inReview", "working"])
    kill(running.process.processIdentifier, number)
    let result = try running.finished()
    #expect(result.exit == 130, "\(result.errors)")
    #expect(result.errors.contains(said), "\(result.errors)")
    #expect(result.errors.contains("interrupted with 2 left; run again to go on"), "\(result.errors)")
    #expect(try Desk.decided(result).count == 2)
    #expect(try desk.cases().values.sorted() == ["inReview", "inReview", "waiting"])
    try expectRest(result)
  }

  @Test("a terminal that goes away with all that is written there takes nothing that was decided with it")
  func terminalGone() throws {
    // `script` holds the other end of a terminal of its own.
    let command = "exec script --quiet --return --command \"$(printf '%q ' \"$0\" \"$@\")\" /dev/null"
    let terminal = try desk.heldRun(at: 3, through: ["/bin/bash", "-c", command])
    #expect(try desk.cases().values.sorted() == ["inReview", "inReview", "working"])
    kill(terminal.process.processIdentifier, SIGKILL)
    _ = try terminal.finished()
    try Program.wait(for: "the run to hand back what it had begun") {
      try desk.cases().values.sorted() == ["inReview", "inReview", "waiting"]
    }
    try desk.allow(1_000_000)
    let next = try Program.run(desk.run(), environment: desk.environment)
    #expect(next.exit == 0, "\(next.errors)")
    #expect(try Desk.decided(next).count == 2)
    #expect(next.errors.contains("2 known from earlier runs"))
    #expect(try desk.cases().values.sorted() == Array(repeating: "inReview", count: 4))
  }

  @Test("under nohup a closed terminal does not matter")
  func noHangUp() throws {
    let running = try desk.heldRun(at: 3, through: ["/usr/bin/env", "--ignore-signal=HUP"])
    kill(running.process.processIdentifier, SIGHUP)
    try desk.allow(1_000_000)
    let result = try running.finished()
    #expect(result.exit == 0, "\(result.errors)")
    #expect(try Desk.decided(result).count == 4)
  }

  @Test("a process that is killed loses what it had in hand, and the next run takes that up at once")
  func killed() throws {
    let running = try desk.heldRun(at: 3)
    kill(running.process.processIdentifier, SIGKILL)
    let result = try running.finished()
    #expect(try Desk.decided(result).count == 2)
    #expect(try desk.cases().values.sorted() == ["inReview", "inReview", "working"])
    try expectRest(result)
  }

  @Test("a reader that goes away is told of, and the batch goes on to its end")
  func readerGone() throws {
    let command = "\"$0\" \"$@\" | head -n 1; exit ${PIPESTATUS[0]}"
    let result = try Program.run(
      desk.run(["--jobs", "1"]), environment: desk.environment, through: ["/bin/bash", "-c", command])
    #expect(result.exit == 0, "\(result.errors)")
    #expect(try Desk.decided(result).count == 1)
    #expect(result.errors.contains("nobody reads stdout any more"), "\(result.errors)")
    #expect(try desk.cases().values.sorted() == Array(repeating: "inReview", count: 4))
  }

  @Test("two runs over one folder decide each submission once, and name what the other has in hand")
  func twoRuns() throws {
    let first = try desk.heldRun(at: 3)
    let inspector = try Program.path().deletingLastPathComponent().appendingPathComponent("kyc-inspector").path
    let second = try Program.run(desk.run(), environment: ["KYC_INSPECTOR": inspector])
    #expect(second.exit == 1, "\(second.errors)")
    #expect(try Desk.decided(second).count == 1)
    #expect(second.output.contains("case.elsewhere"), "\(second.output)")
    #expect(second.output.contains("is in the hands of another kyc; run again when that has ended"))
    try desk.allow(1_000_000)
    let result = try first.finished()
    #expect(result.exit == 0, "\(result.errors)")
    let all = try Desk.decided(result) + Desk.decided(second)
    #expect(Set(all).count == 4)
    #expect(all.count == 4)
    #expect(try desk.cases().values.sorted() == Array(repeating: "inReview", count: 4))
  }

  @Test(
    "files that may not grow any more, from the start or in the middle, end the run like a full disk, and room mends it",
    arguments: [2, 40])
  func fileLimit(kilobytes: Int) throws {
    let early = try Desk()
    try early.submit(1...1)
    #expect(try Program.run(early.run()).exit == 0)
    try early.submit(2...3)
    // The database is larger by then.
    let limited = try Program.run(
      early.run(), through: Desk.withDefaultSignals + ["/bin/bash", "-c", "ulimit -f \(kilobytes); exec \"$0\" \"$@\""])
    #expect(limited.exit == 6, "\(limited.errors)")
    #expect(limited.errors.contains("What was decided is kept; make room and run again"), "\(limited.errors)")
    let next = try Program.run(early.run())
    #expect(next.exit == 0, "\(next.errors)")
    #expect(try Desk.decided(limited).count + Desk.decided(next).count == 2)
    #expect(try early.cases().values.sorted() == Array(repeating: "inReview", count: 3))
  }

  @Test(
    "a disk that is full ends the run with what was decided kept, and room mends it",
    .enabled(if: Namespace.works, "this system lets nobody mount a small disk of his own: 'unshare -Urm' fails"))
  func fullDisk() throws {
    let passport = Program.uploads.appendingPathComponent("A-1001/identity/passport.jpg")
    try FileManager.default.createDirectory(
      atPath: desk.uploads + "/A-1001/identity", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: passport.path, toPath: desk.uploads + "/A-1001/identity/passport.jpg")
    try desk.write("{\"id\": \"A-1001\"}", to: "uploads/A-1001/account.json")
    try FileManager.default.createDirectory(atPath: desk.data, withIntermediateDirectories: true)
    // The small disk ends with the script, so all is asked in it. The masked page is larger than what is left.
    let script = """
      set -e
      mount -t tmpfs -o size=320k none '\(desk.data)'
      status=0; "$0" "$@" || status=$?
      echo "status $status"
      mount -o remount,size=64m '\(desk.data)'
      status=0; "$0" "$@" || status=$?
      echo "status $status"
      "$0" queue list --all --data '\(desk.data)'
      """
    let result = try Program.run(
      desk.run(["--jobs", "1"]), through: Namespace.enter + ["/bin/bash", "-c", script])
    #expect(result.exit == 0, "\(result.errors)")
    let parts = result.output.components(separatedBy: "status ")
    #expect(parts.count == 3)
    #expect(parts.dropFirst().map { $0.first } == ["6", "0"], "\(result.output)\(result.errors)")
    #expect(result.errors.contains("What was decided is kept; make room and run again"), "\(result.errors)")
    let verdicts = result.output.components(separatedBy: "\"case\":").count - 1
    #expect(verdicts == 5, "each of the five has one verdict")
    #expect(result.output.components(separatedBy: "inReview").count - 1 >= 5)
  }
}

/// Mounts of one's own, without being root.
enum Namespace {
  static let enter = ["/usr/bin/unshare", "--user", "--map-root-user", "--mount"]

  static let works: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: enter[0])
    process.arguments = Array(enter.dropFirst()) + ["/bin/mount", "-t", "tmpfs", "none", "/mnt"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()
}
