import Model
import Testing

struct DayTests {
  @Test(arguments: [("2026-11-22", 2026, 11, 22), ("2024-02-29", 2024, 2, 29), ("0001-01-01", 1, 1, 1)])
  func reads(_ text: String, _ year: Int, _ month: Int, _ day: Int) {
    #expect(Day(text) == Day(year: year, month: month, day: day))
    #expect(Day(text)?.description == text)
  }

  @Test(arguments: [
    "2023-02-29", "2026-13-01", "2026-1-1", "22-11-2026", "2026-11-22 ", "２０２６-11-22", "", "2026-00-10",
  ])
  func refuses(_ text: String) { #expect(Day(text) == nil) }

  @Test(arguments: [("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2026-11-22", 20_779)])
  func countsDays(_ text: String, _ days: Int) {
    #expect(Day(text)?.daysSinceEpoch == days)
    #expect(Day(daysSinceEpoch: days).description == text)
  }

  @Test(arguments: [(0, "1970-01-01"), (-1, "1969-12-31"), (86_399, "1970-01-01"), (86_400, "1970-01-02")])
  func knowsTheInstant(_ seconds: Int, _ expected: String) {
    #expect(Day(unixSeconds: seconds).description == expected)
  }

  @Test(arguments: [
    ("2026-11-22", -3, "2026-08-22"), ("2026-05-31", -3, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"),
    ("2026-11-22", 14, "2028-01-22"), ("2026-01-15", -1, "2025-12-15"),
  ])
  func addsMonths(_ text: String, _ months: Int, _ expected: String) {
    #expect(Day(text)?.adding(months: months).description == expected)
  }

  @Test func knowsTheEndOfTheMonth() {
    #expect(Day("2026-02-03")?.endOfMonth.description == "2026-02-28")
    #expect(Day("2028-02-03")?.endOfMonth.description == "2028-02-29")
  }

  @Test func goesRoundThroughTheDayNumber() {
    for days in stride(from: -400_000, through: 400_000, by: 37) {
      #expect(Day(daysSinceEpoch: days).daysSinceEpoch == days)
    }
  }
}
