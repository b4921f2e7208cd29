import Model

/// One rule about a submission. Its stored properties are its settings in the pipeline file, by the same names and all
/// of them mandatory, so that no threshold hides in code.
///
/// Pure and total: no clock, no store, no pixels; every dossier has an answer.
package protocol Check: Codable, Sendable {
  /// As it stands in pipeline files and verdicts.
  static var name: String { get }
  /// Every reason this check can give.
  static var reasons: [Reason] { get }
  /// What is wrong with the settings, in words; nil when they make sense.
  var complaint: String? { get }
  func outcome(in dossier: Dossier) -> CheckOutcome
}

extension Check {
  package var complaint: String? { nil }
}
