import Judgement
import Model
import Testing

struct CardNumberTests {
  let check = CardNumber(notExpired: true)

  private func outcome(_ cards: PaymentCard..., account: Account = soren) -> CheckOutcome {
    check.outcome(in: dossier(document(page(lines: [], cards: cards)), account: account))
  }

  @Test func passesTheRegisteredCard() { #expect(outcome(card()).standing == .passed) }

  @Test(arguments: [("411111", "2222", "last4"), ("422222", "1111", "first6"), ("555555", "4444", "first6,last4")])
  func refusesAnotherCard(_ first6: String, _ last4: String, _ parts: String) {
    let outcome = outcome(card(first6, last4))
    #expect(outcome.standing == .failed)
    #expect(outcome.codes == [.cardDiffers])
    #expect(outcome.findings.map(\.reasonClass) == [.amend])
    #expect(outcome.findings.first?.details == ["parts": parts])
  }

  @Test func onlyDoubtsANumberThatWasPerhapsMisread() {
    let outcome = outcome(card("411117", "1111", luhnHolds: false))
    #expect(outcome.standing == .couldNotTell)
    #expect(outcome.findings.map(\.reasonClass) == [.doubt])
  }

  @Test func needsNoCheckDigitForTheRightDigits() { #expect(outcome(card(luhnHolds: false)).standing == .passed) }

  @Test func takesEitherNumberOfACombinedCard() {
    #expect(outcome(card("555555", "4444"), card()).standing == .passed)
  }

  @Test func findsTheNumberOnAnyFile() {
    let back = document(page(lines: [], cards: [card("", "", side: .back)]))
    let front = document(page(lines: [], cards: [card()]))
    #expect(check.outcome(in: dossier(back, front)).standing == .passed)
  }

  @Test func asksForANumber() {
    #expect(outcome().codes == [.cardNumberUnreadable])
    #expect(outcome(card("", "")).codes == [.cardNumberUnreadable])
  }

  @Test(arguments: [("2026-11-30", [ReasonCode]()), ("2026-10-31", [.cardExpired])])
  func looksAtTheExpiryDate(_ expiry: String, _ codes: [ReasonCode]) {
    #expect(outcome(card(expiry: expiry)).codes == codes)
  }

  @Test func tellsEverythingAtOnce() {
    let outcome = outcome(card("555555", "4444", numberExposed: true, expiry: "2020-01-31"))
    #expect(outcome.codes == [.cardExpired, .cardDiffers, .cardNumberExposed])
  }

  @Test func mentionsAnExposedNumber() {
    let outcome = outcome(card(numberExposed: true))
    #expect(outcome.standing == .passed)
    #expect(outcome.codes == [.cardNumberExposed])
    #expect(outcome.findings.map(\.reasonClass) == [.info])
  }

  @Test func mentionsAPageOnce() {
    let outcome = outcome(card(numberExposed: true), card(numberExposed: true))
    #expect(outcome.codes == [.cardNumberExposed])
    #expect(outcome.findings.first?.boxes.count == 2)
  }

  @Test func asksForANumberThoughNoneIsRegistered() {
    #expect(outcome(card("", ""), account: account { $0.card = nil }).codes == [.cardNumberUnreadable])
  }

  @Test(arguments: [
    ("4111 11… 1111", [ReasonCode]()), ("•••• 1111", []), ("•••• 2222", [.cardDiffers]),
    ("Konto 12", [.walletAccountMissing]), ("soren©example.com", []), ("Skrill ID 12345678", [.walletAccountMissing]),
  ])
  func takesTheShortNumberOfAWallet(_ text: String, _ codes: [ReasonCode]) {
    let wallet = document(page("Apple Pay", "Mine kort", "Saldo", text))
    let holder = account { $0.email = Private("soren@example.com") }
    #expect(check.outcome(in: dossier(wallet, account: holder)).codes == codes)
  }

  @Test func asksAPersonAboutAnAccountItCannotCompare() {
    let wallet = document(page("MobilePay", "Mine kort", "Saldo", "+45 20 12 34 56"))
    let outcome = check.outcome(in: dossier(wallet))
    #expect(outcome.standing == .couldNotTell)
    #expect(outcome.findings.map(\.reasonClass) == [.doubt])
  }

  @Test func hasNothingToSayWithoutARegisteredCard() {
    #expect(outcome(card(), account: account { $0.card = nil }) == .couldNotTell([]))
  }
}
