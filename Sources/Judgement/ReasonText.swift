import Model

/// The sentences of a finding, their placeholders filled.
package struct ReasonText: Sendable {
  /// For the customer.
  package let danish: String
  /// The same in English.
  package let english: String
  /// For the reviewer, in English.
  package let staff: String

  /// A doubt reads "under review" whatever the reason says when it is certain.
  package init(_ finding: Finding) {
    let reason = CheckCatalog.reason(for: finding.code)
    let isDoubt = finding.reasonClass == .doubt
    danish = ReasonText.filled(isDoubt ? Reason.underReview.danish : reason.danish, with: finding, in: .danish)
    english = ReasonText.filled(isDoubt ? Reason.underReview.english : reason.english, with: finding, in: .english)
    staff = ReasonText.filled(reason.staff, with: finding, in: .english)
  }

  /// The template with `{measured}`, `{limit}`, `{unit}` and the finding's details put in; a dash for what the finding
  /// lacks.
  package static func filled(_ template: String, with finding: Finding, in language: ReasonLanguage) -> String {
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      result += value(of: name, in: finding, language) ?? "–"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// At most three significant decimals, none from 100 on; `3,5` in Danish.
  package static func number(_ value: Double, decimalMark: String) -> String {
    let decimals = abs(value) >= 100 ? 1 : abs(value) >= 10 ? 10 : 1000
    guard value.isFinite, abs(value) < 1e12 else { return "–" }
    let scaled = Int((value * Double(decimals)).rounded())
    let sign = scaled < 0 ? "-" : ""
    let whole = abs(scaled) / decimals
    let fraction = abs(scaled) % decimals
    guard fraction > 0 else { return "\(sign)\(whole)" }
    let width = decimals == 10 ? 1 : 3
    var digits = String(repeating: "0", count: width - String(fraction).count) + String(fraction)
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(sign)\(whole)\(decimalMark)\(digits)"
  }

  private static func value(of name: String, in finding: Finding, _ language: ReasonLanguage) -> String? {
    let mark = language == .danish ? "," : "."
    switch name {
    case "measured": return finding.measured.map { number($0, decimalMark: mark) }
    case "limit": return finding.limit.map { number($0, decimalMark: mark) }
    case "unit": return finding.unit.map { ReasonWords.word(for: $0, in: language) ?? $0 }
    default: return finding.details[name].map { words(for: $0, joinedFor: name, in: language) }
    }
  }

  /// A list of values in words: "a passport or a driving licence", "the floor and the door".
  private static func words(for list: String, joinedFor name: String, in language: ReasonLanguage) -> String {
    let words = list.split(separator: ",").map { value in
      ReasonWords.word(for: String(value), in: language) ?? Day(String(value)).map { day($0, in: language) }
        ?? String(value)
    }
    guard let last = words.last, words.count > 1 else { return words.first ?? "–" }
    let isChoice = name == "wanted" || name == "accepted"
    let joiner = language == .danish ? (isChoice ? " eller " : " og ") : (isChoice ? " or " : " and ")
    return words.dropLast().joined(separator: ", ") + joiner + last
  }

  private static func day(_ day: Day, in language: ReasonLanguage) -> String {
    let danish = [
      "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
      "december",
    ]
    let english = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    return language == .danish
      ? "\(day.day). \(danish[day.month - 1]) \(day.year)" : "\(day.day) \(english[day.month - 1]) \(day.year)"
  }
}
