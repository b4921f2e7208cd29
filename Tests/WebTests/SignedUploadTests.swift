import Casework
import Foundation
import HTTPTypes
import HummingbirdTesting
import Model
import SQLiteStore
import TestKit
import Testing

@testable import Web

@Suite("A signed upload")
struct SignedUploadTests {
  private static let secret = Private("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
  private static let path = "/v1/hooks/uploads/form"

  /// `at` is seconds from now.
  private static func signed(
    _ ask: Ask = .passport, id: String = "msg_1", at: Int = 0, secret: Private<String> = secret, alteration: String = ""
  ) -> Ask {
    var ask = ask
    let time = Int(Shop.now.timeIntervalSince1970) + at
    ask.role = nil
    ask.path = path + (ask.path.firstIndex(of: "?").map { String(ask.path[$0...]) } ?? "")
    ask.headers[.webhookID] = id
    ask.headers[.webhookTimestamp] = "\(time)"
    ask.headers[.webhookSignature] = HookSignature.header(
      [secret], id: id, at: time, body: Array((ask.body ?? "").utf8))
    ask.body = (ask.body ?? "") + alteration
    return ask
  }

  private func open(_ shop: Shop, _ body: @Sendable (any TestClientProtocol) async throws -> Void) async throws {
    let made = try await shop.store.add(signer: SignedUploadTests.secret, name: "form", role: .integrator, at: .start)
    #expect(made?.signs == true)
    try await shop.open(body)
  }

  @Test("is taken as one with a token is, and one case however often its message comes")
  func taken() async throws {
    let shop = try Shop()
    try await open(shop) { client in
      for _ in 0..<2 {
        let heard = try await client.ask(SignedUploadTests.signed())
        #expect(heard.status == 202)
        #expect(heard.object["case"] as? String == "K-2026-000001")
      }
      let other = Ask.form(["pipeline": "identity", "account": #"{"id": "A-2"}"#, "a.jpg": "%PDF-other"])
      #expect(try await client.ask(SignedUploadTests.signed(other)).problem == "idempotency-key-reused")
      #expect(try await client.ask(SignedUploadTests.signed(other, id: "msg_2")).status == 202)
    }
    #expect(try await shop.store.cases(.all).count == 2)
    #expect(await shop.vault.count == 2)
  }

  @Test("may be one file as the body, and is examined before it is answered where it is to be masked first")
  func raw() async throws {
    let shop = try Shop()
    try await open(shop) { client in
      _ = try await client.ask(
        Ask(.put, "/v1/accounts/A-7", [.contentType: "application/json"], body: #"{"id": "A-7"}"#))
      let ask = Ask(.post, "/x?pipeline=payment&account=A-7", [.contentType: "image/jpeg"], body: "%PDF-card")
      #expect(try await client.ask(SignedUploadTests.signed(ask)).status == 201)
    }
    #expect(shop.inspector.inspected.count == 1)
  }

  @Test(
    "whose signature does not hold, or is not of now, is refused and leaves nothing behind",
    arguments: [
      { signed(secret: Private("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")) }, { signed(alteration: "\r\n") },
      { signed(at: -301) },
      { signed(at: 301) }, { signed(id: "a.1") }, { signed(id: "") },
      {
        var ask = signed()
        ask.path = "/v1/hooks/uploads/somebody"
        return ask
      },
      {
        var ask = signed()
        ask.headers[.webhookSignature] = "v1a,AAAA v1,?? v1,"
        return ask
      },
      {
        var ask = signed()
        ask.headers[.webhookID] = "msg_9"
        return ask
      },
      {
        var ask = signed()
        ask.path = "/v1/hooks/uploads/integrator"
        ask.role = .integrator
        return ask
      },
    ] as [@Sendable () -> Ask])
  func refused(_ made: @Sendable () -> Ask) async throws {
    let shop = try Shop()
    try await open(shop) { client in
      let heard = try await client.ask(made())
      #expect(heard.status == 401)
      #expect(heard.problem == "signature-required")
      #expect(heard.headers[.wwwAuthenticate] == "Standard-Webhooks")
    }
    #expect(try await shop.store.cases(.all).isEmpty)
    #expect(await shop.vault.count == 0)
    #expect(shop.inspector.inspected.isEmpty)
    #expect(shop.crowd.count == 0)
  }

  @Test("is signed with one of several signatures, as while the sender changes its secret")
  func several() async throws {
    let shop = try Shop()
    try await open(shop) { client in
      var ask = SignedUploadTests.signed()
      ask.headers[.webhookSignature] = "v1,AAAA " + (ask.headers[.webhookSignature] ?? "")
      let heard = try await client.ask(ask)
      #expect(heard.status == 202)
    }
  }

  @Test("ends with its token, whose secret opens nothing and is kept readable nowhere")
  func secret() async throws {
    let shop = try Shop()
    try await open(shop) { client in
      let shown = Ask(.get, "/v1/cases", as: nil, [.authorization: "Bearer \(SignedUploadTests.secret.value)"])
      #expect(try await client.ask(shown).status == 401)
      #expect(try await shop.store.tokens().first?.signs == true)
      _ = try await shop.store.revoke("form", at: .start)
      #expect(try await client.ask(SignedUploadTests.signed()).status == 401)
    }
    for file in shop.folder.files {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
      #expect(bytes.range(of: Data(SignedUploadTests.secret.value.utf8)) == nil)
    }
  }
}
