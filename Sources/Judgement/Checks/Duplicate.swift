import Model

/// Was the same file sent before, or its picture, saved anew? From another customer, or again after it was rejected, it is for a person to look at. That
/// the same customer sends a file for two purposes is nothing; the earlier case stands in the evidence.
package struct Duplicate: Check {
  package static let name = "duplicate"

  /// Of another account, or rejected already.
  package static let seen = Reason.doubt(
    .fileDuplicate, stage: "judge",
    staff:
      "The same file, or the same picture saved anew, stands in {measured} earlier {unit} of another account, or that "
      + "rejected it. Compare them.")

  package static let reasons = [seen]

  package init() {}

  package func outcome(in dossier: Dossier) -> CheckOutcome {
    let telling = dossier.seen.filter { seen in
      !seen.sameAccount || (seen.samePipeline && seen.decision == .reject)
    }
    let cases = Set(dossier.seen.map(\.inCase)).sorted().joined(separator: " ")
    let copies = Set(dossier.seen.filter { $0.savedAnew == true }.map(\.inCase)).sorted().joined(separator: " ")
    var open = ["earlierCases": cases.isEmpty ? "none" : cases]
    if !copies.isEmpty { open["savedAnew"] = copies }
    let evidence = Evidence(open: open)
    let findings = Dictionary(grouping: telling, by: \.file).sorted { $0.key < $1.key }.map { file, seen in
      let count = Set(seen.map(\.inCase)).count
      return Finding(
        .fileDuplicate, .doubt, file: file, measured: Double(count), unit: count == 1 ? "case" : "cases")
    }
    return findings.isEmpty ? .passed(evidence) : .failed(findings, evidence)
  }
}
