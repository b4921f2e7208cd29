/// A key for a table column: sorted by code units, keys come in the order in which people expect the values.
enum SortKey {
  /// Numbers within a text count as numbers, capitals do not count: `A-9` before `A-10`.
  static func natural(_ text: String) -> String {
    var key = ""
    var digits = ""
    for character in text.lowercased() {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        key += padded(digits)
        digits = ""
        key.append(character)
      }
    }
    return key + padded(digits)
  }

  private static func padded(_ digits: String) -> String {
    digits.isEmpty ? "" : String(repeating: "0", count: max(0, 12 - digits.count)) + digits
  }
}
