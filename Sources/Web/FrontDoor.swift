import Casework
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import Model
import NIOCore

/// Every request comes in here: finds its route, asks who it is, keeps the crowd out, and makes an answer of whatever
/// happens.
package struct FrontDoor: HTTPResponder {
  package typealias Context = Visitor

  private let routes: [Route]
  private let access: any AccessRegister
  private let crowd: Crowd
  private let throttles: Throttles
  private let measures: ServerMeasures
  private let now: @Sendable () -> Date
  private let logger: Logger

  package init(
    _ routes: [Route], access: any AccessRegister, crowd: Crowd, throttles: Throttles = Throttles(),
    measures: ServerMeasures, now: @escaping @Sendable () -> Date = { Date() }, logger: Logger
  ) {
    self.throttles = throttles
    self.now = now
    self.routes = routes
    self.access = access
    self.crowd = crowd
    self.measures = measures
    self.logger = logger
  }

  package func respond(to request: Request, context: Visitor) async throws -> Response {
    let clock = ContinuousClock()
    let start = clock.now
    var found: Route?
    var response: Response
    do {
      let (route, places) = try self.route(request)
      found = route
      response = try await answer(request, route, places, context)
    } catch {
      let refusal = throttled(Refusal(error), request, context)
      if refusal.problem == .unexpected {
        // What an unknown error says of itself may be personal; its type is not.
        logger.error("a request failed", metadata: ["error": "\(type(of: error))", "route": "\(found?.path ?? "")"])
      }
      response = Reply.problem(refusal)
    }
    // Whoever was refused before the body came would send all of it, for nothing.
    if response.status.kind != .successful, mayStillSend(request) { response.headers[.connection] = "close" }
    for field in Reply.safety where response.headers[field.name] == nil { response.headers[field.name] = field.value }
    if request.method == .head { response = response.createHeadResponse() }
    measures.answered(found?.path ?? "none", request.method, response.status, clock.now - start)
    logger.info(
      "answered",
      metadata: [
        "method": "\(request.method.rawValue)", "route": "\(found?.path ?? "none")",
        "status": "\(response.status.code)",
        "milliseconds": "\((clock.now - start).wholeMilliseconds)",
      ])
    return response
  }

  private func answer(
    _ request: Request, _ route: Route, _ places: [String: String], _ context: Visitor
  ) async throws -> Response {
    let (caller, signature) = try await caller(request, route, places, context)
    guard let query = PercentText.query(request.uri.query.map { $0[...] }) else {
      throw Refusal(.invalidParameter, "The query cannot be read.")
    }
    let visit = Visit(
      request: request, route: route, caller: caller, signature: signature, places: places, query: query,
      address: throttles.address(of: request, context), channel: context.channel)
    guard route.takesUpload, let caller else { return try await route.handler(visit) }
    let place = try await crowd.enter(caller.id)
    defer { crowd.leave(place) }
    return try await route.handler(visit)
  }

  private func route(_ request: Request) throws -> (Route, [String: String]) {
    let path = request.uri.path.split(separator: "/", omittingEmptySubsequences: false)[...]
    let here = routes.compactMap { route in route.parameters(in: Array(path)).map { (route, $0) } }
    guard !here.isEmpty else { throw Refusal(.noSuchPath) }
    let method = request.method == .head ? .get : request.method
    guard let found = here.first(where: { $0.0.method == method }) else {
      throw Refusal(.methodNotAllowed, allow: here.map { $0.0.method })
    }
    return found
  }

  private func caller(
    _ request: Request, _ route: Route, _ places: [String: String], _ context: Visitor
  ) async throws -> (AccessToken?, IncomingSignature?) {
    guard let roles = route.roles else { return (nil, nil) }
    let address = throttles.address(of: request, context)
    let caller: AccessToken
    var signature: IncomingSignature?
    if route.proof == .signature {
      // Whoever has sent too many that did not hold is not listened to.
      if let address { try throttles.strangers.check(address) }
      guard let signer = try await access.signer(places["sender"] ?? ""),
        let read = IncomingSignature(request.headers, secret: signer.secret, at: now())
      else { throw Refusal(.signatureRequired) }
      caller = signer.token
      signature = read
      // Nobody can use up what another address may do in a name that it has not proven.
      try throttles.callers.take("\(caller.id) \(address ?? "")")
    } else {
      let header = request.headers[.authorization]
      guard let secret = BearerSecret(header: header, orPassword: route.proof == .bearerOrPassword),
        let found = try await access.token(opening: secret.value)
      else { throw Refusal(.signInRequired) }
      caller = found
      try throttles.callers.take("\(caller.id)")
    }
    guard roles.contains(caller.role) else { throw Refusal(.notAllowed) }
    return (caller, signature)
  }

  /// Whoever shows too many secrets or signatures that do not fit hears so.
  private func throttled(_ refusal: Refusal, _ request: Request, _ context: Visitor) -> Refusal {
    guard refusal.problem.status == .unauthorized, let address = throttles.address(of: request, context) else {
      return refusal
    }
    do { try throttles.strangers.take(address) } catch { return Refusal(error) }
    return refusal
  }

  private func mayStillSend(_ request: Request) -> Bool {
    request.headers[.transferEncoding] != nil || (request.headers[.contentLength].flatMap { Int($0) } ?? 0) > 0
  }
}

extension Duration {
  /// Rounded down.
  var wholeMilliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
