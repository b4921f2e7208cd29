/// A JSON value to be written, its keys in the order they were given.
package indirect enum JSONText: Sendable, Equatable {
  case null
  case bool(Bool)
  case whole(Int)
  case number(Double)
  case text(String)
  case list([JSONText])
  case object([Member])

  /// A key and its value.
  package struct Member: Sendable, Equatable {
    package let key: String
    package let value: JSONText

    package init(key: String, value: JSONText) {
      self.key = key
      self.value = value
    }
  }

  /// An object of pairs in their order.
  package static func keyed(_ pairs: KeyValuePairs<String, JSONText>) -> JSONText {
    .object(pairs.map { Member(key: $0.key, value: $0.value) })
  }

  /// An object with its keys in alphabetical order.
  package static func sorted(_ values: [String: JSONText]) -> JSONText {
    .object(values.sorted { $0.key < $1.key }.map { Member(key: $0.key, value: $0.value) })
  }

  /// The keys and values of an object; none of anything else.
  package var members: [Member] {
    if case .object(let members) = self { members } else { [] }
  }

  /// `value` or null.
  package static func orNull<Value>(_ value: Value?, _ made: (Value) -> JSONText) -> JSONText {
    value.map(made) ?? .null
  }

  /// On one line, without spaces around punctuation, slashes as they are.
  package var line: String {
    var output = ""
    write(to: &output)
    return output
  }

  private func write(to output: inout String) {
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .whole(let value): output += String(value)
    case .number(let value): output += JSONText.written(value)
    case .text(let text): JSONText.quote(text, to: &output)
    case .list(let values):
      output += "["
      for (index, value) in values.enumerated() {
        if index > 0 { output += "," }
        value.write(to: &output)
      }
      output += "]"
    case .object(let members):
      output += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { output += "," }
        JSONText.quote(member.key, to: &output)
        output += ":"
        member.value.write(to: &output)
      }
      output += "}"
    }
  }

  /// Whole numbers without a fraction; what JSON cannot say (infinity, NaN) as null.
  private static func written(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    return "\(value)"
  }

  private static func quote(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{200E}", "\u{200F}",
        "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}
