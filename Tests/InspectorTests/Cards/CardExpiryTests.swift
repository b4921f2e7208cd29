import Model
import Testing

@testable import Inspector

@Suite("A card's expiry")
struct CardExpiryTests {
  private static let table: [(String, String?)] = [
    ("VALID THRU 12/27", "2027-12-31"), ("12/27", "2027-12-31"), ("02/2028", "2028-02-29"), ("02/27", "2027-02-28"),
    ("03/24 03/28", "2028-03-31"), ("GOOD THRU 08-29", "2029-08-31"), ("12 / 27", "2027-12-31"), ("13/27", nil),
    ("00/27", nil), ("1/27", nil), ("12.27", nil), ("4111 1111", nil), ("12/1999", nil), ("12/99", nil),
    ("16-11-2026", nil), ("05/11/2026", nil), ("05/24-05/28", "2028-05-31"),
  ]

  @Test("is the last day of the latest month printed", arguments: table)
  func latest(text: String, day: String?) {
    #expect(CardExpiry.latest(in: DigitRow.rows(of: [line(text, y: 10)])) == day.flatMap { Day($0) })
  }

  @Test("is the latest over all rows")
  func rows() {
    let rows = DigitRow.rows(of: lines(["VALID FROM 03/24", "THRU 05/29", "01/20"]))
    #expect(CardExpiry.latest(in: rows) == Day("2029-05-31"))
  }

  @Test("is that of its own number where a page shows two")
  func twoNumbers() {
    let page =
      lines(["VISA", "4111 1111 1111 1111", "VALID THRU 12/23"])
      + [line("MASTERCARD", y: 800), line("5555 5555 5555 4444", y: 860), line("VALID THRU 05/29", y: 920)]
    #expect(scan(page).cards.map(\.expiry?.value) == [Day("2023-12-31"), Day("2029-05-31")])
    let unread = page.filter { !$0.text.contains("12/23") }
    #expect(scan(unread).cards.map(\.expiry?.value) == [nil, Day("2029-05-31")])
  }

  @Test("is found on the other side of the same card")
  func bothSides() {
    let page =
      lines(["VISA", "4111 1111 1111 1111", "VALID THRU 12/27"]) + [line("4111 1111 1111 1111", y: 1200)]
    #expect(Set(scan(page).cards.map(\.expiry?.value)) == [Day("2027-12-31")])
  }
}
