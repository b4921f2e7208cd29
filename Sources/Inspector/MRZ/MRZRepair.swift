import Model

/// Corrects what OCR confuses in code lines, and counts what it changed. It never turns one digit into another: a
/// check digit that is wrong on the document stays wrong.
struct MRZRepair {
  let layout: MRZLayout
  private var lines: [[Character]]
  private let probabilities: [[Double]]
  private(set) var repairs = 0

  /// A character read more surely than this is not touched for a check digit's sake.
  private static let sure = 0.995
  /// Changes tried together for one check digit.
  private static let mostChanges = 2
  /// Of the characters that may be changed, so many of the least sure are tried.
  private static let mostDoubtful = 6

  private static let asDigit: [Character: Character] = [
    "O": "0", "Q": "0", "D": "0", "U": "0", "I": "1", "L": "1", "Z": "2", "A": "4", "S": "5", "G": "6", "T": "7",
    "B": "8",
  ]
  private static let asLetter: [Character: Character] = [
    "0": "O", "1": "I", "2": "Z", "4": "A", "5": "S", "6": "G", "7": "T", "8": "B",
  ]

  init(layout: MRZLayout, lines: [MRZLine]) {
    self.layout = layout
    self.lines = lines.map(\.characters)
    probabilities = lines.map(\.probabilities)
  }

  var text: [String] { lines.map { String($0) } }

  /// Dates and check digits hold digits only; names, states and the sex hold letters only.
  mutating func putLettersAndDigitsInTheirPlaces() {
    for field in [MRZField.birthDate, .expiryDate] {
      if let span = layout.span(of: field) { replace(in: span, by: Self.asDigit) }
    }
    for guarded in layout.checkDigits { replace(in: guarded.digit, by: Self.asDigit) }
    // Licences carry a digit in their code: `D1`.
    let code: [MRZField] = layout == .licence || layout == .frenchLicence ? [] : [.documentCode]
    for field in code + [.issuer, .nationality, .names, .givenNames, .sex] {
      if let span = layout.span(of: field) { replace(in: span, by: Self.asLetter) }
    }
  }

  /// Letters less like a digit, tried after the likest and only where the digit was hardly read.
  private static let asOtherLetters: [Character: [Character]] = ["0": ["D", "Q"], "1": ["J", "L"], "7": ["Z", "Y"]]
  private static let hardlyRead = 0.9

  private static let alikeLetters: [Set<Character>] = [
    ["D", "O", "Q"], ["I", "L", "J", "T"], ["B", "R"], ["C", "G"],
  ]

  /// Issuer and nationality carry no check digit, but they are codes of states. One that is none becomes the one that
  /// differs from it by a single letter that looks alike (ONK, DNK), the other field's before any other.
  mutating func makeStatesKnown() {
    for (field, other) in [(MRZField.issuer, MRZField.nationality), (.nationality, .issuer)] {
      guard let span = layout.span(of: field), let sibling = layout.span(of: other) else { continue }
      let code = String(lines[span.line][span.columns])
      guard !MRZState.isKnown(code) else { continue }
      let candidates = Self.lookalikes(of: code).filter(MRZState.isKnown)
      let siblingCode = String(lines[sibling.line][sibling.columns])
      guard let mended = candidates.contains(siblingCode) ? siblingCode : candidates.first else { continue }
      lines[span.line].replaceSubrange(span.columns, with: mended)
      repairs += 1
    }
  }

  /// The code with one letter exchanged for one that looks alike.
  private static func lookalikes(of code: String) -> [String] {
    let letters = Array(code)
    return letters.indices.flatMap { index in
      alikeLetters.filter { $0.contains(letters[index]) }.flatMap { alike in
        alike.filter { $0 != letters[index] }.sorted().map { other in
          String(letters[..<index] + [other] + letters[(index + 1)...])
        }
      }
    }
  }

  /// Where the check digit of a field that mixes letters and digits fails, tries the confusable characters it covers,
  /// fewest changes first. A composite digit that holds says that the reading is right and the document wrong: then
  /// nothing is touched, and a change counts only when the composite holds with it.
  mutating func satisfyCheckDigits() {
    let hasComposite = layout.checkDigits.contains { $0.field == .composite }
    if hasComposite && holds(.composite) { return }
    let mixed: [MRZField] = [.documentNumber, .optional]
    for guarded in layout.checkDigits where mixed.contains(guarded.field) && !holds(guarded.field) {
      let places = guarded.covers.flatMap { span in span.columns.map { (line: span.line, column: $0) } }
        .filter { !alternatives(at: $0).isEmpty }
        .sorted { probabilities[$0.line][$0.column] < probabilities[$1.line][$1.column] }.prefix(Self.mostDoubtful)
      attempt: for count in 1...Self.mostChanges {
        for chosen in MRZRepair.subsets(of: Array(places), count: count) {
          let before = lines
          for change in MRZRepair.combinations(chosen.map(alternatives)) {
            for (place, other) in zip(chosen, change) { lines[place.line][place.column] = other }
            if holds(guarded.field), !hasComposite || holds(.composite) {
              repairs += count
              break attempt
            }
            lines = before
          }
        }
      }
    }
  }

  /// What else may stand at a place that was not read surely.
  private func alternatives(at place: (line: Int, column: Int)) -> [Character] {
    let character = lines[place.line][place.column]
    let probability = probabilities[place.line][place.column]
    guard probability < Self.sure, let likest = Self.asLetter[character] ?? Self.asDigit[character] else { return [] }
    return [likest] + (probability < Self.hardlyRead ? Self.asOtherLetters[character] ?? [] : [])
  }

  private func holds(_ field: MRZField) -> Bool {
    guard let zone = MachineReadableZone(layout: layout, lines: text) else { return false }
    return zone.checkDigits.first { $0.field == field }?.holds ?? false
  }

  private mutating func replace(in span: MRZLayout.Span, by table: [Character: Character]) {
    for column in span.columns {
      if let other = table[lines[span.line][column]] {
        lines[span.line][column] = other
        repairs += 1
      }
    }
  }

  private static func subsets<Element>(of elements: [Element], count: Int) -> [[Element]] {
    if count == 1 { return elements.map { [$0] } }
    return elements.indices.flatMap { index in
      subsets(of: Array(elements[(index + 1)...]), count: count - 1).map { [elements[index]] + $0 }
    }
  }

  private static func combinations<Element>(_ choices: [[Element]]) -> [[Element]] {
    choices.reduce([[]]) { heads, next in heads.flatMap { head in next.map { head + [$0] } } }
  }
}
