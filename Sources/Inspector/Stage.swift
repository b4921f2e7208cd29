import Inspection
import Model

/// One step of an inspection. Runs in the child on one thread; what it cannot do because of the document is a failure
/// with a reason.
protocol Stage<Input, Output> {
  associatedtype Input
  associatedtype Output
  static var name: StageName { get }
  func run(_ input: Input) throws(StageFailure) -> Output
}

/// Why an inspection ends early.
package enum StageFailure: Error, Equatable {
  /// The document is at fault: this is the answer about it.
  case unreadable(Unreadable)
  /// Something is missing on the machine: the sentence names it.
  case missing(String)
  /// An engine gave up on this document, mostly for want of memory.
  case gaveUp
}
