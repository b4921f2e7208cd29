import Foundation
import Testing

/// What cuts a rerun over many cases short.
struct RerunInterruptionTests {
  private static let count = 60
  private let desk: Desk

  init() throws { desk = try Desk() }

  /// The account data with that family name.
  private func accounts(_ family: String) -> String {
    (1...Self.count).map { #"{"id": "R-\#($0)", "name": {"given": "Ida", "family": "\#(family)"}}"# + "\n" }.joined()
  }

  /// How many cases stand at each run.
  private func runs() throws -> [Int: Int] {
    let list = try Program.run(["queue", "list", "--all", "--json", "--data", desk.data])
    #expect(list.exit == 0, "\(list.errors)")
    let runs = try list.output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])["run"] as? Int
    }
    return Dictionary(runs.map { ($0 ?? 0, 1) }, uniquingKeysWith: +)
  }

  @Test("a rerun that is killed goes on where it stopped, and judges no case a second time")
  func killed() throws {
    for number in 1...Self.count { try desk.write("not a picture \(number)", to: "uploads/R-\(number)/identity/a.jpg") }
    try desk.write(accounts("Holm"), to: "uploads/accounts.jsonl")
    try desk.write(accounts("Lund"), to: "corrected.jsonl")
    #expect(try Program.run(desk.run()).exit == 0)
    #expect(try runs() == [1: Self.count])

    let words = [
      "rerun", "--where", "pipeline=identity", "--account", desk.folder.path("corrected.jsonl"), "--json", "--jobs",
      "2",
      "--data", desk.data,
    ]
    let running = try Program.started(words)
    try Program.wait(for: "some cases to be judged again") { try running.lines().count >= 3 }
    kill(running.process.processIdentifier, SIGKILL)
    _ = try running.finished()
    let told = try running.lines().count
    #expect(try runs()[2, default: 0] >= told)

    let next = try Program.run(words)
    #expect(next.exit == 0, "\(next.errors)")
    #expect(next.errors.contains("\(Self.count) cases judged again: \(Self.count) unchanged"), "\(next.errors)")
    #expect(try runs() == [2: Self.count])
    #expect(try Program.run(["audit", "verify", "--data", desk.data]).exit == 0)
  }

  @Test("a list of a pipeline that is none says which one was meant")
  func unknownPipeline() throws {
    try desk.submit(1...1)
    #expect(try Program.run(desk.run()).exit == 0)
    let list = ["queue", "list", "--data", desk.data, "--pipeline"]
    let meant = try Program.run(list + ["identty"])
    #expect(meant.exit == 2)
    #expect(meant.errors.contains("unknown pipeline 'identty' (did you mean 'identity'?)"), "\(meant.errors)")
    #expect(try Program.run(list + ["address"]).exit == 0, "there is one, without cases")
  }
}
