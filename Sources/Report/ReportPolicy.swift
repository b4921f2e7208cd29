import Casework
import FoundationEssentials
import Judgement
import Model

/// The checks of one version of a pipeline with their settings: the limits that a case was held against.
package struct ReportPolicy: Sendable {
  private let pipeline: String
  private let version: Int
  private let settings: [String: [NamedValue]]

  package init(pipeline: String, version: Int, checks: [ConfiguredCheck]) {
    self.pipeline = pipeline
    self.version = version
    settings = Dictionary(
      checks.map { ($0.name, ReportPolicy.settings(of: $0.check)) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether the last verdict of the case was made by it.
  package func judged(_ file: CaseFile) -> Bool {
    file.summary.pipeline == pipeline && file.runs.last?.conclusion.pipelineVersion == version
  }

  /// The settings of a check by name, in words; empty for a check without any.
  package func limits(of check: String) -> [NamedValue] { settings[check] ?? [] }

  private static func settings(of check: some Check) -> [NamedValue] {
    let encoded = try? JSONEncoder().encode(check)
    let values = encoded.flatMap { try? JSONDecoder().decode([String: SettingValue].self, from: $0) } ?? [:]
    return values.sorted { $0.key < $1.key }.map { NamedValue(PlainWords.words($0.key), $0.value.words) }
      .filter { !$0.value.value.isEmpty }
  }
}

/// A setting of any shape that pipeline files have.
private enum SettingValue: Decodable {
  case flag(Bool)
  case number(Double)
  case text(String)
  case list([SettingValue])
  case table([String: SettingValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([SettingValue].self) {
      self = .list(list)
    } else {
      self = .table(try container.decode([String: SettingValue].self))
    }
  }

  var words: String {
    switch self {
    case .flag(let flag): flag ? "yes" : "no"
    case .number(let number): ReasonText.number(number, decimalMark: ".")
    case .text(let text): PlainWords.words(text)
    case .list(let values): values.map(\.words).joined(separator: ", ")
    case .table(let values):
      values.sorted { $0.key < $1.key }.map { "\(PlainWords.words($0.key)) \($0.value.words)" }.joined(separator: ", ")
    }
  }
}
