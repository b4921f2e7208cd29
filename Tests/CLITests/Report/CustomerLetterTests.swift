import Casework
import Judgement
import Model
import Paperwork
import TestKit
import Testing

@testable import CLI

@Suite("A letter to the customer")
struct CustomerLetterTests {
  private func written(
    _ reasons: [ReasonCode], language: String? = "da", findings: [Finding] = [], files: Int = 1,
    types: [DocumentType?] = [.passport]
  ) -> CustomerLetter? {
    var account = Account.made()
    account.language = language
    var conclusion = Conclusion.made(
      account: account,
      verdict: Verdict(
        decision: .reject, confidence: .clear, findings: findings, checks: [], documentTypes: types))
    conclusion.files = Array(repeating: conclusion.files[0], count: files)
    let asked = reasons.isEmpty ? nil : CustomerRequest(reasons: reasons, by: "anna", at: .start)
    return CustomerLetter(
      CaseFile(
        summary: .made(state: .awaitingCustomer, asked: asked), account: account,
        runs: [CaseRun(run: 1, at: .start, conclusion: conclusion)], history: []))
  }

  private static let tooOld = Finding(
    .documentTooOld, .retry, file: 1, measured: 5, limit: 3, unit: "months", details: ["from": "2026-08-22"])

  @Test("says in the account's language what was measured, ready to send")
  func danish() throws {
    let letter = try #require(written([.documentTooOld], findings: [Self.tooOld]))
    #expect(
      letter.lines == [
        "Tak for det, du har sendt. Vi mangler dette, før vi kan gå videre:", "",
        "- Dokumentet er for gammelt: det må højst være 3 måneder gammelt. Send et, der er dateret 22. august 2026 eller "
          + "senere.", "", "Når vi har fået det, ser vi på din sag igen. Sagsnummer: K-2026-000017",
      ])
    #expect(letter.language == .danish)
    #expect(letter.isInTheirLanguage)
  }

  @Test(
    "is English for every other language, and says when that is not theirs",
    arguments: [("en", true), ("sv", false), (nil, true)])
  func english(language: String?, theirs: Bool) throws {
    let letter = try #require(written([.pageBlurred], language: language))
    #expect(letter.language == .english)
    #expect(letter.isInTheirLanguage == theirs)
    #expect(letter.text.contains("- The picture is blurred. "))
    #expect(letter.text.hasSuffix("Case number: K-2026-000017"))
  }

  @Test("names the file where there are several, and what it was taken for")
  func files() throws {
    let findings = [1, 2].map { Finding(.pageBlurred, .retry, file: $0, page: 1, details: ["place": "picture"]) }
    let text = try #require(
      written([.pageBlurred], language: "en", findings: findings, files: 2, types: [.passport, .unknown])
    ).text
    #expect(text.contains("- File 1 (a passport): The picture is blurred."))
    #expect(text.contains("- File 2: The picture is blurred."))
  }

  @Test("asks for one thing once")
  func once() throws {
    let findings = [1, 2].map { Finding(.pageBlurred, .retry, file: 1, page: $0, details: ["place": "picture"]) }
    let letter = try #require(written([.pageBlurred], findings: findings))
    #expect(letter.lines.count { $0.hasPrefix("- ") } == 1)
  }

  @Test(
    "leaves nothing open where a person asks for what the machine did not find",
    arguments: CheckCatalog.reasons.filter { $0.reasonClass == .retry || $0.reasonClass == .amend }.map(\.code))
  func complete(code: ReasonCode) throws {
    for language in ["da", "en"] {
      let letter = try #require(written([code], language: language))
      let request = try #require(letter.lines.first { $0.hasPrefix("- ") })
      #expect(!request.contains("{") && !request.contains("–"), "\(request)")
      #expect(request.contains("."), "\(request)")
    }
  }

  @Test("is none for a case that asks for nothing")
  func none() { #expect(written([]) == nil) }

  @Test("names nothing personal")
  func personal() throws {
    let text = try #require(written([.documentTooOld, .pageBlurred], findings: [Self.tooOld])).text
    for value in Planted.all { #expect(!text.contains(value)) }
  }
}
