import Model

/// A line of a list of facts. The value is personal or may stand beside personal ones; a template writes it out.
struct NamedValue: Sendable, Equatable {
  let name: String
  let value: Private<String>

  init(_ name: String, _ value: String) { self.init(name, Private(value)) }

  init(_ name: String, _ value: Private<String>) {
    self.name = name
    self.value = value
  }
}
