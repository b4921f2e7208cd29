internal import Casework
internal import Inspection
internal import Judgement
internal import Model
internal import Paperwork
internal import Pipelines

/// A pipeline as a JSON object, with every setting of every check.
struct PipelineObject {
  private let file: PipelineFile

  init(_ file: PipelineFile) { self.file = file }

  var json: JSONText {
    let pipeline = file.pipeline
    let limits = pipeline.order.limits
    return .keyed([
      "name": .text(pipeline.name),
      "version": .whole(pipeline.version),
      "file": .text(file.path),
      "accepts": .list(pipeline.order.accepts.map { .text($0.rawValue) }),
      "limits": .keyed([
        "files": .whole(limits.files), "pages": .whole(limits.pages), "megabytes": .whole(limits.megabytes),
        "megapixels": .whole(limits.megapixels), "seconds": .whole(limits.seconds),
        "addressSpaceMegabytes": .whole(limits.addressSpaceMegabytes),
      ]),
      "render": .keyed(["dotsPerInch": .whole(pipeline.order.renderDotsPerInch)]),
      "read": .keyed([
        "languages": .list(pipeline.order.languages.map { .text($0) }),
        "byCountry": .sorted(pipeline.languagesByCountry.mapValues { .list($0.map { .text($0) }) }),
      ]),
      "mask": .list(pipeline.order.mask.map { .text($0.rawValue) }),
      "checks": .list(file.checks.map(PipelineObject.check)),
      "review": .keyed([
        "targetHours": .whole(pipeline.review.targetHours), "deadlineHours": .whole(pipeline.review.deadlineHours),
        "vipDeadlineHours": .whole(pipeline.review.vipDeadlineHours),
        "autoClose": .text(pipeline.review.autoClose.rawValue), "team": .text(pipeline.review.team),
      ]),
      "intake": .text(pipeline.intake.rawValue),
    ])
  }

  private static func check(_ configured: ConfiguredCheck) -> JSONText {
    let settings = PipelineSettings(configured).values.filter { $0.key != CheckGuide.required.name }
    return .keyed([
      "name": .text(configured.name), "required": .bool(configured.isRequired), "settings": .sorted(settings),
    ])
  }
}
