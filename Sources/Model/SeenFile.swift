/// Another case that had the same file before, or the same picture.
package struct SeenFile: Sendable, Equatable, Codable {
  /// Which file of the submission; counts from 1.
  package var file: Int
  /// The number of the other case.
  package var inCase: String
  /// Whether it is the same customer's.
  package var sameAccount: Bool
  /// Whether it was sent for the same pipeline.
  package var samePipeline: Bool
  /// What became of it: the person's decision where there is one, else the machine's verdict; nil before that.
  package var decision: Verdict.Decision?
  /// Its bytes are others, and a picture on it is the same. Nil for the same bytes.
  package var savedAnew: Bool?

  package init(
    file: Int, inCase: String, sameAccount: Bool, samePipeline: Bool, decision: Verdict.Decision?,
    savedAnew: Bool? = nil
  ) {
    self.savedAnew = savedAnew
    self.file = file
    self.inCase = inCase
    self.sameAccount = sameAccount
    self.samePipeline = samePipeline
    self.decision = decision
  }
}
