import Judgement
import Model
import Testing

struct CardCodeTests {
  let check = CardCode()

  @Test(arguments: [
    ([PaymentCard.Code.absent], Verdict.Outcome.passed, [ReasonCode]()),
    ([.covered], .passed, []),
    ([.exposed], .passed, [.cardCodeExposed]),
    ([.uncertain], .couldNotTell, [.cardCodeUncertain]),
    ([.exposed, .uncertain], .couldNotTell, [.cardCodeUncertain, .cardCodeExposed]),
    ([], .passed, []),
  ])
  func judges(_ codes: [PaymentCard.Code], _ standing: Verdict.Outcome, _ expected: [ReasonCode]) {
    let page = page("VISA", cards: []).with { $0.cards = codes.map { card(code: $0) } }
    let outcome = check.outcome(in: dossier(document(page)))
    #expect(outcome.standing == standing)
    #expect(outcome.codes == expected)
  }

  @Test func pointsAtWhatWasPaintedOver() {
    let box = PixelRect(x0: 10, y0: 20, x1: 60, y1: 40)
    let page = page("VISA", cards: [card(code: .exposed)]).with {
      $0.masked = [Mask(kind: .cardVerificationCode, box: box, polygon: [])]
    }
    #expect(check.outcome(in: dossier(document(page))).findings.map(\.boxes) == [[box]])
  }
}

extension Page {
  fileprivate func with(_ change: (inout Page) -> Void) -> Page {
    var page = self
    change(&page)
    return page
  }
}
