internal import Casework
internal import Paperwork
internal import Pipelines
internal import Workplace

/// Whether the pipeline files are sound.
enum PipelinesCheckup {
  static func diagnoses(_ files: Result<[PipelineFile], PipelineFilesRefused>) -> [Diagnosis] {
    switch files {
    case .success(let files):
      files.map { file in
        let name = "\(file.pipeline.name)@\(file.pipeline.version)"
        return .ok(
          .pipelines, name, "\(Shown.text(file.path)), \(Counted.text(file.checks.count, "check"))",
          facts: ["file": .text(file.path), "checks": .whole(file.checks.count)])
      }
    case .failure(let refused):
      refused.complaints.map { complaint in
        .fail(
          .pipelines, "complaint", Shown.text(complaint.description, longest: 400), remedy: nil, .configuration)
      }
    }
  }
}
