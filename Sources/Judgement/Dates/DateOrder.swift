import Model

/// Which of two numbers in front of a year is the day.
package enum DateOrder: Sendable {
  /// 12/04/1988 is 12 April: nearly everywhere.
  case dayFirst
  /// 04/12/1988 is 12 April: the United States.
  case monthFirst
  /// Nothing on the page says.
  case unknown

  /// The order that holds on a page: by the country its words speak of, else by a date that can only be read one way.
  package static func on(_ page: Page) -> DateOrder {
    let runs = WordRuns(page.lines.flatMap { WordRuns.words(of: $0.text.value) })
    func names(_ phrases: [[String]]) -> Bool { phrases.contains(where: runs.contains) }
    if names(americanDocuments) || page.lines.contains(where: endsWithState) { return .monthFirst }
    let reading = DayReading(latestYear: 2099, order: .unknown)
    let proofs = Set(page.lines.flatMap { reading.days(in: $0.text.value) }.compactMap(\.proves))
    if proofs.count == 1, let proof = proofs.first { return proof }
    let isElsewhere =
      names(otherWords) || page.lines.contains { $0.words.contains { hasForeignLetter($0.text.value) } }
      || page.lines.contains(where: hasBritishCode)
    // A Danish bank statement may mention a purchase in the USA.
    switch (names(americanWords), isElsewhere) {
    case (true, false): return .monthFirst
    case (false, true): return .dayFirst
    default: return .unknown
    }
  }

  /// Lower case, plain folding.
  private static let americanDocuments = phrases([
    "united states of america", "uscis", "driver license", "drivers license", "driver s license",
  ])

  private static let americanWords = phrases(["usa", "u s a", "united states"])

  private static let otherWords = phrases([
    "united kingdom", "great britain", "england", "scotland", "wales", "ireland", "eire", "dvla", "council tax",
    "sort code", "india", "australia", "new zealand", "danmark", "sverige", "norge", "suomi", "deutschland", "france",
    "espana", "italia", "nederland", "portugal", "polska", "dato", "fodselsdato", "fakturadato", "datum",
    "geburtsdatum",
    "naissance", "nacimiento", "nascita", "driving licence",
  ])

  private static func phrases(_ texts: [String]) -> [[String]] {
    texts.map { $0.split(separator: " ").map(String.init) }
  }

  private static func hasForeignLetter(_ word: String) -> Bool {
    word.unicodeScalars.contains { $0.value > 0xBF && $0.properties.isAlphabetic }
  }

  private static func hasBritishCode(_ line: TextLine) -> Bool {
    let tokens = AddressLine.tokens(of: line)
    return tokens.indices.contains { PostalCode.candidates(at: $0, in: tokens).contains(where: \.isBritish) }
  }

  /// "Springfield, IL 62704". Delaware is left out: DE is Germany too.
  private static func endsWithState(_ line: TextLine) -> Bool {
    let words = line.words.suffix(2).map(\.text.value)
    guard words.count == 2, line.words.count >= 3, states.contains(words[0]) else { return false }
    let digits = words[1].prefix { $0.isASCII && $0.isNumber }
    let rest = words[1].dropFirst(5)
    return digits.count == 5 && (rest.isEmpty || (rest.hasPrefix("-") && rest.count == 5))
  }

  private static let states = Set(
    """
    AL AK AZ AR CA CO CT FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD \
    TN TX UT VT VA WA WV WI WY DC
    """.split(separator: " ").map(String.init))
}
