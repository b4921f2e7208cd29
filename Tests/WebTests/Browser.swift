import Casework
import Foundation
import HTTPTypes
import HummingbirdTesting
import Model
import NIOCore
import SQLiteStore
import TestKit

@testable import Web

/// A browser without a screen: keeps its cookies, and finds the token of the forms in the page it saw last.
final class Browser {
  let client: any TestClientProtocol
  private(set) var cookies: [String: String] = [:]
  private(set) var page = ""
  var language = "en"

  init(_ client: any TestClientProtocol) { self.client = client }

  /// Of the page seen last.
  var token: String { page.firstMatch(of: /name="csrf" value="([0-9a-f]+)"/).map { String($0.1) } ?? "" }
  /// Of the case: a form that takes the act before back stands above it.
  var version: String { page.matches(of: /name="version" value="([0-9]+)"/).last.map { String($0.1) } ?? "" }

  func go(_ path: String) async throws -> Heard { try await ask(.get, path, nil, [:]) }

  /// Sends a form with the page's own token, unless it names one.
  func send(
    _ path: String, _ fields: KeyValuePairs<String, String> = [:], token: String? = nil, _ headers: HTTPFields = [:]
  ) async throws -> Heard {
    let all = [("csrf", token ?? self.token)] + fields.map { ($0.key, $0.value) }
    let body = all.map { "\(QueryText.encoded($0.0))=\(QueryText.encoded($0.1))" }.joined(separator: "&")
    return try await ask(.post, path, body, headers)
  }

  /// What a form led to, and the page there.
  func follow(_ heard: Heard) async throws -> Heard { try await go(heard.headers[.location] ?? "nowhere") }

  func signIn(_ name: String, _ password: String = Desk.password) async throws -> Heard {
    try await send("/review/sign-in", ["name": name, "password": password])
  }

  func forget() { cookies = [:] }

  private func ask(
    _ method: HTTPRequest.Method, _ path: String, _ body: String?, _ headers: HTTPFields
  ) async throws -> Heard {
    var headers = headers
    if headers[.acceptLanguage] == nil { headers[.acceptLanguage] = language }
    if body != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
    if !cookies.isEmpty {
      headers[.cookie] = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    }
    let heard = try await client.execute(
      uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
    ) { response in
      Heard(status: response.status.code, headers: response.headers, body: Array(response.body.readableBytesView))
    }
    for cookie in heard.headers[values: .setCookie] {
      let pair = cookie.split(separator: ";")[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      cookies[String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1])
    }
    if heard.headers[.contentType]?.hasPrefix("text/html") == true { page = heard.text }
    return heard
  }
}

/// A shop with people who sign in.
enum Desk {
  static let password = "correct horse battery"
  /// So that a test does not wait for scrypt.
  static let cost = PasswordDigest.Cost(rounds: 16, blockSize: 1, parallelism: 1)

  /// Runs `body` with anna (reviewer), bo (lead) and carl (auditor), who may sign in.
  static func open<Value: Sendable>(
    _ shop: Shop, _ body: @Sendable (any TestClientProtocol) async throws -> Value
  ) async throws -> Value {
    try await shop.open { client in
      let digest = await PasswordDigest.made(of: Private(password), cost: cost)
      for (name, role) in [("anna", Role.reviewer), ("bo", .lead), ("carl", .auditor)] {
        _ = try await shop.store.add(reviewer: name, role: role, password: digest, at: .start)
      }
      return try await body(client)
    }
  }

  /// Anna at her desk, with so many cases in review.
  static func anna(
    _ shop: Shop, cases: Int = 1, _ body: @Sendable (Browser) async throws -> Void
  ) async throws {
    try await open(shop) { client in
      for index in 0..<cases {
        _ = try await client.ask(
          .form([
            "pipeline": "identity",
            "account": "{\"id\": \"A-\(1001 + index)\", \"name\": {\"given\": \"Søren\", \"family\": \"Ågård\"}}",
            "passport.jpg": "%PDF-\(index)",
          ]))
      }
      try await shop.work()
      let browser = Browser(client)
      _ = try await browser.signIn("anna")
      try await body(browser)
    }
  }
}
