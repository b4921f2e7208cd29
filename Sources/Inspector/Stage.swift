import Inspection
import Model

/// One step of an inspection. Runs in the child on one thread; what it cannot do because of the document is a failure with a reason.
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
  /// The machine is at fault: the sentence names what is missing or broken.
  case trouble(String)
}
