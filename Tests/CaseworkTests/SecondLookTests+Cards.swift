import Model
import TestKit
import Testing

@testable import Casework

/// What becomes of the cards on a page.
extension SecondLookTests {
  @Test(
    "where something is painted over a code can come to light, but not go",
    arguments: PaymentCard.Code.all, PaymentCard.Code.all)
  func codes(before: PaymentCard.Code, now: PaymentCard.Code) {
    let expected = now == .exposed ? .exposed : before
    #expect(cards([card(code: before)], seenAs: [card(code: now)], isCovered: true) == [card(code: expected)])
    #expect(cards([card(code: before)], seenAs: [card(code: now)], isCovered: false) == [card(code: now)])
  }

  @Test("a number that was painted over stays as it was read; another one is what is read now")
  func numbers() {
    var old = card(number: "411111", "1111")
    let new = card(number: "411117", "1111")
    #expect(cards([old], seenAs: [new]) == [new])
    #expect(cards([old], seenAs: [card()]) == [old])
    old.numberExposed = true
    #expect(cards([old], seenAs: [new]) == [old])
    #expect(cards([old], seenAs: [card()]) == [old])
    var newlyExposed = new
    newlyExposed.numberExposed = true
    #expect(cards([card(number: "411111", "1111")], seenAs: [newlyExposed]) == [newlyExposed])
    var unread = card()
    unread.numberExposed = true
    #expect(cards([unread], seenAs: [new])[0].number == new.number)
  }

  @Test("what is not seen of a card any more is taken from before")
  func rest() {
    let expiry = Day(year: 2027, month: 12, day: 31).map(Private.init)
    var old = card()
    old.side = .back
    old.expiry = expiry
    var new = card()
    new.side = .unknown
    #expect(cards([old], seenAs: [new]) == [old])
    new.side = .both
    new.expiry = Day(year: 2028, month: 1, day: 31).map(Private.init)
    #expect(cards([old], seenAs: [new]) == [new])
  }

  @Test("a card that is not seen any more is not forgotten, and one more is added")
  func more() {
    let left = card(number: "411111", "1111", at: PixelRect(x0: 0, y0: 0, x1: 400, y1: 250))
    let right = card(number: "550000", "0004", at: PixelRect(x0: 600, y0: 0, x1: 1000, y1: 250))
    #expect(cards([left], seenAs: []) == [left])
    #expect(cards([], seenAs: [right]) == [right])
    #expect(cards([left], seenAs: [right]) == [left, right])
  }

  @Test("two numbers on one card are told apart")
  func combined() {
    let first = card(number: "411111", "1111")
    let second = card(number: "550000", "0004", code: .exposed)
    var seen = second
    seen.code = .covered
    #expect(cards([first, second], seenAs: [seen, first]) == [first, second])
    #expect(cards([first, second], seenAs: [seen]) == [first, second])
  }

  private func cards(
    _ kept: [PaymentCard], seenAs fresh: [PaymentCard], isCovered: Bool = true
  ) -> [PaymentCard] {
    var old = page()
    old.cards = kept
    if isCovered { old.masked = [mask(0, 0, 10, 10)] }
    var new = page()
    new.cards = fresh
    return SecondLook(at: old, seeing: new).page.cards
  }
}

extension PaymentCard.Code {
  fileprivate static let all: [PaymentCard.Code] = [.exposed, .covered, .absent, .uncertain]
}
