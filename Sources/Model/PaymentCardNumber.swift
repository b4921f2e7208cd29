/// The arithmetic of primary account numbers (PAN, ISO/IEC 7812): the Luhn digit and the scheme by issuer
/// identification number.
package enum PaymentCardNumber {
  package enum Scheme: String, Codable, Sendable {
    case visa, mastercard, americanExpress, discover, jcb, unionPay, dinersClub, maestro, dankort
  }

  /// ISO/IEC 7812-1 annex B.
  package static func luhnHolds(_ digits: some Collection<Int>) -> Bool {
    var sum = 0
    for (index, digit) in digits.reversed().enumerated() {
      let doubled = digit * (1 + index % 2)
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return !digits.isEmpty && sum % 10 == 0
  }

  /// The scheme that issues numbers with these leading digits; the longest matching prefix wins. Nil for none known.
  package static func scheme(of digits: some Collection<Int>) -> Scheme? {
    guard digits.count >= 6 else { return nil }
    func prefix(_ length: Int) -> Int { digits.prefix(length).reduce(0) { $0 * 10 + $1 } }
    if prefix(4) == 5019 || prefix(4) == 4571 { return .dankort }
    if prefix(4) == 6011 || (644...649).contains(prefix(3)) || prefix(2) == 65 { return .discover }
    if (3528...3589).contains(prefix(4)) { return .jcb }
    if (300...305).contains(prefix(3)) || [36, 38, 39].contains(prefix(2)) { return .dinersClub }
    if (2221...2720).contains(prefix(4)) || (51...55).contains(prefix(2)) { return .mastercard }
    if [34, 37].contains(prefix(2)) { return .americanExpress }
    if prefix(2) == 62 { return .unionPay }
    if prefix(1) == 4 { return .visa }
    if prefix(2) == 50 || (56...69).contains(prefix(2)) { return .maestro }
    return nil
  }

  /// The lengths a scheme issues.
  package static func lengths(of scheme: Scheme) -> ClosedRange<Int> {
    switch scheme {
    case .americanExpress: 15...15
    case .dinersClub: 14...19
    case .maestro: 12...19
    case .visa: 13...19
    case .mastercard, .dankort: 16...16
    case .discover, .jcb, .unionPay: 16...19
    }
  }
}
