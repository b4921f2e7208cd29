/// What was done to be sure of a kept page before it left the child: which bytes they are, how often they were looked at
/// with their covers on, and by what.
package struct PageProof: Codable, Sendable, Equatable {
  /// Of the kept JPEG, 64 lower-case hexadecimal digits.
  package var sha256: String
  /// Looks at the covered page, the last of which found nothing more to cover; 0 where it shows neither a card nor
  /// anything covered.
  package var looks: Int
  /// Names and versions of the engines that found and read its lines.
  package var engines: [String]

  package init(sha256: String, looks: Int, engines: [String]) {
    self.sha256 = sha256
    self.looks = looks
    self.engines = engines
  }
}
