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

extension CheckOutcome {
  /// What findings of defects come to. Those that count only where something is missing are notes: they fall away when
  /// all that was looked for was found (`Consequences`).
  init(_ findings: [Finding], _ evidence: Evidence) {
    self =
      findings.allSatisfy(\.countsOnlyWhereSomethingIsMissing)
      ? .passed(evidence, notes: findings) : .failed(findings, evidence)
  }
}

extension Finding {
  private static let condition = "counts"
  private static let whereMissing = "whereSomethingIsMissing"

  /// The same, to be told only where something that was looked for was not found on the submission: then it says why.
  var onlyWhereSomethingIsMissing: Finding {
    var finding = self
    finding.details[Self.condition] = Self.whereMissing
    return finding
  }

  var countsOnlyWhereSomethingIsMissing: Bool { details[Self.condition] == Self.whereMissing }
}
