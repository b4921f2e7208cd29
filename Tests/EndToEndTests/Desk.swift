import Foundation
import Testing

/// A workspace, an upload folder of small files that are decided at once, and an examiner that can be held up, so that a
/// run is in the middle when a test says so.
final class Desk {
  let folder: TemporaryFolder
  var uploads: String { folder.path("uploads") }
  var data: String { folder.path("data") }

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: uploads, withIntermediateDirectories: true)
    let script = """
      #!/bin/sh
      PATH=/usr/bin:/bin
      here='\(folder.url.path)'
      echo $$ >> "$here/starts"
      number=$(grep -n "^$$\\$" "$here/starts" | tail -n 1 | cut -d: -f1)
      until [ "$number" -le "$(cat "$here/allowed")" ]; do sleep 0.02; done
      exec '\(try Program.path().deletingLastPathComponent().path)/kyc-inspector' "$@"
      """
    try write(script, to: "examiner")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path("examiner"))
    try allow(1_000_000)
  }

  /// Files are examined up to that one, the first one of each run being empty and kyc's own: what comes after waits.
  func allow(_ count: Int) throws { try write("\(count)\n", to: "allowed") }

  /// How many files were handed to the examiner.
  var starts: Int {
    let text = try? String(contentsOfFile: folder.path("starts"), encoding: .utf8)
    return text?.split(separator: "\n").count ?? 0
  }

  /// A submission of a file that says it is a document and is none, for a new account each.
  func submit(_ accounts: ClosedRange<Int>) throws {
    for number in accounts {
      try write("%PDF-1.7 number \(number)", to: "uploads/B-\(number)/identity/passport.pdf")
      try write("{\"id\": \"B-\(number)\"}", to: "uploads/B-\(number)/account.json")
    }
  }

  func write(_ text: String, to name: String) throws {
    let file = folder.url.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  var environment: [String: String] { ["KYC_INSPECTOR": folder.path("examiner")] }

  func run(_ more: [String] = []) -> [String] {
    ["run", uploads, "--data", data, "--date", "2026-11-22", "--json"] + more
  }

  /// A run with one document at a time, held up at the file of that number.
  func heldRun(at number: Int, _ more: [String] = [], through: [String] = []) throws -> Program.Running {
    try allow(number)
    let running = try Program.started(
      run(["--jobs", "1"] + more), environment: environment, through: Desk.withDefaultSignals + through)
    try Program.wait(for: "file \(number + 1)") { starts > number || !running.process.isRunning }
    #expect(running.process.isRunning)
    return running
  }

  /// Whatever the one who runs the tests ignores.
  static let withDefaultSignals = ["/usr/bin/env", "--default-signal"]

  /// State by case number, of all cases.
  func cases() throws -> [String: String] {
    let list = try Program.run(["queue", "list", "--all", "--json", "--data", data])
    #expect(list.exit == 0, "\(list.errors)")
    var states: [String: String] = [:]
    for line in list.output.split(separator: "\n") {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let number = try #require(object["case"] as? String)
      let review = try #require(object["review"] as? [String: Any])
      #expect(states[number] == nil)
      states[number] = review["state"] as? String
    }
    return states
  }

  /// The cases that were decided, by their lines.
  static func decided(_ result: Program.Result) throws -> [String] {
    try result.output.split(separator: "\n").compactMap { line in
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      return object["case"] as? String
    }
  }
}
