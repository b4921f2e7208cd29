/// A machine-readable zone as read: its lines, where they stand, and what had to be repaired.
package struct MachineReadableZone: Codable, Sendable, Equatable {
  package let layout: MRZLayout
  /// `layout.lineCount` lines of `layout.lineLength` characters out of A–Z, 0–9 and `<`.
  package let lines: [Private<String>]
  /// In pixels of the kept page, one a line; may be empty when unknown.
  package let boxes: [PixelRect]
  /// Characters changed after reading because the field's alphabet or a check digit asked for it: each makes it
  /// weaker evidence.
  package let repairs: Int

  /// Nil when the lines do not have the layout's shape and alphabet.
  package init?(layout: MRZLayout, lines: [String], boxes: [PixelRect] = [], repairs: Int = 0) {
    guard lines.count == layout.lineCount,
      lines.allSatisfy({ $0.count == layout.lineLength && MRZCheckDigit.value(of: $0) != nil })
    else { return nil }
    self.layout = layout
    self.lines = lines.map(Private.init)
    self.boxes = boxes
    self.repairs = repairs
  }

  private enum CodingKeys: String, CodingKey { case layout, lines, boxes, repairs }

  /// Lines that do not have the layout's shape are not decoded: they come from outside.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let zone = MachineReadableZone(
      layout: try container.decode(MRZLayout.self, forKey: .layout),
      lines: try container.decode([String].self, forKey: .lines),
      boxes: try container.decode([PixelRect].self, forKey: .boxes),
      repairs: try container.decode(Int.self, forKey: .repairs))
    guard let zone else {
      throw DecodingError.dataCorruptedError(
        forKey: .lines, in: container, debugDescription: "not lines of that layout")
    }
    self = zone
  }

  /// The characters of a field, fillers included; nil where the layout has no such field.
  package func raw(_ field: MRZField) -> String? {
    layout.span(of: field).map(characters(in:))
  }

  /// A field without its trailing fillers, inner fillers as spaces.
  package func text(_ field: MRZField) -> String? {
    raw(field).map { String($0.reversed().drop { $0 == "<" }.reversed()).replacing("<", with: " ") }
  }

  /// What holds a check digit, and whether it agrees. An empty TD3 optional field may carry `<` for its digit. A TD1
  /// or TD2 number longer than nine characters goes on in the optional field, its last character there being the
  /// check digit (part 5, 4.2.2.1).
  package var checkDigits: [(field: MRZField, holds: Bool)] {
    layout.checkDigits.map { ($0.field, holds($0)) }
  }

  /// Every check digit of the layout agrees.
  ///
  /// A layout without any proves nothing.
  package var checkDigitsHold: Bool { !layout.checkDigits.isEmpty && checkDigits.allSatisfy(\.holds) }

  /// The document number, whole even where it overflows into the optional field.
  package var documentNumber: String {
    let number = text(.documentNumber) ?? ""
    guard let long = longNumber else { return number }
    return number + long.rest
  }

  /// Family name, then given names, as printed: `<` as space. Either may be empty; both are upper-case ICAO
  /// transliterations.
  package var names: (family: String, given: String) {
    let field = raw(.names) ?? ""
    let family: Substring
    let given: Substring
    let givenField = raw(.givenNames)
    if let givenField {
      family = Substring(field)
      given = Substring(givenField)
    } else if let gap = field.firstRange(of: "<<") {
      family = field[..<gap.lowerBound]
      given = field[gap.upperBound...]
    } else {
      family = Substring(field)
      given = ""
    }
    func spaced(_ part: Substring) -> String {
      part.split(separator: "<").joined(separator: " ")
    }
    return (spaced(family), spaced(given))
  }

  /// The name field is full to its last column, so the names may go on beyond it (part 3, 4.6: truncation).
  package var namesMayBeTruncated: Bool {
    [.names, .givenNames].contains { field in raw(field)?.last.map { $0 != "<" } ?? false }
  }

  /// The birth date, its century chosen so that it is not after `today`; nil when unknown parts or no such day.
  package func birthDate(asOf today: Day) -> Day? {
    guard let text = raw(.birthDate), let (year, month, day) = MachineReadableZone.parts(of: text) else { return nil }
    let century = today.year / 100 * 100
    if let near = Day(year: century + year, month: month, day: day), near <= today { return near }
    return Day(year: century - 100 + year, month: month, day: day)
  }

  /// The expiry date, its century chosen so that it lies within 50 years of `today`; nil when unknown parts or no
  /// such day.
  package func expiryDate(asOf today: Day) -> Day? {
    guard let text = raw(.expiryDate), let (year, month, day) = MachineReadableZone.parts(of: text) else { return nil }
    let century = today.year / 100 * 100
    let candidates = [century - 100, century, century + 100].compactMap {
      Day(year: $0 + year, month: month, day: day)
    }
    return candidates.min { abs($0.year - today.year) < abs($1.year - today.year) }
  }

  private static func parts(of text: String) -> (year: Int, month: Int, day: Int)? {
    let digits = text.compactMap(\.wholeNumberValue)
    guard digits.count == 6, text.count == 6 else { return nil }
    return (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3], digits[4] * 10 + digits[5])
  }

  private func characters(in span: MRZLayout.Span) -> String {
    String(Array(lines[span.line].value)[span.columns])
  }

  private func holds(_ guarded: MRZLayout.Guarded) -> Bool {
    let digit = characters(in: guarded.digit)
    let covered = guarded.covers.map(characters(in:)).joined()
    if guarded.field == .documentNumber, digit == "<", let long = longNumber {
      return MRZCheckDigit.value(of: covered + long.rest) == long.digit
    }
    if digit == "<" { return guarded.field == .optional && covered.allSatisfy { $0 == "<" } }
    guard let expected = digit.first?.wholeNumberValue else { return false }
    return MRZCheckDigit.value(of: covered) == expected
  }

  /// The rest of a document number too long for its nine columns, and the check digit at its end.
  private var longNumber: (rest: String, digit: Int)? {
    guard layout == .td1 || layout == .td2,
      let guarded = layout.checkDigits.first(where: { $0.field == .documentNumber }),
      characters(in: guarded.digit) == "<",
      let rest = raw(.optional)?.split(separator: "<").first,
      let digit = rest.last?.wholeNumberValue
    else { return nil }
    return (String(rest.dropLast()), digit)
  }
}
