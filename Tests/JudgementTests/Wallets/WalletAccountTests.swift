import Judgement
import Model
import Testing

struct WalletAccountTests {
  @Test(arguments: [
    ("4111 11… 1111", "411111", "1111"), ("•••• 1111", "", "1111"), ("**** **** **** 1111", "", "1111"),
    ("Kort ·· 1111", "", "1111"), ("4111 xxxx xxxx 1111", "4111", "1111"),
  ])
  func readsAShortenedNumber(_ text: String, _ first: String, _ last4: String) {
    let digits = WalletAccount.shortened(text)
    #expect(digits?.first == first)
    #expect(digits?.last4 == last4)
  }

  @Test(arguments: ["kl. 1842", "1111", "9955 0007734109", "20. nov. 2026", "4111 1111", "1.234.1111.00"])
  func takesNoOtherNumber(_ text: String) {
    #expect(WalletAccount.shortened(text) == nil)
  }

  private func found(_ lines: String..., account: Account = soren) -> WalletAccount.Method? {
    WalletAccount(
      in: dossier(document(page(lines: column(["Apple Pay", "Mine kort", "Saldo"] + lines))), account: account))?
      .method
  }

  @Test func comparesWithTheAccount() {
    #expect(found("4111 11… 1111") == .lastDigits)
    #expect(found("•••• 2222") == .otherDigits)
    #expect(found("4222 22… 1111") == .otherDigits)
    #expect(found("Søren Nielsen") == nil)
    let known = account { $0.email = Private("soren@example.com") }
    #expect(found("Soren@Example.com", account: known) == .email)
    #expect(found("soren©example.com", account: known) == .email)
    #expect(found("soren.holm@example.com", account: known) == .incomparable)
    #expect(found("soren.example.com", account: known) == nil)
    #expect(found("anna@example.com", account: known) == .incomparable)
  }

  /// As MobilePay, PayPal, Skrill, Neteller and Revolut show whose account it is.
  @Test(arguments: [
    "+45 20 12 34 56", "Mobilnummer 20 12 34 56", "anna@example.com", "Skrill ID: 12345678",
    "Account ID 4512 3456 7890",
    "IBAN DK50 0040 0440 1162 43", "@annanielsen.rev", "DK5000400440116243",
  ])
  func noticesTheWalletsOwnNumber(_ text: String) { #expect(found(text) == .incomparable) }

  @Test(arguments: ["Saldo 1.234,50 kr.", "Betalt 12.11.2026", "Netto 45,00", "Overfør", "Email", "20 12 34 56"])
  func takesNoOtherLineForOne(_ text: String) { #expect(found(text) == nil) }

  @Test func readsAnAddressThatCameInPieces() {
    let known = account { $0.email = Private("soren@example.com") }
    #expect(found("soren @example.com", account: known) == .email)
    #expect(found("soren@", "example.com", account: known) == .email)
    #expect(found("anna-", "soren@example.com", account: known) == .email)
    #expect(found("x.soren @example.com", account: known) == .incomparable)
  }

  @Test func readsANumberBelowItsLabel() {
    #expect(found("Customer ID", "123456789") == .incomparable)
    #expect(found("MobilePay", "20 12 34 56") == .incomparable)
    #expect(found("Swish", "070-123 45 67") == .incomparable)
    #expect(found("Betalt", "20 12 34 56") == nil)
  }

  @Test func keepsThePlaceOfTheStrongest() {
    let known = account { $0.email = Private("soren@example.com") }
    #expect(found("anna@example.com", "•••• 1111", account: known) == .lastDigits)
  }

  @Test func asksOnlyWallets() {
    #expect(WalletAccount(in: dossier(document(page("Faktura", "Kundenummer 12", "At betale", "•••• 1111")))) == nil)
  }
}
