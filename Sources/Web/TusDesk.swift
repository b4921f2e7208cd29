import Casework
import FoundationEssentials
import Inspection
import Model

/// Takes finished uploads out of tusd's folder: each is sealed as every other upload is, and removed there once its case is
/// committed. However often one is told, it is one case.
package struct TusDesk: Sendable {
  private let office: FrontOffice
  let store: any TusStore
  private let measures: ServerMeasures

  package init(office: FrontOffice, store: any TusStore, measures: ServerMeasures) {
    self.office = office
    self.store = store
    self.measures = measures
  }

  /// Whether an upload may begin. Throws `Refusal`, and `StoreFailure`.
  func check(_ upload: TusUpload) async throws {
    // What parts are of, the upload says that joins them.
    let (pipeline, _) = upload.isPartial ? (nil, nil) : try await destination(of: upload)
    guard let size = upload.size else { throw Refusal(.lengthRequired) }
    let most = pipeline.map { [$0] } ?? office.pipelines.map(\.pipeline).filter { $0.intake == .sealed }
    let limit = most.map(\.order.limits.bytes).max() ?? 0
    guard size <= limit else { throw Refusal(.bodyTooLarge, "At most \(limit) bytes.") }
  }

  /// The case of a finished upload, which is taken in if it was not before. Throws `Refusal` for one that cannot be, and
  /// `StoreFailure`.
  func take(_ upload: TusUpload) async throws -> Case {
    do {
      let (standing, isNew) = try await accept(upload)
      measures.tookFromTus(isNew ? "taken" : "known")
      return standing
    } catch let refusal as Refusal {
      measures.tookFromTus(refusal.problem.rawValue)
      throw refusal
    }
  }

  /// The case that the upload became before; nil when it became none.
  func known(_ id: TusID) async throws -> Case? { try await office.intake.opened(by: TusDesk.key(id)) }

  /// Nothing of the upload, nor of the parts that it was joined of, is left in the folder.
  func remove(_ upload: TusUpload) async throws {
    for part in upload.parts where part != upload.id {
      // Nobody's upload goes because another one's metadata says so.
      guard let bytes = try await store.info(part), TusUpload(info: bytes, of: part)?.isPartial == true else {
        continue
      }
      try await store.remove(part)
    }
    if let id = upload.id { try await store.remove(id) }
  }

  private func accept(_ upload: TusUpload) async throws -> (Case, isNew: Bool) {
    guard let id = upload.id else { throw Refusal(.malformedRequest, "The upload has no ID.") }
    if let taken = try await known(id) {
      try await remove(upload)
      return (taken, false)
    }
    guard let file = try await store.open(id) else { throw Refusal(.noSuchUpload) }
    guard !upload.isPartial, let size = upload.size, file.bytes == size else { throw Refusal(.uploadUnfinished) }
    let pipeline: Pipeline
    let account: Account
    do {
      (pipeline, account) = try await destination(of: upload)
    } catch let refusal as Refusal where refusal.problem == .maskedFirst {
      // A code may show on it, and nothing here may ever keep that: it goes unread.
      try await remove(upload)
      throw refusal
    }
    let submitted = try await sealed(file, as: upload.name, for: pipeline, size: size)
    let acceptance = try await office.intake.accept(
      Submission(account: account, files: [submitted]), for: pipeline, request: TusDesk.key(id), today: office.today)
    let taken = try TusDesk.outcome(acceptance)
    try await remove(upload)
    return taken
  }

  private func sealed(
    _ file: any TusFile, as name: Private<String>?, for pipeline: Pipeline, size: Int
  ) async throws -> SubmittedFile {
    let incoming = try await office.intake.file(for: pipeline)
    do {
      var count = 0
      while true {
        let piece = try await file.read()
        if piece.isEmpty { break }
        count += piece.count
        try await incoming.append(piece)
      }
      guard count == size else { throw Refusal(.uploadUnfinished) }
    } catch {
      await incoming.abandon()
      throw error
    }
    return try await incoming.finish(name: name ?? Private("1"))
  }

  /// Throws `Refusal`.
  private func destination(of upload: TusUpload) async throws -> (Pipeline, Account) {
    guard let name = upload.pipeline, let id = upload.account else {
      throw Refusal(.malformedRequest, "The metadata of an upload names its account and its pipeline.")
    }
    let pipeline = try office.pipeline(name)
    guard pipeline.intake == .sealed else { throw Refusal(.maskedFirst) }
    guard let account = try await office.accounts.sentAccount(id) else { throw Refusal(.noSuchAccount) }
    return (pipeline, account)
  }

  /// No token can have this name.
  private static func key(_ id: TusID) -> RequestKey { RequestKey(sender: "/tus", key: id.text) }

  private static func outcome(_ acceptance: Acceptance) throws -> (Case, isNew: Bool) {
    switch acceptance {
    case .acknowledged(let standing): return (standing, true)
    case .known(let standing, _): return (standing, false)
    // Ids are random: it is the same upload, taken a moment ago, and the account's data changed since.
    case .conflict(let standing): return (standing, false)
    case .examined(let outcome):
      switch outcome {
      case .decided(let standing, _), .stuck(let standing, _): return (standing, true)
      case .known(let standing, _), .elsewhere(let standing), .conflict(let standing): return (standing, false)
      case .interrupted: throw Refusal(.stopping)
      case .failed(_, let failure): throw failure
      }
    }
  }
}
