internal import Casework
internal import FoundationEssentials
internal import Paperwork

/// The lines of a rerun: one for each case as it is judged, with what is different below it, and the summary.
struct RerunReport: Sendable {
  /// Why a case was not judged again; goes on stdout as `error.code`.
  enum Trouble: String, Sendable {
    case notJudgedYet = "case.not_judged"
    case nothingKept = "case.nothing_kept"
    case refused = "case.refused"
    case unknownPipeline = "pipeline.unknown"
    case system
  }

  let console: Console
  let json: Bool
  let showValues: Bool
  let dryRun: Bool
  private let accountWidth: Int

  init(_ cases: [Case], console: Console, json: Bool, showValues: Bool, dryRun: Bool) {
    self.console = console
    self.json = json
    self.showValues = showValues
    self.dryRun = dryRun
    accountWidth = min(24, cases.map { Shown.text($0.accountID).count }.max() ?? 0)
  }

  /// `change` nil: the verdict says the same.
  func judged(_ standing: Case, _ run: CaseRun, _ change: VerdictChange?) {
    let paint = console.dataPaint
    if json {
      let object = VerdictObject(standing, run.conclusion, run: run.run, showValues: showValues).json
      let added = [
        JSONText.Member(key: "change", value: .orNull(change) { ChangeObject($0).json }),
        JSONText.Member(key: "dryRun", value: .bool(dryRun)),
      ]
      console.data(JSONText.object(object.members + added).line)
    } else if let change {
      let text = ChangeText(change, paint: paint)
      console.data(line(standing, run.conclusion.pipelineVersion, text.verdicts))
      for line in text.lines { console.data("    " + line) }
    } else {
      let verdict = VerdictLine(paint).text(run.conclusion.summary)
      console.data(line(standing, run.conclusion.pipelineVersion, verdict + paint.dim("  unchanged")))
    }
  }

  /// A case that could not be judged again.
  func failed(_ standing: Case, _ trouble: Trouble, _ sentence: String) {
    if json {
      console.data(
        JSONText.keyed([
          "case": .text(standing.number.description), "account": .text(standing.accountID),
          "pipeline": .text(standing.pipeline),
          "error": .keyed(["code": .text(trouble.rawValue), "message": .text(sentence)]),
        ]).line)
      console.say("kyc: \(standing.number): \(sentence)")
    } else {
      let text = console.dataPaint.yellow("not judged") + "  \(trouble.rawValue): \(sentence)"
      console.data(line(standing, standing.pipelineVersion, text))
    }
  }

  /// Everything there is to say at the end. In text mode the count is data; with `--json` it is talk.
  func summary(_ tally: RerunTally, left: Int, leftOut: Int, interrupted: Bool) {
    let summary = tally.summary(dryRun: dryRun)
    if json { console.say(summary) } else { console.data("\n" + summary) }
    for line in RerunReport.remarks(tally, left: left, leftOut: leftOut, interrupted: interrupted, dryRun: dryRun) {
      console.say(line)
    }
  }

  /// What the summary does not say.
  static func remarks(
    _ tally: RerunTally, left: Int, leftOut: Int, interrupted: Bool, dryRun: Bool
  ) -> [String] {
    var remarks: [String] = []
    if dryRun {
      remarks.append("nothing was written; without --dry-run it is")
    } else if tally.changed > 0 {
      remarks.append("kyc queue list --tab changed shows what a person must look at now")
    }
    if leftOut > 0 {
      remarks.append(
        "\(Counted.text(leftOut, "case")) left out, as the account file does not name \(leftOut == 1 ? "its account" : "their accounts")"
      )
    }
    if left > 0 {
      remarks.append("\(interrupted ? "interrupted with " : "")\(left) left; run again to go on")
    }
    return remarks
  }

  private func line(_ standing: Case, _ version: Int, _ rest: String) -> String {
    let account = Shown.text(standing.accountID)
    let pipeline = "\(standing.pipeline)@\(version)"
    return [
      standing.number.description, account + gap(account, accountWidth), pipeline + gap(pipeline, 12), rest,
    ].joined(separator: "  ")
  }

  private func gap(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) }
}
