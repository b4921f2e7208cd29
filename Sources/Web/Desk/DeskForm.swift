/// The fields of a form as a browser sends it: `application/x-www-form-urlencoded`.
struct DeskForm: Sendable {
  private let fields: [(name: String, value: String)]

  /// Nil when it cannot be read.
  init?(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    var fields: [(String, String)] = []
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentText.decoded(parts[0], plusIsSpace: true),
        let value = PercentText.decoded(parts.count == 2 ? parts[1] : "", plusIsSpace: true, allowsLines: true)
      else { return nil }
      fields.append((name, value))
    }
    self.fields = fields
  }

  static let empty = DeskForm()

  private init() { fields = [] }

  /// The last one of that name; nil for none.
  subscript(_ name: String) -> String? { fields.last { $0.name == name }?.value }

  /// All of that name, in order.
  func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  /// Without the white space around it; nil for nothing.
  func text(_ name: String) -> String? {
    guard let value = self[name] else { return nil }
    let trimmed = String(value.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    return trimmed.isEmpty ? nil : trimmed
  }
}
