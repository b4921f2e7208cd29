import Model
import Testing

struct PaymentCardNumberTests {
  private func digits(_ text: String) -> [Int] { text.compactMap(\.wholeNumberValue) }

  @Test(arguments: [
    ("4111111111111111", true), ("4111111111111112", false), ("378282246310005", true), ("5555555555554444", true),
    ("6011111111111117", true), ("79927398713", true), ("79927398710", false), ("", false), ("0", true),
  ])
  func knowsTheLuhnDigit(_ number: String, _ holds: Bool) {
    #expect(PaymentCardNumber.luhnHolds(digits(number)) == holds)
  }

  @Test(arguments: [
    ("411111", PaymentCardNumber.Scheme.visa), ("555555", .mastercard), ("222100", .mastercard),
    ("272099", .mastercard),
    ("378282", .americanExpress), ("601111", .discover), ("644000", .discover), ("353011", .jcb), ("622000", .unionPay),
    ("305693", .dinersClub), ("501900", .dankort), ("457100", .dankort), ("502000", .maestro), ("676770", .maestro),
  ])
  func knowsTheScheme(_ prefix: String, _ scheme: PaymentCardNumber.Scheme) {
    #expect(PaymentCardNumber.scheme(of: digits(prefix)) == scheme)
  }

  @Test(arguments: ["41111", "100000", "273000", "000000"]) func knowsNoScheme(_ prefix: String) {
    #expect(PaymentCardNumber.scheme(of: digits(prefix)) == nil)
  }
}
