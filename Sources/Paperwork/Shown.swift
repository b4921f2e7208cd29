/// Text from outside as it may stand on a terminal or in one line of JSON: nothing in it moves the cursor, changes
/// colours, turns the direction of writing, or ends the line.
package enum Shown {
  /// Longer texts are cut at this many characters.
  package static let longest = 120

  /// Control characters, direction marks and line ends as `\u{…}`; cut at `longest`.
  package static func text(_ text: some StringProtocol, longest: Int = longest) -> String {
    let scalars = text.unicodeScalars
    return scalars.prefix(longest).map(shown).joined() + (scalars.dropFirst(longest).isEmpty ? "" : "…")
  }

  /// A file name, which is any bytes but `/` and NUL: as `text`, with bytes that are no UTF-8 as `\xNN`.
  package static func name(_ bytes: [UInt8]) -> String {
    if let valid = String(validating: bytes, as: UTF8.self) { return text(valid) }
    let escaped = bytes.prefix(longest).map { byte in
      (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\\")
        ? String(UnicodeScalar(byte)) : "\\x" + hexadecimal(byte)
    }
    return escaped.joined() + (bytes.count > longest ? "…" : "")
  }

  /// A shown text as one word of a command line.
  package static func argument(_ shown: String) -> String {
    let isPlain =
      !shown.isEmpty
      && shown.utf8.allSatisfy { byte in
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "_-./:,@%+=".utf8.contains(byte)
      }
    return isPlain ? shown : "'" + shown.replacing("'", with: "'\\''") + "'"
  }

  /// Two lower-case hexadecimal digits.
  package static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  private static func shown(_ scalar: UnicodeScalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
      scalar.escaped(asASCII: true)
    default: String(scalar)
    }
  }
}
