import Casework
import Foundation
import HTTPTypes
import HummingbirdTesting
import Inspection
import Judgement
import Model
import SQLiteStore
import TestKit
import Testing

@testable import Web

@Suite("The review desk in the browser")
struct DeskPagesTests {
  private static let path = "/review/cases/K-2026-000001"
  private static let number = CaseNumber(year: 2026, serial: 1)

  // MARK: Who may

  /// What each role may do, by address.
  private static let table: KeyValuePairs<String, Set<Role>?> = [
    "GET /review/sign-in": nil, "POST /review/sign-in": nil, "POST /review/language": nil,
    "GET /review/static/{name}": nil,
    "POST /review/sign-out": [.reviewer, .lead, .auditor], "POST /review/keys": [.reviewer, .lead, .auditor],
    "GET /review": [.reviewer, .lead, .auditor], "GET /review/overview": [.reviewer, .lead, .auditor],
    "GET /review/keys": [.reviewer, .lead, .auditor], "GET /review/cases/{id}": [.reviewer, .lead, .auditor],
    "GET /review/cases/{id}/pages/{page}": [.reviewer, .lead, .auditor],
    "POST /review/next": [.reviewer, .lead], "POST /review/cases/{id}": [.reviewer, .lead],
    "POST /review/cases/{id}/take": [.reviewer, .lead], "POST /review/cases/{id}/release": [.reviewer, .lead],
    "POST /review/cases/{id}/undo": [.reviewer, .lead], "POST /review/cases/{id}/rerun": [.reviewer, .lead],
    "POST /review/cases/{id}/mask": [.reviewer, .lead],
  ]

  @Test("lets every role do what the table says, and nobody else anything", arguments: ["anna", "bo", "carl"])
  func roles(_ name: String) async throws {
    let shop = try Shop()
    let rows = Dictionary(uniqueKeysWithValues: DeskPagesTests.table.map { ($0.key, $0.value) })
    #expect(Set(shop.deskRoutes.map { "\($0.method.rawValue) \($0.path)" }) == Set(rows.keys))
    let role: Role = ["anna": .reviewer, "bo": .lead, "carl": .auditor][name] ?? .integrator
    try await Desk.open(shop) { client in
      let browser = Browser(client)
      _ = try await browser.signIn(name)
      _ = try await browser.go("/review/keys")
      let token = browser.token
      for route in shop.deskRoutes where route.path != "/review/sign-out" {
        guard let roles = try #require(rows["\(route.method.rawValue) \(route.path)"]) else { continue }
        let path = route.path.replacing("{id}", with: "K-2026-999999").replacing("{page}", with: "1")
        let heard =
          route.method == .get ? try await browser.go(path) : try await browser.send(path, token: token)
        #expect((heard.status == 403) == !roles.contains(role), "\(route.method) \(path): \(heard.status)")
        let stranger = Browser(client)
        let refused = route.method == .get ? try await stranger.go(path) : try await stranger.send(path)
        #expect(refused.status == 303, "\(path)")
        #expect(refused.headers[.location]?.hasPrefix("/review/sign-in") == true)
      }
    }
  }

  @Test("shows an auditor the case, and nothing to act with")
  func auditor() async throws {
    let shop = try Shop()
    try await Desk.anna(shop) { browser in
      let carl = Browser(browser.client)
      _ = try await carl.signIn("carl")
      let page = try await carl.go(DeskPagesTests.path).text
      #expect(page.contains("Your role may look, and change nothing."))
      #expect(!page.contains("name=\"act\"") && !page.contains("/take\"") && !page.contains("/rerun\""))
    }
  }

  // MARK: The queue

  @Test("lists what waits, with why, and counts each part")
  func queue() async throws {
    let shop = try Shop()
    try await Desk.anna(shop, cases: 3) { browser in
      let page = try await browser.go("/review").text
      #expect(page.matches(of: /class="row"/).count == 3)
      #expect(page.contains("Earliest deadline first") && page.contains("<code>page.blurred</code>"))
      #expect(page.contains("Needs me <span class=\"count\">3</span>"))
      #expect(page.contains("Overdue <span class=\"count\">0</span>"))
      func count(_ query: String) async throws -> Int {
        try await browser.go("/review?" + query).text.matches(of: /class="row"/).count
      }
      #expect(try await count("tab=overdue") == 0)
      #expect(try await count("tab=all&reason=page.blurred&verdict=reject-clear&pipeline=identity") == 3)
      #expect(try await count("tab=all&reason=page.glare") == 0)
      #expect(try await count("tab=all&verdict=approve-clear") == 0)
      #expect(try await count("tab=all&age=4h") == 0)
      for query in ["tab=x", "reason=x", "verdict=x", "age=x", "page=0"] {
        #expect(try await browser.go("/review?" + query).status == 400, "\(query)")
      }
    }
  }

  @Test("lists fifty at a time")
  func paging() async throws {
    let shop = try Shop()
    try await Desk.open(shop) { client in
      for index in 1...53 {
        _ = try await shop.store.open(.made("content \(index)", account: .made(id: "A-\(index)"), arrived: Shop.now))
      }
      let browser = Browser(client)
      _ = try await browser.signIn("anna")
      let first = try await browser.go("/review?tab=all").text
      #expect(first.matches(of: /class="row"/).count == 50)
      #expect(first.contains("1–50 of 53") && first.contains("rel=\"next\"") && !first.contains("rel=\"prev\""))
      let second = try await browser.go("/review?tab=all&page=2").text
      #expect(second.matches(of: /class="row"/).count == 3)
      #expect(second.contains("51–53 of 53") && !second.contains("rel=\"next\"") && second.contains("rel=\"prev\""))
    }
  }

  private static let reasonsWhy: [(String, @Sendable (inout Case) -> Void)] = [
    ("why_overdue", { $0.times.deadline = .start - 1 }), ("why_dueSoon", { $0.times.deadline = .start + 11 * 3600 }),
    ("why_confirm", { $0.proposal = Ruling(decision: .approve, reasons: [], by: "bo", at: .start) }),
    ("why_changed", { $0.changedByRerun = true }), ("why_escalated", { $0.escalated = true }),
    ("why_withdrawal", { $0.purpose = .withdrawal }), ("why_vip", { $0.priority = .vip }),
    ("why_late", { $0.times.target = .start - 1 }), ("why_doubt", { $0.verdict?.confidence = .doubtful }),
    ("why_next", { _ in }), ("why_closed", { $0.state = .closed }), ("why_customer", { $0.state = .awaitingCustomer }),
    ("why_examined", { $0.state = .waiting }), ("why_erased", { $0.state = .erased }),
  ]

  @Test("says why a case stands where it does", arguments: reasonsWhy.indices)
  func why(_ index: Int) {
    let (word, change) = DeskPagesTests.reasonsWhy[index]
    var standing = Case.made()
    change(&standing)
    for language in ReasonLanguage.allCases {
      let words = DeskWords.words(in: language)
      #expect(words.why(standing, at: .start).text.hasPrefix(words[word]))
    }
  }

  // MARK: A case

  @Test("shows a case whole: page, checks, account beside document, facts, history, the customer's text twice")
  func casePage() async throws {
    var verdict = Verdict.rejection(.pageBlurred)
    verdict.findings[0].page = 1
    verdict.findings[0].boxes = [PixelRect(x0: 100, y0: 100, x1: 300, y1: 200)]
    verdict.findings[0].measured = 0.12
    verdict.findings[0].limit = 0.244
    verdict.checks = [
      Verdict.CheckResult(
        name: "holderName", required: true, outcome: .failed,
        evidence: Evidence(personal: ["account": Private("Søren Ågård"), "document": Private("Søren Ågaard <b>")]))
    ]
    let shop = try Shop(verdict: verdict)
    try await Desk.anna(shop) { browser in
      let page = try await browser.go(DeskPagesTests.path).text
      #expect(page.contains("src=\"\(DeskPagesTests.path)/pages/1\""))
      #expect(page.contains("class=\"box\" x=\"96\" y=\"96\" width=\"208\" height=\"108\""))
      #expect(page.contains("Measured 0.12, limit 0.244"))
      #expect(page.contains("&lt;") && !page.contains("<b>"))
      #expect(page.contains("<mark class=\"alone\">"))
      #expect(page.contains("Thank you for what you sent.") && page.contains("Tak for det, du har sendt."))
      #expect(page.contains("1000 × 700") && page.contains("AAGAARD"))
      #expect(page.contains("taken up for examination"))
      browser.language = "da"
      let danish = try await browser.go(DeskPagesTests.path).text
      #expect(danish.contains("Indehavers navn") && danish.contains("Målt 0,12, grænse 0,244"))
    }
  }

  @Test("writes down every look at a page, and shows it afterwards")
  func views() async throws {
    let shop = try Shop()
    try await Desk.anna(shop) { browser in
      _ = try await browser.go(DeskPagesTests.path)
      let before = try #require(try await shop.store.find(DeskPagesTests.number))
      #expect(before.history.allSatisfy { $0.edge != .viewed })
      let picture = try await browser.go(DeskPagesTests.path + "/pages/1")
      #expect(picture.text == Planted.pixels && picture.headers[.contentType] == "image/jpeg")
      for page in ["0", "2", "01", "x"] {
        #expect(try await browser.go(DeskPagesTests.path + "/pages/\(page)").status == 404)
      }
      let file = try #require(try await shop.store.find(DeskPagesTests.number))
      #expect(file.history.filter { $0.edge == .viewed }.map(\.by) == ["anna"])
      #expect(try await browser.go("/review/cases/K-2026-000009").status == 404)
      #expect(try await browser.go("/review/cases/nonsense").status == 404)
    }
  }

  // MARK: Deciding

  @Test(
    "is decided by each act",
    arguments: [
      ("approve", CaseState.closed, "approved"), ("reject", .closed, "rejected"),
      ("ask", .awaitingCustomer, "the customer is asked"), ("escalate", .inReview, "handed over"),
    ])
  func acts(_ act: String, _ state: CaseState, _ word: String) async throws {
    let shop = try Shop()
    try await Desk.anna(shop) { browser in
      _ = try await browser.go(DeskPagesTests.path)
      let heard = try await browser.send(
        DeskPagesTests.path,
        [
          "act": act, "version": browser.version, "reason": "page.blurred", "team": "payments",
          "note": "ringede\r\ntil",
        ])
      #expect(heard.status == 303, "\(heard.text)")
      let page = try await browser.follow(heard).text
      #expect(page.contains("K-2026-000001: \(word).") && page.contains("Undo"))
      let file = try #require(try await shop.store.find(DeskPagesTests.number))
      #expect(file.summary.state == state)
      #expect(file.history.last?.note?.value == "ringede\r\ntil")
      #expect(file.history.last?.by == "anna")
      if act == "escalate" { #expect(file.summary.team == "payments") }
    }
  }

  @Test("is decided otherwise once it is closed, with a note that says why; the old decision stays in the history")
  func setAside() async throws {
    let shop = try Shop()
    try await Desk.anna(shop) { browser in
      _ = try await browser.go(DeskPagesTests.path)
      _ = try await browser.send(DeskPagesTests.path, ["act": "approve", "version": browser.version])
      let page = try await browser.go(DeskPagesTests.path).text
      #expect(page.contains("Another decision sets that aside") && !page.contains("value=\"ask\""))
      let silent = try await browser.send(
        DeskPagesTests.path, ["act": "reject", "aside": "yes", "version": browser.version, "reason": "page.glare"])
      #expect(silent.status == 422 && silent.text.contains("Say in the note why"))
      let same = try await browser.send(
        DeskPagesTests.path, ["act": "approve", "aside": "yes", "version": browser.version, "note": "why"])
      #expect(same.status == 409 && same.text.contains("decided like that already"))
      let heard = try await browser.send(
        DeskPagesTests.path,
        ["act": "reject", "aside": "yes", "version": browser.version, "reason": "page.glare", "note": "a lamp"])
      #expect(try await browser.follow(heard).text.contains("decision set aside"))
      #expect(try await shop.office.standing(DeskPagesTests.number).ruling?.decision == .reject)
      _ = try await browser.send(DeskPagesTests.path + "/undo", ["version": browser.version])
      #expect(try await shop.office.standing(DeskPagesTests.number).ruling?.decision == .approve)
    }
  }

  @Test("is taken back within five seconds, and nobody outside hears of it")
  func undo() async throws {
    let shop = try Shop()
    _ = try await shop.store.add(hook: "https://example.com/", secret: Private("whsec_AAAA"), at: .start)
    try await Desk.anna(shop) { browser in
      for act in ["approve", "ask", "escalate", "reject"] {
        _ = try await browser.go(DeskPagesTests.path)
        let before = try await shop.office.standing(DeskPagesTests.number)
        let done = try await browser.send(
          DeskPagesTests.path,
          ["act": act, "version": browser.version, "reason": "page.blurred", "team": "payments"])
        _ = try await browser.follow(done)
        #expect(try await shop.store.collect(HookMoment.decision.edges, at: Shop.now) == 0)
        let undone = try await browser.send(DeskPagesTests.path + "/undo", ["version": browser.version])
        #expect(undone.headers[.location]?.hasSuffix("was=undone") == true, "\(act)")
        var after = try await shop.office.standing(DeskPagesTests.number)
        #expect(after.holder?.by == "anna" && after.version == before.version + 2)
        after.holder = before.holder
        after.version = before.version
        #expect(after == before)
      }
    }
    #expect(try await shop.store.collect(HookMoment.decision.edges, at: Shop.now.addingTimeInterval(60)) == 0)
    #expect(try await shop.store.pace(since: .start).decided == 0)
    #expect(try await shop.store.firstBreak(published: []) == nil)
  }

  @Test("is not taken back later, by another person, or once it was told")
  func late() async throws {
    let shop = try Shop()
    try await Desk.anna(shop) { _ in }
    let number = DeskPagesTests.number
    let now = Shop.now
    let decided = try await shop.store.act(number, .approve, by: "anna", note: nil, version: nil, at: now)
    func undo(_ person: String, _ seconds: Double) async throws {
      _ = try await shop.store.undo(number, by: person, version: decided.version, at: now.addingTimeInterval(seconds))
    }
    await #expect(throws: ReviewFailure.cannotBeUndone(number)) { try await undo("bo", 1) }
    await #expect(throws: ReviewFailure.cannotBeUndone(number)) { try await undo("anna", 5.1) }
    #expect(try await shop.store.undoable(number, by: "anna", at: now + 4.9) != nil)
    // The clock was set back after hooks had been told.
    _ = try await shop.store.collect(HookMoment.decision.edges, at: now.addingTimeInterval(6))
    await #expect(throws: ReviewFailure.cannotBeUndone(number)) { try await undo("anna", 1) }
  }

  @Test("tells hooks of a decision five seconds later, and of what came before it at once")
  func told() async throws {
    let shop = try Shop()
    _ = try await shop.store.add(hook: "https://example.com/", secret: Private("whsec_AAAA"), at: .start)
    try await Desk.anna(shop, cases: 2) { _ in }
    let now = Shop.now + 100
    _ = try await shop.store.act(DeskPagesTests.number, .approve, by: "a", note: nil, version: nil, at: now)
    #expect(try await shop.store.collect(HookMoment.verdict.edges, at: now + 4) == 2)
    #expect(try await shop.store.collect(HookMoment.verdict.edges, at: now + 5.1) == 1)
    #expect(try await shop.store.deliveries(limit: 1).map(\.event) == [.decided])
  }

  @Test("goes on to the next case, and takes it")
  func advance() async throws {
    let shop = try Shop()
    try await Desk.anna(shop, cases: 2) { browser in
      let taken = try await browser.follow(try await browser.send("/review/next", token: try await token(browser)))
      #expect(taken.text.contains("<h1>K-2026-000001</h1>") && taken.text.contains("On your desk"))
      let heard = try await browser.send(
        DeskPagesTests.path, ["act": "approve", "version": browser.version, "advance": "yes"])
      let next = try await browser.follow(heard)
      #expect(next.text.contains("<h1>K-2026-000002</h1>") && next.text.contains("K-2026-000001: approved."))
      let last = try await browser.send(
        "/review/cases/K-2026-000002", ["act": "approve", "version": browser.version, "advance": "yes"])
      #expect(try await browser.follow(last).text.contains("There are no more cases for you."))
    }
  }

  private func token(_ browser: Browser) async throws -> String {
    _ = try await browser.go("/review")
    return browser.token
  }

  @Test("offers nothing that cannot be done: a customer who was asked is not asked again, and a case not handed over")
  func awaiting() async throws {
    let shop = try Shop()
    try await Desk.anna(shop) { browser in
      #expect(try await browser.go(DeskPagesTests.path).text.contains("value=\"escalate\""))
      _ = try await browser.send(
        DeskPagesTests.path, ["act": "ask", "version": browser.version, "reason": "page.blurred"])
      let page = try await browser.go(DeskPagesTests.path).text
      #expect(page.contains("value=\"approve\"") && page.contains("The customer was asked for"))
      #expect(!page.contains("value=\"ask\"") && !page.contains("value=\"escalate\"") && !page.contains("(in "))
    }
  }

  @Test("keeps what was typed where two people collide")
  func collision() async throws {
    let shop = try Shop()
    try await Desk.anna(shop) { anna in
      let bo = Browser(anna.client)
      _ = try await bo.signIn("bo")
      _ = try await anna.go(DeskPagesTests.path)
      _ = try await bo.go(DeskPagesTests.path)
      #expect(try await bo.send(DeskPagesTests.path + "/take").status == 303)
      let form: KeyValuePairs = [
        "act": "reject", "version": anna.version, "reason": "page.glare", "note": "my own words", "team": "payments",
      ]
      let heard = try await anna.send(DeskPagesTests.path, form)
      #expect(heard.status == 409)
      #expect(heard.text.contains("my own words") && heard.text.contains("value=\"payments\""))
      #expect(heard.text.contains("value=\"page.glare\" id=\"reason-choice-page.glare\" checked"))
      #expect(heard.text.contains("On the desk of bo"))
      #expect(try await anna.send(DeskPagesTests.path + "/take").status == 409)
      _ = try await bo.go(DeskPagesTests.path)
      _ = try await bo.send(DeskPagesTests.path, ["act": "approve", "version": bo.version])
      let late = try await anna.send(DeskPagesTests.path, form)
      #expect(late.status == 409 && late.text.contains("was decided meanwhile"))
    }
  }

  @Test("is not decided by what makes no sense, and says why")
  func nonsense() async throws {
    let shop = try Shop()
    try await Desk.anna(shop) { browser in
      for (form, status) in [
        (["act": "reject"], 422), (["act": "ask"], 422), (["act": "ask", "reason": "document.specimen"], 422),
        (["act": "escalate", "team": "Pay Ments"], 422), (["act": "fly"], 400),
        (["act": "reject", "reason": "x"], 400),
        (["act": "reject", "reason": "card.code_exposed"], 400),
        (["act": "approve", "note": String(repeating: "x", count: 2001)], 400),
      ] as [(KeyValuePairs<String, String>, Int)] {
        _ = try await browser.go(DeskPagesTests.path)
        let fields: KeyValuePairs = ["version": browser.version]
        let all = fields.map { ($0.key, $0.value) } + form.map { ($0.key, $0.value) }
        let body = ([("csrf", browser.token)] + all)
          .map { "\(QueryText.encoded($0.0))=\(QueryText.encoded($0.1))" }.joined(separator: "&")
        let cookie = browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        let heard = try await browser.client.ask(
          Ask(.post, DeskPagesTests.path, as: nil, [.cookie: cookie], body: body))
        #expect(heard.status == status, "\(form)")
      }
    }
    #expect(try await shop.store.cases(.inReview).count == 1)
  }

  @Test("shows the customer's text for the reasons chosen, and loses nothing")
  func preview() async throws {
    let shop = try Shop()
    try await Desk.anna(shop) { browser in
      _ = try await browser.go(DeskPagesTests.path)
      let heard = try await browser.send(
        DeskPagesTests.path,
        ["act": "preview", "version": browser.version, "reason": "page.glare", "note": "still here"])
      #expect(heard.status == 200 && heard.text.contains("still here"))
      #expect(heard.text.contains("A reflection lies over the text") && heard.text.contains("Et genskin"))
    }
    #expect(try await shop.store.cases(.inReview).count == 1)
  }

  @Test("asks a second person where two must agree")
  func fourEyes() async throws {
    let shop = try Shop(review: ReviewPolicy(fourEyes: true))
    try await Desk.anna(shop) { anna in
      _ = try await anna.go(DeskPagesTests.path)
      let proposed = try await anna.send(DeskPagesTests.path, ["act": "approve", "version": anna.version])
      #expect(try await anna.follow(proposed).text.contains("another person must confirm it"))
      #expect(try await anna.send("/review/next").headers[.location] == "/review?empty=1")
      let bo = Browser(anna.client)
      _ = try await bo.signIn("bo")
      let page = try await bo.go(DeskPagesTests.path).text
      #expect(page.contains("Confirm approval") && page.contains("approve by anna"))
      let closed = try await bo.send(DeskPagesTests.path, ["act": "approve", "version": bo.version])
      _ = try await bo.follow(closed)
      #expect(try await shop.office.standing(DeskPagesTests.number).state == .closed)
      // Taken back, it waits for the second person as before.
      _ = try await bo.send(DeskPagesTests.path + "/undo", ["version": bo.version])
      #expect(try await shop.office.standing(DeskPagesTests.number).proposal?.by == "anna")
    }
  }

  // MARK: Judging again

  @Test("is tried before it is judged again, and shows what changed")
  func rerun() async throws {
    let shop = try Shop(verdicts: [.rejection(.pageBlurred), .approval])
    try await Desk.anna(shop) { browser in
      _ = try await browser.go(DeskPagesTests.path)
      let trial = try await browser.send(
        DeskPagesTests.path + "/rerun", ["act": "try", "version": browser.version])
      #expect(trial.status == 200)
      #expect(trial.text.contains("page.blurred") && trial.text.contains("<td>reject</td><td>approve</td>"))
      #expect(try await shop.office.standing(DeskPagesTests.number).run == 1)
      let real = try await browser.send(DeskPagesTests.path + "/rerun", ["act": "now", "version": browser.version])
      let page = try await browser.follow(real).text
      #expect(page.contains("judged again") && page.contains("− page.blurred"))
      #expect(try await browser.go("/review?tab=changed").text.contains("Changed by rerun</span>"))
      let stale = try await browser.send(DeskPagesTests.path + "/rerun", ["act": "now", "version": "1"])
      #expect(stale.status == 409)
    }
  }

  // MARK: Painting over

  /// What stands in the field is found in the upload, and not on a kept page that was painted over.
  private static let painting = ScriptedInspector { bytes throws(InspectorFailure) in
    guard bytes == Array(Planted.pixels.utf8) else { return .readable }
    var page = Document.made.pages[0]
    page.lines = []
    return InspectionReport(
      inspected: .document(Document(format: .jpeg, pages: [page], damagedButReadable: false)),
      pictures: [PagePicture(page: 1, jpeg: Array("painted over".utf8))], milliseconds: [:])
  }

  @Test("is painted over for good: in the picture, in what was read, and in the runs before")
  func painted() async throws {
    let shop = try Shop(verdict: .approval, inspector: DeskPagesTests.painting)
    try await Desk.anna(shop) { browser in
      let before = try #require(try await shop.store.find(DeskPagesTests.number)).runs[0].conclusion
      #expect(before.verdict.checks[0].evidence.personal["read"] != nil)
      _ = try await browser.go(DeskPagesTests.path)
      let form: KeyValuePairs = ["page": "1", "version": browser.version, "x": "5", "y": "5", "w": "300", "h": "50"]
      let heard = try await browser.send(DeskPagesTests.path + "/mask", form)
      #expect(heard.headers[.location]?.hasSuffix("was=covered") == true)
      let page = try await browser.follow(heard).text
      #expect(page.contains("covered by a person") && page.contains("points=\"5,5 305,5 305,55 5,55\""))
      #expect(!page.contains(Planted.readText))
      #expect(try await browser.go(DeskPagesTests.path + "/pages/1").text == "painted over")
      let file = try #require(try await shop.store.find(DeskPagesTests.number))
      #expect(file.runs.count == 2)
      for run in file.runs {
        #expect(run.conclusion.files[0].pages == file.runs[1].conclusion.files[0].pages)
        guard case .document(let document) = run.conclusion.files[0].inspected else {
          Issue.record("the document is gone")
          return
        }
        #expect(document.pages[0].lines.isEmpty)
        #expect(document.pages[0].masked.map(\.kind) == [.drawn])
      }
      #expect(file.runs[0].conclusion.verdict.checks[0].evidence.personal["read"] == nil)
      await #expect(throws: StoreFailure.blobMissing(before.files[0].pages[0])) {
        _ = try await shop.office.blobs.read(before.files[0].pages[0], of: DeskPagesTests.number)
      }
      #expect(file.history.contains { $0.edge == .covered && $0.by == "anna" })
      #expect(try await shop.store.firstBreak(published: []) == nil)
    }
  }

  @Test(
    "is painted over within the page only, and by whoever saw it as it stands",
    arguments: [
      (["x": "990", "y": "5", "w": "20", "h": "20"], 422), (["x": "5", "y": "5", "w": "1", "h": "20"], 422),
      (["x": "-5", "y": "5", "w": "20", "h": "20"], 400),
      (["x": "5", "y": "5", "w": "20", "h": "20", "page": "2"], 422),
      (["x": "5", "y": "5", "w": "20", "h": "20", "version": "1"], 409),
    ] as [([String: String], Int)])
  func notPainted(_ field: [String: String], _ status: Int) async throws {
    let shop = try Shop(verdict: .approval)
    try await Desk.anna(shop) { browser in
      _ = try await browser.go(DeskPagesTests.path)
      func value(_ name: String) -> String { field[name] ?? (name == "page" ? "1" : browser.version) }
      let heard = try await browser.send(
        DeskPagesTests.path + "/mask",
        [
          "page": value("page"), "version": value("version"), "x": value("x"), "y": value("y"), "w": value("w"),
          "h": value("h"),
        ])
      #expect(heard.status == status)
    }
    #expect(try await shop.store.find(DeskPagesTests.number)?.runs.count == 1)
  }

  // MARK: The rest

  @Test("shows how the desk does, each plot with its table")
  func overview() async throws {
    let shop = try Shop()
    try await Desk.anna(shop, cases: 3) { browser in
      #expect(try await browser.go("/review/overview").text.contains("There are no figures yet."))
      _ = try await browser.go(DeskPagesTests.path)
      _ = try await browser.send(DeskPagesTests.path, ["act": "approve", "version": browser.version])
      let page = try await browser.go("/review/overview").text
      #expect(page.matches(of: /<svg class="plot/).count == 2)
      #expect(page.contains("<code>page.blurred</code></a></th><td class=\"figure-column\">3</td>"))
      #expect(page.contains("<td class=\"figure-column\">100 %</td>"))
      #expect(page.contains("<dd>2</dd>"))
    }
  }

  @Test("turns single keys off and on again, for this browser")
  func keys() async throws {
    let shop = try Shop()
    try await Desk.anna(shop) { browser in
      #expect(try await browser.go("/review/keys").text.contains("<body data-keys=\"on\">"))
      let off = try await browser.follow(try await browser.send("/review/keys", ["keys": "off"]))
      #expect(off.text.contains("<body data-keys=\"off\">") && off.text.contains("Switch them on"))
    }
  }

  @Test("has every word in both languages, and a word for every code")
  func words() throws {
    let danish = DeskWords.words(in: .danish).table
    let english = DeskWords.words(in: .english).table
    #expect(danish.count == english.count && danish.count > 200)
    for table in [danish, english] { #expect(table.values.allSatisfy { !$0.isEmpty }) }
    for (name, source) in DeskTemplates.sources {
      for match in String(decoding: source, as: UTF8.self).matches(of: /\{\{[#^]?t\.([A-Za-z_]+)\}\}/) {
        #expect(danish[String(match.1)] != nil, "\(name): \(match.1)")
      }
    }
    let codes =
      CaseEvent.Edge.allCases.map { "edge_\($0.rawValue)" } + CaseState.allCases.map { "state_\($0.rawValue)" }
      + MaskKind.allCases.map { "mask_\($0.rawValue)" } + CheckCatalog.checks.map { "check_\($0.name)" }
      + [Role.reviewer, .lead, .auditor].map { "role_\($0.rawValue)" }
      + QueuePage.parts.map(\.word) + QueuePage.Choice.ages.map { "age_\($0.code)" }
      + ["withdrawal", "account", "technical"].map { "purpose_\($0)" }
      + ["retry", "amend", "doubt", "info"].map { "class_\($0)" }
      + ["passed", "failed", "couldNotTell"].map { "outcome_\($0)" }
    for code in codes { #expect(danish[code] != nil, "\(code)") }
  }
}
