import Foundation
import Glibc
import Testing

/// Files that are out to hurt, stall or fool whoever reads them, through the program as an operator runs it. One run
/// serves all tests: it takes a minute or two.
@Suite(.serialized)
struct HostileFilesTests {
  /// A line of `Fixtures/hostile/expected.jsonl`.
  private struct Expected: Decodable, Sendable {
    let file: String
    let pipeline: String
    /// What can be seen on it matches the account: an approval is right.
    let approval: Bool
    /// Any of them is a right answer where it is not approved; none, where it must be.
    let reasons: [String]
  }

  private struct Batch {
    let workspace: TemporaryFolder
    let result: Program.Result
    let files: [Expected]
    /// By the account of each file.
    let printed: [String: [PrintedVerdict]]
  }

  private static let folder = Program.root.appendingPathComponent("Fixtures/hostile")
  private static let addressSpaceMegabytes = 2048

  /// Each file is a submission of its own, from a copy of the account that it matches.
  private static let batch = Result {
    let workspace = try TemporaryFolder()
    let files = try String(contentsOf: folder.appendingPathComponent("expected.jsonl"), encoding: .utf8)
      .split(separator: "\n").map { try JSONDecoder().decode(Expected.self, from: Data($0.utf8)) }
    let account = try String(contentsOf: folder.appendingPathComponent("account.json"), encoding: .utf8)
    let uploads = workspace.url.appendingPathComponent("uploads")
    var accounts = ""
    for (index, file) in files.enumerated() {
      let source = folder.appendingPathComponent(file.file)
      let target = uploads.appendingPathComponent("\(id(index))/\(file.pipeline)")
      try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: source, to: target.appendingPathComponent(source.lastPathComponent))
      accounts += account.replacing("A-1001", with: id(index))
    }
    try Data(accounts.utf8).write(to: uploads.appendingPathComponent("accounts.jsonl"))
    let result = try Program.run([
      "run", uploads.path, "--data", workspace.path("data"), "--pipelines", try pipelines(in: workspace).path, "--date",
      "2026-11-22", "--json", "--jobs", "2",
    ])
    let printed = Dictionary(grouping: try PrintedVerdict.all(in: result.output), by: \.account)
    return Batch(workspace: workspace, result: result, files: files, printed: printed)
  }

  private static func id(_ index: Int) -> String { "H-\(index + 1)" }

  /// The shipped ones without looking for duplicates, which most of the files are of one another, and `short`: the same as `address` but for its deadline, for files that would never end.
  private static func pipelines(in workspace: TemporaryFolder) throws -> URL {
    let pipelines = workspace.url.appendingPathComponent("pipelines")
    try FileManager.default.createDirectory(at: pipelines, withIntermediateDirectories: false)
    for name in ["identity", "address", "payment"] {
      let shipped = try String(
        contentsOf: Program.root.appendingPathComponent("pipelines/\(name).yaml"), encoding: .utf8)
      let alone = shipped.split(separator: "\n").filter { !$0.hasPrefix("  duplicate:") }.joined(separator: "\n")
      try #require(alone.count < shipped.count)
      try Data(alone.utf8).write(to: pipelines.appendingPathComponent("\(name).yaml"))
    }
    let address = try String(contentsOf: pipelines.appendingPathComponent("address.yaml"), encoding: .utf8)
    let short = address.replacing("name: address", with: "name: short").replacing("seconds: 45", with: "seconds: 5")
    try #require(short.contains("name: short") && short.contains("seconds: 5"))
    try Data(short.utf8).write(to: pipelines.appendingPathComponent("short.yaml"))
    return pipelines
  }

  @Test("there are at least two hundred, and each gets one line; the batch goes through")
  func lines() throws {
    let batch = try Self.batch.get()
    #expect(batch.result.exit == 0, "\(batch.result.errors)")
    #expect(batch.files.count >= 200)
    for (index, file) in batch.files.enumerated() { #expect(batch.printed[Self.id(index)]?.count == 1, "\(file.file)") }
  }

  @Test("nothing is approved but what can be seen to match")
  func approvals() throws {
    let batch = try Self.batch.get()
    for (index, file) in batch.files.enumerated() where !file.approval {
      #expect(batch.printed[Self.id(index)]?.first?.verdict == "reject", "\(file.file)")
    }
  }

  @Test("whatever is not approved has a reason, and one that says what is wrong")
  func reasons() throws {
    let batch = try Self.batch.get()
    for (index, file) in batch.files.enumerated() {
      guard let verdict = batch.printed[Self.id(index)]?.first, verdict.verdict != "approve" else { continue }
      let codes = verdict.reasons.map(\.code)
      #expect(!codes.isEmpty, "\(file.file)")
      #expect(!Set(codes).isDisjoint(with: file.reasons), "\(file.file): \(codes)")
    }
  }

  @Test("what no file has a right to spoil is read as if nothing were odd about it")
  func harmless() throws {
    let batch = try Self.batch.get()
    for (index, file) in batch.files.enumerated() where file.approval && file.reasons.isEmpty {
      let verdict = batch.printed[Self.id(index)]?.first
      #expect(verdict?.verdict == "approve", "\(file.file): \(verdict?.reasons.map(\.code) ?? [])")
    }
  }

  @Test("work without end is ended at its deadline, and only that file is held against it")
  func deadlines() throws {
    let batch = try Self.batch.get()
    for (index, file) in batch.files.enumerated() where file.reasons == ["file.defeats_inspection"] {
      #expect(
        batch.printed[Self.id(index)]?.first?.reasons.map(\.code) == ["file.defeats_inspection"], "\(file.file)")
    }
  }

  @Test("no process took more memory than a child may have")
  func memory() throws {
    _ = try Self.batch.get()
    var usage = rusage()
    #expect(getrusage(RUSAGE_CHILDREN.rawValue, &usage) == 0)
    #expect(usage.ru_maxrss / 1024 < Self.addressSpaceMegabytes)
  }

  @Test(
    "a kept page is its pixels and nothing else of the file",
    arguments: [
      "polyglot/jpeg-zip.jpg", "polyglot/jpeg-pdf.jpg", "polyglot/thumbnail.jpg", "polyglot/holder-first.jpg",
      "active/attachment-exe.pdf", "active/javascript.pdf",
    ])
  func kept(file: String) throws {
    let workspace = try TemporaryFolder()
    let source = Self.folder.appendingPathComponent(file)
    let result = try Program.run([
      "verify", source.path, "--account", Self.folder.appendingPathComponent("account.json").path, "--pipeline",
      file.hasSuffix("pdf") ? "address" : "payment", "--keep", workspace.path("kept"), "--date", "2026-11-22",
    ])
    #expect(result.exit == 0, "\(result.errors)")
    let pages = try FileManager.default.contentsOfDirectory(
      at: workspace.url.appendingPathComponent("kept"), includingPropertiesForKeys: nil)
    #expect(pages.count == 1)
    let page = try Data(contentsOf: try #require(pages.first))
    #expect(page.prefix(3) == Data([0xFF, 0xD8, 0xFF]))
    #expect(page.suffix(2) == Data([0xFF, 0xD9]))
    for trace in ["Exif", "JavaScript", "PK\u{3}\u{4}", "%PDF", "MZ\u{0}\u{0}\u{0}", "<html"] {
      #expect(page.range(of: Data(trace.utf8)) == nil, "\(trace)")
    }
    #expect(page.dropFirst(2).range(of: Data([0xFF, 0xD8, 0xFF])) == nil, "another picture")
  }
}
