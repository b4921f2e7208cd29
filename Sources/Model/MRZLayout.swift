/// The layouts of machine-readable zones (ICAO Doc 9303 parts 4–7). Columns are 0-based and half-open.
package enum MRZLayout: String, Codable, Sendable, CaseIterable {
  /// Cards: three lines of 30.
  case td1 = "TD1"
  /// Older cards: two lines of 36.
  case td2 = "TD2"
  /// Passports: two lines of 44.
  case td3 = "TD3"
  /// Visas of passport size: two lines of 44, no composite check digit.
  case mrvA = "MRVA"
  /// Visas of card size: two lines of 36, no composite check digit.
  case mrvB = "MRVB"

  package var lineCount: Int { self == .td1 ? 3 : 2 }

  package var lineLength: Int {
    switch self {
    case .td1: 30
    case .td2, .mrvB: 36
    case .td3, .mrvA: 44
    }
  }

  /// A run of columns on one line.
  package struct Span: Sendable, Hashable {
    package let line: Int
    package let columns: Range<Int>

    package init(_ line: Int, _ columns: Range<Int>) {
      self.line = line
      self.columns = columns
    }
  }

  /// A field guarded by a check digit: the spans it covers and where its digit stands.
  package struct Guarded: Sendable {
    package let field: MRZField
    package let covers: [Span]
    package let digit: Span
  }

  /// The layout that lines of these lengths and this first letter have; nil if none. Visas start with `V`.
  package init?(lineCount: Int, lineLength: Int, first: Character?) {
    switch (lineCount, lineLength) {
    case (3, 30): self = .td1
    case (2, 36): self = first == "V" ? .mrvB : .td2
    case (2, 44): self = first == "V" ? .mrvA : .td3
    default: return nil
    }
  }

  package func span(of field: MRZField) -> Span? {
    switch (self, field) {
    case (_, .documentCode): Span(0, 0..<2)
    case (_, .issuer): Span(0, 2..<5)
    case (.td1, .names): Span(2, 0..<30)
    case (_, .names): Span(0, 5..<lineLength)
    case (.td1, .documentNumber): Span(0, 5..<14)
    case (_, .documentNumber): Span(1, 0..<9)
    case (.td1, .birthDate): Span(1, 0..<6)
    case (_, .birthDate): Span(1, 13..<19)
    case (.td1, .sex): Span(1, 7..<8)
    case (_, .sex): Span(1, 20..<21)
    case (.td1, .expiryDate): Span(1, 8..<14)
    case (_, .expiryDate): Span(1, 21..<27)
    case (.td1, .nationality): Span(1, 15..<18)
    case (_, .nationality): Span(1, 10..<13)
    case (.td1, .optional): Span(0, 15..<30)
    case (.td1, .optional2): Span(1, 18..<29)
    case (.td2, .optional): Span(1, 28..<35)
    case (.td3, .optional): Span(1, 28..<42)
    case (.mrvA, .optional): Span(1, 28..<44)
    case (.mrvB, .optional): Span(1, 28..<36)
    case (_, .optional2), (_, .composite): nil
    }
  }

  /// The check digits of the layout, in reading order, the composite last.
  package var checkDigits: [Guarded] {
    func single(_ field: MRZField, _ digit: Span) -> Guarded {
      Guarded(field: field, covers: span(of: field).map { [$0] } ?? [], digit: digit)
    }
    switch self {
    case .td1:
      return [
        single(.documentNumber, Span(0, 14..<15)), single(.birthDate, Span(1, 6..<7)),
        single(.expiryDate, Span(1, 14..<15)),
        Guarded(
          field: .composite, covers: [Span(0, 5..<30), Span(1, 0..<7), Span(1, 8..<15), Span(1, 18..<29)],
          digit: Span(1, 29..<30)),
      ]
    case .td2:
      return twoLineDigits + [
        Guarded(
          field: .composite, covers: [Span(1, 0..<10), Span(1, 13..<20), Span(1, 21..<35)], digit: Span(1, 35..<36))
      ]
    case .td3:
      return twoLineDigits + [
        single(.optional, Span(1, 42..<43)),
        Guarded(
          field: .composite, covers: [Span(1, 0..<10), Span(1, 13..<20), Span(1, 21..<43)], digit: Span(1, 43..<44)),
      ]
    case .mrvA, .mrvB: return twoLineDigits
    }
  }

  private var twoLineDigits: [Guarded] {
    [
      Guarded(field: .documentNumber, covers: [Span(1, 0..<9)], digit: Span(1, 9..<10)),
      Guarded(field: .birthDate, covers: [Span(1, 13..<19)], digit: Span(1, 19..<20)),
      Guarded(field: .expiryDate, covers: [Span(1, 21..<27)], digit: Span(1, 27..<28)),
    ]
  }
}

/// The fields of a machine-readable zone.
package enum MRZField: String, Codable, Sendable, CaseIterable {
  case documentCode, issuer, names, documentNumber, birthDate, sex, expiryDate, nationality, optional, optional2,
    composite
}

/// The check digit of ICAO Doc 9303 part 3, 4.9: weights 7, 3, 1; digits as they are, A–Z 10–35, `<` 0; modulo 10.
package enum MRZCheckDigit {
  /// Nil when a character is none of the MRZ alphabet.
  package static func value(of characters: some Sequence<Character>) -> Int? {
    var sum = 0
    for (index, character) in characters.enumerated() {
      guard let worth = worth(of: character) else { return nil }
      sum += worth * [7, 3, 1][index % 3]
    }
    return sum % 10
  }

  private static func worth(of character: Character) -> Int? {
    guard let ascii = character.asciiValue else { return nil }
    switch ascii {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return Int(ascii - UInt8(ascii: "0"))
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): return Int(ascii - UInt8(ascii: "A")) + 10
    case UInt8(ascii: "<"): return 0
    default: return nil
    }
  }
}
