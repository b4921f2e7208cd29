import Casework
import Foundation
import HTTPTypes
import Model
import SQLiteStore
import TestKit
import Testing
import Yams

@testable import Web

/// The routes against `openapi.yaml`, both ways.
@Suite("The interface")
struct InterfaceTests {
  private typealias Paths = [String: [String: [String: Any]]]

  private static func described() throws -> Paths {
    let text = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
    let document = try #require(try Yams.load(yaml: text) as? [String: Any])
    return try #require(document["paths"] as? Paths)
  }

  @Test("describes every route, and no other, with the roles that it asks for")
  func routes() throws {
    let shop = try Shop()
    let there = Dictionary(
      uniqueKeysWithValues: shop.routes.map {
        ("\($0.method.rawValue) \($0.path)", $0.roles.map { $0.map(\.rawValue).sorted() })
      })
    var described: [String: [String]?] = [:]
    for (path, methods) in try InterfaceTests.described() {
      for (method, operation) in methods {
        let schemes = (operation["security"] as? [[String: Any]])?.flatMap(\.keys).sorted()
        let proof = shop.routes.first { $0.path == path && $0.method.rawValue == method.uppercased() }?.proof
        switch proof {
        case .signature: #expect(schemes == ["signature"])
        case .bearerOrPassword: #expect(schemes == ["password", "token"])
        default: #expect(schemes ?? [] == [])
        }
        described.updateValue(
          (operation["x-roles"] as? [String])?.sorted(), forKey: "\(method.uppercased()) \(path)")
        if operation["x-roles"] == nil { #expect((operation["security"] as? [Any])?.isEmpty == true, "\(path)") }
      }
    }
    #expect(described == there)
  }

  @Test("lets every role do what the table says, and nobody else anything", arguments: Role.allCases)
  func roles(_ role: Role) async throws {
    let shop = try Shop()
    try await shop.open { client in
      for route in shop.routes {
        let path = route.path.replacing("{id}", with: "K-2026-999999").replacing("{page}", with: "1")
        // A signature is by a token of its own; SignedUploadTests tell who may.
        if route.proof == .signature {
          #expect(try await client.ask(Ask(route.method, path, as: role)).status == 401)
          continue
        }
        let heard = try await client.ask(Ask(route.method, path, as: role))
        let isAllowed = route.roles?.contains(role) ?? true
        #expect((heard.status == 403) == !isAllowed, "\(role) \(route.method) \(route.path)")
        #expect(heard.status != 401)
        let stranger = try await client.ask(Ask(route.method, path, as: nil))
        #expect((stranger.status == 401) == (route.roles != nil), "\(route.path)")
      }
    }
  }

  @Test("names a status for every problem, and each of them once")
  func problems() {
    #expect(Problem.allCases.allSatisfy { $0.status.code >= 400 && !$0.title.isEmpty })
    #expect(Set(Problem.allCases.map(\.title)).count == Problem.allCases.count)
  }

  @Test("answers 405 with the methods there are, and 404 for another path")
  func strangers() async throws {
    let shop = try Shop()
    try await shop.open { client in
      let heard = try await client.ask(Ask(.delete, "/v1/cases"))
      #expect(heard.status == 405)
      #expect(heard.headers[.allow] == "POST, GET")
      #expect(heard.headers[.contentType] == "application/problem+json")
      #expect(try await client.ask(Ask(.get, "/v1/cases/")).problem == "no-such-path")
      #expect(try await client.ask(Ask(.get, "/v1/cases/%ZZ")).status == 404)
      #expect(try await client.ask(Ask(.get, "/v1/cases?limit=%")).problem == "invalid-parameter")
      #expect(try await client.ask(Ask(.head, "/livez")).body.isEmpty)
    }
  }

  @Test("asks for a token that is in use")
  func tokens() async throws {
    let shop = try Shop()
    try await shop.open { client in
      for header in ["Basic abc", "Bearer", "Bearer kyc_wrong", "Bearer \(Shop.secret(.lead).value) x"] {
        let heard = try await client.ask(Ask(.get, "/v1/cases", as: nil, [.authorization: header]))
        #expect(heard.status == 401)
        #expect(heard.headers[.wwwAuthenticate] == "Bearer")
      }
      #expect(try await client.ask(Ask(.get, "/v1/cases", as: .lead)).status == 200)
      _ = try await shop.store.revoke("lead", at: .start)
      #expect(try await client.ask(Ask(.get, "/v1/cases", as: .lead)).status == 401)
    }
    #expect(try await shop.store.tokens().map(\.revoked) == [nil, nil, .start, nil])
  }

  @Test("lets nothing be kept on the way, guessed or framed")
  func headers() async throws {
    let shop = try Shop()
    try await shop.open { client in
      for ask in [Ask(.get, "/livez", as: nil), Ask(.get, "/v1/cases"), Ask(.get, "/nowhere")] {
        let headers = try await client.ask(ask).headers
        for field in Reply.safety { #expect(headers[field.name] == field.value) }
      }
    }
  }
}
