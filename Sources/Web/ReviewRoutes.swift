import Casework
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Model
import Paperwork

/// What people do with a case.
struct ReviewRoutes: Sendable {
  let office: FrontOffice

  var routes: [Route] {
    [
      Route(.post, "/v1/cases/{id}/decision", [.reviewer, .lead]) { try await decide($0) },
      Route(.post, "/v1/cases/{id}/escalate", [.reviewer, .lead]) { try await escalate($0) },
      Route(.post, "/v1/cases/{id}/claim", [.reviewer, .lead]) { try await act($0, claim(at: office.now())) },
      Route(.post, "/v1/cases/{id}/release", [.reviewer, .lead]) { try await act($0, .release) },
      Route(.post, "/v1/cases/{id}/rerun", [.reviewer, .lead]) { try await rerun($0) },
    ]
  }

  private static let longestBody = 64 * 1024

  private func decide(_ visit: Visit) async throws -> Response {
    guard let version = try version(visit) else { throw Refusal(.versionRequired) }
    var body = try await object(visit)
    let decision = try body.text("decision")
    let note = try body.text("note")
    let reasons = try body.texts("reasons").map { text in
      guard let code = ReasonCode(rawValue: text) else { throw Refusal(.invalidDecision, "There is no such reason.") }
      return code
    }
    let setsAside = try body.flag("setAside") ?? false
    try body.finish()
    let act: DeskAct
    switch decision {
    case "approve" where setsAside && reasons.isEmpty: act = .setAside(.approve, [])
    case "reject" where setsAside: act = .setAside(.reject, reasons)
    case "ask" where setsAside: throw Refusal(.invalidDecision, "A decision is set aside by approve or reject.")
    case "approve" where reasons.isEmpty: act = .approve
    case "approve": throw Refusal(.invalidDecision, "An approval has no reasons.")
    case "reject": act = .reject(reasons)
    case "ask": act = .ask(reasons)
    default: throw Refusal(.malformedRequest, "decision is approve, reject or ask.")
    }
    return try await self.act(visit, act, note: note, version: version)
  }

  private func escalate(_ visit: Visit) async throws -> Response {
    var body = try await object(visit)
    guard let team = try body.text("team") else { throw Refusal(.malformedRequest, "team is missing.") }
    let note = try body.text("note")
    try body.finish()
    return try await act(visit, .escalate(team: team), note: note, version: try version(visit))
  }

  private func claim(at now: Date) -> DeskAct { .claim(until: now.addingTimeInterval(DeskHold.length)) }

  private func act(_ visit: Visit, _ act: DeskAct) async throws -> Response {
    try await self.act(visit, act, note: nil, version: try version(visit))
  }

  private func act(_ visit: Visit, _ act: DeskAct, note: String?, version: Int?) async throws -> Response {
    let number = try visit.number()
    _ = try await office.review.act(
      number, act, by: visit.actor.name, note: note.map { Private($0) }, version: version, at: office.now())
    return Reply.case(try await office.file(number))
  }

  private func rerun(_ visit: Visit) async throws -> Response {
    let number = try visit.number()
    var body = try await object(visit)
    let account = try body.value("account").map { try AccountText.account($0) }
    let looksAgain = try body.flag("examine") ?? false
    let isDry = try body.flag("dryRun") ?? false
    try body.finish()
    let file = try await office.file(number)
    if let version = try version(visit), version != file.summary.version { throw Refusal(.changedMeanwhile) }
    // Nobody has an upload folder here to examine it from anew.
    guard file.runs.last?.conclusion.files.isEmpty != true else {
      throw Refusal(.stateConflict, "Nothing of it was kept to judge; the documents are needed again.")
    }
    let pipeline = try office.pipeline(file.summary.pipeline)
    let rerun = Rerun(
      review: office.review, blobs: office.blobs, inspector: looksAgain ? office.inspector : nil, now: office.now,
      logger: office.logger)
    let outcome = try await rerun.follow(
      number, through: pipeline, account: account, by: visit.actor.name, dryRun: isDry)
    switch outcome {
    case .changed(let changed, let run, let change): return answer(changed, run, change, isDry)
    case .unchanged(let standing, let run): return answer(standing, run, nil, isDry)
    case .notJudgedYet, .nothingKept: throw Refusal(.stateConflict, "It has no verdict yet.")
    }
  }

  private func answer(_ standing: Case, _ run: CaseRun, _ change: VerdictChange?, _ isDry: Bool) -> Response {
    let object = VerdictObject(standing, run.conclusion, run: run.run, showValues: false).json
    return Reply.json(
      .object(
        object.members + [
          JSONText.Member(key: "change", value: .orNull(change) { ChangeObject($0).json }),
          JSONText.Member(key: "dryRun", value: .bool(isDry)),
        ]), headers: [.eTag: Reply.tag(standing)])
  }

  private func object(_ visit: Visit) async throws -> RequestObject {
    let type = HeaderParameters(visit.request.headers[.contentType] ?? "").value
    let bytes = try await UploadBody(visit, limit: ReviewRoutes.longestBody, pace: office.pace).bytes()
    guard type == "application/json" else { throw Refusal(.unsupportedMediaType, "Send application/json.") }
    return try RequestObject(bytes)
  }

  /// Of `If-Match`; nil when there is none, or it is `*`. Throws `Refusal` for what is no tag of ours.
  private func version(_ visit: Visit) throws -> Int? {
    guard let text = visit.request.headers[.ifMatch], text != "*" else { return nil }
    guard text.hasPrefix("\""), text.hasSuffix("\""), text.utf8.count >= 3,
      let version = Int(text.dropFirst().dropLast())
    else { throw Refusal(.changedMeanwhile) }
    return version
  }
}
