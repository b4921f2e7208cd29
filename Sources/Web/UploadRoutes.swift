import Casework
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Inspection
import Model
import NIOCore
import Paperwork

/// Where uploads come in.
struct UploadRoutes: Sendable {
  let office: FrontOffice

  var routes: [Route] {
    [
      Route(.post, "/v1/cases", [.integrator], takesUpload: true) { try await send($0) },
      Route(.post, "/v1/cases/{id}/files", [.integrator], takesUpload: true) { try await sendMore($0) },
      Route(.post, "/v1/hooks/uploads/{sender}", [.integrator], proof: .signature, takesUpload: true) {
        try await send($0)
      },
      Route(.put, "/v1/accounts/{id}", [.integrator]) { try await putAccount($0) },
    ]
  }

  /// Of account data, in bytes.
  private static let longestAccount = 64 * 1024
  /// Beside the files of a form, in bytes.
  private static let formSlack = 256 * 1024

  // MARK: A new case

  private func send(_ visit: Visit) async throws -> Response {
    let key = try requestKey(visit)
    let query = visit.query
    var form = IncomingForm(intake: office.intake) { name, account in
      // What a form has not yet said, the query may say.
      guard let name = name ?? query["pipeline"] else {
        throw Refusal(.malformedRequest, "The pipeline must be named before the first file.")
      }
      return try office.pipeline(name)
    }
    let (account, pipeline): (Account, Pipeline)
    do {
      try await receive(visit, into: &form)
      pipeline = try form.chosen()
      account = try await self.account(form.account, named: query["account"])
    } catch {
      await form.abandon()
      throw error
    }
    return try await accept(form, account, pipeline, key)
  }

  // MARK: What was asked for again

  private func sendMore(_ visit: Visit) async throws -> Response {
    let number = try visit.number()
    let key = try requestKey(visit)
    let file = try await office.file(number)
    guard file.summary.state == .awaitingCustomer else {
      throw Refusal(.stateConflict, "It is \(file.summary.state.rawValue): nothing was asked for.")
    }
    let pipeline = try office.pipeline(file.summary.pipeline)
    var form = IncomingForm(intake: office.intake) { _, _ in pipeline }
    let sent: Account?
    do {
      try await receive(visit, into: &form)
      guard form.account == nil else {
        throw Refusal(.malformedRequest, "The account of a case stays; put its data under /v1/accounts.")
      }
      sent = try await office.accounts.sentAccount(file.summary.accountID)
    } catch {
      await form.abandon()
      throw error
    }
    return try await accept(form, sent ?? file.account, pipeline, key)
  }

  /// When the store fails here, the files stay: the case may stand all the same, and a sweep takes them if it does not.
  private func accept(
    _ form: IncomingForm, _ account: Account, _ pipeline: Pipeline, _ key: RequestKey?
  ) async throws -> Response {
    try answer(
      try await office.intake.accept(
        Submission(account: account, files: form.inNameOrder), for: pipeline, request: key, today: office.today))
  }

  // MARK: Account data ahead

  private func putAccount(_ visit: Visit) async throws -> Response {
    let bytes = try await UploadBody(visit, limit: UploadRoutes.longestAccount, pace: office.pace).bytes()
    let account = try AccountText.account(bytes)
    guard account.id == visit.places["id"] else {
      throw Refusal(.invalidAccount, "The id in the body is not the one in the address.")
    }
    let isNew = try await office.accounts.put(account, at: office.now())
    return Reply.empty(isNew ? .created : .noContent)
  }

  // MARK: In and out

  private func receive(_ visit: Visit, into form: inout IncomingForm) async throws {
    let largest = try visit.places["id"] == nil ? office.pipelines.map(\.pipeline) : [form.chosen()]
    let bytes = largest.map { $0.order.limits.megabytes * 1_000_000 * max(1, $0.order.limits.files) }.max() ?? 0
    let body = try UploadBody(visit, limit: bytes + UploadRoutes.formSlack, pace: office.pace)
    let type = visit.request.headers[.contentType] ?? ""
    var signature = visit.signature
    if let boundary = MultipartReader.boundary(of: type) {
      var reader: MultipartReader
      do throws(MultipartReader.Failure) { reader = try MultipartReader(boundary: boundary) } catch {
        throw Refusal(.malformedRequest, "The boundary of the form cannot be used.")
      }
      try await body.read { piece in
        signature?.update(piece)
        for piece in try UploadRoutes.pieces(&reader, piece) { try await form.take(piece) }
      }
      do throws(MultipartReader.Failure) { try reader.finish() } catch {
        throw Refusal(.malformedRequest, "The form ends in the middle.")
      }
    } else if IncomingForm.rawTypes.contains(HeaderParameters(type).value) {
      try await form.take(.part(name: "file", fileName: visit.query["name"], type: nil))
      try await body.read { piece in
        signature?.update(piece)
        try await form.take(.content(Array(piece)))
      }
      try await form.take(.partEnd)
    } else {
      throw Refusal(
        .unsupportedMediaType, "Send multipart/form-data, or one file as application/pdf or image/jpeg.")
    }
    guard signature?.holds ?? true else { throw Refusal(.signatureRequired) }
    guard !form.files.isEmpty else { throw Refusal(.malformedRequest, "There is no file in it.") }
  }

  private static func pieces(
    _ reader: inout MultipartReader, _ bytes: ByteBufferView
  ) throws -> [MultipartReader.Piece] {
    do throws(MultipartReader.Failure) { return try reader.read(bytes) } catch {
      throw Refusal(.malformedRequest, "The form is not as RFC 7578 says.")
    }
  }

  private func requestKey(_ visit: Visit) throws -> RequestKey? {
    // A message that comes again is the same upload.
    if let signature = visit.signature { return RequestKey(sender: visit.actor.name, key: signature.id) }
    guard let key = visit.request.headers[.idempotencyKey] else { return nil }
    guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw Refusal(.invalidParameter, "Idempotency-Key has 1 to 255 printable ASCII characters.")
    }
    return RequestKey(sender: visit.actor.name, key: key)
  }

  /// What was sent with it; an account that is only named is one that was sent before.
  private func account(_ sent: Account?, named name: String?) async throws -> Account {
    if let sent, let name, sent.id != name {
      throw Refusal(.invalidAccount, "The account of the form is not the one in the address.")
    }
    guard let id = sent?.id ?? name else { throw Refusal(.malformedRequest, "Which account is it?") }
    if let sent, sent != Account(id: id) { return sent }
    if let known = try await office.accounts.sentAccount(id) { return known }
    guard let sent else { throw Refusal(.noSuchAccount) }
    return sent
  }

  /// `202` while it waits to be examined, `201` when it was examined at once, `200` when it was known and examined before.
  private func answer(_ accepted: Acceptance) throws -> Response {
    switch accepted {
    case .acknowledged(let standing): return receipt(standing, .accepted)
    case .known(let standing, _): return receipt(standing, standing.state.isBeingExamined ? .accepted : .ok)
    case .conflict: throw Refusal(.keyReused)
    case .examined(let outcome):
      switch outcome {
      case .decided(let standing, _), .stuck(let standing, _): return receipt(standing, .created)
      case .known(let standing, _), .elsewhere(let standing):
        return receipt(standing, standing.state.isBeingExamined ? .accepted : .ok)
      case .conflict: throw Refusal(.keyReused)
      case .interrupted: throw Refusal(.stopping)
      case .failed(_, let failure): throw failure
      }
    }
  }

  private func receipt(_ standing: Case, _ status: HTTPResponse.Status) -> Response {
    Reply.json(
      .keyed([
        "case": .text(standing.number.description), "state": .text(standing.state.rawValue),
        "target": .text(standing.times.target.formatted(.iso8601)),
        "deadline": .text(standing.times.deadline.formatted(.iso8601)),
      ]), status: status, headers: [.location: "/v1/cases/\(standing.number)"])
  }
}

extension CaseState {
  /// It has no verdict of its run yet.
  var isBeingExamined: Bool { self == .waiting || self == .working }
}
