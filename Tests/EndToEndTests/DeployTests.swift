import Foundation
import Testing

@Suite("What it is deployed with")
struct DeployTests {
  /// Says what `systemd-analyze` finds; nil where there is none.
  private func analyze(_ words: [String], _ unit: String) throws -> (exit: Int32, text: String)? {
    guard let program = ["/usr/bin/systemd-analyze", "/bin/systemd-analyze"].first(where: access) else {
      let isCI = ProcessInfo.processInfo.environment["CI"] != nil
      if isCI { Issue.record("systemd-analyze is missing; scripts/setup --tests installs it") }
      print("skipped, as there is no systemd-analyze")
      return nil
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = words + [unit]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  private func access(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }

  /// The unit, with a program in it that there is on this machine.
  private func unit(in folder: TemporaryFolder, without line: String? = nil) throws -> String {
    let shipped = try String(
      contentsOf: Program.root.appendingPathComponent("deploy/kyc.service"), encoding: .utf8)
    #expect(shipped.contains("ExecStart=/usr/local/bin/kyc serve "))
    let changed = shipped.replacing("/usr/local/bin/kyc", with: try Program.path().path)
      .split(separator: "\n", omittingEmptySubsequences: false).filter { line == nil || String($0) != line }
    try changed.joined(separator: "\n").write(toFile: folder.path("kyc.service"), atomically: true, encoding: .utf8)
    return folder.path("kyc.service")
  }

  @Test("is a unit that systemd understands")
  func verify() throws {
    let folder = try TemporaryFolder()
    guard let found = try analyze(["verify", "--man=no"], try unit(in: folder)) else { return }
    #expect(found.exit == 0, "\(found.text)")
    // Of ours; the machine's own units may have something to say.
    #expect(!found.text.contains("kyc.service"), "\(found.text)")
  }

  @Test("is a unit that leaves little open: an exposure of 2.0 at most, of 10")
  func security() throws {
    let folder = try TemporaryFolder()
    let words = ["security", "--offline=true", "--threshold=20"]
    guard let found = try analyze(words, try unit(in: folder)) else { return }
    #expect(found.exit == 0, "\(found.text)")
    let open = try analyze(words, try unit(in: folder, without: "CapabilityBoundingSet="))
    #expect(open?.exit != 0, "else the threshold says nothing")
  }
}
