/// A header's value with parameters: `form-data; name="file"; filename="a.jpg"`. Names of parameters and the value are in
/// lower case. Takes whatever it is given.
struct HeaderParameters: Equatable {
  let value: String
  /// The first one of each name.
  private(set) var parameters: [String: String] = [:]

  init(_ text: String) {
    var rest = text.unicodeScalars[...]
    value = HeaderParameters.trimmed(HeaderParameters.word(&rest)).lowercased()
    while rest.popFirst() != nil {
      var pair = HeaderParameters.word(&rest, stoppingAt: "=")
      let name = HeaderParameters.trimmed(pair).lowercased()
      pair = ""
      if rest.first == "=" {
        rest.removeFirst()
        pair = HeaderParameters.word(&rest)
      }
      if !name.isEmpty, parameters[name] == nil { parameters[name] = HeaderParameters.unquoted(pair) }
    }
  }

  /// Up to a semicolon, or that other character, outside quotation marks.
  private static func word(
    _ rest: inout Substring.UnicodeScalarView, stoppingAt other: UnicodeScalar = ";"
  ) -> String {
    var word = String.UnicodeScalarView()
    var isQuoted = false
    while let scalar = rest.first, isQuoted || (scalar != ";" && scalar != other) {
      rest.removeFirst()
      word.append(scalar)
      if scalar == "\"" { isQuoted.toggle() }
      if scalar == "\\", isQuoted, let escaped = rest.popFirst() { word.append(escaped) }
    }
    return String(word)
  }

  private static func unquoted(_ text: String) -> String {
    let text = trimmed(text)
    guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
    var result = String.UnicodeScalarView()
    var scalars = text.unicodeScalars.dropFirst().dropLast()
    while let scalar = scalars.popFirst() {
      if scalar == "\\", let escaped = scalars.popFirst() { result.append(escaped) } else { result.append(scalar) }
    }
    return String(result)
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
