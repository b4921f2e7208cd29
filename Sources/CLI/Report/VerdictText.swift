internal import Casework
internal import Judgement
internal import Model
internal import Paperwork

/// A verdict for people to read: every reason with what the customer is told, every check with what it saw.
struct VerdictText {
  private let conclusion: Conclusion
  private let title: String
  private let limits: [String: String]
  private let showValues: Bool
  private let paint: Paint

  /// `limits` are what the checks hold their measures against, by check, where that is known.
  init(_ conclusion: Conclusion, title: String, limits: [String: String] = [:], showValues: Bool, paint: Paint) {
    self.conclusion = conclusion
    self.title = title
    self.limits = limits
    self.showValues = showValues
    self.paint = paint
  }

  var lines: [String] {
    let line = VerdictLine(paint)
    let verdict = conclusion.verdict
    var lines = [
      "\(paint.bold(Shown.text(title)))  \(line.decision(verdict.decision))  \(line.confidence(verdict.confidence))"
        .trimmedAtEnd
    ]
    if !verdict.findings.isEmpty {
      lines += ["", paint.bold("Reasons")]
      lines += verdict.findings.flatMap(reason)
    }
    lines += ["", paint.bold("Checks")]
    lines += checks
    lines += ["", paint.bold("Files")]
    lines += conclusion.files.indices.map(file)
    return lines
  }

  private func reason(_ finding: Finding) -> [String] {
    let text = ReasonText(finding)
    var head = "  \(finding.code.rawValue)  \(finding.reasonClass.rawValue)"
    if let file = finding.file { head += "  file \(file)" }
    if let page = finding.page { head += " page \(page)" }
    if let measured = finding.measured {
      head += "  measured \(ReasonText.number(measured, decimalMark: "."))"
      if let limit = finding.limit { head += ", limit \(ReasonText.number(limit, decimalMark: "."))" }
      if let unit = finding.unit { head += " (\(unit))" }
    }
    return [
      head, "    " + paint.dim("en ") + text.english, "    " + paint.dim("da ") + text.danish,
      "    " + paint.dim("staff ") + text.staff,
    ]
  }

  private var checks: [String] {
    let results = conclusion.verdict.checks
    let width = results.map(\.name.count).max() ?? 0
    return results.map { result in
      let outcome =
        switch result.outcome {
        case .passed: paint.green("passed        ")
        case .failed: paint.red("failed        ")
        case .couldNotTell: paint.yellow("could not tell")
        }
      let name = result.name + String(repeating: " ", count: width - result.name.count)
      let optional = result.required ? "" : " (not required)"
      var facts = evidence(result.evidence)
      if let limits = limits[result.name], !limits.isEmpty { facts += "\(facts.isEmpty ? "" : "  ")limits: \(limits)" }
      return "  \(name)  \(outcome)\(optional)  \(facts.isEmpty ? "" : paint.dim(facts))".trimmedAtEnd
    }
  }

  private func evidence(_ evidence: Evidence) -> String {
    var facts = evidence.open
    for (key, value) in evidence.personal { facts[key] = showValues ? value.value : "‹private›" }
    return facts.sorted { $0.key < $1.key }.map { "\($0.key)=\(Shown.text($0.value))" }.joined(separator: " ")
  }

  private func file(_ index: Int) -> String {
    let file = conclusion.files[index]
    let types = conclusion.verdict.documentTypes
    let type = types.indices.contains(index) ? types[index]?.rawValue : nil
    switch file.inspected {
    case .unreadable(let unreadable): return "  \(index + 1)  \(unreadable.format.rawValue)  not readable"
    case .document(let document):
      let masked = document.pages.flatMap(\.masked)
      let kinds = MaskKind.allCases.compactMap { kind -> String? in
        let count = masked.count { $0.kind == kind }
        return count == 0 ? nil : "\(count) \(kind.rawValue)"
      }
      let pages = Counted.text(document.pages.count, "page")
      let painted = kinds.isEmpty ? "" : "  painted over: \(kinds.joined(separator: ", "))"
      return "  \(index + 1)  \(document.format.rawValue)  \(pages)  \(type ?? "unknown")\(painted)"
    }
  }
}

extension String {
  /// Without spaces at the end.
  var trimmedAtEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
