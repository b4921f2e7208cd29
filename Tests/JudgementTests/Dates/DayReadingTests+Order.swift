import Judgement
import Model
import Testing

extension DayReadingTests {
  @Test(arguments: [
    ("02/01/1995", DateOrder.monthFirst, "1995-02-01", nil as String?), ("02/01/1995", .dayFirst, "1995-01-02", nil),
    ("02/01/1995", .unknown, "1995-01-02", "1995-02-01"), ("02.01.1995", .unknown, "1995-01-02", nil),
    ("02.01.1995", .monthFirst, "1995-01-02", nil), ("12/25/24", .unknown, "2024-12-25", nil),
    ("05/05/1995", .unknown, "1995-05-05", nil), ("02-01-1995", .monthFirst, "1995-02-01", nil),
    ("4b.12.03.2031", .dayFirst, "2031-03-12", nil), ("3.12.04.1988ODENSE", .dayFirst, "1988-04-12", nil),
  ])
  func readsInTheOrderOfThePage(_ text: String, _ order: DateOrder, _ day: String, _ other: String?) {
    let found = DayReading(latestYear: today.year + 20, order: order).days(in: text)
    #expect(found.map(\.day.description) == [day])
    #expect(found.map { $0.other?.description } == [other])
  }

  @Test(arguments: [
    ("24081987", ["1987-08-24"]), ("XAB12345624 08 1987", ["1987-08-24"]), ("12345678", []), ("99129912", []),
    ("20261103", ["2026-11-03"]),
    ("Tlf. 20304050", []),
  ])
  func readsDatesWithoutMarksOnlyForALabel(_ text: String, _ expected: [String]) {
    let found = DayReading(latestYear: today.year + 20).days(in: text)
    #expect(found.map(\.day.description) == expected)
    #expect(!found.contains { !$0.needsLabel })
  }
}
