import Casework
import Foundation
import HTTPTypes
import Hummingbird
import Model
import NIOCore
import SQLiteStore
import TestKit
import Testing

@testable import Web

@Suite("An upload over HTTP")
struct UploadRoutesTests {
  @Test("is safe when it is acknowledged, and examined later")
  func acknowledged() async throws {
    let shop = try Shop()
    try await shop.open { client in
      let heard = try await client.ask(.passport)
      #expect(heard.status == 202)
      #expect(heard.object["case"] as? String == "K-2026-000001")
      #expect(heard.object["state"] as? String == "waiting")
      #expect(heard.object["deadline"] is String)
      #expect(heard.headers[.location] == "/v1/cases/K-2026-000001")
      #expect(shop.inspector.inspected.isEmpty)
      try await shop.work()
      #expect(shop.inspector.inspected == [Array("%PDF-passport".utf8)])
      let shown = try await client.ask(Ask(.get, "/v1/cases/K-2026-000001"))
      #expect(shown.object["verdict"] as? String == "reject")
      #expect(shown.headers[.eTag] == "\"3\"")
    }
  }

  @Test("is examined before it is acknowledged where it is to be masked first")
  func masked() async throws {
    let shop = try Shop()
    try await shop.open { client in
      let heard = try await client.ask(
        .form(["pipeline": "payment", "account": #"{"id": "A-1"}"#, "card.jpg": "%PDF-card"]))
      #expect(heard.status == 201)
      #expect(heard.object["state"] as? String == "inReview")
      #expect(shop.inspector.inspected.count == 1)
    }
  }

  @Test("may be one file as the body, of an account that was put before")
  func raw() async throws {
    let shop = try Shop()
    try await shop.open { client in
      let path = "/v1/cases?pipeline=identity&account=A-7&name=pas%20s.jpg"
      let unknown = try await client.ask(Ask(.post, path, [.contentType: "image/jpeg"], body: "%PDF-passport"))
      #expect(unknown.problem == "no-such-account")
      let account = #"{"id": "A-7", "name": {"given": "Anna", "family": "Bo"}}"#
      for status in [201, 204] {
        let put = Ask(.put, "/v1/accounts/A-7", [.contentType: "application/json"], body: account)
        #expect(try await client.ask(put).status == status)
      }
      let heard = try await client.ask(Ask(.post, path, [.contentType: "image/jpeg"], body: "%PDF-passport"))
      #expect(heard.status == 202)
    }
    let file = try #require(try await shop.store.find(CaseNumber(year: 2026, serial: 1)))
    #expect(file.account.name?.given?.value == "Anna")
  }

  @Test("is one case, however often it comes")
  func known() async throws {
    let shop = try Shop()
    try await shop.open { client in
      let first = try await client.ask(.passport)
      let second = try await client.ask(.passport)
      #expect(first.status == 202 && second.status == 202)
      try await shop.work()
      let again = try await client.ask(.passport)
      #expect(again.status == 200)
      #expect(again.object["case"] as? String == "K-2026-000001")
      #expect(shop.inspector.inspected.count == 1)
    }
    #expect(try await shop.store.cases(.all).count == 1)
    #expect(await shop.vault.count == 0)
  }

  @Test("with a key that was used for another one is refused, and for the same one is the same case")
  func keys() async throws {
    let shop = try Shop()
    @Sendable func passport(_ content: String) -> Ask {
      .form(["pipeline": "identity", "account": #"{"id": "A-1"}"#, "a.jpg": "%PDF-\(content)"], key: "k-1")
    }
    try await shop.open { client in
      #expect(try await client.ask(passport("one")).status == 202)
      #expect(try await client.ask(passport("one")).object["case"] as? String == "K-2026-000001")
      let other = try await client.ask(passport("two"))
      #expect(other.status == 422)
      #expect(other.problem == "idempotency-key-reused")
    }
    #expect(try await shop.store.cases(.all).count == 1)
  }

  @Test(
    "that cannot be read says why, and leaves nothing behind",
    arguments: [
      (Ask.form(["account": #"{"id": "A-1"}"#, "a.jpg": "x", "pipeline": "identity"]), "malformed-request"),
      (.form(["pipeline": "identity", "account": #"{"id": "A-1"}"#]), "malformed-request"),
      (.form(["pipeline": "identity", "a.jpg": "x"]), "malformed-request"),
      (.form(["pipeline": "identity", "account": "no", "a.jpg": "x"]), "malformed-request"),
      (.form(["pipeline": "identity", "a.jpg": "x", "account": #"{"id": "A/1"}"#]), "invalid-account"),
      (.form(["pipeline": "identity", "a.jpg": "x", "colour": "red"]), "malformed-request"),
      (.form(["pipeline": "nonsense", "a.jpg": "x"]), "no-such-pipeline"),
      (.form(["pipeline": "identity", "a.jpg": "1", "b.jpg": "2", "c.jpg": "3", "d.jpg": "4"]), "body-too-large"),
      (.form(["a.jpg": "x"], to: "/v1/cases/K-2026-000001/files"), "no-such-case"),
      (Ask(.post, "/v1/cases", [.contentType: "text/plain"], body: "x"), "unsupported-media-type"),
      (Ask(.post, "/v1/cases", body: "x"), "unsupported-media-type"),
      (Ask(.post, "/v1/cases", [.contentType: "image/jpeg"], body: "x"), "malformed-request"),
      (
        Ask(.post, "/v1/cases", [.contentType: "multipart/form-data; boundary=b"], body: "--b\r\n"),
        "malformed-request"
      ),
      (Ask(.post, "/v1/cases", [.idempotencyKey: "ø"], body: "x"), "invalid-parameter"),
    ])
  func refused(_ ask: Ask, _ problem: String) async throws {
    let shop = try Shop()
    try await shop.open { client in
      let heard = try await client.ask(ask)
      #expect(heard.problem == problem, "\(heard.text)")
      #expect(heard.headers[.connection] == "close")
    }
    #expect(try await shop.store.cases(.all).isEmpty)
    #expect(await shop.vault.count == 0)
    #expect(shop.crowd.count == 0)
  }

  @Test("that goes on for too long is refused, whatever it says of its length")
  func tooLarge() async throws {
    let shop = try Shop()
    try await shop.open { client in
      let heard = try await client.ask(
        Ask(
          .post, "/v1/cases?pipeline=identity&account=A-1", [.contentType: "image/jpeg"],
          body: String(repeating: "x", count: 2_500_000)))
      #expect(heard.status == 413)
    }
    #expect(await shop.vault.count == 0)
  }

  @Test("that says it is too long is refused before it comes, and one that comes too slowly while it does")
  func body() async throws {
    @Sendable func request(_ headers: HTTPFields) -> Request {
      Request(
        head: HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/", headerFields: headers),
        body: RequestBody(buffer: ByteBuffer(string: "12345")))
    }
    #expect(throws: Refusal(.bodyTooLarge, "At most 9 bytes.")) {
      try UploadBody(request([.contentLength: "10"]), limit: 9, pace: BodyPace())
    }
    let bytes = try await UploadBody(request([:]), limit: 9, pace: BodyPace()).bytes()
    #expect(bytes.count == 5)
    var pace = BodyPace()
    pace.grace = .seconds(-1)
    let slow = try UploadBody(request([:]), limit: 9, pace: pace)
    await #expect(throws: Refusal(.tooSlow)) { _ = try await slow.bytes() }
    #expect(BodyPace().deadline(after: 8 * 1024 * 60) == .seconds(80))
  }

  @Test("is told to come back before its body is read when there is too much to do")
  func crowd() async throws {
    let busy = try Shop(limits: Crowd.Limits(uploads: 0))
    try await busy.open { client in
      let heard = try await client.ask(.passport)
      #expect(heard.status == 503)
      #expect(heard.headers[.retryAfter] == "5")
      #expect(heard.headers[.connection] == "close")
    }
    let one = try Shop(limits: Crowd.Limits(uploadsOfOne: 0))
    try await one.open { client in
      let heard = try await client.ask(.passport)
      #expect(heard.status == 429)
    }
    let full = try Shop(limits: Crowd.Limits(waiting: 1))
    try await full.open { client in
      let first = try await client.ask(.passport)
      let second = try await client.ask(.passport)
      #expect(first.status == 202 && second.status == 503)
    }
  }

  @Test("of what was asked for again goes on with the case")
  func followUp() async throws {
    let shop = try Shop()
    try await shop.open { client in
      _ = try await client.ask(.passport)
      try await shop.work()
      let path = "/v1/cases/K-2026-000001"
      #expect(try await client.ask(.form(["b.jpg": "%PDF-sharp"], to: path + "/files")).problem == "state-conflict")
      let asked = try await client.ask(
        .json(path + "/decision", as: .reviewer, [.ifMatch: "\"3\""], #"{"decision": "ask"}"#))
      #expect(asked.review["state"] as? String == "awaitingCustomer")
      #expect(asked.object["letter"] is [String: Any])
      let heard = try await client.ask(.form(["b.jpg": "%PDF-sharp"], to: path + "/files"))
      #expect(heard.status == 202)
      #expect(heard.headers[.location] == path)
      try await shop.work()
      #expect(try await client.ask(Ask(.get, path)).object["run"] as? Int == 2)
    }
  }

  @Test("writes nothing of the customer to the log")
  func silent() async throws {
    let shop = try Shop()
    try await shop.open { client in
      _ = try await client.ask(.passport)
      try await shop.work()
    }
    #expect(!shop.logs.lines.isEmpty)
    for line in shop.logs.lines { for value in ["Søren", "Ågård", "passport.jpg"] { #expect(!line.contains(value)) } }
  }
}
