import Casework
import FoundationEssentials
import HTTPTypes
import Inspection
import Model

/// Everything that a request can be refused for: one row each, RFC 9457.
package enum Problem: String, Error, Sendable, CaseIterable {
  case malformedRequest = "malformed-request"
  case invalidParameter = "invalid-parameter"
  case invalidAccount = "invalid-account"
  case signInRequired = "sign-in-required"
  case signatureRequired = "signature-required"
  case notAllowed = "not-allowed"
  case noSuchPath = "no-such-path"
  case noSuchCase = "no-such-case"
  case noSuchPage = "no-such-page"
  case noSuchUpload = "no-such-upload"
  case noSuchAccount = "no-such-account"
  case noSuchPipeline = "no-such-pipeline"
  case erased
  case methodNotAllowed = "method-not-allowed"
  case tooSlow = "too-slow"
  case stateConflict = "state-conflict"
  case heldByColleague = "held-by-colleague"
  case uploadUnfinished = "upload-unfinished"
  case changedMeanwhile = "changed-meanwhile"
  case lengthRequired = "length-required"
  case bodyTooLarge = "body-too-large"
  case unsupportedMediaType = "unsupported-media-type"
  case keyReused = "idempotency-key-reused"
  case maskedFirst = "masked-first"
  case invalidDecision = "invalid-decision"
  case versionRequired = "version-required"
  case tooManyUploads = "too-many-uploads"
  case tooManyRequests = "too-many-requests"
  case busy = "busy"
  case unexpected = "unexpected"
  case storeAway = "store-away"
  case cannotExamine = "cannot-examine"
  case stopping = "stopping"
  case diskFull = "disk-full"

  /// The HTTP status it is answered with.
  package var status: HTTPResponse.Status {
    switch self {
    case .malformedRequest, .invalidParameter: .badRequest
    case .signInRequired, .signatureRequired: .unauthorized
    case .notAllowed: .forbidden
    case .noSuchPath, .noSuchCase, .noSuchPage, .noSuchUpload: .notFound
    case .erased: .gone
    case .methodNotAllowed: .methodNotAllowed
    case .tooSlow: .requestTimeout
    case .stateConflict, .heldByColleague, .uploadUnfinished: .conflict
    case .changedMeanwhile: .preconditionFailed
    case .lengthRequired: .lengthRequired
    case .bodyTooLarge: .contentTooLarge
    case .unsupportedMediaType: .unsupportedMediaType
    case .noSuchAccount, .noSuchPipeline, .invalidAccount, .keyReused, .invalidDecision, .maskedFirst:
      .unprocessableContent
    case .versionRequired: .preconditionRequired
    case .tooManyUploads, .tooManyRequests: .tooManyRequests
    case .unexpected: .internalServerError
    case .busy, .storeAway, .cannotExamine, .stopping: .serviceUnavailable
    case .diskFull: HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
    }
  }

  /// The same for every occurrence.
  package var title: String {
    switch self {
    case .malformedRequest: "The request cannot be read."
    case .invalidParameter: "A parameter has a value that it cannot have."
    case .invalidAccount: "The account data is not as it should be."
    case .signInRequired: "A valid bearer token is needed."
    case .signatureRequired: "A valid signature of now is needed."
    case .notAllowed: "The token's role does not allow this."
    case .noSuchPath: "There is nothing at this address."
    case .noSuchCase: "There is no such case."
    case .noSuchPage: "The case has no such page."
    case .noSuchUpload: "There is no such upload in tusd's folder."
    case .noSuchAccount: "Nothing is known about this account; send its data with the upload, or before it."
    case .noSuchPipeline: "There is no such pipeline."
    case .erased: "The case was erased; nothing of it can be read any more."
    case .methodNotAllowed: "This address does not answer to this method."
    case .tooSlow: "The body came too slowly."
    case .stateConflict: "The case does not stand where this could be done."
    case .heldByColleague: "A colleague works on the case."
    case .uploadUnfinished: "The upload is not whole yet."
    case .changedMeanwhile: "The case changed since it was read; read it again."
    case .lengthRequired: "The length of an upload must be known before it begins."
    case .bodyTooLarge: "The body is larger than may be sent here."
    case .unsupportedMediaType: "The body is of a type that is not taken here."
    case .keyReused: "The idempotency key was used for another upload."
    case .invalidDecision: "The decision does not fit the case."
    case .versionRequired: "Say by If-Match which version of the case was looked at."
    case .maskedFirst:
      "What comes for this pipeline is masked before anything is kept: send it to /v1/cases, not through a store."
    case .tooManyUploads: "Too many uploads are under way with this token."
    case .tooManyRequests: "Too many requests came; wait."
    case .busy: "There is more to do than can be done; try again later."
    case .unexpected: "Something went wrong here."
    case .storeAway: "The store does not answer; try again later."
    case .cannotExamine: "Documents cannot be examined here now; try again later."
    case .stopping: "The server is stopping; try again."
    case .diskFull: "There is no room to keep an upload."
    }
  }

  /// After how many seconds to try again; nil where that does not help.
  package var retryAfter: Int? {
    switch self {
    case .tooManyUploads, .tooManyRequests, .stopping: 1
    case .busy, .storeAway: 5
    case .cannotExamine, .diskFull: 30
    default: nil
    }
  }

  /// The `type` member: a name, not an address.
  package var type: String { "urn:kyc:problem:\(rawValue)" }
}

/// A problem, and what is particular to this occurrence.
package struct Refusal: Error, Sendable, Equatable {
  package var problem: Problem
  /// A sentence for whoever wrote the client; nothing of the input in it.
  package var detail: String?
  /// `Allow` of a method that is not taken.
  package var allow: [HTTPRequest.Method] = []
  /// In seconds, where that is particular to this occurrence.
  package var retryAfter: Int?

  package init(
    _ problem: Problem, _ detail: String? = nil, allow: [HTTPRequest.Method] = [], retryAfter: Int? = nil
  ) {
    self.retryAfter = retryAfter
    self.problem = problem
    self.detail = detail
    self.allow = allow
  }

  /// After how many seconds to try again; nil where that does not help.
  package var secondsToWait: Int? { retryAfter ?? problem.retryAfter }

  /// The one place where errors become problems.
  package init(_ error: any Error) {
    switch error {
    case let refusal as Refusal: self = refusal
    case let problem as Problem: self.init(problem)
    case let failure as ReviewFailure: self.init(failure)
    case let failure as StoreFailure: self.init(failure)
    case let failure as InspectorFailure: self.init(failure)
    case is CancellationError: self.init(.stopping)
    default: self.init(.unexpected)
    }
  }

  private init(_ failure: ReviewFailure) {
    switch failure {
    case .noSuchCase: self.init(.noSuchCase)
    case .alreadyDecided(_, let ruling):
      self.init(.stateConflict, "It was decided already: \(ruling.decision.rawValue).")
    case .notDecided: self.init(.stateConflict, "There is no decision to set aside.")
    case .noteMissing: self.init(.invalidDecision, "A note must say why the decision is set aside.")
    case .notInReview(_, let state): self.init(.stateConflict, "It is \(state.rawValue).")
    case .changed: self.init(.changedMeanwhile)
    case .reasonsDoNotFit: self.init(.invalidDecision, "At least one reason is needed.")
    case .heldBy(_, let hold): self.init(.heldByColleague, "Until \(hold.until.formatted(.iso8601)).")
    case .notHeld: self.init(.stateConflict, "It is not on your desk.")
    case .teamDoesNotFit: self.init(.invalidParameter, "A team has 1 to 40 characters out of a-z, 0-9 and -.")
    case .cannotBeUndone: self.init(.stateConflict, "It is too late to take it back.")
    case .otherAccount: self.init(.invalidAccount, "The account data is that of another account.")
    }
  }

  private init(_ failure: StoreFailure) {
    switch failure {
    case .diskFull: self.init(.diskFull)
    case .blobMissing: self.init(.noSuchPage)
    case .caseErased: self.init(.erased)
    default: self.init(.storeAway)
    }
  }

  private init(_ failure: InspectorFailure) {
    switch failure {
    case .interrupted: self.init(.stopping)
    case .missing, .cannotStart: self.init(.cannotExamine)
    }
  }
}
