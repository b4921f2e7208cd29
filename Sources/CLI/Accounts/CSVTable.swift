/// A CSV file (RFC 4180) in rows of fields, read strictly. The separator is the semicolon where the first line holds
/// one and no comma, as spreadsheets in Danish write it; otherwise the comma.
struct CSVTable: Sendable, Equatable {
  /// One record and the line it starts on; counts from 1.
  struct Row: Sendable, Equatable {
    let line: Int
    let fields: [String]
  }

  /// Why the text is no CSV; carries nothing of the text itself.
  struct Failure: Error, Equatable {
    let line: Int
    let sentence: String
  }

  /// Rows that hold nothing at all are left out.
  let rows: [Row]

  /// Reads a whole file; a byte order mark is skipped.
  init(_ bytes: [UInt8]) throws(Failure) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(line: 1, sentence: "is not UTF-8; save it as CSV UTF-8")
    }
    let scalars = Array(text.unicodeScalars.drop { $0 == "\u{FEFF}" })
    let header = scalars.prefix { $0 != "\n" }
    let separator: UnicodeScalar = header.contains(";") && !header.contains(",") ? ";" : ","
    var rows: [Row] = []
    var position = 0
    var line = 1
    while position < scalars.count {
      let row = try CSVTable.row(in: scalars, at: &position, line: &line, separator: separator)
      if row.fields != [""] { rows.append(row) }
    }
    self.rows = rows
  }

  private static func row(
    in scalars: [UnicodeScalar], at position: inout Int, line: inout Int, separator: UnicodeScalar
  ) throws(Failure) -> Row {
    let start = line
    var fields: [String] = []
    while true {
      fields.append(try field(in: scalars, at: &position, line: &line, separator: separator))
      guard position < scalars.count else { return Row(line: start, fields: fields) }
      let end = scalars[position]
      position += 1
      if end == separator { continue }
      if end == "\r", position < scalars.count, scalars[position] == "\n" { position += 1 }
      line += 1
      return Row(line: start, fields: fields)
    }
  }

  /// Reads up to the separator or line end that follows the field.
  private static func field(
    in scalars: [UnicodeScalar], at position: inout Int, line: inout Int, separator: UnicodeScalar
  ) throws(Failure) -> String {
    var field = String.UnicodeScalarView()
    func atEnd(_ scalar: UnicodeScalar) -> Bool { scalar == separator || scalar == "\r" || scalar == "\n" }
    guard position < scalars.count, scalars[position] == "\"" else {
      while position < scalars.count, !atEnd(scalars[position]) {
        guard scalars[position] != "\"" else {
          throw Failure(line: line, sentence: "a quotation mark inside a field that does not start with one")
        }
        field.append(scalars[position])
        position += 1
      }
      return String(field)
    }
    let start = line
    position += 1
    while position < scalars.count {
      let scalar = scalars[position]
      position += 1
      if scalar == "\n" { line += 1 }
      guard scalar == "\"" else {
        field.append(scalar)
        continue
      }
      guard position < scalars.count, !atEnd(scalars[position]) else { return String(field) }
      guard scalars[position] == "\"" else {
        throw Failure(line: line, sentence: "something follows the closing quotation mark of a field")
      }
      field.append("\"")
      position += 1
    }
    throw Failure(line: start, sentence: "a quotation mark is not closed")
  }
}
