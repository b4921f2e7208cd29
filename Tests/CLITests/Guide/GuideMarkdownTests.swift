import Foundation
import Judgement
import Model
import Pipelines
import Testing

@testable import CLI

@Suite("docs/checks.md")
struct GuideMarkdownTests {
  private static func printed() throws -> String {
    GuideMarkdown(try PipelineLoader.load(folder: Repository.path("pipelines"))).text
  }

  @Test("is what kyc explain --markdown prints")
  func same() throws {
    let file = try String(contentsOfFile: Repository.path("docs/checks.md"), encoding: .utf8)
    #expect(
      file == (try Self.printed()) + "\n",
      "the catalogue changed: run `.build/debug/kyc explain --markdown > docs/checks.md` and commit it")
  }

  @Test("has an anchor of its own for every check and every code, and leads to no other place")
  func anchors() throws {
    let text = try Self.printed()
    let anchors = text.matches(of: /<a id="([^"]+)">/).map { String($0.1) }
    let names = CheckCatalog.checks.map { $0.name } + CheckCatalog.reasons.map(\.code.rawValue)
    #expect(anchors.sorted() == names.sorted())
    let links = text.matches(of: /\]\(#([^)]+)\)/).map { String($0.1) }
    #expect(Set(links).isSubset(of: names))
  }

  @Test("has as many cells in every row of a table as in its head")
  func tables() throws {
    var columns: Int?
    for line in try Self.printed().split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        columns = nil
        continue
      }
      let bars = line.replacing("\\|", with: "").count { $0 == "|" }
      #expect(bars == columns ?? bars, "\(line)")
      columns = bars
    }
  }

  @Test("says of every reason what the customer reads in both languages: of a doubt that it is under review")
  func texts() throws {
    for section in try Self.printed().components(separatedBy: "\n### `").dropFirst() {
      let code = try #require(ReasonCode(rawValue: String(section.prefix { $0 != "`" })))
      let isDoubt = CheckCatalog.reason(for: code).reasonClass == .doubt
      for (language, underReview) in [("da", Reason.underReview.danish), ("en", Reason.underReview.english)] {
        let row = try #require(section.split(separator: "\n").first { $0.hasPrefix("| customer, \(language) | ") })
        #expect(row.contains(underReview) == isDoubt, "\(code.rawValue)")
        #expect(row.count > 40, "\(code.rawValue)")
      }
    }
  }
}
