import Casework
import FoundationEssentials
import Model
import TestKit
import Testing

@testable import Report

@Suite("The index")
struct IndexPageTests {
  private func rows() async throws -> [CaseRow] {
    let desk = Desk()
    var numbers = [try await desk.decided("a", account: .made(id: "A-10"), pipeline: "identity")]
    for content in ["b", "c"] {
      numbers.append(
        try await desk.decided(content, account: .made(id: "<script>alert('x')</script>"), pipeline: "address") {
          .judged($0, findings: [Finding(.pageBlurred, .retry, file: 1), Finding(.cardCodeExposed, .info)])
        })
    }
    var rows: [CaseRow] = []
    for number in numbers { rows.append(CaseRow(try await desk.file(number))) }
    return rows
  }

  @Test("counts verdicts by pipeline and cases by reason, and gives bars their lengths")
  func bars() async throws {
    let page = IndexPage(try await rows(), notice: ReportNotice(written: .start))
    #expect(page.figures.map(\.count) == [1, 0, 2, 0, 0, 0, 0])
    #expect(page.pipelines.map(\.name) == ["address", "identity"])
    #expect(page.pipelines.map(\.total) == [2, 1])
    #expect(
      page.pipelines.map(\.parts) == [
        [BarPart(style: "reject", start: 0, length: 1000)], [BarPart(style: "approve", start: 0, length: 500)],
      ])
    #expect(page.reasons.map(\.code) == ["card.code_exposed", "page.blurred"])
    #expect(page.reasons.map(\.count) == [2, 2])
    #expect(page.reasonChoices.map(\.value) == ["card.code_exposed", "page.blurred"])
    #expect(page.stateChoices == [IndexPage.Choice(value: "in review", count: 3)])
  }

  @Test("parts of a bar lie end to end and fill it without a gap")
  func parts() {
    let parts = BarPart.parts([("a", 1), ("b", 0), ("c", 1), ("d", 1)], longest: 3)
    #expect(parts.map(\.style) == ["a", "c", "d"])
    #expect(parts.map(\.start) == [0, 333, 666])
    #expect(parts.last.map { $0.start + $0.length } == 1000)
  }

  @Test("says which cases are past their deadline, unless they are closed or await the customer")
  func late() async throws {
    let afterDeadline = Date.start.addingTimeInterval(73 * 3600)
    let page = IndexPage(try await rows(), notice: ReportNotice(written: afterDeadline))
    #expect(page.rows.map(\.isLate) == [true, true, true])
    #expect(page.figures.last?.count == 3)
    let standings = [Case.made(.waiting), .made(.working), .made(.inReview), .made(.awaitingCustomer), .made(.closed)]
    #expect(standings.map { CaseWords.isLate($0, at: afterDeadline) } == [true, true, true, false, false])
    #expect(!standings.contains { CaseWords.isLate($0, at: .start) })
  }

  @Test("shows hostile text as text and links each case")
  func escaped() async throws {
    let page = IndexPage(try await rows(), notice: ReportNotice(written: .start))
    let html = Templates.page(.index, page)
    #expect(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"))
    #expect(!html.contains("<script>alert"))
    #expect(html.contains(#"<a href="cases/K-2026-000002.html">K-2026-000002</a>"#))
  }

  @Test("of no cases says so")
  func empty() {
    let html = Templates.page(.index, IndexPage([], notice: ReportNotice(written: .start)))
    #expect(html.contains("There are no cases."))
    #expect(!html.contains("<table class=\"cases\""))
  }
}
