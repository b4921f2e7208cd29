import Model

/// What one run over a submission found out: everything that is kept about it, beside the masked pages.
package struct Conclusion: Sendable, Equatable, Codable {
  package var pipelineVersion: Int
  /// The account data that the verdict was made with.
  package var account: Account
  /// The day that date rules went by. Nil where nothing was judged, and in what the first version stored: that went by
  /// the day of arrival (UTC).
  package var asOf: Day?
  /// In file order.
  package var files: [ExaminedFile]
  package var verdict: Verdict
  /// Earlier cases that had files of the same bytes when it was examined; nil where nobody looked.
  package var seen: [SeenFile]?
  /// Wall-clock milliseconds by stage over all files; `judge` beside the names of `StageName`.
  package var milliseconds: [String: Int]

  package init(
    pipelineVersion: Int, account: Account, asOf: Day? = nil, files: [ExaminedFile], verdict: Verdict,
    seen: [SeenFile]? = nil, milliseconds: [String: Int]
  ) {
    self.seen = seen
    self.pipelineVersion = pipelineVersion
    self.account = account
    self.asOf = asOf
    self.files = files
    self.verdict = verdict
    self.milliseconds = milliseconds
  }

  /// The open part.
  package var summary: VerdictSummary {
    var reasons: [ReasonCode] = []
    for finding in verdict.findings where !reasons.contains(finding.code) { reasons.append(finding.code) }
    return VerdictSummary(decision: verdict.decision, confidence: verdict.confidence, reasons: reasons)
  }

  /// For a case that we gave up on: rejected, doubtful, for a person to look at.
  package static func couldNotProcess(account: Account, pipelineVersion: Int) -> Conclusion {
    Conclusion(
      pipelineVersion: pipelineVersion, account: account, files: [],
      verdict: Verdict(
        decision: .reject, confidence: .doubtful, findings: [Finding(.systemCouldNotProcess, .doubt)], checks: [],
        documentTypes: []),
      milliseconds: [:])
  }
}

/// One file of a submission and what became of it.
package struct ExaminedFile: Sendable, Equatable, Codable {
  package var name: Private<String>
  /// Size in bytes.
  package var bytes: Int
  /// In lower-case hexadecimal.
  package var sha256: String
  package var inspected: Inspected
  /// The masked pages in the blob store, in page order; empty for an unreadable file and where nothing is kept.
  package var pages: [BlobKey]

  package init(name: Private<String>, bytes: Int, sha256: String, inspected: Inspected, pages: [BlobKey] = []) {
    self.name = name
    self.bytes = bytes
    self.sha256 = sha256
    self.inspected = inspected
    self.pages = pages
  }
}
