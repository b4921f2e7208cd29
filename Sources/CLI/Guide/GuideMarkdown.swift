internal import Casework
internal import Judgement
internal import Model
internal import Pipelines

/// The whole catalogue as one Markdown document: what `docs/checks.md` holds.
struct GuideMarkdown: Sendable {
  private let pipelines: [PipelineFile]

  /// The settings of these pipelines are shown as the values in force.
  init(_ pipelines: [PipelineFile]) { self.pipelines = pipelines }

  /// Without a line end at the end.
  var text: String { (head + verdicts + checks + reasons).joined(separator: "\n") }

  private var head: [String] {
    [
      "# Checks and reasons",
      "",
      "Every check with its settings, and every reason code with who must act and what customer and reviewer read. This page",
      "is printed by `kyc explain --markdown`, and a test compares the two; `kyc explain CODE` and `kyc explain CHECK` print one",
      "entry. How a pipeline file is written: [pipelines](pipelines.md).",
      "",
    ]
  }

  // MARK: Verdicts

  private var verdicts: [String] {
    var lines = [
      "## Verdicts", "",
      "The first row that holds counts. Infos change nothing, and a verdict closes a case only where the pipeline's `autoClose`",
      "says so.",
      "", "| what stands there | verdict | confidence | next |", "|---|---|---|---|",
    ]
    lines += VerdictPolicy.table.map {
      GuideMarkdown.row([$0.standing, $0.decision.rawValue, $0.confidence.rawValue, $0.next])
    }
    return lines + [""]
  }

  // MARK: Checks

  private var checks: [String] {
    var lines = [
      "## Checks", "",
      "There are no hidden defaults: a setting without an entry under *left out* must stand in the pipeline file. The columns on",
      "the right are what the shipped files say; – stands for left out, an empty column for a pipeline without the check.",
      "",
      "| check | asks | can give |", "|---|---|---|",
    ]
    for check in CheckCatalog.checks {
      let codes = check.reasons.map { GuideMarkdown.link($0.code.rawValue) }.joined(separator: " ")
      lines.append(
        GuideMarkdown.row([
          GuideMarkdown.link(check.name), escaped(CheckGuide.entry(for: check.name)?.question ?? ""), codes,
        ]))
    }
    return lines + [""] + CheckCatalog.checks.flatMap(section)
  }

  private func section(_ check: any Check.Type) -> [String] {
    let guide = CheckGuide.entry(for: check.name)
    var lines = [GuideMarkdown.anchor(check.name), "### \(check.name)", "", escaped(guide?.question ?? ""), ""]
    if let account = guide?.account, !account.isEmpty { lines += ["Compares with the account's \(account).", ""] }
    let names = pipelines.map(\.pipeline.name)
    lines += [
      GuideMarkdown.row(["setting", "means", "range", "left out"] + names),
      "|" + String(repeating: "---|", count: 4 + names.count),
    ]
    for setting in (guide?.settings ?? []) + [CheckGuide.required] {
      let values = pipelines.map { file in
        file.checks.first { $0.name == check.name }.map { PipelineSettings($0).text(setting.name) ?? "–" } ?? ""
      }
      lines.append(
        GuideMarkdown.row(
          ["`\(setting.name)`", escaped(setting.meaning), setting.range, setting.absent ?? ""] + values))
    }
    return lines + [""]
  }

  // MARK: Reasons

  private var reasons: [String] {
    var lines = ["## Reasons", "", "| class | says | who acts |", "|---|---|---|"]
    for reasonClass in [ReasonClass.retry, .amend, .doubt, .info] {
      lines.append(
        GuideMarkdown.row([
          "**\(reasonClass.rawValue)**", ReasonGuide.meaning(reasonClass), ReasonGuide.actor(reasonClass),
        ]))
    }
    lines += [
      "",
      "Words in braces stand for what was measured in the case. The stages are those of the",
      "[overview](overview.md#a-document-stage-by-stage).",
      "", "| code | class | stage | given by |", "|---|---|---|---|",
    ]
    for reason in CheckCatalog.reasons {
      lines.append(
        GuideMarkdown.row([
          GuideMarkdown.link(reason.code.rawValue), reason.reasonClass.rawValue, reason.stage, givers(reason),
        ]))
    }
    lines += [""] + CheckCatalog.reasons.flatMap(section)
    return Array(lines.dropLast())
  }

  private func section(_ reason: Reason) -> [String] {
    let guide = ReasonGuide(reason)
    var meaning = "\(reason.reasonClass.rawValue): \(ReasonGuide.meaning(reason.reasonClass))"
    if let exception = guide.exception { meaning += "; \(exception.reasonClass.rawValue) where \(exception.when)" }
    return [
      GuideMarkdown.anchor(reason.code.rawValue), "### `\(reason.code.rawValue)`", "",
      "| | |", "|---|---|",
      GuideMarkdown.row(["class", meaning]),
      GuideMarkdown.row(["who acts", ReasonGuide.actor(reason.reasonClass)]),
      GuideMarkdown.row(["stage", reason.stage]),
      GuideMarkdown.row(["given by", givers(reason)]),
      GuideMarkdown.row(["customer, da", escaped(guide.customer.danish)]),
      GuideMarkdown.row(["customer, en", escaped(guide.customer.english)]),
      GuideMarkdown.row(["staff", escaped(reason.staff)]),
      "",
    ]
  }

  private func givers(_ reason: Reason) -> String {
    let checks = ReasonGuide(reason).checks
    return checks.isEmpty ? "the examination" : checks.map(GuideMarkdown.link).joined(separator: " ")
  }

  // MARK: Markdown

  private static func row(_ cells: [String]) -> String {
    // An empty cell is a space, so that the bars do not run together.
    "|" + cells.map { $0.isEmpty ? " |" : " \($0) |" }.joined()
  }

  /// Headings lose their dots and capitals in the anchors that are made of them, so each has one of its own.
  private static func anchor(_ name: String) -> String { "<a id=\"\(name)\"></a>\n" }

  private static func link(_ name: String) -> String { "[`\(name)`](#\(name))" }

  /// Text in which nothing is taken for Markdown or HTML.
  private func escaped(_ text: String) -> String {
    text.map { "<|_*".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
