import AsyncHTTPClient
import Casework
import Dispatch
import FoundationEssentials
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle

/// Takes what is due out of the outbox and sends it, until it is told to stop.
package struct HookSender: Service {
  /// What differs from one installation to the next.
  package struct Settings: Sendable {
    package var moment: HookMoment
    /// Hooks may lie on this machine and in private networks, and need no TLS.
    package var allowsPrivate: Bool
    /// For one attempt.
    package var patience: TimeAmount
    /// Between two looks at an empty outbox.
    package var look: Duration

    package init(
      moment: HookMoment = .decision, allowsPrivate: Bool = false, patience: TimeAmount = .seconds(15),
      look: Duration = .seconds(1)
    ) {
      self.moment = moment
      self.allowsPrivate = allowsPrivate
      self.patience = patience
      self.look = look
    }
  }

  private let outbox: any Outbox
  private let settings: Settings
  private let measures: ServerMeasures
  private let now: @Sendable () -> Date
  private let logger: Logger

  package init(
    _ outbox: any Outbox, settings: Settings, measures: ServerMeasures, now: @escaping @Sendable () -> Date,
    logger: Logger
  ) {
    self.outbox = outbox
    self.settings = settings
    self.measures = measures
    self.now = now
    self.logger = logger
  }

  /// At once.
  private static let batch = 8

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        var pause = settings.look
        do {
          if try await work() > 0 { continue }
        } catch {
          logger.warning(
            "hooks could not be told; the next look tries again", metadata: ["error": "\(type(of: error))"])
          pause = .seconds(10)
        }
        guard (try? await Task.sleep(for: pause)) != nil else { return }
      }
    }
  }

  /// One look: what happened since the last one, and what is due. Returns how many attempts were made. Throws
  /// `StoreFailure`.
  package func work() async throws -> Int {
    try await outbox.collect(settings.moment.edges, at: now())
    // A message whose sender died is due again when this has gone by.
    let lease = Double(settings.patience.nanoseconds) / 1e9 * 2 + 30
    let due = try await outbox.take(at: now(), lease: lease, limit: HookSender.batch)
    guard !due.isEmpty else { return 0 }
    let hooks = Dictionary(uniqueKeysWithValues: try await outbox.hooks().map { ($0.id, $0) })
    try await withThrowingTaskGroup(of: Void.self) { group in
      for delivery in due {
        group.addTask { try await tell(delivery, hooks[delivery.hook]) }
      }
      try await group.waitForAll()
    }
    return due.count
  }

  private func tell(_ delivery: Delivery, _ hook: Hook?) async throws {
    guard let hook else { return try await outbox.settle(delivery, .dead, status: 0, at: now()) }
    let answer = await send(delivery, to: hook)
    // Told to stop in the middle: the lease runs out, and the message is sent again.
    if Task.isCancelled, answer.status == 0 { return }
    var random = SystemRandomNumberGenerator()
    let result = HookSchedule.result(
      status: answer.status, retryAfter: answer.retryAfter, attempts: delivery.attempts, at: now(), using: &random)
    try await outbox.settle(delivery, result, status: answer.status, at: now())
    measures.told(result)
    logger.info(
      "hook told",
      metadata: [
        "hook": "\(hook.id)", "message": "\(delivery.id)", "attempt": "\(delivery.attempts)",
        "status": "\(answer.status)", "why": "\(answer.why ?? "")",
      ])
  }

  /// Status 0: no answer.
  private func send(
    _ delivery: Delivery, to hook: Hook
  ) async -> (status: Int, retryAfter: Double?, why: String?) {
    let body = HookMessage(delivery).body
    let at = Int(now().timeIntervalSince1970.rounded(.down))
    var request = HTTPClientRequest(url: hook.url)
    request.method = .POST
    request.headers = [
      "content-type": "application/json", "user-agent": "kyc",
      "webhook-id": delivery.id, "webhook-timestamp": "\(at)",
      "webhook-signature": HookSignature.header(hook.secrets, id: delivery.id, at: at, body: body),
    ]
    request.body = .bytes(ByteBuffer(bytes: body))
    let client: HTTPClient
    do {
      client = try await self.client(for: hook.url)
    } catch {
      return (0, nil, (error as? HookAddress.Refused)?.rawValue ?? "it cannot be reached")
    }
    var answer: (status: Int, retryAfter: Double?, why: String?) = (0, nil, "no answer")
    do {
      let response = try await client.execute(request, timeout: settings.patience)
      answer = (
        Int(response.status.code), response.headers.first(name: "retry-after").flatMap { Double($0) }, nil
      )
    } catch {
      logger.debug("a hook did not answer", metadata: ["hook": "\(hook.id)", "error": "\(type(of: error))"])
    }
    try? await client.shutdown()
    return answer
  }

  /// One that connects to nothing but the address that was looked at, and follows nobody elsewhere.
  private func client(for url: String) async throws -> HTTPClient {
    let address = try HookAddress(url, allowsPrivate: settings.allowsPrivate)
    let allowsPrivate = settings.allowsPrivate
    let resolved = try await HookSender.onOwnThread { () throws(HookAddress.Refused) in
      try address.resolved(allowsPrivate: allowsPrivate)
    }
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.dnsOverride = [address.host: resolved]
    configuration.timeout = .init(connect: settings.patience, read: settings.patience)
    configuration.httpVersion = .http1Only
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  /// Resolving blocks.
  private static func onOwnThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws(HookAddress.Refused) -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        do throws(HookAddress.Refused) { continuation.resume(returning: try body()) } catch {
          continuation.resume(throwing: error)
        }
      }
    }
  }
}
