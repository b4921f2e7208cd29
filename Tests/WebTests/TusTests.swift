import Casework
import Foundation
import HTTPTypes
import HummingbirdTesting
import Model
import SQLiteStore
import TestKit
import Testing

@testable import Web

/// What tusd 2 does to its folder and says of it: the files and the JSON are those of its documentation.
@Suite("An upload through tusd")
struct TusTests {
  private static let id = "5d892c228ec8d0451dfec588697e8930"
  private static let account = #"{"id": "A-7", "name": {"given": "Søren", "family": "Ågård"}}"#

  /// As tusd writes it, to its `.info` and into its hooks.
  private static func upload(
    _ id: String = id, size: Int? = 9, pipeline: String? = "identity", account: String? = "A-7",
    isPartial: Bool = false,
    parts: [String]? = nil, path: String? = nil, type: String = "filestore"
  ) -> String {
    var metadata: [String: String] = ["filename": "pas s.jpg", "filetype": "image/jpeg"]
    metadata["pipeline"] = pipeline
    metadata["account"] = account
    let storage =
      id.isEmpty
      ? "null"
      : #"{"Type": "\#(type)", "Path": "\#(path ?? "/srv/tus/\(id)")", "InfoPath": "/srv/tus/\#(id).info"}"#
    let list = parts.map { "[" + $0.map { "\"\($0)\"" }.joined(separator: ", ") + "]" } ?? "null"
    let pairs = metadata.sorted { $0.key < $1.key }.map { #""\#($0.key)": "\#($0.value)""# }.joined(separator: ", ")
    return #"""
      {"ID": "\#(id)", "Size": \#(size ?? 0), "SizeIsDeferred": \#(size == nil), "Offset": 0, "MetaData": {\#(pairs)},
       "IsPartial": \#(isPartial), "IsFinal": \#(parts != nil), "PartialUploads": \#(list), "Storage": \#(storage)}
      """#
  }

  private static func hook(_ type: String, _ upload: String) -> Ask {
    .json(
      "/v1/hooks/tus", as: .integrator,
      #"""
      {"Type": "\#(type)", "Event": {"Upload": \#(upload), "HTTPRequest": {"Method": "PATCH", "URI": "/files/x",
       "RemoteAddr": "127.0.0.1:59395", "Header": {"Host": ["localhost:8080"], "Tus-Resumable": ["1.0.0"]}}}}
      """#)
  }

  /// Puts an upload where tusd would.
  private func lay(_ shop: Shop, _ content: String? = "%PDF-pass", _ info: String? = upload(), id: String = id) throws {
    if let content { try Data(content.utf8).write(to: URL(fileURLWithPath: shop.tusFolder + "/" + id)) }
    if let info { try Data(info.utf8).write(to: URL(fileURLWithPath: shop.tusFolder + "/\(id).info")) }
  }

  private func left(_ shop: Shop) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: shop.tusFolder).sorted()
  }

  /// With the account that it is for.
  private func open(_ shop: Shop, _ body: @Sendable (any TestClientProtocol) async throws -> Void) async throws {
    try await shop.open { client in
      _ = try await client.ask(
        Ask(.put, "/v1/accounts/A-7", [.contentType: "application/json"], body: TusTests.account))
      try await body(client)
    }
  }

  private func scan(_ shop: Shop, after seconds: TimeInterval = 60) -> TusScan {
    TusScan(shop.tus, crowd: shop.crowd, now: { Shop.now.addingTimeInterval(seconds) }, logger: shop.logs.logger)
  }

  @Test(
    "is sealed like every other when tusd says that it is finished, removed there, and one case however often it says so"
  )
  func finished() async throws {
    let shop = try Shop()
    try await open(shop) { client in
      try lay(shop)
      let heard = try await client.ask(TusTests.hook("pre-finish", TusTests.upload()))
      #expect(heard.status == 200)
      #expect(heard.headers[.contentType] == "application/json")
      #expect(heard.text.contains(#"{"HTTPResponse":{"Header":{"Kyc-Case":"K-2026-000001"}}}"#))
      #expect(try left(shop).isEmpty)
      #expect(await shop.vault.count == 1)
      for type in ["post-finish", "pre-finish", "post-finish"] {
        #expect(try await client.ask(TusTests.hook(type, TusTests.upload())).status == 200)
      }
      try await shop.work()
      #expect(shop.inspector.inspected == [Array("%PDF-pass".utf8)])
    }
    #expect(try await shop.store.cases(.all).count == 1)
    let file = try #require(try await shop.store.find(CaseNumber(year: 2026, serial: 1)))
    #expect(file.account.name?.given?.value == "Søren")
    #expect(shop.metrics.text.contains(#"kyc_tus_uploads_total{result="taken"} 1"#))
    #expect(shop.metrics.text.contains(#"kyc_tus_uploads_total{result="known"} 3"#))
    for line in shop.logs.lines { for value in ["Søren", "Ågård", "pas s.jpg"] { #expect(!line.contains(value)) } }
  }

  @Test("is taken after tusd has answered, too")
  func after() async throws {
    let shop = try Shop()
    try await open(shop) { client in
      try lay(shop)
      #expect(try await client.ask(TusTests.hook("post-finish", TusTests.upload())).text == "{}\n")
      #expect(try left(shop).isEmpty)
    }
    #expect(try await shop.store.cases(.all).map(\.state) == [.waiting])
  }

  @Test(
    "may begin or not before a byte of it comes",
    arguments: [
      (upload(""), nil), (upload("", size: 9, pipeline: nil, isPartial: true), nil),
      (upload("", pipeline: nil), 400), (upload("", account: nil), 400), (upload("", pipeline: "nonsense"), 422),
      (upload("", account: "A-8"), 422), (upload("", pipeline: "payment"), 422), (upload("", size: nil), 411),
      (upload("", size: 1_000_001), 413), (upload("", size: 1_000_001, isPartial: true), 413),
    ])
  func created(_ upload: String, _ status: Int?) async throws {
    let shop = try Shop()
    try await open(shop) { client in
      let heard = try await client.ask(TusTests.hook("pre-create", upload))
      #expect(heard.status == 200)
      #expect(heard.object["RejectUpload"] as? Bool == status.map { _ in true })
      let answer = heard.object["HTTPResponse"] as? [String: Any]
      #expect(answer?["StatusCode"] as? Int == status)
      if status != nil {
        #expect((answer?["Header"] as? [String: String])?["Content-Type"] == "application/problem+json")
        #expect((answer?["Body"] as? String)?.contains("urn:kyc:problem:") == true)
      }
    }
    #expect(shop.crowd.count == 0)
  }

  @Test("does not begin when there is too much to do, and waits in the folder when it is finished then")
  func busy() async throws {
    let shop = try Shop(limits: Crowd.Limits(uploads: 0))
    try await open(shop) { client in
      try lay(shop)
      let heard = try await client.ask(TusTests.hook("pre-create", TusTests.upload("")))
      let answer = heard.object["HTTPResponse"] as? [String: Any]
      #expect(answer?["StatusCode"] as? Int == 503)
      #expect((answer?["Header"] as? [String: String])?["Retry-After"] == "5")
      let finished = try await client.ask(TusTests.hook("pre-finish", TusTests.upload()))
      #expect(finished.status == 503 && finished.headers[.retryAfter] == "5")
      await #expect(throws: Refusal.self) { try await scan(shop).work() }
      #expect(try left(shop).count == 2)
    }
  }

  @Test(
    "lies in the folder and nowhere else",
    arguments: [
      upload("../outside"), upload("a/b"), upload(".."), upload("x.info"), upload(path: "/etc/passwd"),
      upload(path: "/srv/tus/../outside"), upload(type: "s3store"), "[]", "{}",
    ])
  func outside(_ upload: String) async throws {
    let shop = try Shop()
    try await open(shop) { client in
      let outside = shop.folder.path + "/outside"
      try Data("%PDF-pass".utf8).write(to: URL(fileURLWithPath: outside))
      let heard = try await client.ask(TusTests.hook("post-finish", upload))
      #expect([400, 404].contains(heard.status))
      #expect(FileManager.default.fileExists(atPath: outside))
    }
    #expect(try await shop.store.cases(.all).isEmpty)
  }

  @Test("is a plain file: links, pipes and folders are neither followed, read nor waited for")
  func plain() async throws {
    let shop = try Shop()
    let outside = shop.folder.path + "/outside"
    try Data("%PDF-pass".utf8).write(to: URL(fileURLWithPath: outside))
    try FileManager.default.createSymbolicLink(atPath: shop.tusFolder + "/link", withDestinationPath: outside)
    try FileManager.default.createDirectory(atPath: shop.tusFolder + "/folder", withIntermediateDirectories: false)
    #expect(mkfifo(shop.tusFolder + "/pipe", 0o600) == 0)
    try FileManager.default.createSymbolicLink(atPath: shop.tusFolder + "/info.info", withDestinationPath: outside)
    try await open(shop) { client in
      for name in ["link", "folder", "pipe"] {
        try lay(shop, nil, TusTests.upload(name), id: name)
        let heard = try await client.ask(TusTests.hook("post-finish", TusTests.upload(name)))
        #expect(heard.problem == "no-such-upload", "\(name)")
      }
      #expect(try await scan(shop).work() == 0)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: outside)).count == 9)
    #expect(try await shop.store.cases(.all).isEmpty)
  }

  @Test("that is not whole, or that nothing is known of, is refused, and what waits to be known stays")
  func refused() async throws {
    let shop = try Shop()
    try await open(shop) { client in
      try lay(shop, "%PDF")
      #expect(try await client.ask(TusTests.hook("post-finish", TusTests.upload())).problem == "upload-unfinished")
      let early = try await client.ask(TusTests.hook("pre-finish", TusTests.upload()))
      #expect((early.object["HTTPResponse"] as? [String: Any])?["StatusCode"] as? Int == 409)
      #expect(try await client.ask(TusTests.hook("post-finish", TusTests.upload("other"))).problem == "no-such-upload")
      try lay(shop, "%PDF-pass", TusTests.upload(account: "A-8"))
      let stranger = try await client.ask(TusTests.hook("post-finish", TusTests.upload(account: "A-8")))
      #expect(stranger.problem == "no-such-account")
      #expect(try left(shop).count == 2)
      for type in ["post-create", "post-receive", "pre-terminate", "post-terminate", "something-new"] {
        #expect(try await client.ask(TusTests.hook(type, TusTests.upload())).text == "{}\n")
      }
    }
    #expect(await shop.vault.count == 0)
    #expect(try await shop.store.cases(.all).isEmpty)
  }

  @Test("for a pipeline that masks first is removed unread")
  func masked() async throws {
    let shop = try Shop()
    try await open(shop) { client in
      let upload = TusTests.upload(pipeline: "payment")
      try lay(shop, "%PDF-pass", upload)
      let heard = try await client.ask(TusTests.hook("pre-finish", upload))
      #expect((heard.object["HTTPResponse"] as? [String: Any])?["StatusCode"] as? Int == 422)
      #expect(try left(shop).isEmpty)
    }
    #expect(shop.inspector.inspected.isEmpty)
  }

  @Test("joined of parts leaves none of them behind, and takes no other upload along")
  func joined() async throws {
    let shop = try Shop()
    try await open(shop) { client in
      for part in ["part-1", "part-2"] {
        try lay(shop, "%PDF", TusTests.upload(part, size: 4, isPartial: true), id: part)
        #expect(
          try await client.ask(TusTests.hook("post-finish", TusTests.upload(part, size: 4, isPartial: true))).status
            == 200)
      }
      try lay(shop, "%PDF-other", TusTests.upload("other", size: 10), id: "other")
      let joined = TusTests.upload(parts: ["part-1", "part-2", "other"])
      try lay(shop, "%PDF-pass", joined)
      #expect(try await client.ask(TusTests.hook("post-finish", joined)).status == 200)
      #expect(try left(shop) == ["other", "other.info"])
    }
    #expect(try await shop.store.cases(.all).count == 1)
  }

  // MARK: What no hook told of

  @Test("that a hook lost is found, once it was left to the hook for a while")
  func lost() async throws {
    let shop = try Shop()
    try await open(shop) { _ in
      try lay(shop)
      #expect(try await scan(shop, after: 0).work() == 0)
      #expect(try await scan(shop).work() == 1)
      #expect(try await scan(shop).work() == 0)
      #expect(try left(shop).isEmpty)
    }
    #expect(try await shop.store.cases(.all).count == 1)
  }

  @Test("is found once its account is known")
  func later() async throws {
    let shop = try Shop()
    try await shop.open { client in
      try lay(shop)
      #expect(try await scan(shop).work() == 0)
      #expect(try left(shop).count == 2)
      _ = try await client.ask(
        Ask(.put, "/v1/accounts/A-7", [.contentType: "application/json"], body: TusTests.account))
      #expect(try await scan(shop).work() == 1)
    }
  }

  @Test("that was committed and not yet removed when the server died is removed, and is no second case")
  func halfway() async throws {
    let shop = try Shop()
    try await open(shop) { client in
      try lay(shop)
      #expect(try await client.ask(TusTests.hook("post-finish", TusTests.upload())).status == 200)
      // As if it had died before the one removal, and then before the other; and the account's data changed since.
      try lay(shop)
      _ = try await client.ask(
        Ask(.put, "/v1/accounts/A-7", [.contentType: "application/json"], body: #"{"id": "A-7", "priority": "vip"}"#))
      #expect(try await scan(shop).work() == 1)
      #expect(try left(shop).isEmpty)
      try lay(shop, nil)
      #expect(try await scan(shop).work() == 0)
      #expect(try left(shop).isEmpty)
    }
    #expect(try await shop.store.cases(.all).count == 1)
    #expect(await shop.vault.count == 1)
  }

  @Test("that is not finished, or cannot be taken, goes when nothing came for a day; what is not tusd's stays")
  func old() async throws {
    let shop = try Shop()
    try await open(shop) { _ in
      try lay(shop, "%PDF", TusTests.upload("half"), id: "half")
      try lay(shop, "%PDF", TusTests.upload("part", size: 4, isPartial: true), id: "part")
      try lay(shop, "%PDF-pass", TusTests.upload("stranger", account: "A-8"), id: "stranger")
      try lay(shop, "notes", nil, id: "notes")
      try lay(shop, "x", "no JSON", id: "odd")
      #expect(try await scan(shop, after: 23 * 3600).work() == 0)
      #expect(try left(shop).count == 9)
      #expect(try await scan(shop, after: 25 * 3600).work() == 0)
      #expect(try left(shop) == ["notes", "odd", "odd.info"])
    }
  }

  @Test("is told of by whoever has the token's secret as a password, and nobody else")
  func password() async throws {
    let shop = try Shop()
    try await open(shop) { client in
      try lay(shop)
      for (secret, status) in [
        ("wrong", 401), (Shop.secret(.reviewer).value, 403), (Shop.secret(.integrator).value, 200),
      ] {
        var ask = TusTests.hook("post-finish", TusTests.upload())
        ask.role = nil
        ask.headers[.authorization] = "Basic " + Data("tusd:\(secret)".utf8).base64EncodedString()
        #expect(try await client.ask(ask).status == status)
      }
      let elsewhere = "Basic " + Data("x:\(Shop.secret(.integrator).value)".utf8).base64EncodedString()
      #expect(try await client.ask(Ask(.get, "/v1/cases", as: nil, [.authorization: elsewhere])).status == 401)
    }
  }
}
