/// The layouts of machine-readable zones (ICAO Doc 9303 parts 4–7), and those of cards that have their own. Columns are
/// 0-based and half-open.
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
  /// French identity cards of 1988 to 2021: two lines of 36, given names on the second, no expiry date.
  case frenchIdentity = "FRID"
  /// French driving licences since 2013: one line of 30 with number, expiry date and the beginning of the family name.
  case frenchLicence = "FRDL"
  /// Driving licences of other states (ISO/IEC 18013-1): one line of 30 that begins with `D1` and the issuer; only its
  /// last column, a check digit over all others, means the same everywhere.
  case licence = "DL"
  /// Swiss driving licences: two lines of 30 without check digits, below a short one with the number of the blank.
  case swissLicence = "CHDL"

  package var lineCount: Int {
    switch self {
    case .td1: 3
    case .frenchLicence, .licence: 1
    default: 2
    }
  }

  package var lineLength: Int {
    switch self {
    case .td1, .frenchLicence, .licence, .swissLicence: 30
    case .td2, .mrvB, .frenchIdentity: 36
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

  /// The layout of these lines, by their number, length and beginning; nil if none.
  package init?(lines: [String]) {
    guard let first = lines.first, lines.allSatisfy({ $0.count == first.count }) else { return nil }
    switch (lines.count, first.count) {
    case (2, 36) where first.hasPrefix("IDFRA"): self = .frenchIdentity
    case (1, 30) where first.hasPrefix("D1FRA"): self = .frenchLicence
    case (1, 30) where first.hasPrefix("D"): self = .licence
    case (2, 30) where first.dropFirst(2).hasPrefix("CHE"): self = .swissLicence
    default: self.init(lineCount: lines.count, lineLength: first.count, first: first.first)
    }
  }

  package func span(of field: MRZField) -> Span? {
    switch (self, field) {
    case (.frenchIdentity, .names): Span(0, 5..<30)
    case (.frenchIdentity, .givenNames): Span(1, 13..<27)
    case (.frenchIdentity, .documentNumber): Span(1, 0..<12)
    case (.frenchIdentity, .birthDate): Span(1, 27..<33)
    case (.frenchIdentity, .sex): Span(1, 34..<35)
    case (.frenchIdentity, .optional): Span(0, 30..<36)
    case (.frenchLicence, .documentNumber): Span(0, 5..<14)
    case (.frenchLicence, .expiryDate): Span(0, 15..<21)
    case (.frenchLicence, .names): Span(0, 21..<29)
    case (.licence, .optional): Span(0, 5..<29)
    case (.swissLicence, .documentNumber): Span(0, 5..<17)
    case (.swissLicence, .birthDate): Span(0, 19..<25)
    case (.swissLicence, .names): Span(1, 0..<30)
    case (_, .documentCode): Span(0, 0..<2)
    case (_, .issuer): Span(0, 2..<5)
    case (.frenchIdentity, _), (.frenchLicence, _), (.licence, _), (.swissLicence, _), (_, .givenNames): nil
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
    case .frenchIdentity:
      return [
        single(.documentNumber, Span(1, 12..<13)), single(.birthDate, Span(1, 33..<34)),
        Guarded(field: .composite, covers: [Span(0, 0..<36), Span(1, 0..<35)], digit: Span(1, 35..<36)),
      ]
    case .frenchLicence:
      // Counted from the start of the line, so that the digit guards the issuer too.
      return [
        Guarded(field: .documentNumber, covers: [Span(0, 0..<14)], digit: Span(0, 14..<15)),
        Guarded(field: .composite, covers: [Span(0, 0..<29)], digit: Span(0, 29..<30)),
      ]
    case .licence: return [Guarded(field: .composite, covers: [Span(0, 0..<29)], digit: Span(0, 29..<30))]
    case .swissLicence: return []
    }
  }

  /// The code lines carry the names in full, or cut short only where they end.
  package var carriesNames: Bool { self != .frenchLicence && self != .licence }

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
    composite, givenNames
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
