internal import Casework
internal import Judgement
internal import Model
internal import Paperwork
internal import Pipelines

/// Checks and reasons as JSON objects.
enum GuideObject {
  static func json(_ reason: Reason) -> JSONText {
    let guide = ReasonGuide(reason)
    return .keyed([
      "code": .text(reason.code.rawValue), "class": .text(reason.reasonClass.rawValue), "stage": .text(reason.stage),
      "givenBy": .list(guide.checks.map { .text($0) }),
      "customer": .keyed(["da": .text(guide.customer.danish), "en": .text(guide.customer.english)]),
      "staff": .text(reason.staff),
    ])
  }

  /// `pipelines` are those in force.
  static func json(_ check: any Check.Type, _ pipelines: [PipelineFile]) -> JSONText {
    let guide = CheckGuide.entry(for: check.name)
    let settings = (guide?.settings ?? []) + [CheckGuide.required]
    let uses = pipelines.compactMap { file in
      file.checks.first { $0.name == check.name }.map { (file.pipeline.name, PipelineSettings($0).values) }
    }
    return .keyed([
      "check": .text(check.name), "asks": .orNull(guide) { .text($0.question) },
      "reasons": .list(check.reasons.map { .text($0.code.rawValue) }),
      "settings": .list(
        settings.map { setting in
          .keyed([
            "name": .text(setting.name), "meaning": .text(setting.meaning), "range": .text(setting.range),
            "leftOut": .orNull(setting.absent) { .text($0) },
          ])
        }),
      "inForce": .object(uses.map { JSONText.Member(key: $0.0, value: .sorted($0.1)) }),
    ])
  }
}
