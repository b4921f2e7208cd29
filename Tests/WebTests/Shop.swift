import BlobStores
import Casework
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Inspection
import Model
import NIOCore
import SQLiteStore
import Synchronization
import TestKit

@testable import Web

/// A server without a network: a store of its own, a scripted examiner, a clock that stands still, for on a busy machine
/// a test may wait for minutes between two requests, and a token for each role.
final class Shop: Sendable {
  /// What the clock says: whole seconds, for the store keeps no less than milliseconds.
  static let now = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))

  let folder: TemporaryFolder
  let store: SQLiteStore
  let vault = MemoryVault()
  let inspector: ScriptedInspector
  let logs = LogCatcher()
  let metrics = PrometheusMetrics()
  let crowd: Crowd
  let office: FrontOffice
  let routes: [Route]
  let desk: ReviewDesk
  /// The pages of the review desk.
  let deskRoutes: [Route]
  let stop = StopSign()
  /// Where tusd would keep uploads.
  let tusFolder: String
  let tus: TusDesk
  private let door: FrontDoor

  init(
    limits: Crowd.Limits = Crowd.Limits(), throttles: Throttles = .still(),
    verdict: Verdict = .rejection(.pageBlurred), verdicts: [Verdict] = [], review: ReviewPolicy = ReviewPolicy(),
    inspector: ScriptedInspector = ScriptedInspector()
  ) throws {
    let now: @Sendable () -> Date = { Shop.now }
    // One after the other, and then the last one for ever.
    let rest = Mutex(verdicts)
    let judge: Pipeline.Judgement = { _, _, _, _ in
      rest.withLock { $0.count > 1 ? $0.removeFirst() : $0.first } ?? verdict
    }
    folder = try TemporaryFolder()
    let workspace = Workspace(folder: folder.path)
    let key = WorkspaceKey([UInt8](repeating: 1, count: 32))
    let store = try SQLiteStore(path: workspace.database, sealer: key)
    self.store = store
    self.inspector = inspector
    let blobs = try DiskBlobStore(folder: workspace.pages, keys: store)
    let path = CasePath(
      queue: store, blobs: blobs, inspector: inspector, owner: .thisProcess, now: now, logger: logs.logger)
    var sealed = Pipeline.made(review: review, verdict: verdict)
    sealed.judge = judge
    sealed.intake = .sealed
    let masked = Pipeline.made(name: "payment", verdict: verdict)
    office = FrontOffice(
      review: store, blobs: blobs,
      intake: IntakeDesk(queue: store, vault: vault, path: path, now: now, logger: logs.logger),
      accounts: store, census: store,
      pipelines: [
        Acceptable(pipeline: sealed, documents: [.passport]), Acceptable(pipeline: masked, documents: [.paymentCard]),
      ],
      inspector: inspector, views: store, now: now, logger: logs.logger)
    crowd = Crowd(limits, waiting: { try await store.census()[.waiting] ?? 0 })
    let measures = ServerMeasures(metrics)
    tusFolder = folder.path + "/tus"
    try FileManager.default.createDirectory(atPath: tusFolder, withIntermediateDirectories: true)
    tus = TusDesk(office: office, store: try TusFolder(tusFolder), measures: measures)
    routes = ServerRoutes.all(
      office, tus: tus, crowd: crowd, measures: measures, metrics: metrics, isStopping: { [stop] in stop.isUp })
    desk = ReviewDesk(
      office: office, ledger: store, reviewers: store, work: store, policies: [], isSecure: false, cost: Desk.cost,
      signIns: .still(burst: 30))
    deskRoutes = DeskRoutes.all(desk)
    door = FrontDoor(
      routes + deskRoutes, access: store, crowd: crowd, throttles: throttles, measures: measures, now: now,
      logger: logs.logger)
  }

  /// The token of that role.
  static func secret(_ role: Role) -> Private<String> {
    Private("kyc_" + role.rawValue + String(repeating: "x", count: 43 - role.rawValue.count))
  }

  /// Runs `body` with a client, and a token for each role in its own name.
  func open<Value: Sendable>(_ body: @Sendable (any TestClientProtocol) async throws -> Value) async throws -> Value {
    for role in Role.allCases {
      _ = try await store.add(token: Shop.secret(role), name: role.rawValue, role: role, at: .start)
    }
    return try await Application(responder: door, logger: logs.logger).test(.router) { try await body($0) }
  }

  /// Examines all that waits.
  func work() async throws {
    let worker = Worker(
      queue: store, vault: vault, blobs: office.blobs, inspector: inspector, owner: .thisProcess, now: { Shop.now },
      logger: logs.logger)
    let pipelines = Dictionary(uniqueKeysWithValues: office.pipelines.map { ($0.pipeline.name, $0.pipeline) })
    while try await worker.next(among: pipelines) != nil {}
  }
}

extension Throttle {
  /// One whose clock stands still: so many may come, and then nobody for a thousand seconds.
  static func still(burst: Double) -> Throttle {
    let start = ContinuousClock.now
    return Throttle(perSecond: 0.001, burst: burst, now: { start })
  }
}

extension Throttles {
  static func still(callers: Double = 200, strangers: Double = 20, isBehindProxy: Bool = false) -> Throttles {
    Throttles(callers: .still(burst: callers), strangers: .still(burst: strangers), isBehindProxy: isBehindProxy)
  }
}

/// One request of a test.
struct Ask {
  var method: HTTPRequest.Method = .get
  var path: String
  var role: Role? = .integrator
  var headers: HTTPFields = [:]
  var body: String?

  init(
    _ method: HTTPRequest.Method = .get, _ path: String, as role: Role? = .integrator, _ headers: HTTPFields = [:],
    body: String? = nil
  ) {
    self.method = method
    self.path = path
    self.role = role
    self.headers = headers
    self.body = body
  }

  /// A form with these fields in that order; a name with a dot is that of a file.
  static func form(
    _ fields: KeyValuePairs<String, String>, to path: String = "/v1/cases", key: String? = nil
  ) -> Ask {
    var body = ""
    for (name, value) in fields {
      let disposition =
        name.contains(".") ? "name=\"file\"; filename=\"\(name)\"\r\ncontent-type: image/jpeg" : "name=\"\(name)\""
      body += "--b0undary\r\ncontent-disposition: form-data; \(disposition)\r\n\r\n\(value)\r\n"
    }
    var headers: HTTPFields = [.contentType: "multipart/form-data; boundary=b0undary"]
    if let key { headers[.idempotencyKey] = key }
    return Ask(.post, path, headers, body: body + "--b0undary--\r\n")
  }

  static func json(_ path: String, as role: Role, _ headers: HTTPFields, _ body: String) -> Ask {
    var headers = headers
    headers[.contentType] = "application/json"
    return Ask(.post, path, as: role, headers, body: body)
  }

  static func json(_ path: String, as role: Role, _ body: String) -> Ask { json(path, as: role, [:], body) }

  static let passport = form([
    "pipeline": "identity", "account": #"{"id": "A-1001", "name": {"given": "Søren", "family": "Ågård"}}"#,
    "passport.jpg": "%PDF-passport",
  ])
}

/// An answer, taken apart.
struct Heard {
  let status: Int
  let headers: HTTPFields
  let body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }
  var object: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]) ?? [:] }
  /// Of a problem document.
  var problem: String? { (object["type"] as? String)?.split(separator: ":").last.map(String.init) }
  var review: [String: Any] { object["review"] as? [String: Any] ?? [:] }
}

extension TestClientProtocol {
  func ask(_ ask: Ask) async throws -> Heard {
    var headers = ask.headers
    if let role = ask.role { headers[.authorization] = "Bearer \(Shop.secret(role).value)" }
    return try await execute(
      uri: ask.path, method: ask.method, headers: headers, body: ask.body.map { ByteBuffer(string: $0) }
    ) { response in
      Heard(
        status: response.status.code, headers: response.headers, body: Array(response.body.readableBytesView))
    }
  }
}
