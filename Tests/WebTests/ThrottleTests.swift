import Casework
import HTTPTypes
import HummingbirdTesting
import Model
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import SQLiteStore
import Synchronization
import TestKit
import Testing

@testable import Web

@Suite("Whoever comes too often")
struct ThrottleTests {
  @Test("may come so often at once, and then as fast as is allowed")
  func bucket() throws {
    let now = Mutex(ContinuousClock.now)
    let throttle = Throttle(perSecond: 0.5, burst: 3, now: { now.withLock { $0 } })
    for _ in 0..<3 { try throttle.take("a") }
    #expect(throws: Refusal(.tooManyRequests, retryAfter: 2)) { try throttle.take("a") }
    #expect(throws: Refusal(.tooManyRequests, retryAfter: 2)) { try throttle.check("a") }
    try throttle.take("b")
    now.withLock { $0 += .seconds(2) }
    try throttle.check("a")
    try throttle.take("a")
    #expect(throws: Refusal.self) { try throttle.take("a") }
    now.withLock { $0 += .seconds(3600) }
    for _ in 0..<3 { try throttle.take("a") }
    #expect(throws: Refusal.self) { try throttle.take("a") }
  }

  @Test("is told so with a time, token by token, before the body is read")
  func callers() async throws {
    let shop = try Shop(throttles: .still(callers: 2))
    try await shop.open { client in
      #expect(try await client.ask(.passport).status == 202)
      #expect(try await client.ask(Ask(.get, "/v1/cases")).status == 200)
      let heard = try await client.ask(.passport)
      #expect(heard.status == 429)
      #expect(heard.problem == "too-many-requests")
      #expect(heard.headers[.retryAfter].flatMap { Int($0) } == 1000)
      #expect(heard.headers[.connection] == "close")
      #expect(try await client.ask(Ask(.get, "/v1/cases", as: .lead)).status == 200)
      #expect(try await client.ask(Ask(.get, "/livez", as: nil)).status == 200)
    }
  }

  @Test("with secrets that do not fit is told so by address, and those with the right one are not")
  func strangers() async throws {
    let shop = try Shop(throttles: .still(strangers: 2, isBehindProxy: true))
    _ = try await shop.store.add(
      signer: Private("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), name: "form", role: .integrator, at: .start)
    let signed = "/v1/hooks/uploads/form"
    let asked: [(address: String, role: Role?, path: String, status: Int)] = [
      ("9.9.9.9", nil, "/v1/cases", 401), ("9.9.9.9", nil, "/v1/cases", 401), ("9.9.9.9", nil, "/v1/cases", 429),
      ("9.9.9.9", nil, signed, 429), ("9.9.9.9", .lead, "/v1/cases", 200), ("8.8.8.8", nil, "/v1/cases", 401),
      ("8.8.8.8", nil, signed, 401),
    ]
    try await shop.open { client in
      for (address, role, path, status) in asked {
        let ask = Ask(path == signed ? .post : .get, path, as: role, [.forwardedFor: "6.6.6.6, \(address)"])
        let heard = try await client.ask(ask)
        #expect(heard.status == status, "\(address) \(path)")
      }
    }
  }

  @Test(
    "is known by an IPv4 address or an IPv6 network",
    arguments: [
      ("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "20:1:d:b8:0:1:0:2"),
      ("2001:db8:1:2:ffff::1", "20:1:d:b8:0:1:0:2"), ("nonsense", nil),
    ])
  func addresses(_ text: String, _ network: String?) { #expect(Throttles.network(text) == network) }
}

@Suite("A sender that waits to be asked for the body")
struct BodyInvitationTests {
  private static let head = HTTPRequest(
    method: .post, scheme: nil, authority: nil, path: "/", headerFields: [.expect: "100-continue"])

  private func answers(_ channel: EmbeddedChannel) throws -> [Int] {
    var codes: [Int] = []
    while let part = try channel.readOutbound(as: HTTPResponsePart.self) {
      if case .head(let head) = part { codes.append(head.status.code) }
    }
    return codes
  }

  @Test("is asked once, when somebody reads it")
  func asked() throws {
    let channel = EmbeddedChannel(handler: BodyInvitation())
    try channel.writeInbound(HTTPRequestPart.head(BodyInvitationTests.head))
    #expect(try answers(channel) == [])
    for _ in 0..<2 { try channel.triggerUserOutboundEvent(BodyInvitation.Event.bodyIsWanted).wait() }
    #expect(try answers(channel) == [100])
  }

  @Test("is not asked when it is refused, when it came unasked, or when it did not wait")
  func notAsked() throws {
    let channel = EmbeddedChannel(handler: BodyInvitation())
    try channel.writeInbound(HTTPRequestPart.head(BodyInvitationTests.head))
    try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .unauthorized)))
    try channel.triggerUserOutboundEvent(BodyInvitation.Event.bodyIsWanted).wait()
    try channel.writeInbound(HTTPRequestPart.head(BodyInvitationTests.head))
    try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "x")))
    try channel.triggerUserOutboundEvent(BodyInvitation.Event.bodyIsWanted).wait()
    try channel.writeInbound(
      HTTPRequestPart.head(HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/")))
    try channel.triggerUserOutboundEvent(BodyInvitation.Event.bodyIsWanted).wait()
    #expect(try answers(channel) == [401])
  }
}
