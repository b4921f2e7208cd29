import Casework
import HTTPTypes
import Hummingbird
import Paperwork

/// The hooks of tusd, as its version 2 sends and understands them
/// (https://tus.github.io/tusd/advanced-topics/hooks/): it asks before an upload is created, and tells when it is finished.
struct TusRoutes: Sendable {
  /// Nil where nothing is taken from tusd.
  let desk: TusDesk?
  let crowd: Crowd
  let pace: BodyPace

  var routes: [Route] {
    [Route(.post, "/v1/hooks/tus", [.integrator], proof: .bearerOrPassword) { try await hear($0) }]
  }

  /// It holds the headers of the customer's request.
  private static let longestBody = 256 * 1024
  /// tusd hands this header on to the customer's client.
  private static let caseHeader = "Kyc-Case"

  private func hear(_ visit: Visit) async throws -> Response {
    guard let desk else {
      throw Refusal(.noSuchPath, "Uploads are taken from tusd where kyc serve is told its folder, by --tus-store.")
    }
    let type = HeaderParameters(visit.request.headers[.contentType] ?? "").value
    let body = try UploadBody(visit, limit: TusRoutes.longestBody, pace: pace)
    guard type == "application/json" else { throw Refusal(.unsupportedMediaType, "Send application/json.") }
    let event = try TusEvent(try await body.bytes())
    switch event.type {
    case "pre-create":
      do {
        crowd.leave(try await crowd.enter(visit.actor.id))
        try await desk.check(event.upload)
      } catch let refusal as Refusal {
        // Any other answer than 200 is none that tusd hands on to the client.
        return TusRoutes.reply([("RejectUpload", .bool(true)), TusRoutes.answer(refusal)])
      }
    case "pre-finish" where !event.upload.isPartial:
      do {
        let taken = try await take(event.upload, desk, visit)
        let header = JSONText.keyed([TusRoutes.caseHeader: .text(taken.number.description)])
        return TusRoutes.reply([("HTTPResponse", .keyed(["Header": header]))])
      } catch let refusal as Refusal where refusal.problem.retryAfter == nil {
        return TusRoutes.reply([TusRoutes.answer(refusal)])
      }
    case "post-finish" where !event.upload.isPartial: _ = try await take(event.upload, desk, visit)
    default: break
    }
    return TusRoutes.reply([])
  }

  private func take(_ upload: TusUpload, _ desk: TusDesk, _ visit: Visit) async throws -> Case {
    let place = try await crowd.enter(visit.actor.id)
    defer { crowd.leave(place) }
    return try await desk.take(upload)
  }

  private static func reply(_ members: [(String, JSONText)]) -> Response {
    Reply.json(.object(members.map { JSONText.Member(key: $0.0, value: $0.1) }))
  }

  /// What tusd is to answer its client.
  private static func answer(_ refusal: Refusal) -> (String, JSONText) {
    var headers: [String: JSONText] = ["Content-Type": .text("application/problem+json")]
    if let seconds = refusal.secondsToWait { headers["Retry-After"] = .text("\(seconds)") }
    return (
      "HTTPResponse",
      .keyed([
        "StatusCode": .whole(refusal.problem.status.code), "Header": .sorted(headers),
        "Body": .text(Reply.document(refusal).line),
      ])
    )
  }
}
