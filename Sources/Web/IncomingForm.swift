import Casework
import Inspection
import Model

/// A form as it comes in: its files go to the intake piece by piece.
struct IncomingForm {
  /// Decides on the pipeline when the first file comes, from what the form has said so far.
  typealias Choice = (_ pipeline: String?, _ account: Account?) throws -> Pipeline

  /// Types of a body that is one file. What it is, the examiner finds out.
  static let rawTypes: Set<String> = ["application/pdf", "image/jpeg", "application/octet-stream"]

  private static let longestField = 64 * 1024

  private(set) var account: Account?
  private(set) var files: [SubmittedFile] = []
  private let intake: IntakeDesk
  private let choice: Choice
  private var pipeline: Pipeline?
  private var pipelineName: String?
  private var open: (file: any IncomingFile, name: String)?
  private var field: (name: String, value: [UInt8])?
  private var names: Set<String> = []

  init(intake: IntakeDesk, choice: @escaping Choice) {
    self.intake = intake
    self.choice = choice
  }

  /// Throws `Refusal` and `StoreFailure`.
  mutating func take(_ piece: MultipartReader.Piece) async throws {
    switch piece {
    case .part("file", let fileName, _):
      let pipeline = try chosen()
      // One more than may be sent, so that the examiner can say so.
      guard files.count <= pipeline.order.limits.files else {
        throw Refusal(.bodyTooLarge, "At most \(pipeline.order.limits.files) files.")
      }
      open = (try await intake.file(for: pipeline), fileName ?? "\(files.count + 1)")
    case .part(let name, _, _):
      guard ["account", "pipeline"].contains(name), names.insert(name).inserted else {
        throw Refusal(.malformedRequest, "A form has one account, one pipeline, and files called file.")
      }
      field = (name, [])
    case .content(let bytes):
      if let open {
        try await open.file.append(bytes)
      } else {
        field?.value += bytes
        guard field.map({ $0.value.count <= IncomingForm.longestField }) ?? true else {
          throw Refusal(.bodyTooLarge, "A field of a form has at most \(IncomingForm.longestField) bytes.")
        }
      }
    case .partEnd:
      if let (file, name) = open {
        open = nil
        files.append(try await file.finish(name: Private(name)))
      } else if let (name, value) = field {
        field = nil
        try take(name, value)
      }
    }
  }

  private mutating func take(_ name: String, _ value: [UInt8]) throws {
    switch name {
    case "account": account = try AccountText.account(value)
    default:
      guard pipeline == nil else { throw Refusal(.malformedRequest, "The pipeline must stand before the first file.") }
      pipelineName = String(decoding: value, as: UTF8.self)
    }
  }

  /// The pipeline; from the first time on it stays. Throws `Refusal`.
  mutating func chosen() throws -> Pipeline {
    if let pipeline { return pipeline }
    let chosen = try choice(pipelineName, account)
    pipeline = chosen
    return chosen
  }

  /// As the intake wants them.
  var inNameOrder: [SubmittedFile] {
    files.enumerated().sorted { ($0.element.name.value, $0.offset) < ($1.element.name.value, $1.offset) }
      .map(\.element)
  }

  /// Nothing of it is kept.
  mutating func abandon() async {
    await open?.file.abandon()
    open = nil
    await intake.discard(Submission(account: Account(id: ""), files: files))
    files = []
  }
}
