import Foundation
import Testing

/// A report as an operator gets it, over the fixtures that show what must be hidden: every card, and a bill with a
/// national identity number.
@Suite(.serialized)
struct ReportOverFixturesTests {
  private struct Written {
    let workspace: TemporaryFolder
    let result: Program.Result

    var report: String { workspace.path("report") }

    /// Name and text of every file of the report, the pictures left out: a search through them takes minutes.
    func files() throws -> [(name: String, text: String)] {
      try FileManager.default.subpathsOfDirectory(atPath: report).sorted().compactMap { name in
        guard let content = FileManager.default.contents(atPath: report + "/" + name) else { return nil }
        return (name, String(decoding: Written.withoutPictures(content), as: UTF8.self))
      }
    }

    private static func withoutPictures(_ content: Data) -> Data {
      var rest = content
      var result = Data()
      while let start = rest.range(of: Data("base64,".utf8))?.upperBound,
        let end = rest.range(of: Data("\"".utf8), in: start..<rest.endIndex)?.lowerBound
      {
        result += rest[..<start]
        rest = rest[end...]
      }
      return result + rest
    }
  }

  private static let written = Result {
    let workspace = try TemporaryFolder()
    let uploads = workspace.url.appendingPathComponent("uploads")
    try FileManager.default.createDirectory(at: uploads, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Program.uploads.appendingPathComponent("accounts.jsonl"), to: uploads.appendingPathComponent("accounts.jsonl")
    )
    for one in try ExpectedVerdict.all() where isChosen(one) {
      let folder = uploads.appendingPathComponent(one.account)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: Program.uploads.appendingPathComponent("\(one.account)/\(one.pipeline)"),
        to: folder.appendingPathComponent(one.pipeline))
    }
    let result = try Program.run(
      [
        "run", uploads.path, "--data", workspace.path("data"), "--report", workspace.path("report"), "--date",
        "2026-11-22", "--jobs", "2",
      ])
    return Written(workspace: workspace, result: result)
  }

  private static func isChosen(_ one: ExpectedVerdict) -> Bool {
    one.pipeline == "payment" || (one.pipeline == "address" && !identityNumbers(one).isEmpty)
  }

  private static func identityNumbers(_ one: ExpectedVerdict) -> [String] {
    one.planted.filter { $0.wholeMatch(of: /\d{6}-?\d{4}/) != nil }
  }

  private static func cardNumbers(_ one: ExpectedVerdict) -> [String] {
    one.planted.filter { $0.filter { $0 != " " }.wholeMatch(of: /[2-6]\d{11,18}/) != nil }
  }

  private static func codes(_ one: ExpectedVerdict) -> [String] {
    one.planted.filter { $0.wholeMatch(of: /\d{3,4}/) != nil }
  }

  @Test("has a page for each case, is for its owner alone, and says so")
  func whole() throws {
    let written = try Self.written.get()
    #expect(written.result.exit == 0, "\(written.result.errors)")
    let expected = try ExpectedVerdict.all().filter(Self.isChosen)
    let files = try written.files()
    #expect(files.count { $0.name.hasPrefix("cases/") } == expected.count)
    #expect(Set(files.map(\.name)).isSuperset(of: ["index.html", "verdicts.csv", "README.txt"]))
    let mode = try FileManager.default.attributesOfItem(atPath: written.report)[.posixPermissions] as? Int
    #expect(mode == 0o700)
    #expect(written.result.errors.contains("personal data"), "\(written.result.errors)")
    let cases = files.filter { $0.name.hasPrefix("cases/") }.map(\.text)
    #expect(cases.allSatisfy { $0.contains("src=\"data:image/jpeg;base64,") || $0.contains("No page is kept.") })
    #expect(cases.count { $0.contains("src=\"data:image/jpeg;base64,") } >= 15)
  }

  @Test("shows what a reviewer compares, and nothing of what was painted over")
  func hidden() throws {
    let files = try Self.written.get().files()
    let pages = files.filter { $0.name.hasPrefix("cases/") }.map(\.text)
    let chosen = try ExpectedVerdict.all().filter(Self.isChosen)
    let names = Set(chosen.flatMap(\.planted).filter { $0.contains(" ") && $0.wholeMatch(of: /[\p{L} '-]+/) != nil })
    #expect(names.count { name in pages.contains { $0.contains(name) } } > 10)

    let numbers = Set(chosen.flatMap(Self.cardNumbers) + chosen.flatMap(Self.identityNumbers))
    #expect(numbers.count > 10)
    for (name, text) in files {
      for number in numbers where text.contains(number) || text.contains(number.filter { $0 != " " }) {
        Issue.record("\(name) shows a number of \(number.count) characters")
      }
    }
  }

  @Test("has no security code in what a page says")
  func codes() throws {
    let files = try Self.written.get().files().filter { $0.name.hasPrefix("cases/") }
    var looked = 0
    for one in try ExpectedVerdict.all() where one.pipeline == "payment" && !Self.codes(one).isEmpty {
      guard
        let page = files.first(where: { $0.text.contains("<dd>\(one.account)</dd>") && $0.text.contains("payment@") })
      else {
        Issue.record("\(one.account) has no page")
        continue
      }
      looked += 1
      // Places, hashes and measures are numbers of their own; a code could only stand in text.
      let said = page.text.replacing(/(?s)<style>.*?<\/style>/, with: " ").replacing(
        /<code class="hash">[^<]*/, with: " "
      )
      .replacing(/<[^>]*>/, with: " ")
      for code in Self.codes(one) {
        let isThere = said.split { !$0.isNumber && $0 != "." }.contains { $0 == code }
        #expect(!isThere, "the page of \(one.account) shows a code of \(code.count) digits")
      }
    }
    #expect(looked > 5)
  }
}
