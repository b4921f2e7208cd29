internal import FoundationEssentials
internal import Judgement
internal import Paperwork
internal import Pipelines

/// The settings of a check as a pipeline file has them.
struct PipelineSettings: Sendable {
  /// Every setting that the file gives, by name, and `required`.
  let values: [String: JSONText]

  init(_ configured: ConfiguredCheck) {
    var values = PipelineSettings.encoded(configured.check)
    values["required"] = .bool(configured.isRequired)
    self.values = values
  }

  /// A setting as people read it; nil for one that the file leaves out.
  func text(_ name: String) -> String? { values[name].flatMap(PipelineSettings.text) }

  /// Those that something is held against, in words: `minimumAge 18, minimumWordConfidence 0.6`; empty for none.
  var limits: String {
    values.sorted { $0.key < $1.key }.compactMap { name, value in
      switch value {
      case .whole, .number, .object: PipelineSettings.text(value).map { "\(name) \($0)" }
      case .null, .bool, .text, .list: nil
      }
    }.joined(separator: ", ")
  }

  private static func encoded(_ check: some Check) -> [String: JSONText] {
    guard let encoded = try? JSONEncoder().encode(check), let json = try? JSONReader.value(of: Array(encoded)),
      case .object(let members) = json.value
    else { return [:] }
    return Dictionary(members.map { ($0.key, JSONText($0.value)) }, uniquingKeysWith: { first, _ in first })
  }

  private static func text(_ value: JSONText) -> String? {
    switch value {
    case .null: nil
    case .text(let text): text
    case .list(let values): values.compactMap(text).joined(separator: ", ")
    case .object(let members):
      members.compactMap { member in text(member.value).map { "\(member.key): \($0)" } }.joined(separator: ", ")
    case .bool, .whole, .number: value.line
    }
  }
}

extension JSONText {
  /// What was read, keys of objects in alphabetical order.
  init(_ json: LocatedJSON) {
    self =
      switch json.value {
      case .null: .null
      case .bool(let value): .bool(value)
      case .number(let number): Int(number).map { .whole($0) } ?? Double(number).map { .number($0) } ?? .null
      case .text(let text): .text(text)
      case .list(let elements): .list(elements.map { JSONText($0) })
      case .object(let members):
        .sorted(Dictionary(members.map { ($0.key, JSONText($0.value)) }, uniquingKeysWith: { first, _ in first }))
      }
  }
}
