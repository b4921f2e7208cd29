import Model

/// What the customer sent after being asked for more, beside what there was: the next verdict is over both. Pure.
package struct FollowUp: Sendable {
  /// Files of the run before that nobody complained about, with their facts and pages.
  package let carried: [ExaminedFile]
  /// Complained about, so the customer replaces them, also where they lie in the folder still.
  private let replaced: Set<String>

  /// `before` is the last run that anything was kept of; nil for none: then everything is new.
  package init(after before: Conclusion?) {
    let findings = before?.verdict.findings ?? []
    let complained = Set(findings.filter { $0.reasonClass != .info }.compactMap(\.file))
    var carried: [ExaminedFile] = []
    var replaced: Set<String> = []
    for (index, file) in (before?.files ?? []).enumerated() where !file.isSurplus {
      if complained.contains(index + 1) { replaced.insert(file.sha256) } else { carried.append(file) }
    }
    self.carried = carried
    self.replaced = replaced.subtracting(carried.map(\.sha256))
  }

  /// Whether files of these hashes are an answer: those complained about, and nothing else, are not.
  package func isAnswered(by sha256s: [String]) -> Bool { sha256s.contains { !replaced.contains($0) } }

  /// Those to examine, in the same order.
  package func fresh(among files: [SubmittedFile]) -> [SubmittedFile] {
    let seen = replaced.union(carried.map(\.sha256))
    return files.filter { !seen.contains($0.sha256) }
  }
}

extension ExaminedFile {
  /// It stands for the files that were too many: none of those was opened.
  fileprivate var isSurplus: Bool {
    if case .unreadable(let unreadable) = inspected { unreadable.reason == .fileTooMany } else { false }
  }
}
