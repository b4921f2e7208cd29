import Inspection
import Model

/// Examines a submission file by file and judges it: everything about a case but keeping it.
package struct Examiner: Sendable {
  private let inspector: any DocumentInspector

  package init(inspector: any DocumentInspector) { self.inspector = inspector }

  /// The conclusion, its new pages not kept yet, and the masked pages of each file that was examined. What is wrong with
  /// the files is in the conclusion; only our own trouble is thrown. Nobody looks whether the files were seen before.
  package func examine(
    _ submission: Submission, for pipeline: Pipeline, today: Day, after before: Conclusion? = nil
  ) async throws(InspectorFailure) -> Examination {
    try await findings(on: submission, for: pipeline, after: before)
      .examination(of: submission.account, for: pipeline, today: today, seen: nil)
  }

  /// What can be found out without judging. `before` is the last run of the same case: files that nobody complained about
  /// then come first, as they were found.
  func findings(
    on submission: Submission, for pipeline: Pipeline, after before: Conclusion?
  ) async throws(InspectorFailure) -> ExaminationFindings {
    let followUp = FollowUp(after: before)
    let fresh = followUp.fresh(among: submission.files)
    var milliseconds: [String: Int] = [:]
    var files = followUp.carried
    var pictures: [[PagePicture]] = files.map { _ in [] }
    let order = pipeline.inspectionOrder(for: submission.account)
    let limits = order.limits
    for file in fresh {
      let isSurplus = files.count >= limits.files
      let inspected: Inspected
      if isSurplus {
        inspected = .unreadable(
          Unreadable(
            reason: .fileTooMany, format: .unknown, measured: Double(followUp.carried.count + fresh.count),
            limit: Double(limits.files)))
        pictures.append([])
      } else if let unreadable = refusal(of: file, order) {
        inspected = .unreadable(unreadable)
        pictures.append([])
      } else {
        let report = try await inspector.inspect(file.content ?? [], order)
        inspected = report.inspected
        pictures.append(report.pictures)
        for (stage, spent) in report.milliseconds { milliseconds[stage.rawValue, default: 0] += spent }
      }
      files.append(ExaminedFile(name: file.name, bytes: file.bytes, sha256: file.sha256, inspected: inspected))
      // One answer for all that are too many, so that the customer is told once.
      if isSurplus { break }
    }
    return ExaminationFindings(
      files: files, carried: followUp.carried.count, pictures: pictures, milliseconds: milliseconds)
  }

  /// What can be said about a file without opening it.
  private func refusal(of file: SubmittedFile, _ order: InspectionOrder) -> Unreadable? {
    if file.bytes <= order.limits.bytes, let content = file.content { return Intake.refusal(of: content, order) }
    return Unreadable(
      reason: .fileTooLarge, format: .unknown, measured: Double(file.bytes) / 1_000_000,
      limit: Double(order.limits.megabytes))
  }
}

/// What was found out about the files of a submission, before anybody judges it.
struct ExaminationFindings: Sendable {
  var files: [ExaminedFile]
  /// So many of the first ones are from an earlier run.
  var carried: Int
  /// For each file its masked pages, in page order; none for a file of an earlier run.
  var pictures: [[PagePicture]]
  var milliseconds: [String: Int]

  /// `seen` are earlier cases with the same files; nil where nobody looked.
  func examination(of account: Account, for pipeline: Pipeline, today: Day, seen: [Sighting]?) -> Examination {
    let conclusion = pipeline.conclusion(
      on: files, account: account, asOf: today, seen: seen?.map { SeenFile($0, pipeline: pipeline.name) }, milliseconds)
    return Examination(conclusion: conclusion, pictures: pictures)
  }
}

/// What `Examiner` answers.
package struct Examination: Sendable, Equatable {
  package var conclusion: Conclusion
  /// For each file of the conclusion its masked pages, in page order; none for a file of an earlier run.
  package var pictures: [[PagePicture]]

  package init(conclusion: Conclusion, pictures: [[PagePicture]]) {
    self.conclusion = conclusion
    self.pictures = pictures
  }
}

extension Pipeline {
  /// Judges what was found out; `milliseconds` are those of finding it out.
  func conclusion(
    on files: [ExaminedFile], account: Account, asOf today: Day, seen: [SeenFile]?, _ milliseconds: [String: Int]
  ) -> Conclusion {
    let clock = ContinuousClock()
    let start = clock.now
    let verdict = judge(files.map(\.inspected), account, today, seen ?? [])
    var milliseconds = milliseconds
    milliseconds["judge"] = Int((clock.now - start) / .milliseconds(1))
    return Conclusion(
      pipelineVersion: version, account: account, asOf: today, files: files, verdict: verdict, seen: seen,
      milliseconds: milliseconds)
  }
}

extension SeenFile {
  fileprivate init(_ sighting: Sighting, pipeline: String) {
    self.init(
      file: sighting.file, inCase: sighting.number.description, sameAccount: sighting.sameAccount,
      samePipeline: sighting.pipeline == pipeline, decision: sighting.decision,
      savedAnew: sighting.savedAnew ? true : nil)
  }
}
