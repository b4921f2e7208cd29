import Model

/// A line of a list of facts. The value is personal or may stand beside personal ones; a template writes it out.
package struct NamedValue: Sendable, Equatable {
  package let name: String
  package let value: Private<String>

  /// Both in words.
  package init(_ name: String, _ value: String) { self.init(name, Private(value)) }

  /// The name in words.
  package init(_ name: String, _ value: Private<String>) {
    self.name = name
    self.value = value
  }
}
