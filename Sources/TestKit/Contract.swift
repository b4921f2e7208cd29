import Testing

/// One promise of a port, to be kept by each implementation; a test runs it against a fresh one.
package struct Clause<Port: Sendable>: Sendable, CustomTestStringConvertible {
  /// A sentence.
  package let testDescription: String
  /// Records what does not hold.
  package let holds: @Sendable (Port) async throws -> Void

  package init(_ sentence: String, _ holds: @escaping @Sendable (Port) async throws -> Void) {
    testDescription = sentence
    self.holds = holds
  }
}
