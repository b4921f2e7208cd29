import Casework
import Testing

struct CaseNumberTests {
  @Test(
    "a number reads as it is written",
    arguments: [(2026, 17, "K-2026-000017"), (2031, 12_345_678, "K-2031-12345678")])
  func written(year: Int, serial: Int, text: String) {
    let number = CaseNumber(year: year, serial: serial)
    #expect(number.description == text)
    #expect(CaseNumber(text) == number)
  }

  @Test(
    "anything else is no number",
    arguments: [
      "", "K", "K-2026", "K-2026-17", "k-2026-000017", "K-2026-000000", "K-0000-000017", "K-2026-+00017",
      "K-2026--00017", "K-2026-000017 ", "K-2026-0000017", "K-2026-000017-1",
      "K-２０２６-000017", "K-2026-99999999999999999999",
    ])
  func notWritten(text: String) { #expect(CaseNumber(text) == nil) }
}
