internal import Casework
internal import Judgement
internal import Model
internal import Pipelines
internal import Workplace

/// Checks and reasons for people at a terminal.
struct GuideText: Sendable {
  private let paint: Paint

  init(_ paint: Paint) { self.paint = paint }

  /// Every check and every code in one line each.
  var overview: [String] {
    var checks = TextTable(["check", "asks"], sides: [.left, .left])
    for guide in CheckGuide.all { checks.add([guide.check, guide.question]) }
    var reasons = TextTable(["code", "class", "stage", "given by"], sides: [.left, .left, .left, .left])
    for reason in CheckCatalog.reasons {
      reasons.add([
        reason.code.rawValue, reason.reasonClass.rawValue, reason.stage, ReasonGuide(reason).givers,
      ])
    }
    return checks.lines + [""] + reasons.lines
  }

  func lines(_ reason: Reason) -> [String] {
    let guide = ReasonGuide(reason)
    let customer = guide.customer
    var lines = [
      "\(paint.bold(reason.code.rawValue))  \(reason.reasonClass.rawValue): "
        + ReasonGuide.meaning(reason.reasonClass)
    ]
    if let exception = guide.exception { lines.append("  \(exception.reasonClass.rawValue) where \(exception.when)") }
    return lines + [
      "  given by  \(guide.givers), measured in stage \(reason.stage)",
      "  acts      \(ReasonGuide.actor(reason.reasonClass).filter { $0 != "`" })",
      "  en        \(customer.english)",
      "  da        \(customer.danish)",
      "  staff     \(reason.staff)",
    ]
  }

  /// `pipelines` are those in force; each that has the check is shown with its settings.
  func lines(_ check: any Check.Type, _ pipelines: [PipelineFile]) -> [String] {
    let guide = CheckGuide.entry(for: check.name)
    var lines = ["\(paint.bold(check.name))  \(guide?.question ?? "")".trimmedAtEnd]
    if let account = guide?.account, !account.isEmpty { lines.append("  compares with the account's  \(account)") }
    lines.append("  gives  " + check.reasons.map(\.code.rawValue).joined(separator: " "))
    lines += ["", paint.bold("Settings")]
    for setting in (guide?.settings ?? []) + [CheckGuide.required] {
      let absent = setting.absent.map { "; left out: \($0)" } ?? ""
      lines.append("  \(setting.name)  \(setting.meaning) (\(setting.range)\(absent))")
    }
    let uses = pipelines.compactMap { file in
      file.checks.first { $0.name == check.name }.map { (file.pipeline, PipelineSettings($0)) }
    }
    guard !uses.isEmpty else { return lines + ["", "No pipeline in force has this check."] }
    lines += ["", paint.bold("In force")]
    for (pipeline, settings) in uses {
      let values = ((guide?.settings ?? []) + [CheckGuide.required]).compactMap { setting in
        settings.text(setting.name).map { "\(setting.name) \($0)" }
      }
      lines.append("  \(pipeline.name)@\(pipeline.version)  \(values.joined(separator: " · "))")
    }
    return lines
  }
}
