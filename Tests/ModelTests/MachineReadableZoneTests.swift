import Model
import Testing

/// The specimens of ICAO Doc 9303 parts 4 to 6.
struct MachineReadableZoneTests {
  static let passport = [
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
  ]
  static let card = [
    "I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
  ]
  static let olderCard = [
    "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6",
  ]

  let today = Day("2026-11-22") ?? Day(daysSinceEpoch: 0)

  @Test(arguments: [("L898902C3", 6), ("740812", 2), ("120415", 9), ("D23145890", 7), ("<<<", 0), ("AB2134<<<", 5)])
  func computesTheCheckDigit(_ text: String, _ digit: Int) {
    #expect(MRZCheckDigit.value(of: text) == digit)
  }

  @Test func refusesForeignCharacters() { #expect(MRZCheckDigit.value(of: "Ø12") == nil) }

  @Test(arguments: [(MRZLayout.td3, passport), (.td1, card), (.td2, olderCard)])
  func readsTheSpecimens(_ layout: MRZLayout, _ lines: [String]) throws {
    let zone = try #require(MachineReadableZone(layout: layout, lines: lines))
    #expect(zone.checkDigitsHold)
    #expect(zone.names.family == "ERIKSSON")
    #expect(zone.names.given == "ANNA MARIA")
    #expect(zone.birthDate(asOf: today)?.description == "1974-08-12")
    #expect(zone.expiryDate(asOf: today)?.description == "2012-04-15")
    #expect(zone.documentNumber == (layout == .td3 ? "L898902C3" : "D23145890"))
    #expect(zone.text(.issuer) == "UTO")
    #expect(zone.text(.sex) == "F")
    #expect(!zone.namesMayBeTruncated)
  }

  @Test func noticesAnyChangedDigit() throws {
    let changed = [Self.passport[0], "L898902C36UTO7409122F1204159ZE184226B<<<<<10"]
    let zone = try #require(MachineReadableZone(layout: .td3, lines: changed))
    #expect(!zone.checkDigitsHold)
    #expect(zone.checkDigits.filter { !$0.holds }.map(\.field) == [.birthDate, .composite])
  }

  @Test func putsALongNumberTogether() throws {
    // Part 5, appendix B: a number of more than nine characters.
    let lines = ["I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<"]
    let zone = try #require(MachineReadableZone(layout: .td1, lines: lines))
    #expect(zone.documentNumber == "D23145890734")
    #expect(zone.checkDigitsHold)
  }

  @Test func wantsTheRightShape() {
    #expect(MachineReadableZone(layout: .td3, lines: Self.card) == nil)
    #expect(MachineReadableZone(layout: .td3, lines: [Self.passport[0], String(repeating: "*", count: 44)]) == nil)
    #expect(MRZLayout(lineCount: 3, lineLength: 30, first: "I") == .td1)
    #expect(MRZLayout(lineCount: 2, lineLength: 44, first: "V") == .mrvA)
    #expect(MRZLayout(lineCount: 2, lineLength: 43, first: "P") == nil)
  }

  @Test func acceptsAnEmptyOptionalFieldWithoutADigit() throws {
    let second = "L898902C36UTO7408122F1204159<<<<<<<<<<<<<<<8"
    let zone = try #require(MachineReadableZone(layout: .td3, lines: [Self.passport[0], second]))
    #expect(zone.checkDigits.first { $0.field == .optional }?.holds == true)
  }

  @Test func putsBirthsInThePast() throws {
    let second = "L898902C36UTO3011223F3104159ZE184226B<<<<<10"
    let zone = try #require(MachineReadableZone(layout: .td3, lines: [Self.passport[0], second]))
    #expect(zone.birthDate(asOf: today)?.year == 1930)
    #expect(zone.expiryDate(asOf: today)?.year == 2031)
  }

  @Test func hasNoBirthDateWithUnknownParts() throws {
    let second = "L898902C36UTO74<<<<2F1204159ZE184226B<<<<<10"
    let zone = try #require(MachineReadableZone(layout: .td3, lines: [Self.passport[0], second]))
    #expect(zone.birthDate(asOf: today) == nil)
  }
}
