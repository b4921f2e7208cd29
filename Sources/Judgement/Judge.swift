import Model

/// A check as a pipeline file sets it up.
package struct ConfiguredCheck: Sendable {
  /// The rule with its settings.
  package let check: any Check
  /// Whether a submission is approved only if this check passes.
  package let isRequired: Bool

  package init(_ check: any Check, isRequired: Bool = true) {
    self.check = check
    self.isRequired = isRequired
  }

  /// As it stands in pipeline files and verdicts.
  package var name: String { type(of: check).name }
}

/// Runs every check of a pipeline over a submission and comes to a verdict. Pure: the same facts, account and day
/// always give the same verdict.
package struct Judge: Sendable {
  /// In report order.
  package let checks: [ConfiguredCheck]
  /// The formats the pipeline takes; only the customer's texts name them.
  package let accepts: [FileFormat]

  package init(checks: [ConfiguredCheck], accepts: [FileFormat]) {
    self.checks = checks
    self.accepts = accepts
  }

  /// The verdict on all files of a submission together. Every check runs, whatever the others say.
  package func verdict(
    on inspected: [Inspected], for account: Account, on today: Day, seen: [SeenFile] = []
  ) -> Verdict {
    let dossier = Dossier(inspected: inspected, account: account, today: today, seen: seen)
    let outcomes = checks.map { $0.check.outcome(in: dossier) }
    let fromFiles = fileFindings(dossier)
    let fromChecks = Consequences.removed(from: outcomes.flatMap(\.findings), in: dossier)
    var findings = fromFiles
    // Two checks may say the same: a card without a name says so once.
    for finding in fromChecks where !findings.contains(finding) { findings.append(finding) }

    let results = zip(checks, outcomes).map { configured, outcome in
      Verdict.CheckResult(
        name: configured.name, required: configured.isRequired, outcome: standing(of: outcome, among: findings),
        evidence: outcome.evidence)
    }
    let (decision, confidence) = VerdictPolicy.decision(on: findings, results)
    // No rejection without a reason.
    if decision == .reject, !findings.contains(where: { $0.reasonClass != .info }) {
      findings.append(Finding(.systemCouldNotProcess, .doubt))
    }
    return Verdict(
      decision: decision, confidence: confidence, findings: findings, checks: results, documentTypes: dossier.types)
  }

  private func fileFindings(_ dossier: Dossier) -> [Finding] {
    dossier.inspected.enumerated().compactMap { index, inspected in
      switch inspected {
      case .unreadable(let unreadable): FileReasons.finding(unreadable, file: index + 1, accepted: accepts)
      case .document(let document) where document.damagedButReadable: FileReasons.damagedButReadable(file: index + 1)
      case .document: nil
      }
    }
  }

  /// A check that failed only for want of what could not be read could not tell. One that passed but for a note has
  /// failed when the note stands and asks for something.
  private func standing(of outcome: CheckOutcome, among findings: [Finding]) -> Verdict.Outcome {
    switch outcome {
    case .passed(_, let notes):
      notes.contains { [.retry, .amend].contains($0.reasonClass) && findings.contains($0) } ? .failed : .passed
    case .couldNotTell: .couldNotTell
    case .failed(let own, _): own.contains(where: findings.contains) ? .failed : .couldNotTell
    }
  }
}
