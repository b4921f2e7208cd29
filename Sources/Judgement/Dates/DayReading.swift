import Model

/// Finds days in running text: `12.04.1988`, `1988-04-12`, `12. april 1988`, `12 APR/AVR 1988`, `April 12, 1988`,
/// `12041988`. Where only numbers stand, the order decides, unless only the other one makes a date.
package struct DayReading: Sendable {
  /// A day and where it stands, as offsets of characters in the text.
  package struct Found: Sendable, Equatable {
    /// A day that exists.
    package let day: Day
    /// What the same numbers mean in the other order, where nothing says which is meant.
    package var other: Day?
    /// The order that the numbers themselves prove: one of them is no month.
    package var proves: DateOrder?
    /// Digits without marks between them: a date only where a label says so.
    package var needsLabel = false
    /// Offsets of characters, half-open.
    package let range: Range<Int>
  }

  /// Two-digit years become the latest such year that is not after this one.
  package let latestYear: Int
  /// Of the two numbers in front of a year.
  package let order: DateOrder

  package init(latestYear: Int, order: DateOrder = .dayFirst) {
    self.latestYear = latestYear
    self.order = order
  }

  /// The days in the text, in order, none overlapping.
  package func days(in text: String) -> [Found] {
    let tokens = DayReading.tokens(of: text)
    var found: [Found] = []
    var index = 0
    while index < tokens.count {
      if let read = read(tokens[index...]) {
        let last = tokens[index + read.length - 1]
        let start = tokens[index].start + read.skipped
        found.append(
          Found(
            day: read.day, other: read.other, proves: read.proves, needsLabel: read.needsLabel,
            range: start..<last.end))
        index += read.length
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

  /// A date at the start of the tokens, and how many of them it takes.
  private struct Read {
    var day: Day
    var other: Day?
    var proves: DateOrder?
    var needsLabel = false
    /// Characters of the first token that are none of the date's.
    var skipped = 0
    var length: Int
  }

  private func read(_ tokens: ArraySlice<Token>) -> Read? {
    if let read = numeric(tokens) ?? compact(tokens) ?? glued(tokens) { return read }
    return (dayMonthName(tokens) ?? monthNameDay(tokens)).map { Read(day: $0.0, length: $0.length) }
  }

  /// Day and month in the order that holds here; full stops are never written between a month and a day.
  private func ordered(_ first: Int, _ second: Int, year: Int, gap: Character, length: Int) -> Read? {
    let dayFirst = Day(year: year, month: second, day: first)
    let monthFirst = Day(year: year, month: first, day: second)
    guard let dayFirst, let monthFirst else {
      let proves: DateOrder? = gap == "/" || gap == "-" ? (dayFirst == nil ? .monthFirst : .dayFirst) : nil
      return (dayFirst ?? monthFirst).map { Read(day: $0, proves: proves, length: length) }
    }
    let mayBeMonthFirst = gap != "." && dayFirst != monthFirst
    switch order {
    case .monthFirst where mayBeMonthFirst: return Read(day: monthFirst, length: length)
    case .unknown where gap == "/" || gap == "-":
      return Read(day: dayFirst, other: mayBeMonthFirst ? monthFirst : nil, length: length)
    default: return Read(day: dayFirst, length: length)
    }
  }

  /// "13071990".
  private func compact(_ tokens: ArraySlice<Token>) -> Read? {
    guard case .word(let text) = tokens.first?.kind, text.count == 8, let number = Int(text) else { return nil }
    let year = number % 10_000
    guard (1900...2099).contains(year) else {
      // "20261103"
      guard (1900...2099).contains(number / 10_000) else { return nil }
      return Day(year: number / 10_000, month: number / 100 % 100, day: year % 100)
        .map { Read(day: $0, needsLabel: true, length: 1) }
    }
    var read = ordered(number / 1_000_000, number / 10_000 % 100, year: year, gap: " ", length: 1)
    read?.needsLabel = true
    return read
  }

  /// "AB12345601 02 2016": the day stands too close behind another number.
  private func glued(_ tokens: ArraySlice<Token>) -> Read? {
    let five = Array(tokens.prefix(5))
    guard five.count == 5, case .word(let text) = five[0].kind, text.count >= 8, five[1].kind == .gap(" "),
      let first = Int(text.suffix(2)), case .number(let second, digits: 2) = five[2].kind,
      five[3].kind == .gap(" "), case .number(let year, digits: 4) = five[4].kind, (1900...2099).contains(year)
    else { return nil }
    var read = ordered(first, second, year: year, gap: " ", length: 5)
    read?.needsLabel = true
    read?.skipped = five[0].end - five[0].start - 2
    return read
  }

  private func numeric(_ tokens: ArraySlice<Token>) -> Read? {
    let five = Array(tokens.prefix(5))
    guard five.count == 5, case .number(let first, let firstDigits) = five[0].kind, case .gap(let gap) = five[1].kind,
      case .number(let second, let secondDigits) = five[2].kind, case .gap(let yearGap) = five[3].kind,
      case .number(let third, let thirdDigits) = five[4].kind, ".-/ ".contains(gap), secondDigits <= 2
    else { return nil }
    // "3/11-2026", "3/11 2026"
    let isParted = gap == "/" && (yearGap == "-" || yearGap == " ") && thirdDigits == 4 && firstDigits <= 2
    guard yearGap == gap || (isParted && (1900...2099).contains(third)) else { return nil }
    if firstDigits == 4, thirdDigits <= 2, gap != " " {
      return Day(year: first, month: second, day: third).map { Read(day: $0, length: 5) }
    }
    guard firstDigits <= 2, thirdDigits == 4 || (thirdDigits == 2 && gap != " ") else { return nil }
    // "3. 12.04.1988": the first number is none of the date's.
    if thirdDigits == 2, case .gap(gap) = tokens.dropFirst(5).first?.kind,
      case .number = tokens.dropFirst(6).first?.kind
    {
      return nil
    }
    // Nobody writes the month first like that.
    if isParted { return Day(year: third, month: second, day: first).map { Read(day: $0, length: 5) } }
    let year = thirdDigits == 4 ? third : century(of: third)
    return ordered(first, second, year: year, gap: gap, length: 5)
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
    // "1993ODENSE", "4b01": the reader lost a space.
    if digits.count == 4, run.dropFirst(4).first?.isLetter == true, let number = number(String(digits)) {
      return [Token(kind: number, start: digits.startIndex, end: digits.endIndex)] + words(run.dropFirst(4))
    }
    let letters = run.prefix(while: \.isLetter)
    if letters.count == 1, run.count == 3, "abcd".contains(letters.first ?? " ") {
      return words(letters) + words(run.dropFirst())
    }
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
