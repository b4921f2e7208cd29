import Casework
import FoundationEssentials
import Judgement
import Model
import TestKit
import Testing

@testable import Report

@Suite("The page of a case")
struct CasePageTests {
  private static let hostile = #"<script>alert("x")</script><img src=x onerror='y'>{{account}}"#

  private static let findings = [
    Finding(
      .pageBlurred, .retry, file: 1, page: 1, boxes: [PixelRect(x0: 10, y0: 20, x1: 200, y1: 60)], measured: 0.12,
      limit: 0.244, unit: "block sharpness"),
    Finding(.holderNameDiffers, .amend, file: 1, page: 1, details: ["part": "givenName"]),
    Finding(.documentWrongType, .retry, file: 1, details: ["seen": "unknown", "wanted": "passport"]),
    Finding(.mrzUnreadable, .retry, file: 2, page: 1),
  ]

  private static let checks = [
    Verdict.CheckResult(
      name: PageSharpness.name, required: true, outcome: .failed,
      evidence: Evidence(open: ["lowestBlockSharpness": "0.12", "lowestLineAcutance": ""])),
    Verdict.CheckResult(
      name: HolderName.name, required: false, outcome: .failed,
      evidence: Evidence(
        open: ["method": "machineReadableZone"],
        personal: ["account": Private("Anna Holm"), "document": Private("HOLM ANNE")])),
    Verdict.CheckResult(
      name: DocumentDate.name, required: true, outcome: .passed,
      evidence: Evidence(personal: ["expiry": Private("2030-01-31")])),
    Verdict.CheckResult(
      name: HolderAddress.name, required: true, outcome: .couldNotTell,
      evidence: Evidence(personal: ["account": Private("Bakkevej 13A")])),
  ]

  private func page(policy: ReportPolicy? = nil) async throws -> CasePage {
    let desk = Desk()
    let number = try await desk.decided("one") { .judged($0, findings: Self.findings, checks: Self.checks) }
    return try await desk.page(number, policy: policy)
  }

  @Test("links each reason to its mark, or to its page, or to nothing where there is none")
  func links() async throws {
    let page = try await page()
    #expect(page.reasons.map(\.number) == [1, 2, 3, 4])
    #expect(page.reasons.map(\.link) == ["mark-1", "page-1-1", nil, nil])
    #expect(page.reasons.map(\.place) == ["file 1, page 1", "file 1, page 1", "file 1", "file 2, page 1"])
    let html = Templates.page(.casePage, page)
    for anchor in ["mark-1", "page-1-1", "reason-1", "reason-4"] {
      #expect(html.contains("href=\"#\(anchor)\"") == (anchor != "reason-4"))
      #expect(html.components(separatedBy: "id=\"\(anchor)\"").count == 2, "\(anchor) stands once")
    }
  }

  @Test("gives each reason its class, its texts in both languages, and what was measured")
  func reasons() async throws {
    let page = try await page()
    let text = ReasonText(Self.findings[0])
    let first = page.reasons[0]
    #expect(first.reasonClass == "retry")
    #expect(first.measured == "0.12 block sharpness, limit 0.244")
    #expect([first.danish, first.english, first.staff] == [text.danish, text.english, text.staff])
    let html = Templates.page(.casePage, page)
    #expect(html.contains("<dd lang=\"da\">\(text.danish)</dd>"))
    #expect(html.contains(text.english))
  }

  @Test("sets what the account says beside what was read, the differing characters marked")
  func compared() async throws {
    let page = try await page()
    #expect(page.compared.map(\.name) == ["Holder name", "Holder address"])
    #expect(page.compared.map(\.isFound) == [true, false])
    let html = Templates.page(.casePage, page)
    #expect(html.contains(#"<dd>Ann<mark class="differs">a</mark> Holm</dd>"#))
    #expect(html.contains(#"<dd>HOLM ANN<mark class="differs">E</mark></dd>"#))
    #expect(html.contains("nothing found"))
  }

  @Test("shows every check with what it measured and the limits of the pipeline that judged")
  func checks() async throws {
    let sharpness = PageSharpness(
      minimumBlockSharpness: 0.244, minimumLineAcutance: 0.246, readableWordConfidence: 0.5)
    let policy = ReportPolicy(pipeline: "identity", version: 3, checks: [ConfiguredCheck(sharpness)])
    let rows = try await page(policy: policy).checks
    #expect(rows.map(\.name) == ["Sharpness", "Holder name", "Document date", "Holder address"])
    #expect(rows.map(\.outcome.text) == ["failed", "failed", "passed", "could not tell"])
    #expect(rows.map(\.isOptional) == [false, true, false, false])
    #expect(rows[0].measured == [NamedValue("lowest block sharpness", "0.12")])
    #expect(
      rows[0].limits == [
        NamedValue("minimum block sharpness", "0.244"), NamedValue("minimum line acutance", "0.246"),
        NamedValue("readable word confidence", "0.5"),
      ])
    #expect(rows[0].given == [CheckRow.Given(number: 1, code: "page.blurred")])
    #expect(rows[1].measured == [NamedValue("method", "machine readable zone")])
    #expect(rows[2].measured == [NamedValue("expiry", "2030-01-31")])
    let without = try await page().checks
    #expect(without[0].limits == [NamedValue("block sharpness", "0.244")])
  }

  @Test("goes by a policy only for the pipeline and version that judged")
  func policy() async throws {
    let desk = Desk()
    let file = try await desk.file(try await desk.decided("one"))
    #expect(ReportPolicy(pipeline: "identity", version: 3, checks: []).judged(file))
    #expect(!ReportPolicy(pipeline: "identity", version: 2, checks: []).judged(file))
    #expect(!ReportPolicy(pipeline: "address", version: 3, checks: []).judged(file))
  }

  @Test("shows settings of every shape in words")
  func settings() {
    let date = DocumentDate(newerThanMonths: [.utilityBill: 3, .tenancyContract: 12], notExpired: true)
    let type = AcceptedDocumentType(accepted: [.passport, .identityCard])
    let policy = ReportPolicy(
      pipeline: "identity", version: 3, checks: [ConfiguredCheck(date), ConfiguredCheck(type)])
    #expect(
      policy.limits(of: DocumentDate.name) == [
        NamedValue("newer than months", "tenancy contract 12, utility bill 3"), NamedValue("not expired", "yes"),
      ])
    #expect(policy.limits(of: AcceptedDocumentType.name) == [NamedValue("accepted", "passport, identity card")])
    #expect(policy.limits(of: "cardCode").isEmpty)
    let sides = ReportPolicy(
      pipeline: "payment", version: 3, checks: [ConfiguredCheck(Completeness(bothSidesOf: []))])
    #expect(sides.limits(of: Completeness.name).isEmpty, "a list of nothing is no limit")
  }

  @Test("shows hostile text as text, wherever it comes from")
  func escaped() async throws {
    let desk = Desk()
    var account = Account.made(id: Self.hostile, family: Self.hostile)
    account.language = Self.hostile
    account.email = Private(Self.hostile)
    let number = try await desk.decided("one", account: account) { account in
      var conclusion = Conclusion.judged(
        account,
        findings: [
          Finding(
            .holderNameDiffers, .amend, file: 1, page: 1, boxes: [PixelRect(x0: 1, y0: 1, x1: 9, y1: 9)],
            measured: 1, unit: Self.hostile, details: ["part": Self.hostile])
        ],
        checks: [
          Verdict.CheckResult(
            name: Self.hostile, required: true, outcome: .failed,
            evidence: Evidence(
              open: ["differing": Self.hostile, Self.hostile: Self.hostile],
              personal: ["account": Private(Self.hostile), "document": Private("x" + Self.hostile)]))
        ])
      guard case .document(var document) = conclusion.files[0].inspected else { return conclusion }
      document.pages[0].lines[0].words[0].text = Private(Self.hostile)
      document.pages[0].lines[0] = TextLine(words: document.pages[0].lines[0].words)
      conclusion.files[0].inspected = .document(document)
      conclusion.files[0].sha256 = Self.hostile
      return conclusion
    }
    let html = Templates.page(.casePage, try await desk.page(number))
    #expect(!html.contains("<script"))
    #expect(!html.contains("<img src=x"))
    #expect(html.contains("{{account}}"), "what looks like a template is text too")
    #expect(html.components(separatedBy: "&lt;script&gt;").count > 8)
  }

  @Test("has no name of a file: customers write their numbers into them")
  func fileNames() async throws {
    let desk = Desk()
    let html = Templates.page(.casePage, try await desk.page(try await desk.decided("one")))
    #expect(!html.contains(Planted.fileName))
    #expect(html.contains(Planted.family), "what a reviewer compares does stand on it")
  }

  @Test("says when a kept picture cannot be opened, and shows the rest")
  func lostPicture() async throws {
    let desk = Desk()
    let number = try await desk.decided("one")
    let key = try #require(try await desk.file(number).runs.first?.conclusion.files.first?.pages.first)
    await desk.blobs.delete(key)
    let page = try await desk.page(number)
    #expect(page.sheets.map(\.picture) == [nil])
    let html = Templates.page(.casePage, page)
    #expect(html.contains("cannot be opened"))
    #expect(html.contains("What was read on this page"))
    #expect(!html.contains("<img"))
  }

  @Test("names what was painted over, and outlines it where it is")
  func covers() async throws {
    let desk = Desk()
    let number = try await desk.decided("one") { account in
      var conclusion = Conclusion.made(account: account)
      guard case .document(var document) = conclusion.files[0].inspected else { return conclusion }
      document.pages[0].masked = [
        Mask(
          kind: .cardVerificationCode, box: PixelRect(x0: 5, y0: 6, x1: 21, y1: 17),
          polygon: [PixelPoint(x: 5, y: 6), PixelPoint(x: 20, y: 7), PixelPoint(x: 19, y: 16)])
      ]
      conclusion.files[0].inspected = .document(document)
      return conclusion
    }
    let page = try await desk.page(number)
    #expect(page.sheets.map(\.covered) == ["card security code"])
    #expect(page.sheets[0].covers == [PageSheet.Cover(points: "5,6 20,7 19,16")])
  }

  @Test("of a case without a verdict says so")
  func waiting() async throws {
    let desk = Desk()
    guard case .new(let opened) = await desk.store.open(.made("one")) else { throw Desk.NotDecided() }
    let page = try await desk.page(opened.number)
    #expect(page.verdict == [Badge(text: "no verdict yet", style: "none")])
    #expect(page.pipeline == "identity@3")
    let html = Templates.page(.casePage, page)
    #expect(html.contains("has not been examined yet"))
    #expect(html.contains("No page is kept."))
  }

  @Test("tells what people did, what they wrote, and what judging again changed")
  func history() async throws {
    let desk = Desk()
    let number = try await desk.decided("one") { .judged($0, checks: Self.checks) }
    let later = Conclusion.judged(.made(), findings: Self.findings, checks: Array(Self.checks.dropFirst()))
    let version = try await desk.file(number).summary.version
    _ = try await desk.store.add(
      rerun: later, to: number, version: version, policy: ReviewPolicy(), by: "anna", at: .start)
    _ = try await desk.store.act(
      number, .escalate(team: "payments"), by: "anna", note: Private(Planted.note), version: nil, at: .start)
    let page = try await desk.page(number)
    #expect(page.history.map(\.what).suffix(2) == ["judged again", "handed to a team"])
    #expect(page.history.last?.about == "payments")
    #expect(page.runs.map(\.run) == [2, 1])
    #expect(page.runs.map(\.change) == ["sharpness: failed → not there", "–"])
    #expect(page.reviewFacts.contains(NamedValue("Team", "payments (handed over)")))
    #expect(Templates.page(.casePage, page).contains("<q>\(Planted.note)</q>"))
  }

  @Test(
    "says where a case stands",
    arguments: [
      (Case.made(.inReview, holder: DeskHold(by: "bo", until: .start + 60)), ["On the desk of"]),
      (.made(.inReview, holder: DeskHold(by: "bo", until: .start - 60)), []),
      (.made(.awaitingCustomer), ["Customer asked", "To mend"]),
      (.made(.closed), ["Decided", "Because of"]),
    ])
  func standing(_ standing: Case, more: [String]) {
    let file = CaseFile(summary: standing, account: .made(), runs: [], history: [])
    let names = CaseFacts.review(file, now: .start).map(\.name)
    #expect(
      names == ["State", "Team", "Priority", "Purpose", "Arrived", "Target", "Deadline"] + more)
  }

  @Test("of a file that could not be examined says what it is")
  func unreadable() async throws {
    let desk = Desk()
    let number = try await desk.decided("one") { account in
      var conclusion = Conclusion.judged(account, findings: [Finding(.fileEncrypted, .retry, file: 1)])
      conclusion.files[0].inspected = .unreadable(Unreadable(reason: .fileEncrypted, format: .pdf))
      conclusion.files[0].bytes = 1_234_567
      return conclusion
    }
    let row = try #require(try await desk.page(number).documents.first)
    #expect([row.format, row.size, row.type, row.page] == ["PDF", "1.2 MB", "could not be examined", "–"])
  }
}
