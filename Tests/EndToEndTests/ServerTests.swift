import Foundation
import Testing

@Suite("kyc serve, from outside")
struct ServerTests {
  /// `scripts/try-server` with the programs beside the tests. What it needs from PyPI is not everywhere; CI has it.
  @Test("answers only what its interface says, and is understood by the reference receiver of webhooks")
  func check() throws {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = Program.root.appendingPathComponent("scripts/try-server")
    process.arguments = ["check", "150"]
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
      print("skipped, as python3 with venv and PyPI are not at hand: \(text)")
      return
    }
    #expect(process.terminationStatus == 0, "\(text)")
    #expect(text.contains("3 webhooks verified"))
    #expect(text.contains("check: nothing found"))
  }

  @Test("does not start with a folder of tusd's that is not there, and says which setting that is")
  func noFolder() throws {
    let folder = try TemporaryFolder()
    let ended = try Program.run(["serve", "--tus-store", folder.path("nowhere"), "--data", folder.path("data")])
    #expect(ended.exit == 3)
    #expect(ended.errors.contains("--tus-store") && ended.errors.contains("nowhere"), "\(ended.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("data")))
  }

  @Test("says how to build the server where it is missing")
  func missing() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: try Program.path().path, toPath: folder.path("kyc"))
    for command in [["serve"], ["token", "list"], ["hook", "list"]] {
      let process = Process()
      process.executableURL = folder.url.appendingPathComponent("kyc")
      process.arguments = command
      let errors = Pipe()
      process.standardError = errors
      try process.run()
      let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 4)
      #expect(said.contains("swift build -c release --product kyc-server"))
    }
  }
}
