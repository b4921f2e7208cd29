import Foundation
import Testing

/// The main job as an operator runs it, with the real child and the real engines. One run serves all tests: it takes
/// minutes.
@Suite(.serialized)
struct BatchOverFixturesTests {
  private struct Batch {
    let workspace: TemporaryFolder
    let result: Program.Result
  }

  private static let batch = Result {
    let workspace = try TemporaryFolder()
    let result = try Program.run(
      [
        "run", Program.uploads.path, "--data", workspace.path("data"), "--date", "2026-11-22", "--json", "--jobs", "2",
      ])
    return Batch(workspace: workspace, result: result)
  }

  @Test("every submission gets the verdict and the reasons that its table asks for")
  func verdicts() throws {
    let batch = try Self.batch.get()
    #expect(batch.result.exit == 0, "\(batch.result.errors)")
    let printed = try PrintedVerdict.all(in: batch.result.output)
    let expected = try ExpectedVerdict.all()
    #expect(printed.count == expected.count)
    for want in expected {
      let submission = "\(want.account)/\(want.pipeline)"
      let got = printed.first { $0.account == want.account && $0.pipeline.hasPrefix(want.pipeline + "@") }
      guard let got else {
        Issue.record("\(submission) has no verdict")
        continue
      }
      #expect("\(got.verdict) \(got.confidence)" == "\(want.verdict) \(want.confidence)", "\(submission)")
      let reasons = Set(got.reasons.map(\.code))
      if want.reasonsAtLeast ?? false {
        #expect(reasons.isSuperset(of: want.reasons), "\(submission): \(reasons.sorted())")
      } else {
        #expect(reasons.sorted() == want.reasons.sorted(), "\(submission)")
      }
    }
  }

  @Test("no planted value can be read in what was printed, logged, or written to the workspace")
  func leaks() throws {
    let batch = try Self.batch.get()
    var places = [("stdout", Data(batch.result.output.utf8)), ("stderr", Data(batch.result.errors.utf8))]
    let files = FileManager.default.enumerator(at: batch.workspace.url, includingPropertiesForKeys: [.isRegularFileKey])
    while let file = files?.nextObject() as? URL {
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false else { continue }
      // The workspace key is random bytes, and its name is no value of anybody.
      places.append((file.lastPathComponent, try Data(contentsOf: file)))
    }
    #expect(places.count > 20, "the workspace holds masked pages")
    // Short numbers occur by chance in sealed bytes and in measurements; values of five characters and more do not.
    let planted = Set(try ExpectedVerdict.all().flatMap(\.planted)).filter { $0.count >= 5 }
    #expect(planted.count > 100)
    for (name, content) in places {
      for value in planted where content.range(of: Data(value.utf8)) != nil {
        Issue.record("\(value.count) planted characters stand readable in \(name)")
      }
    }
  }

  @Test("a second run decides nothing again and says so")
  func secondRun() throws {
    let batch = try Self.batch.get()
    let again = try Program.run(
      ["run", Program.uploads.path, "--data", batch.workspace.path("data"), "--date", "2026-11-22", "--json"])
    #expect(again.exit == 0)
    #expect(again.output.isEmpty)
    #expect(again.errors.contains("50") || again.errors.contains("known"), "\(again.errors)")
  }

  @Test("the review queue holds every case, and a person's decision closes one for good")
  func reviewQueue() throws {
    let batch = try Self.batch.get()
    let data = ["--data", batch.workspace.path("data")]
    let before = try Program.run(["queue", "list", "--json"] + data)
    let waiting = before.output.split(separator: "\n").count
    #expect(waiting == (try ExpectedVerdict.all()).count)
    let approved = try Program.run(["queue", "approve", "K-2026-000001", "--as", "reviewer"] + data)
    #expect(approved.exit == 0, "\(approved.errors)")
    let twice = try Program.run(["queue", "reject", "K-2026-000001", "--reason", "page.blurred"] + data)
    #expect(twice.exit != 0)
    #expect(twice.errors.contains("reviewer"), "\(twice.errors)")
    let after = try Program.run(["queue", "list", "--json"] + data)
    #expect(after.output.split(separator: "\n").count == waiting - 1)
  }
}
