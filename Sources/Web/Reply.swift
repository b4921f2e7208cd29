import Casework
import HTTPTypes
import Hummingbird
import NIOCore
import Paperwork

/// Answers, each with the headers that every answer carries.
enum Reply {
  /// `value` as JSON.
  static func json(
    _ value: JSONText, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], type: String = "application/json"
  ) -> Response {
    bytes(Array((value.line + "\n").utf8), type: type, status: status, headers: headers)
  }

  static func bytes(
    _ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
  ) -> Response {
    var headers = headers
    headers[.contentType] = type
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  static func empty(_ status: HTTPResponse.Status) -> Response { Response(status: status) }

  /// RFC 9457.
  static func document(_ refusal: Refusal) -> JSONText {
    let problem = refusal.problem
    var members = [
      JSONText.Member(key: "type", value: .text(problem.type)),
      JSONText.Member(key: "title", value: .text(problem.title)),
      JSONText.Member(key: "status", value: .whole(problem.status.code)),
    ]
    if let detail = refusal.detail { members.append(JSONText.Member(key: "detail", value: .text(detail))) }
    return .object(members)
  }

  static func problem(_ refusal: Refusal) -> Response {
    let problem = refusal.problem
    var headers: HTTPFields = [:]
    if let seconds = refusal.secondsToWait { headers[.retryAfter] = "\(seconds)" }
    if problem == .signInRequired { headers[.wwwAuthenticate] = "Bearer" }
    if problem == .signatureRequired { headers[.wwwAuthenticate] = "Standard-Webhooks" }
    if problem == .methodNotAllowed {
      headers[.allow] = refusal.allow.map(\.rawValue).joined(separator: ", ")
    }
    return json(document(refusal), status: problem.status, headers: headers, type: "application/problem+json")
  }

  /// The version of a case, as `If-Match` gives it back.
  static func tag(_ standing: Case) -> String { "\"\(standing.version)\"" }

  /// What every answer carries: nothing is kept anywhere on the way, nothing is loaded from elsewhere, nothing is guessed.
  static let safety: HTTPFields = [
    .cacheControl: "no-store",
    .xContentTypeOptions: "nosniff",
    .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
    HTTPField.Name.referrerPolicy: "no-referrer",
    HTTPField.Name.resourcePolicy: "same-origin",
  ]
}

extension HTTPField.Name {
  static let referrerPolicy = named("Referrer-Policy")
  static let resourcePolicy = named("Cross-Origin-Resource-Policy")
  static let idempotencyKey = named("Idempotency-Key")

  static func named(_ text: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(text) else { preconditionFailure("a name of a header field") }
    return name
  }
}
