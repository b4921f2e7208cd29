/// A personal value: a name, an address, read text, digits. It travels and compares like its value but never prints
/// it, so that no log line, error text or debugger dump can carry it by accident.
package struct Private<Value: Sendable>: Sendable {
  /// The value itself. Whoever reads it answers for where it goes.
  package let value: Value

  package init(_ value: Value) { self.value = value }
}

extension Private: Equatable where Value: Equatable {}
extension Private: Hashable where Value: Hashable {}

extension Private: Codable where Value: Codable {
  package init(from decoder: any Decoder) throws {
    value = try decoder.singleValueContainer().decode(Value.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}

extension Private: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "‹private›" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
