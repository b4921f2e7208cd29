import Casework
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Model
import Paperwork

/// Where one asks what became of a case.
struct CaseRoutes: Sendable {
  let office: FrontOffice
  /// True from the moment that the server is told to stop.
  let isStopping: @Sendable () -> Bool

  var routes: [Route] {
    [
      Route(.get, "/v1/cases", Set(Role.allCases)) { try await list($0) },
      Route(.get, "/v1/cases/{id}", Set(Role.allCases)) { try await show($0) },
      Route(.get, "/v1/cases/{id}/pages/{page}", [.reviewer, .lead, .auditor]) { try await page($0) },
    ]
  }

  /// In seconds.
  private static let longestWait = 60
  private static let look = Duration.milliseconds(200)

  // MARK: One

  private func show(_ visit: Visit) async throws -> Response {
    let number = try visit.number()
    let wait = try visit.whole("wait", in: 0...CaseRoutes.longestWait, default: 0)
    let seen = visit.request.headers[.ifNoneMatch]
    let clock = ContinuousClock()
    let end = clock.now + .seconds(wait)
    var standing = try await office.standing(number)
    while Reply.tag(standing) == seen || (seen == nil && standing.state.isBeingExamined), clock.now < end, !isStopping()
    {
      try await Task.sleep(for: CaseRoutes.look)
      standing = try await office.standing(number)
    }
    if Reply.tag(standing) == seen { return Response(status: .notModified, headers: [.eTag: Reply.tag(standing)]) }
    return Reply.case(try await office.file(number))
  }

  // MARK: Many

  private func list(_ visit: Visit) async throws -> Response {
    var filter = CaseFilter.all
    if let state = try visit.code("state", CaseState.self) { filter.states = [state] }
    filter.reason = try visit.code("reason", ReasonCode.self)
    filter.decision = try visit.code("decision", Verdict.Decision.self)
    filter.accountID = visit.query["account"]
    filter.pipeline = visit.query["pipeline"]
    let limit = try visit.whole("limit", in: 1...200, default: 50)
    filter.after = try visit.query["cursor"].map(CaseRoutes.place) ?? .first
    filter.limit = limit + 1
    let found = try await office.review.cases(filter)
    let next = found.count > limit ? found.dropLast().last.map { "after-\($0.number.serial)" } : nil
    return Reply.json(
      .keyed([
        "cases": .list(found.prefix(limit).map(CaseRoutes.line)),
        "next": .orNull(next) { .text($0) },
      ]))
  }

  private static func place(_ cursor: String) throws -> CaseFilter.Arrival {
    guard cursor.hasPrefix("after-"), let serial = Int(cursor.dropFirst(6)), serial > 0, cursor == "after-\(serial)"
    else {
      throw Refusal(.invalidParameter, "cursor is the next of an earlier list.")
    }
    return .after(serial: serial)
  }

  private static func line(_ standing: Case) -> JSONText {
    .keyed([
      "case": .text(standing.number.description), "account": .text(standing.accountID),
      "pipeline": .text("\(standing.pipeline)@\(standing.pipelineVersion)"), "run": .whole(standing.run),
      "verdict": .orNull(standing.verdict) { .text($0.decision.rawValue) },
      "confidence": .orNull(standing.verdict) { .text($0.confidence.rawValue) },
      "reasons": .list((standing.verdict?.reasons ?? []).map { .text($0.rawValue) }),
      "review": VerdictObject.review(standing),
    ])
  }

  // MARK: A page

  private func page(_ visit: Visit) async throws -> Response {
    let number = try visit.number()
    guard let text = visit.places["page"], let page = Int(text), page > 0, text == "\(page)" else {
      throw Refusal(.noSuchPage)
    }
    let pages = try await office.file(number).runs.last?.conclusion.files.flatMap(\.pages) ?? []
    guard pages.indices.contains(page - 1) else { throw Refusal(.noSuchPage) }
    let jpeg = try await office.blobs.read(pages[page - 1], of: number)
    // Nobody sees a page that is not written down.
    try await office.views.viewed(number, by: visit.actor.name, at: office.now())
    return Reply.bytes(jpeg, type: "image/jpeg")
  }
}

extension Reply {
  /// The case object, with the version to act on.
  static func `case`(_ file: CaseFile, status: HTTPResponse.Status = .ok) -> Response {
    json(
      CaseObject(file, showValues: false, letter: CustomerLetter(file)).json, status: status,
      headers: [.eTag: tag(file.summary)])
  }
}
