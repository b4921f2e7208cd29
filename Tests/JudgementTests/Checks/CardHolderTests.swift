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

  @Test func readsTheWholeWalletScreenshot() {
    let lines = column(["Apple Pay", "Mine kort", "Saldo", "Søren Nielsen"])
    #expect(check.outcome(in: dossier(document(page(lines: lines)))).standing == .passed)
  }
}
