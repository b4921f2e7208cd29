import Casework
import FoundationEssentials
import Inspection
import Judgement
import Model

/// A verdict as the JSON object that integrators read: the shape of `docs/verdict.md`, keys in its order.
package struct VerdictObject {
  /// What is known of the case beside its conclusion; nil for `verify`, which keeps nothing.
  package let standing: Case?
  package let accountID: String
  package let pipeline: String
  /// Counts from 1.
  package let run: Int
  package let conclusion: Conclusion
  /// Where a masked page is kept: a path or a blob key; file and page count from 1.
  package let kept: (_ file: Int, _ page: Int) -> String?
  /// Personal values of the document stand in it only when this is true.
  package let showValues: Bool

  /// A case in the store, after one of its runs: `run`, or the one that the case stands at.
  package init(_ standing: Case, _ conclusion: Conclusion, run: Int? = nil, showValues: Bool) {
    self.standing = standing
    accountID = standing.accountID
    pipeline = standing.pipeline
    self.run = run ?? standing.run
    self.conclusion = conclusion
    kept = { file, page in
      let pages = conclusion.files.indices.contains(file - 1) ? conclusion.files[file - 1].pages : []
      return pages.indices.contains(page - 1) ? pages[page - 1].text : nil
    }
    self.showValues = showValues
  }

  /// A submission that was only verified; `kept` gives the paths of pages that were written out.
  package init(
    verified conclusion: Conclusion, accountID: String, pipeline: String, showValues: Bool,
    kept: @escaping (_ file: Int, _ page: Int) -> String?
  ) {
    standing = nil
    self.accountID = accountID
    self.pipeline = pipeline
    run = 1
    self.conclusion = conclusion
    self.kept = kept
    self.showValues = showValues
  }

  /// The whole object.
  package var json: JSONText {
    let verdict = conclusion.verdict
    return .keyed([
      "case": .orNull(standing) { .text($0.number.description) },
      "account": .text(accountID),
      "pipeline": .text("\(pipeline)@\(conclusion.pipelineVersion)"),
      "run": .whole(run),
      "verdict": .text(verdict.decision.rawValue),
      "confidence": .text(verdict.confidence.rawValue),
      "reasons": .list(verdict.findings.map(reason)),
      "checks": .list(verdict.checks.map(check)),
      "documents": .list(conclusion.files.indices.map(document)),
      "review": .orNull(standing, VerdictObject.review),
      "timings": timings,
    ])
  }

  private func reason(_ finding: Finding) -> JSONText {
    let text = ReasonText(finding)
    return .keyed([
      "code": .text(finding.code.rawValue),
      "class": .text(finding.reasonClass.rawValue),
      "stage": .text(CheckCatalog.reason(for: finding.code).stage),
      "file": .orNull(finding.file) { .whole($0) },
      "page": .orNull(finding.page) { .whole($0) },
      "boxes": .list(finding.boxes.map(VerdictObject.box)),
      "measured": .orNull(finding.measured) { .number(VerdictObject.rounded($0)) },
      "limit": .orNull(finding.limit) { .number(VerdictObject.rounded($0)) },
      "unit": .orNull(finding.unit) { .text($0) },
      "customer": .keyed(["da": .text(text.danish), "en": .text(text.english)]),
      "staff": .text(text.staff),
    ])
  }

  private func check(_ result: Verdict.CheckResult) -> JSONText {
    var evidence = result.evidence.open.mapValues { JSONText.text($0) }
    if showValues {
      for (key, value) in result.evidence.personal { evidence[key] = .text(value.value) }
    }
    return .keyed([
      "name": .text(result.name), "outcome": .text(result.outcome.rawValue), "evidence": .sorted(evidence),
    ])
  }

  private func document(_ index: Int) -> JSONText {
    let file = conclusion.files[index]
    let types = conclusion.verdict.documentTypes
    let type = types.indices.contains(index) ? types[index] : nil
    let format: FileFormat
    var pages: [Page] = []
    switch file.inspected {
    case .document(let document):
      format = document.format
      pages = document.pages
    case .unreadable(let unreadable): format = unreadable.format
    }
    var members: [JSONText.Member] = [
      JSONText.Member(key: "file", value: .whole(index + 1)),
      JSONText.Member(key: "format", value: .text(format.rawValue)),
      JSONText.Member(key: "bytes", value: .whole(file.bytes)),
      JSONText.Member(key: "sha256", value: .text(file.sha256)),
      JSONText.Member(key: "type", value: .orNull(type) { .text($0.rawValue) }),
      JSONText.Member(key: "pages", value: .list(pages.map { page($0, file: index + 1) })),
    ]
    if showValues { members.append(JSONText.Member(key: "read", value: VerdictObject.read(pages))) }
    return .object(members)
  }

  private func page(_ page: Page, file: Int) -> JSONText {
    .keyed([
      "page": .whole(page.number),
      "width": .whole(page.width),
      "height": .whole(page.height),
      "turned": .whole(page.turned),
      "dotsPerInch": .orNull(page.dotsPerInch) { .number(($0 * 10).rounded() / 10) },
      "transform": .list(page.transform.map { .list($0.map { .number($0) }) }),
      "masked": .list(page.masked.map(VerdictObject.mask)),
      "kept": .orNull(kept(file, page.number)) { .text($0) },
    ])
  }

  private static func mask(_ mask: Mask) -> JSONText {
    .keyed([
      "kind": .text(mask.kind.rawValue), "box": box(mask.box),
      "polygon": .list(mask.polygon.map { .list([.whole($0.x), .whole($0.y)]) }),
    ])
  }

  /// What was read of one file: the code lines of its best zone, every line of text, and the card number as it may be
  /// shown.
  private static func read(_ pages: [Page]) -> JSONText {
    let zones = pages.compactMap(\.machineReadableZone)
    let zone = zones.first(where: \.checkDigitsHold) ?? zones.first
    let number = pages.flatMap(\.cards).compactMap(\.number).first
    return .keyed([
      "mrz": .list((zone?.lines ?? []).map { .text($0.value) }),
      "text": .list(pages.flatMap(\.lines).map { .text($0.text.value) }),
      "cardNumber": .orNull(number) {
        .keyed(["first6": .text($0.first6.value), "last4": .text($0.last4.value)])
      },
    ])
  }

  private static func box(_ box: PixelRect) -> JSONText {
    .list([box.x0, box.y0, box.x1, box.y1].map { .whole($0) })
  }

  /// Where the case stands in the review, and what people did with it as far as that still holds.
  package static func review(_ standing: Case) -> JSONText {
    var members: [JSONText.Member] = [
      JSONText.Member(key: "state", value: .text(standing.state.rawValue)),
      JSONText.Member(key: "target", value: .text(standing.times.target.formatted(.iso8601))),
      JSONText.Member(key: "deadline", value: .text(standing.times.deadline.formatted(.iso8601))),
      JSONText.Member(key: "team", value: .text(standing.team)),
      JSONText.Member(key: "escalated", value: .bool(standing.escalated)),
      JSONText.Member(key: "changedByRerun", value: .bool(standing.changedByRerun)),
      JSONText.Member(key: "version", value: .whole(standing.version)),
    ]
    if let holder = standing.holder {
      members.append(
        JSONText.Member(
          key: "holder",
          value: .keyed(["by": .text(holder.by), "until": .text(holder.until.formatted(.iso8601))])))
    }
    if let asked = standing.asked {
      members.append(
        JSONText.Member(
          key: "asked",
          value: .keyed([
            "reasons": .list(asked.reasons.map { .text($0.rawValue) }), "by": .text(asked.by),
            "at": .text(asked.at.formatted(.iso8601)),
          ])))
    }
    if let ruling = standing.ruling {
      members.append(
        JSONText.Member(
          key: "ruling",
          value: .keyed([
            "decision": .text(ruling.decision.rawValue), "reasons": .list(ruling.reasons.map { .text($0.rawValue) }),
            "by": .text(ruling.by), "at": .text(ruling.at.formatted(.iso8601)),
          ])))
    }
    return .object(members)
  }

  /// Every stage, in order; `judge` last.
  private var timings: JSONText {
    let stages = StageName.allCases.map(\.rawValue) + ["judge"]
    return .object(stages.map { JSONText.Member(key: $0, value: .whole(conclusion.milliseconds[$0] ?? 0)) })
  }

  /// Four decimals: what a person can use.
  private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}
