import Casework
import Foundation
import GRDB
import HTTPTypes
import HummingbirdTesting
import Model
import SQLiteStore
import TestKit
import Testing

@testable import Web

@Suite("The door of the review desk")
struct SignInTests {
  private func events(_ shop: Shop) throws -> [String] {
    let database = try DatabaseQueue(path: Workspace(folder: shop.folder.path).database)
    return try database.read { db in
      try Row.fetchAll(db, sql: "SELECT event, who FROM signIns ORDER BY id")
        .map { "\($0["event"] as String) \($0["who"] as String)" }
    }
  }

  @Test("leads to the page that was asked for, and out again; both are written down")
  func inAndOut() async throws {
    let shop = try Shop()
    try await Desk.open(shop) { client in
      let browser = Browser(client)
      let away = try await browser.go("/review/overview?a=b")
      #expect(away.status == 303)
      #expect(away.headers[.location] == "/review/sign-in?next=%2freview%2foverview%3fa%3db")
      let door = try await browser.follow(away).text
      #expect(door.contains("name=\"next\" value=\"/review/overview?a"))
      let heard = try await browser.send(
        "/review/sign-in", ["name": "anna", "password": Desk.password, "next": "/review/overview?a=b"])
      #expect(heard.headers[.location] == "/review/overview?a=b")
      let cookie = try #require(heard.headers[.setCookie])
      for word in ["HttpOnly", "SameSite=Strict", "Path=/review"] { #expect(cookie.contains(word)) }
      #expect(!cookie.contains("Secure") && !cookie.contains("Max-Age"))
      #expect(try await browser.follow(heard).status == 200)
      let old = browser.cookies
      #expect(try await browser.send("/review/sign-out").status == 303)
      #expect(browser.cookies[DeskCookie.session] == nil)
      let stolen = try await client.execute(
        uri: "/review", method: .get,
        headers: [.cookie: "kyc_session=\(old[DeskCookie.session] ?? "")"]
      ) { $0.status.code }
      #expect(stolen == 303)
    }
    #expect(try events(shop) == ["signedIn anna", "signedOut anna"])
    #expect(try await shop.store.firstBreak(published: []) == nil)
  }

  @Test(
    "shows in its history whoever changes or leaves out a row",
    arguments: [
      ("UPDATE signIns SET who = 'anna' WHERE id = 2", AuditBreak.signIns(row: 2)),
      ("DELETE FROM signIns WHERE id = 1", .signIns(row: 1)),
    ])
  func tampered(_ statement: String, _ found: AuditBreak) async throws {
    let shop = try Shop()
    try await Desk.open(shop) { client in
      let browser = Browser(client)
      for name in ["anna", "bo", "carl"] { _ = try await browser.signIn(name) }
    }
    #expect(try await shop.store.firstBreak(published: []) == nil)
    let database = try DatabaseQueue(path: Workspace(folder: shop.folder.path).database)
    #expect(throws: DatabaseError.self) { try database.write { try $0.execute(sql: statement) } }
    try await database.write { db in
      try db.execute(sql: "DROP TRIGGER signInsAreNotChanged; DROP TRIGGER signInsAreNotDeleted; " + statement)
    }
    #expect(try await shop.store.firstBreak(published: []) == found)
  }

  @Test("tells a wrong password from an unknown name by nothing, and keeps no unknown name")
  func wrong() async throws {
    let shop = try Shop()
    try await Desk.open(shop) { client in
      let browser = Browser(client)
      let wrong = try await browser.signIn("anna", "wrong password!")
      let unknown = try await browser.signIn("annna", Desk.password)
      #expect(wrong.status == 403 && unknown.status == 403)
      #expect(wrong.text.replacing("anna", with: "annna") == unknown.text)
      #expect(try await browser.signIn("no name at all").status == 422)
      #expect(browser.cookies[DeskCookie.session] == nil)
    }
    #expect(try events(shop) == ["failed anna", "failed "])
  }

  @Test("closes for a while after five wrong passwords, for the right one too, and for names that nobody has")
  func lockout() async throws {
    let shop = try Shop()
    try await Desk.open(shop) { client in
      let browser = Browser(client)
      _ = try await browser.go("/review/sign-in")
      for name in ["anna", "nobody"] {
        for _ in 0..<5 { #expect(try await browser.signIn(name, "wrong password!").status == 403) }
        #expect(try await browser.signIn(name).status == 429)
      }
      #expect(try await browser.signIn("bo").status == 303)
    }
    #expect(try events(shop).contains("lockedOut anna"))
    #expect(try await shop.store.lockedUntil("anna", at: Shop.now.addingTimeInterval(16)) == nil)
  }

  @Test("is tried so often from one address, whatever the names, and from another one all the same")
  func addresses() async throws {
    let shop = try Shop(throttles: .still(isBehindProxy: true))
    try await Desk.open(shop) { client in
      let browser = Browser(client)
      func statuses(_ address: String, _ names: [String]) async throws -> [Int] {
        var statuses: [Int] = []
        for name in names {
          let heard = try await browser.send(
            DeskDoor.signIn, ["name": name, "password": "wrong password!"], [.forwardedFor: address])
          statuses.append(heard.status)
          if heard.status == 429 { #expect(heard.headers[.retryAfter].flatMap { Int($0) }.map { $0 > 0 } == true) }
        }
        return statuses
      }
      let many = try await statuses("9.9.9.9", (0...30).map { "name-\($0)" })
      #expect(many == Array(repeating: 403, count: 30) + [429])
      let other = try await statuses("8.8.8.8", ["bo"])
      #expect(other == [403])
    }
  }

  @Test(
    "makes whoever fails wait longer each time, a quarter of an hour at most",
    arguments: [(0, 0.0), (4, 0), (5, 15), (6, 30), (7, 60), (10, 480), (11, 900), (1000, 900)])
  func delay(_ failures: Int, _ seconds: Double) {
    #expect(SignInDelay.seconds(after: failures) == seconds)
  }

  @Test("ends by itself: after an hour without anything, and after twelve hours whatever one does")
  func ends() async throws {
    let shop = try Shop()
    _ = try await shop.store.add(reviewer: "anna", role: .lead, password: Private("x"), at: .start)
    let anna = try #require(try await shop.store.reviewers().first)
    let secret = DeskSession.random().secret
    try await shop.store.begin(session: secret, of: anna, at: .start)
    for hour in 1...23 {
      let now = Date.start.addingTimeInterval(Double(hour) * 1800)
      #expect(try await shop.store.session(secret, at: now)?.name == "anna", "\(hour)")
    }
    #expect(try await shop.store.session(secret, at: .start + 12 * 3600 + 1) == nil)
    try await shop.store.begin(session: secret, of: anna, at: .start + 90_000)
    #expect(try await shop.store.session(secret, at: .start + 90_000 + 3601) == nil)
  }

  @Test("closes at once for whoever is removed or gets a new password", arguments: ["removed", "password"])
  func closed(_ how: String) async throws {
    let shop = try Shop()
    try await Desk.open(shop) { client in
      let browser = Browser(client)
      _ = try await browser.signIn("anna")
      #expect(try await browser.go("/review").status == 200)
      if how == "removed" {
        _ = try await shop.store.end(reviewer: "anna", at: .start)
      } else {
        _ = try await shop.store.change(passwordOf: "anna", to: Private("x"), at: .start)
      }
      #expect(try await browser.go("/review").status == 303)
    }
  }

  @Test("takes no form that did not come from its own pages")
  func forged() async throws {
    let shop = try Shop()
    try await Desk.anna(shop) { browser in
      _ = try await browser.go("/review/cases/K-2026-000001")
      for path in ["", "/take", "/release", "/undo", "/rerun", "/mask"] {
        let form: KeyValuePairs = ["act": "approve", "version": browser.version]
        let heard = try await browser.send("/review/cases/K-2026-000001" + path, form, token: "00")
        #expect(heard.status == 403, "\(path)")
      }
      _ = try await browser.go("/review/cases/K-2026-000001")
      let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
      let heard = try await browser.send(
        "/review/cases/K-2026-000001", ["act": "approve", "version": browser.version], [site: "cross-site"])
      #expect(heard.status == 403)
    }
    #expect(try await shop.store.cases(.inReview).count == 1)
  }

  @Test("lets no crowd wait for passwords to be looked at")
  func crowd() async throws {
    let shop = try Shop()
    try await Desk.open(shop) { client in
      let browser = Browser(client)
      for _ in 0..<8 { _ = try await shop.desk.attempts.enter(0) }
      #expect(try await browser.signIn("anna").status == 503)
      shop.desk.attempts.leave(0)
      #expect(try await browser.signIn("anna").status == 303)
    }
  }

  @Test(
    "leads nobody elsewhere",
    arguments: ["https://evil.example/", "//evil.example", "/review//evil", "/v1/cases", "/review\\evil", "/reviewx"])
  func place(_ next: String) {
    #expect(DeskDoor.place(next) == "/review")
    #expect(DeskDoor.place("/review/cases/K-2026-000001") == "/review/cases/K-2026-000001")
  }

  @Test("speaks the language that was chosen, else the browser's, else English")
  func languages() async throws {
    let shop = try Shop()
    try await Desk.open(shop) { client in
      let browser = Browser(client)
      for (wanted, word) in [
        ("da-DK,da;q=0.9,en;q=0.5", "Adgangskode"), ("en;q=0.2,da;q=0.8", "Adgangskode"), ("de", "Password"),
        ("da;q=0,en", "Password"), ("", "Password"),
      ] {
        browser.language = wanted
        #expect(try await browser.go("/review/sign-in").text.contains(word), "\(wanted)")
      }
      let heard = try await browser.send("/review/language", ["to": "da", "back": "/review/sign-in"])
      #expect(try await browser.follow(heard).text.contains("<html lang=\"da\">"))
    }
  }

  @Test("sends its cookie over TLS alone where the browser came by TLS")
  func secure() async throws {
    let shop = try Shop()
    try await Desk.open(shop) { client in
      let field = try #require(HTTPField.Name("X-Forwarded-Proto"))
      let heard = try await Browser(client).send(
        "/review/sign-in", ["name": "anna", "password": Desk.password], [field: "https"])
      #expect(heard.headers[.setCookie]?.contains("; Secure") == true)
    }
  }

  @Test("loads nothing from elsewhere, and lets nothing be framed or kept")
  func headers() async throws {
    let shop = try Shop()
    try await Desk.anna(shop) { browser in
      for path in ["/review", "/review/overview", "/review/keys", "/review/cases/K-2026-000001", "/review/sign-in"] {
        let heard = try await browser.go(path)
        #expect(heard.status == 200, "\(path)")
        #expect(heard.headers[.cacheControl] == "no-store")
        let policy = heard.headers[.contentSecurityPolicy] ?? ""
        #expect(policy.hasPrefix("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe") && !policy.contains("http"))
        #expect(heard.text.matches(of: /(?:src|href|action)="[^"\/#]/).isEmpty, "\(path)")
        #expect(!heard.text.contains("style=\"") && !heard.text.contains("onclick"))
      }
      for name in ["desk.css", "desk.js", "icon.svg"] {
        #expect(try await browser.go("/review/static/\(name)").status == 200)
      }
      #expect(try await browser.go("/review/static/secret").status == 404)
    }
  }

  @Test("keeps what it is asked in no log", arguments: [Desk.password, "Søren", "anna-typed"])
  func logs(_ value: String) async throws {
    let shop = try Shop()
    try await Desk.anna(shop) { browser in
      _ = try await browser.signIn("anna-typed")
      _ = try await browser.go("/review/cases/K-2026-000001")
    }
    #expect(!shop.logs.lines.contains { $0.contains(value) })
  }

  @Test("keeps passwords as scrypt's digest, each with its own salt")
  func digest() async {
    let one = await PasswordDigest.made(of: Private(Desk.password), cost: Desk.cost)
    let other = await PasswordDigest.made(of: Private(Desk.password), cost: Desk.cost)
    #expect(one.value.hasPrefix("scrypt$16$1$1$") && one != other)
    #expect(await PasswordDigest.matches(one, Private(Desk.password)))
    #expect(await !PasswordDigest.matches(one, Private(Desk.password + " ")))
    #expect(await !PasswordDigest.matches(Private("scrypt$16"), Private("")))
    #expect(PasswordDigest.Cost.standard.rounds * PasswordDigest.Cost.standard.blockSize * 128 == 128 << 20)
  }
}
