import Casework
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Model
import NIOCore
import SQLiteStore
import Synchronization
import TestKit
import Testing

@testable import Web

@Suite("A hook")
struct HookTests {
  @Test("is signed as the standard's own example")
  func signature() {
    let header = HookSignature.header(
      [Private("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")], id: "msg_p5jXN8AQM9LWM0D4loKWxJek", at: 1_614_265_330,
      body: Array(#"{"test": 2432232314}"#.utf8))
    #expect(header == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  @Test("is signed with both secrets while they are changed")
  func rotation() {
    let secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"].map {
      Private($0)
    }
    #expect(HookSignature.header(secrets, id: "a", at: 1, body: []).split(separator: " ").count == 2)
  }

  @Test(
    "that does not take a message is tried again for days, and no more",
    arguments: [
      (200, 1, "delivered"), (204, 9, "delivered"), (410, 1, "gone"), (500, 1, "retry 5"), (0, 2, "retry 300"),
      (301, 3, "retry 1800"), (404, 9, "retry 86400"), (500, 10, "dead"), (429, 1, "retry 60"),
    ])
  func schedule(_ status: Int, _ attempts: Int, _ wanted: String) {
    var random = SystemRandomNumberGenerator()
    let result = HookSchedule.result(status: status, retryAfter: 60, attempts: attempts, at: .start, using: &random)
    switch result {
    case .delivered: #expect(wanted == "delivered")
    case .hookGone: #expect(wanted == "gone")
    case .dead: #expect(wanted == "dead")
    case .retry(let next):
      let pause = next.timeIntervalSince(.start)
      let least = Double(wanted.dropFirst(6)) ?? -1
      #expect(wanted.hasPrefix("retry") && pause >= least && pause <= least * 1.2)
    }
  }

  @Test(
    "does not lie within",
    arguments: [
      "127.0.0.1", "10.1.2.3", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
      "::1", "::", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::10.0.0.1", "2002:7f00:1::", "::10.0.0.1",
    ])
  func within(_ text: String) throws { #expect(try !#require(NetworkAddress(text)).isPublic) }

  @Test("lies outside", arguments: ["1.1.1.1", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])
  func outside(_ text: String) throws { #expect(try #require(NetworkAddress(text)).isPublic) }

  @Test(
    "has an address that can be one",
    arguments: [
      ("https://example.com/hook", nil), ("http://example.com/", .notHTTPS), ("ftp://example.com/", .notAnAddress),
      ("https://a:b@example.com/", .hasCredentials), ("https:///x", .notAnAddress), ("nonsense", .notAnAddress),
      ("https://example.com/a b", .notAnAddress),
    ] as [(String, HookAddress.Refused?)])
  func address(_ text: String, _ refused: HookAddress.Refused?) {
    do throws(HookAddress.Refused) {
      _ = try HookAddress(text, allowsPrivate: false)
      #expect(refused == nil)
    } catch {
      #expect(error == refused)
    }
  }

  @Test("is looked at where its name leads", arguments: ["https://127.0.0.1/", "https://[::1]/", "https://localhost/"])
  func resolved(_ text: String) throws {
    let address = try HookAddress(text, allowsPrivate: false)
    #expect(throws: HookAddress.Refused.notPublic) { try address.resolved(allowsPrivate: false) }
    #expect(throws: Never.self) { try address.resolved(allowsPrivate: true) }
  }

  // MARK: Sending

  /// A receiver on this machine that answers with these statuses, and then with 200.
  private final class Receiver: Sendable {
    let got = Mutex<[(headers: HTTPFields, body: String)]>([])
    let answers: Mutex<[Int]>

    init(_ answers: [Int]) { self.answers = Mutex(answers) }

    func open<Value: Sendable>(_ body: @Sendable (_ url: String) async throws -> Value) async throws -> Value {
      let router = Router()
      router.post("/hook") { request, _ in
        let text = String(buffer: try await request.body.collect(upTo: 10_000))
        self.got.withLock { $0.append((request.headers, text)) }
        let status = self.answers.withLock { $0.isEmpty ? 200 : $0.removeFirst() }
        return Response(status: .init(code: status), headers: status == 302 ? [.location: "/elsewhere"] : [:])
      }
      return try await Application(
        router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)), logger: LogCatcher().logger
      ).test(.live) { client in
        try await body("http://127.0.0.1:\(try #require(client.port))/hook")
      }
    }
  }

  private func sender(
    _ shop: Shop, _ moment: HookMoment = .decision, allowsPrivate: Bool = true,
    at now: Date = Shop.now.addingTimeInterval(Undo.window + 1)
  ) -> HookSender {
    HookSender(
      shop.store, settings: HookSender.Settings(moment: moment, allowsPrivate: allowsPrivate),
      measures: ServerMeasures(shop.metrics), now: { now }, logger: shop.logs.logger)
  }

  /// One case that somebody approved.
  private func decided(_ shop: Shop) async throws {
    try await shop.open { client in
      _ = try await client.ask(.passport)
      try await shop.work()
      _ = try await client.ask(
        .json("/v1/cases/K-2026-000001/decision", as: .lead, [.ifMatch: "\"3\""], #"{"decision": "approve"}"#))
    }
  }

  @Test(
    "hears of a case when it is told, and only then", arguments: [(HookMoment.decision, 1), (.verdict, 2)])
  func told(_ moment: HookMoment, _ count: Int) async throws {
    let shop = try Shop()
    let receiver = Receiver([])
    try await receiver.open { url in
      let hook = try await shop.store.add(
        hook: url, secret: Private("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), at: .start)
      try await decided(shop)
      #expect(try await sender(shop, moment).work() == count)
      #expect(try await sender(shop, moment).work() == 0)
      let got = receiver.got.withLock { $0 }
      #expect(got.count == count)
      let told = try #require(got.first { $0.body.contains("case.decided") })
      #expect(told.body.contains("\"case\":\"K-2026-000001\"") && !told.body.contains("Søren"))
      let id = try #require(told.headers.text("webhook-id"))
      let at = try #require(Int(told.headers.text("webhook-timestamp") ?? ""))
      #expect(
        told.headers.text("webhook-signature")
          == HookSignature.header(hook.secrets, id: id, at: at, body: Array(told.body.utf8)))
      let deliveries = try await shop.store.deliveries(limit: 9)
      #expect(deliveries.allSatisfy { $0.state == .delivered && $0.attempts == 1 && $0.status == 200 })
    }
  }

  @Test("that fails hears of it again under the same id, and one that is gone no more")
  func again() async throws {
    let shop = try Shop()
    let receiver = Receiver([500, 302, 410])
    try await receiver.open { url in
      let hook = try await shop.store.add(hook: url, secret: HookTests.secret, at: .start)
      try await decided(shop)
      for (later, state) in [(0.0, Delivery.State.pending), (60, .pending), (3600, .dead)] {
        #expect(try await sender(shop, at: Shop.now.addingTimeInterval(later + Undo.window + 1)).work() == 1)
        #expect(try await shop.store.deliveries(limit: 9).map(\.state) == [state])
      }
      let ids = receiver.got.withLock { $0.map { $0.headers.text("webhook-id") } }
      #expect(ids.count == 3 && Set(ids).count == 1)
      #expect(try await shop.store.hooks().isEmpty)
      #expect(try await shop.store.test(hook: hook.id, at: .start) == nil)
    }
  }

  @Test("within is not told anything unless that is allowed")
  func guarded() async throws {
    let shop = try Shop()
    let receiver = Receiver([])
    try await receiver.open { url in
      let hook = try await shop.store.add(hook: url, secret: HookTests.secret, at: .start)
      _ = try await shop.store.test(hook: hook.id, at: .start)
      #expect(try await sender(shop, allowsPrivate: false).work() == 1)
      #expect(receiver.got.withLock { $0.isEmpty })
      #expect(try await shop.store.deliveries(limit: 9).map(\.status) == [0])
    }
  }

  @Test("that was told may be told again, and tried out")
  func resend() async throws {
    let shop = try Shop()
    let receiver = Receiver([])
    try await receiver.open { url in
      let hook = try await shop.store.add(hook: url, secret: HookTests.secret, at: .start)
      let test = try #require(try await shop.store.test(hook: hook.id, at: .start))
      #expect(try await sender(shop).work() == 1)
      #expect(try await shop.store.resend(test.id, at: Shop.now))
      #expect(try await sender(shop).work() == 1)
      #expect(try await !shop.store.resend("msg_unknown", at: Shop.now))
      #expect(receiver.got.withLock { $0.map(\.body) }.allSatisfy { $0.contains("webhook.test") })
    }
  }

  @Test("hears nothing of what happened before it was added")
  func before() async throws {
    let shop = try Shop()
    try await decided(shop)
    _ = try await shop.store.add(hook: "https://example.com/", secret: HookTests.secret, at: .start)
    #expect(try await shop.store.collect(HookMoment.verdict.edges, at: .start) == 0)
    #expect(try await shop.store.deliveries(limit: 9).isEmpty)
  }

  @Test("signs with the old secret too for a day, and keeps neither readable")
  func secrets() async throws {
    let shop = try Shop()
    let hook = try await shop.store.add(hook: "https://example.com/secret-path", secret: HookTests.secret, at: .start)
    var random = SystemRandomNumberGenerator()
    let new = HookSignature.secret(using: &random)
    #expect(HookSignature.isSecret(new.value) && !HookSignature.isSecret("whsec_AAAA"))
    let rotated = try #require(try await shop.store.rotate(hook: hook.id, secret: new, at: Shop.now))
    #expect(rotated.secrets == [new, HookTests.secret])
    let early = Shop.now.addingTimeInterval(-Hook.rotation - 60)
    #expect(try await shop.store.rotate(hook: hook.id, secret: new, at: early)?.secrets == [new])
    for file in shop.folder.files {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
      #expect(bytes.range(of: Data("secret-path".utf8)) == nil)
      #expect(bytes.range(of: Data(HookTests.secret.value.utf8)) == nil)
    }
  }

  private static let secret = Private("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
}

extension HTTPFields {
  /// A field by its name.
  fileprivate func text(_ name: String) -> String? { HTTPField.Name(name).flatMap { self[$0] } }
}
