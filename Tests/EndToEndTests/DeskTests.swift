import Foundation
import Testing

@Suite("The review desk, from outside")
struct DeskTests {
  @Test("lets nobody in by a password that is an argument, missing or short, nor a program")
  func passwords() throws {
    let folder = try TemporaryFolder()
    for (words, said) in [
      (["anna", "--role", "reviewer"], "there is no password on stdin"),
      (["anna", "--role", "integrator"], "it must be reviewer, lead or auditor"),
      (["anna", "--role", "lead", "--password", "correct horse battery"], "Unknown option"),
      (["an na", "--role", "lead"], "a name has 1 to 60"),
    ] {
      let result = try Program.run(["reviewer", "add"] + words + ["--data", folder.path("data")])
      #expect(result.exit == 2, "\(words)")
      #expect(result.errors.contains(said), "\(result.errors)")
    }
    let list = try Program.run(["reviewer", "list", "--data", folder.path("data")])
    #expect(list.exit == 0 && list.output.isEmpty)
  }

  /// `scripts/try-desk` with the programs beside the tests. What it needs from PyPI is not everywhere; CI has it.
  @Test("is worked by keyboard alone, by mouse, without JavaScript, by two at once; axe-core finds nothing")
  func desk() throws {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = Program.root.appendingPathComponent("scripts/try-desk")
    process.environment = ProcessInfo.processInfo.environment.merging([
      "KYC_BIN": try Program.path().deletingLastPathComponent().path,
      "KYC_PIPELINES": Program.root.appendingPathComponent("pipelines").path,
    ]) { $1 }
    let output = folder.url.appendingPathComponent("out")
    try Data().write(to: output)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = process.standardOutput
    try process.run()
    process.waitUntilExit()
    let text = try String(contentsOf: output, encoding: .utf8)
    guard process.terminationStatus != 4 || ProcessInfo.processInfo.environment["CI"] != nil else {
      print("skipped, as Chromium or PyPI are not at hand: \(text)")
      return
    }
    #expect(process.terminationStatus == 0, "\(text)")
    let wanted = [
      "a clear case in 3 keys", "0 violations", "two people at once", "without JavaScript", "desk: nothing found",
    ]
    for line in wanted {
      #expect(text.contains(line), "\(text)")
    }
  }
}
