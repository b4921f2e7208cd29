import Judgement
import Model

/// One check: what it said, what it measured, and the limits it held that against.
struct CheckRow: Sendable, Equatable {
  /// A reason that it gave, by its number on the page.
  struct Given: Sendable, Equatable {
    let number: Int
    let code: String
  }

  let name: String
  let isOptional: Bool
  let outcome: Badge
  let measured: [NamedValue]
  let limits: [NamedValue]
  let given: [Given]

  /// `found` are all reasons of the case with their numbers.
  init(_ result: Verdict.CheckResult, found: [(number: Int, finding: Finding)], policy: ReportPolicy?) {
    let codes = Set((CheckCatalog.check(named: result.name)?.reasons ?? []).map(\.code))
    let own = found.filter { codes.contains($0.finding.code) }
    name = PlainWords.heading(result.name)
    isOptional = !result.required
    outcome = CaseWords.outcome(result.outcome)
    given = own.map { Given(number: $0.number, code: $0.finding.code.rawValue) }
    let open = result.evidence.open.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
      .map { NamedValue(PlainWords.words($0.key), PlainWords.list($0.value)) }
    // The two sides of a comparison stand in a section of their own.
    let personal = result.evidence.personal.filter { $0.key != "account" && $0.key != "document" }
      .sorted { $0.key < $1.key }.map { NamedValue(PlainWords.words($0.key), $0.value) }
    measured = open + personal
    let settings = policy?.limits(of: result.name) ?? []
    limits = settings.isEmpty ? CheckRow.limits(own.map(\.finding)) : settings
  }

  /// What the findings say of limits, where the pipeline is not at hand.
  private static func limits(_ findings: [Finding]) -> [NamedValue] {
    var limits: [NamedValue] = []
    for finding in findings {
      guard let limit = finding.limit else { continue }
      let value = NamedValue(
        finding.unit ?? finding.code.rawValue, ReasonText.number(limit, decimalMark: "."))
      if !limits.contains(value) { limits.append(value) }
    }
    return limits
  }
}
