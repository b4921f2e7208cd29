import Inspection
import Model

/// Examines a submission file by file and judges it: everything about a case but keeping it.
package struct Examiner: Sendable {
  private let inspector: any DocumentInspector

  package init(inspector: any DocumentInspector) { self.inspector = inspector }

  /// The conclusion, its pages not kept yet, and the masked pages of each file. What is wrong with the files is in the
  /// conclusion; only our own trouble is thrown.
  package func examine(
    _ submission: Submission, for pipeline: Pipeline, today: Day
  ) async throws(InspectorFailure) -> Examination {
    var milliseconds: [String: Int] = [:]
    var files: [ExaminedFile] = []
    var pictures: [[PagePicture]] = []
    let limits = pipeline.order.limits
    for (index, file) in submission.files.prefix(limits.files + 1).enumerated() {
      var inspected: Inspected
      if index == limits.files {
        // One answer for all that are too many, so that the customer is told once.
        inspected = .unreadable(
          Unreadable(
            reason: .fileTooMany, format: .unknown, measured: Double(submission.files.count),
            limit: Double(limits.files)))
        pictures.append([])
      } else if let unreadable = refusal(of: file, limits) {
        inspected = .unreadable(unreadable)
        pictures.append([])
      } else {
        let report = try await inspector.inspect(file.content ?? [], pipeline.order)
        inspected = report.inspected
        pictures.append(report.pictures)
        for (stage, spent) in report.milliseconds { milliseconds[stage.rawValue, default: 0] += spent }
      }
      files.append(ExaminedFile(name: file.name, bytes: file.bytes, sha256: file.sha256, inspected: inspected))
    }
    let clock = ContinuousClock()
    let start = clock.now
    let verdict = pipeline.judge(files.map(\.inspected), submission.account, today)
    milliseconds["judge"] = Int((clock.now - start) / .milliseconds(1))
    let conclusion = Conclusion(
      pipelineVersion: pipeline.version, account: submission.account, files: files, verdict: verdict,
      milliseconds: milliseconds)
    return Examination(conclusion: conclusion, pictures: pictures)
  }

  /// What can be said about a file without opening it.
  private func refusal(of file: SubmittedFile, _ limits: InspectionLimits) -> Unreadable? {
    if file.bytes == 0 { return Unreadable(reason: .fileEmpty, format: .unknown) }
    if file.bytes > limits.bytes || file.content == nil {
      return Unreadable(
        reason: .fileTooLarge, format: .unknown, measured: Double(file.bytes) / 1_000_000,
        limit: Double(limits.megabytes))
    }
    return nil
  }
}

/// What `Examiner` answers.
package struct Examination: Sendable, Equatable {
  package var conclusion: Conclusion
  /// For each file of the conclusion its masked pages, in page order.
  package var pictures: [[PagePicture]]

  package init(conclusion: Conclusion, pictures: [[PagePicture]]) {
    self.conclusion = conclusion
    self.pictures = pictures
  }
}

extension InspectionLimits {
  /// The size of one file: intake holds no more than this of it in memory.
  package var bytes: Int { megabytes * 1_000_000 }
}
