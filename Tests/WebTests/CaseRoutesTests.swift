import Casework
import Foundation
import HTTPTypes
import HummingbirdTesting
import Model
import SQLiteStore
import TestKit
import Testing

@testable import Web

@Suite("A case over HTTP")
struct CaseRoutesTests {
  private static let path = "/v1/cases/K-2026-000001"

  /// One case in review, at version 3.
  private func judged(_ shop: Shop, _ client: any TestClientProtocol) async throws {
    _ = try await client.ask(.passport)
    try await shop.work()
  }

  @Test("is waited for until it has a verdict")
  func wait() async throws {
    let shop = try Shop()
    try await shop.open { client in
      _ = try await client.ask(.passport)
      #expect(try await client.ask(Ask(.get, CaseRoutesTests.path)).object["verdict"] is NSNull)
      async let heard = client.ask(Ask(.get, CaseRoutesTests.path + "?wait=60"))
      try await shop.work()
      #expect(try await heard.object["verdict"] as? String == "reject")
    }
  }

  @Test("is not waited for once the server stops, and says when nothing changed")
  func unchanged() async throws {
    let shop = try Shop()
    try await shop.open { client in
      try await judged(shop, client)
      let ask = Ask(.get, CaseRoutesTests.path + "?wait=0", [.ifNoneMatch: "\"3\""])
      #expect(try await client.ask(ask).status == 304)
      #expect(try await client.ask(Ask(.get, CaseRoutesTests.path, [.ifNoneMatch: "\"2\""])).status == 200)
    }
  }

  @Test("shows no personal value")
  func values() async throws {
    let shop = try Shop(verdict: .approval)
    try await shop.open { client in
      try await judged(shop, client)
      let heard = try await client.ask(Ask(.get, CaseRoutesTests.path))
      #expect(heard.object["checks"] is [Any])
      for value in [Planted.evidence, Planted.readText, "Søren", "passport.jpg"] {
        #expect(!heard.text.contains(value))
      }
    }
  }

  @Test("stands in lists, a page at a time")
  func list() async throws {
    let shop = try Shop()
    try await shop.open { client in
      for index in 1...5 {
        let account = "{\"id\": \"A-\(index % 2)\"}"
        _ = try await client.ask(
          .form(["pipeline": "identity", "account": account, "a.jpg": "%PDF-\(index)"]))
      }
      var found: [String] = []
      var cursor: String?
      repeat {
        let heard = try await client.ask(Ask(.get, "/v1/cases?limit=2" + (cursor.map { "&cursor=\($0)" } ?? "")))
        let cases = try #require(heard.object["cases"] as? [[String: Any]])
        #expect(cases.count <= 2)
        found += cases.compactMap { $0["case"] as? String }
        cursor = heard.object["next"] as? String
      } while cursor != nil
      #expect(found == (1...5).map { "K-2026-00000\($0)" })
      func count(_ query: String) async throws -> Int? {
        (try await client.ask(Ask(.get, "/v1/cases?" + query)).object["cases"] as? [Any])?.count
      }
      #expect(try await count("account=A-1") == 3)
      #expect(try await count("state=waiting") == 5)
      #expect(try await count("state=closed") == 0)
      try await shop.work()
      #expect(try await count("reason=page.blurred&decision=reject") == 5)
      for query in ["cursor=x", "cursor=after-01", "state=nonsense", "reason=x", "limit=0", "limit=+5"] {
        #expect(try await client.ask(Ask(.get, "/v1/cases?" + query)).problem == "invalid-parameter", "\(query)")
      }
    }
  }

  @Test("shows its pages to people, and writes down who looked")
  func page() async throws {
    let shop = try Shop()
    try await shop.open { client in
      try await judged(shop, client)
      let heard = try await client.ask(Ask(.get, CaseRoutesTests.path + "/pages/1", as: .auditor))
      #expect(heard.status == 200)
      #expect(heard.headers[.contentType] == "image/jpeg")
      #expect(heard.text == Planted.pixels)
      for page in ["0", "2", "01", "x"] {
        #expect(try await client.ask(Ask(.get, CaseRoutesTests.path + "/pages/\(page)", as: .lead)).status == 404)
      }
    }
    let file = try #require(try await shop.store.find(CaseNumber(year: 2026, serial: 1)))
    #expect(file.history.filter { $0.edge == .viewed }.map(\.by) == ["auditor"])
  }

  @Test("is decided by whoever saw it as it stands")
  func decision() async throws {
    let shop = try Shop()
    try await shop.open { client in
      try await judged(shop, client)
      let path = CaseRoutesTests.path + "/decision"
      let approve = #"{"decision": "approve", "note": "seen"}"#
      #expect(try await client.ask(.json(path, as: .reviewer, approve)).status == 428)
      let late = try await client.ask(.json(path, as: .reviewer, [.ifMatch: "\"2\""], approve))
      #expect(late.problem == "changed-meanwhile")
      let heard = try await client.ask(.json(path, as: .reviewer, [.ifMatch: "\"3\""], approve))
      #expect(heard.status == 200)
      #expect(heard.headers[.eTag] == "\"4\"")
      #expect((heard.review["ruling"] as? [String: Any])?["by"] as? String == "reviewer")
      let again = try await client.ask(.json(path, as: .lead, [.ifMatch: "\"4\""], approve))
      #expect(again.problem == "state-conflict")

      let unexplained = #"{"decision": "reject", "reasons": ["document.expired"], "setAside": true}"#
      let silent = try await client.ask(.json(path, as: .lead, [.ifMatch: "\"4\""], unexplained))
      #expect(silent.problem == "invalid-decision")
      let other = #"{"decision": "reject", "reasons": ["document.expired"], "setAside": true, "note": "misread"}"#
      let aside = try await client.ask(.json(path, as: .lead, [.ifMatch: "\"4\""], other))
      #expect(aside.status == 200)
      #expect((aside.review["ruling"] as? [String: Any])?["by"] as? String == "lead")
    }
    let file = try #require(try await shop.store.find(CaseNumber(year: 2026, serial: 1)))
    #expect(file.history.suffix(3).map(\.edge) == [.approved, .setAside, .rejected])
  }

  @Test(
    "is not decided by what makes no sense",
    arguments: [
      (#"{"decision": "reject"}"#, "invalid-decision"),
      (#"{"decision": "approve", "reasons": ["page.blurred"]}"#, "invalid-decision"),
      (#"{"decision": "reject", "reasons": ["page.unheard"]}"#, "invalid-decision"),
      (#"{"decision": "no"}"#, "malformed-request"),
      (#"{"decision": "ask", "setAside": true}"#, "invalid-decision"),
      (#"{"decision": "approve", "setAside": true, "note": "why"}"#, "state-conflict"),
      (#"{"decision": "approve", "colour": 1}"#, "malformed-request"), ("[]", "malformed-request"),
      ("", "malformed-request"),
      (#"{"decision": 1}"#, "malformed-request"), (#"{"decision": "reject", "reasons": "x"}"#, "malformed-request"),
    ])
  func nonsense(_ body: String, _ problem: String) async throws {
    let shop = try Shop()
    try await shop.open { client in
      try await judged(shop, client)
      let path = CaseRoutesTests.path + "/decision"
      let heard = try await client.ask(.json(path, as: .lead, [.ifMatch: "\"3\""], body))
      #expect(heard.problem == problem, "\(heard.text)")
    }
    #expect(try await shop.store.cases(.inReview).count == 1)
  }

  @Test("is taken, put back and handed on")
  func desk() async throws {
    let shop = try Shop()
    try await shop.open { client in
      try await judged(shop, client)
      let path = CaseRoutesTests.path
      let taken = try await client.ask(Ask(.post, path + "/claim", as: .reviewer))
      #expect((taken.review["holder"] as? [String: Any])?["by"] as? String == "reviewer")
      #expect(try await client.ask(Ask(.post, path + "/claim", as: .lead)).problem == "held-by-colleague")
      #expect(try await client.ask(Ask(.post, path + "/release", as: .reviewer)).status == 200)
      #expect(try await client.ask(Ask(.post, path + "/release", as: .reviewer)).problem == "state-conflict")
      let handed = try await client.ask(.json(path + "/escalate", as: .lead, #"{"team": "payments"}"#))
      #expect(handed.review["team"] as? String == "payments")
      let wrong = try await client.ask(.json(path + "/escalate", as: .lead, #"{"team": "Pay Ments"}"#))
      #expect(wrong.problem == "invalid-parameter")
    }
  }

  @Test("is judged again, with corrected account data or without writing anything")
  func rerun() async throws {
    let shop = try Shop()
    try await shop.open { client in
      _ = try await client.ask(.passport)
      let path = CaseRoutesTests.path + "/rerun"
      #expect(try await client.ask(.json(path, as: .lead, "{}")).problem == "state-conflict")
      try await shop.work()
      let corrected = #"{"account": {"id": "A-1001", "name": {"given": "Anna"}}, "dryRun": true}"#
      let dry = try await client.ask(.json(path, as: .lead, corrected))
      #expect(dry.object["dryRun"] as? Bool == true)
      #expect(dry.headers[.eTag] == "\"3\"")
      let real = try await client.ask(.json(path, as: .lead, corrected.replacing("true", with: "false")))
      #expect(real.object["run"] as? Int == 2)
      #expect(real.object["change"] is NSNull)
      let other = try await client.ask(.json(path, as: .lead, #"{"account": {"id": "A-2"}}"#))
      #expect(other.problem == "invalid-account")
    }
  }

  @Test("tells a customer's app what is accepted")
  func requirements() async throws {
    let shop = try Shop()
    try await shop.open { client in
      let heard = try await client.ask(Ask(.get, "/v1/requirements?pipeline=payment", as: nil))
      let pipelines = try #require(heard.object["pipelines"] as? [[String: Any]])
      #expect(pipelines.count == 1)
      #expect((pipelines[0]["advice"] as? [[String: String]])?.last?["da"]?.contains("CVV") == true)
      #expect(try await client.ask(Ask(.get, "/v1/requirements?pipeline=x", as: nil)).problem == "no-such-pipeline")
    }
  }
}
