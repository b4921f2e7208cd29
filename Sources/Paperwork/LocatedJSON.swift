/// A JSON value that knows the line it stands on.
package struct LocatedJSON: Sendable, Equatable {
  package enum Value: Sendable, Equatable {
    case null
    case bool(Bool)
    /// As written.
    case number(String)
    case text(String)
    case list([LocatedJSON])
    case object([Member])
  }

  package struct Member: Sendable, Equatable {
    package let key: String
    /// Of the key; counts from 1.
    package let line: Int
    package let value: LocatedJSON

    package init(key: String, line: Int, value: LocatedJSON) {
      self.key = key
      self.line = line
      self.value = value
    }
  }

  /// Of the first character; counts from 1.
  package let line: Int
  package let value: Value

  package init(line: Int, value: Value) {
    self.line = line
    self.value = value
  }
}

/// Reads JSON (RFC 8259) strictly and keeps line numbers, which Foundation's decoder does not. Nesting is bounded; a
/// key that stands twice in one object is refused, because programs disagree about which one counts.
package struct JSONReader {
  /// Where the text stops being JSON, and why; carries nothing of the text itself.
  package struct Failure: Error, Equatable {
    package let line: Int
    package let sentence: String
  }

  private static let deepest = 16

  private let bytes: [UInt8]
  private var position = 0
  private var line: Int

  /// `firstLine` is the line number of the first byte.
  package init(_ bytes: [UInt8], firstLine: Int = 1) {
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    line = firstLine
  }

  /// The one value that the text holds.
  package static func value(of bytes: [UInt8], firstLine: Int = 1) throws(Failure) -> LocatedJSON {
    var reader = JSONReader(bytes, firstLine: firstLine)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == reader.bytes.count else { throw reader.failure("something follows the JSON value") }
    return value
  }

  private func failure(_ sentence: String) -> Failure { Failure(line: line, sentence: sentence) }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = current, [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
      if byte == 0x0A { line += 1 }
      position += 1
    }
  }

  private mutating func take(_ byte: Character) -> Bool {
    guard current == byte.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(Failure) -> LocatedJSON {
    guard depth < JSONReader.deepest else { throw failure("nested deeper than \(JSONReader.deepest) levels") }
    skipSpace()
    let start = line
    switch current {
    case UInt8(ascii: "{"): return LocatedJSON(line: start, value: .object(try members(depth: depth)))
    case UInt8(ascii: "["): return LocatedJSON(line: start, value: .list(try elements(depth: depth)))
    case UInt8(ascii: "\""): return LocatedJSON(line: start, value: .text(try text()))
    case nil: throw failure("ends in the middle; a value is missing")
    default: return LocatedJSON(line: start, value: try word())
    }
  }

  private mutating func members(depth: Int) throws(Failure) -> [LocatedJSON.Member] {
    position += 1
    var members: [LocatedJSON.Member] = []
    skipSpace()
    if take("}") { return members }
    while true {
      skipSpace()
      let start = line
      guard current == UInt8(ascii: "\"") else { throw failure("a key in quotation marks is missing") }
      let key = try text()
      skipSpace()
      guard take(":") else { throw failure("a colon is missing after a key") }
      guard !members.contains(where: { $0.key == key }) else {
        throw Failure(line: start, sentence: "key '\(Shown.text(key))' stands twice")
      }
      members.append(LocatedJSON.Member(key: key, line: start, value: try value(depth: depth + 1)))
      skipSpace()
      if take("}") { return members }
      guard take(",") else { throw failure("a comma or a closing brace is missing") }
    }
  }

  private mutating func elements(depth: Int) throws(Failure) -> [LocatedJSON] {
    position += 1
    var elements: [LocatedJSON] = []
    skipSpace()
    if take("]") { return elements }
    while true {
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take("]") { return elements }
      guard take(",") else { throw failure("a comma or a closing bracket is missing") }
    }
  }

  private mutating func word() throws(Failure) -> LocatedJSON.Value {
    let start = position
    while let byte = current, !" \t\r\n,]}:\"[{".utf8.contains(byte) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    switch word {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default:
      guard word.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil else {
        throw failure("a word that is no JSON value; texts stand in quotation marks")
      }
      return .number(word)
    }
  }

  private mutating func text() throws(Failure) -> String {
    position += 1
    var units: [UInt8] = []
    while let byte = current {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: units, as: UTF8.self) else { throw failure("a text is not UTF-8") }
        return text
      case UInt8(ascii: "\\"): units += try escaped().utf8
      case 0..<0x20: throw failure("a text is not closed on its line")
      default: units.append(byte)
      }
    }
    throw failure("ends in the middle of a text")
  }

  private mutating func escaped() throws(Failure) -> String {
    guard let byte = current else { throw failure("ends in the middle of a text") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try hexadecimal()
      if (0xDC00...0xDFFF).contains(unit) { throw failure("half a surrogate pair") }
      guard (0xD800...0xDBFF).contains(unit) else { return String(decoding: [unit], as: UTF16.self) }
      guard take("\\"), take("u") else { throw failure("half a surrogate pair") }
      let second = try hexadecimal()
      guard (0xDC00...0xDFFF).contains(second) else { throw failure("half a surrogate pair") }
      return String(decoding: [unit, second], as: UTF16.self)
    default: throw failure("an escape that JSON does not know")
    }
  }

  private mutating func hexadecimal() throws(Failure) -> UInt16 {
    let digits = bytes[position..<min(position + 4, bytes.count)]
    guard digits.count == 4, digits.allSatisfy({ UnicodeScalar($0).properties.isASCIIHexDigit }),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw failure("\\u needs four hexadecimal digits") }
    position += 4
    return unit
  }
}
