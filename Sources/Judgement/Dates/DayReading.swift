import Model

/// Finds days in running text: `12.04.1988`, `1988-04-12`, `12. april 1988`, `12 APR/AVR 1988`, `April 12, 1988`. Day
/// before month where only numbers stand, unless only the other order makes a date.
package struct DayReading: Sendable {
  /// A day and where it stands, as offsets of characters in the text.
  package struct Found: Sendable, Equatable {
    /// A day that exists.
    package let day: Day
    /// Offsets of characters, half-open.
    package let range: Range<Int>
  }

  /// Two-digit years become the latest such year that is not after this one.
  package let latestYear: Int

  package init(latestYear: Int) { self.latestYear = latestYear }

  /// The days in the text, in order, none overlapping.
  package func days(in text: String) -> [Found] {
    let tokens = DayReading.tokens(of: text)
    var found: [Found] = []
    var index = 0
    while index < tokens.count {
      if let (day, length) = day(in: tokens[index...]) {
        let last = tokens[index + length - 1]
        found.append(Found(day: day, range: tokens[index].start..<last.end))
        index += length
      } else {
        index += 1
      }
    }
    return found
  }

  // MARK: Grammar

  private enum Kind: Equatable {
    /// Its value and how many digits it has.
    case number(Int, digits: Int)
    case month(Int)
    case word(String)
    /// A punctuation mark with the spaces around it, or only spaces.
    case gap(Character)
  }

  private struct Token {
    let kind: Kind
    let start: Int
    let end: Int
  }

  private func day(in tokens: ArraySlice<Token>) -> (Day, length: Int)? {
    numeric(tokens) ?? dayMonthName(tokens) ?? monthNameDay(tokens)
  }

  private func numeric(_ tokens: ArraySlice<Token>) -> (Day, length: Int)? {
    let five = Array(tokens.prefix(5))
    guard five.count == 5, case .number(let first, let firstDigits) = five[0].kind, case .gap(let gap) = five[1].kind,
      case .number(let second, let secondDigits) = five[2].kind, five[3].kind == .gap(gap),
      case .number(let third, let thirdDigits) = five[4].kind, ".-/ ".contains(gap), secondDigits <= 2
    else { return nil }
    if firstDigits == 4, thirdDigits <= 2, gap != " " {
      return Day(year: first, month: second, day: third).map { ($0, 5) }
    }
    guard firstDigits <= 2, thirdDigits == 4 || (thirdDigits == 2 && gap != " ") else { return nil }
    // "3. 12.04.1988": the first number is none of the date's.
    if thirdDigits == 2, case .gap(gap) = tokens.dropFirst(5).first?.kind,
      case .number = tokens.dropFirst(6).first?.kind
    {
      return nil
    }
    let year = thirdDigits == 4 ? third : century(of: third)
    let day = Day(year: year, month: second, day: first) ?? Day(year: year, month: first, day: second)
    return day.map { ($0, 5) }
  }

  private func dayMonthName(_ tokens: ArraySlice<Token>) -> (Day, length: Int)? {
    var rest = tokens
    guard case .number(let day, let digits) = rest.popFirst()?.kind, digits <= 2 else { return nil }
    if case .word(let ending) = rest.first?.kind, ["st", "nd", "rd", "th", "e", "er"].contains(ending) {
      rest.removeFirst()
    }
    skipGap(&rest)
    if case .word("of") = rest.first?.kind {
      rest.removeFirst()
      skipGap(&rest)
    }
    guard case .month(let month) = rest.popFirst()?.kind else { return nil }
    // The same month in a second language: "APR/AVR".
    if case .gap("/") = rest.first?.kind {
      switch rest.dropFirst().first?.kind {
      case .month, .word: rest.removeFirst(2)
      default: break
      }
    }
    skipGap(&rest)
    guard case .number(let year, let yearDigits) = rest.popFirst()?.kind, yearDigits == 4 || yearDigits == 2 else {
      return nil
    }
    return Day(year: yearDigits == 4 ? year : century(of: year), month: month, day: day)
      .map { ($0, tokens.count - rest.count) }
  }

  private func monthNameDay(_ tokens: ArraySlice<Token>) -> (Day, length: Int)? {
    var rest = tokens
    guard case .month(let month) = rest.popFirst()?.kind else { return nil }
    skipGap(&rest)
    guard case .number(let day, let digits) = rest.popFirst()?.kind, digits <= 2 else { return nil }
    if case .word(let ending) = rest.first?.kind, ["st", "nd", "rd", "th"].contains(ending) { rest.removeFirst() }
    skipGap(&rest)
    guard case .number(let year, digits: 4) = rest.popFirst()?.kind else { return nil }
    return Day(year: year, month: month, day: day).map { ($0, tokens.count - rest.count) }
  }

  private func skipGap(_ tokens: inout ArraySlice<Token>) {
    if case .gap = tokens.first?.kind { tokens.removeFirst() }
  }

  private func century(of year: Int) -> Int {
    let near = latestYear / 100 * 100 + year
    return near <= latestYear ? near : near - 100
  }

  // MARK: Words

  private static func tokens(of text: String) -> [Token] {
    let characters = Array(text)
    var tokens: [Token] = []
    var index = 0
    while index < characters.count {
      let start = index
      let isNumber = { (at: Int) in characters[at].isASCII && characters[at].isNumber }
      if isNumber(index) || characters[index].isLetter {
        while index < characters.count, isNumber(index) || characters[index].isLetter { index += 1 }
        tokens += words(characters[start..<index])
      } else {
        while index < characters.count, !isNumber(index), !characters[index].isLetter { index += 1 }
        let marks = characters[start..<index].filter { $0 != " " }
        let mark: Character = marks.isEmpty ? " " : marks.count == 1 ? marks[0] : "?"
        tokens.append(Token(kind: .gap(mark), start: start, end: index))
      }
    }
    return tokens
  }

  /// A run of letters and digits: a number, a month, a word, or several of them as in "12APR1988" and "1st".
  private static func words(_ run: ArraySlice<Character>) -> [Token] {
    let text = String(run)
    if let number = number(text) { return [Token(kind: number, start: run.startIndex, end: run.endIndex)] }
    let digits = run.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, digits.count <= 2, let number = number(String(digits)) {
      return [Token(kind: number, start: digits.startIndex, end: digits.endIndex)]
        + words(run.dropFirst(digits.count))
    }
    let letters = run.prefix(while: \.isLetter)
    if letters.count < run.count, DateWords.months[TextFolding.plain.folded(String(letters))] != nil {
      return words(letters) + words(run.dropFirst(letters.count))
    }
    let folded = TextFolding.plain.folded(text)
    let kind = DateWords.months[folded].map(Kind.month) ?? .word(folded)
    return [Token(kind: kind, start: run.startIndex, end: run.endIndex)]
  }

  /// A number, its letters O, I, l, S and B read as the digits they look like as long as half of it are digits.
  private static func number(_ text: String) -> Kind? {
    let lookAlikes: [Character: Character] = ["O": "0", "o": "0", "I": "1", "l": "1", "S": "5", "B": "8"]
    let real = text.count { $0.isASCII && $0.isNumber }
    guard real > 0, text.count <= 4, real * 2 >= text.count else { return nil }
    let digits = String(text.map { lookAlikes[$0] ?? $0 })
    return Int(digits).map { .number($0, digits: digits.count) }
  }
}
