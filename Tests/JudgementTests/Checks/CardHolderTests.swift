import Judgement
import Model
import Testing

struct CardHolderTests {
  let check = CardHolder(minimumWordConfidence: 0.6)

  private func outcome(_ lines: [String], account: Account = soren) -> CheckOutcome {
    check.outcome(in: dossier(document(page(lines: column(lines), cards: [card()])), account: account))
  }

  @Test(arguments: [
    "SØREN EMIL ÅGÅRD NIELSEN", "SOREN NIELSEN", "S E NIELSEN", "S. NIELSEN", "NIELSEN/SOREN", "NIELSEN / S E",
    "MR SOREN E NIELSEN", "SOEREN AAGAARD NIELSEN", "SE NIELSEN", "S0REN NIELSEN",
  ])
  func knowsTheHolder(_ embossed: String) {
    #expect(outcome(["DANSKE BANK", embossed, "VALID THRU 12/28"]).standing == .passed)
  }

  @Test(arguments: ["ANNA NIELSEN", "A NIELSEN", "PETER HANSEN", "SOREN HANSEN", "SIGNE NIELSEN"])
  func doubtsSomebodyElse(_ embossed: String) {
    let outcome = outcome(["DANSKE BANK", embossed, "VALID THRU 12/28"])
    #expect(outcome.standing == .couldNotTell)
    #expect(outcome.codes == [.cardHolderDiffers])
  }

  @Test func asksForTheName() {
    #expect(outcome(["VISA DEBIT", "VALID THRU 12/28"]).codes == [.holderNameMissing])
  }

  @Test func doubtsACardRegisteredInAnothersName() {
    let other = account { $0.card?.holder = Private("ANNA NIELSEN") }
    #expect(outcome(["ANNA NIELSEN"], account: other).codes == [.cardHolderDiffers])
  }

  @Test func comparesWithTheRegisteredHolderWhereTheAccountHasNoName() {
    let nameless = account { $0.name = nil }
    #expect(outcome(["S E NIELSEN"], account: nameless).standing == .passed)
  }

  @Test func findsTheNameOnTheOtherSide() {
    let front = document(page("VISA", cards: [card()]))
    let back = document(page("SOREN NIELSEN", cards: [card("", "", side: .back)]))
    #expect(check.outcome(in: dossier(front, back)).standing == .passed)
  }

  @Test(arguments: [
    ["Fjordbanken A/S·Kundeservice +45 70 20 11 48"], ["NORDBANKEN KUNDESERVICE"],
    ["Authorised signature", "Anna Nelsen"],
    ["Peter Hansen"], ["PETER HANSEN 12"], ["WORLD ELITE"],
  ])
  func accusesNobodyOfWhatIsNoHolderLine(_ lines: [String]) {
    #expect(outcome(["VISA DEBIT"] + lines).codes == [.holderNameMissing])
  }

  @Test func findsTheNameOnABareFront() {
    let back = document(page("VALID THRU 12/28", "CVV", cards: [card()]))
    let front = document(page("Nordbanken", "SOREN NIELSEN", "mastercard"))
    #expect(check.outcome(in: dossier(back, front)).standing == .passed)
    let other = document(page("Nordbanken", "PETER HANSEN", "mastercard"))
    #expect(check.outcome(in: dossier(back, other)).codes == [.cardHolderDiffers])
    let note = document(page("Søren Nielsen", "Hej bank"))
    #expect(check.outcome(in: dossier(back, note)).codes == [.holderNameMissing])
  }

  @Test func knowsAHolderWhoseNameIsWhatBanksPrint() {
    let named = account { $0.name = name("YOUR NAME", "HERE") }
    #expect(outcome(["VISA", "YOUR NAME HERE"], account: named).standing == .passed)
    #expect(outcome(["VISA", "YOUR NAME HERE"]).standing != .passed)
  }

  @Test func countsTheRegisteredHolderWhenItIsAForm() {
    let registered = account { $0.card?.holder = Private("SOREN AGARD") }
    #expect(outcome(["SOREN AGARD"], account: registered).standing == .passed)
    let sister = account { $0.card?.holder = Private("ANNA AGARD") }
    #expect(outcome(["ANNA AGARD"], account: sister).standing != .passed)
  }

  @Test func readsTheWholeWalletScreenshot() {
    let lines = column(["Apple Pay", "Mine kort", "Saldo", "Søren Nielsen"])
    #expect(check.outcome(in: dossier(document(page(lines: lines)))).standing == .passed)
  }
}
