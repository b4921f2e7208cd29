import Casework
import FoundationEssentials
import Inspection
import Logging
import Model

/// What the routes work with.
package struct FrontOffice: Sendable {
  package var review: any ReviewQueue
  package var blobs: any BlobStore
  package var intake: IntakeDesk
  package var accounts: any AccountRegister
  package var census: any CaseCensus
  package var pipelines: [Acceptable]
  package var inspector: any DocumentInspector
  package var views: any ViewLog
  package var now: @Sendable () -> Date
  package var logger: Logger
  package var pace = BodyPace()

  package init(
    review: any ReviewQueue, blobs: any BlobStore, intake: IntakeDesk, accounts: any AccountRegister,
    census: any CaseCensus, pipelines: [Acceptable], inspector: any DocumentInspector, views: any ViewLog,
    now: @escaping @Sendable () -> Date, logger: Logger
  ) {
    self.review = review
    self.blobs = blobs
    self.intake = intake
    self.accounts = accounts
    self.census = census
    self.pipelines = pipelines
    self.inspector = inspector
    self.views = views
    self.now = now
    self.logger = logger
  }

  /// The real day (UTC).
  var today: Day { Day(unixSeconds: Int(now().timeIntervalSince1970.rounded(.down))) }

  /// Throws `Refusal` for one that there is not.
  func pipeline(_ name: String) throws -> Pipeline {
    guard let found = pipelines.first(where: { $0.pipeline.name == name }) else {
      throw Refusal(.noSuchPipeline, "There are \(pipelines.map(\.pipeline.name).joined(separator: ", ")).")
    }
    return found.pipeline
  }

  /// The case as it stands. Throws `Refusal` when there is none, and `StoreFailure`.
  func standing(_ number: CaseNumber) async throws -> Case {
    var filter = CaseFilter.all
    filter.numbers = [number]
    guard let standing = try await review.cases(filter).first else { throw Refusal(.noSuchCase) }
    return standing
  }

  /// Everything about the case. Throws `Refusal` when there is none, and `StoreFailure`.
  func file(_ number: CaseNumber) async throws -> CaseFile {
    guard let file = try await review.find(number) else { throw Refusal(.noSuchCase) }
    return file
  }
}

/// A pipeline, and which documents it takes.
package struct Acceptable: Sendable {
  package var pipeline: Pipeline
  package var documents: [DocumentType]

  package init(pipeline: Pipeline, documents: [DocumentType]) {
    self.pipeline = pipeline
    self.documents = documents
  }
}
