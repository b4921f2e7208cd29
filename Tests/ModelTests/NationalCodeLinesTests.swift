import Model
import Testing

/// Code lines of cards that follow layouts of their own.
struct NationalCodeLinesTests {
  /// The specimen of the French card of 1988.
  static let french = ["IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<", "8806923102858CORINNE<<<<<<<6512068F6"]
  /// The specimen of the French licence of 2013.
  static let frenchLicence = ["D1FRA13AA000026181231MARTIN<<9"]
  static let swiss = ["FACHE000000000000<<800126<<<<<", "MARCHAND<<FABIENNE<<<<<<<<<<<<"]

  let today = Day("2026-11-22") ?? Day(daysSinceEpoch: 0)

  private func parsed(_ lines: [String]) -> MachineReadableZone? {
    MRZLayout(lines: lines).flatMap { MachineReadableZone(layout: $0, lines: lines) }
  }

  @Test(arguments: [
    (french, MRZLayout.frenchIdentity), (frenchLicence, .frenchLicence), (swiss, .swissLicence),
    (["D1NLD" + String(repeating: "1", count: 25)], .licence), (MachineReadableZoneTests.passport, .td3),
    (MachineReadableZoneTests.card, .td1), (MachineReadableZoneTests.olderCard, .td2),
  ])
  func tellsTheLayoutFromTheLines(_ lines: [String], _ expected: MRZLayout) {
    #expect(MRZLayout(lines: lines) == expected)
  }

  @Test(arguments: [[], ["D1FRA"], ["IDFRA", "8806"], MachineReadableZoneTests.passport + ["<"]])
  func knowsNoOther(_ lines: [String]) { #expect(MRZLayout(lines: lines) == nil) }

  @Test func readsTheFrenchCard() throws {
    let zone = try #require(parsed(Self.french))
    #expect(zone.checkDigitsHold)
    #expect(zone.names == ("BERTHIER", "CORINNE"))
    #expect(zone.documentNumber == "880692310285")
    #expect(zone.birthDate(asOf: today)?.description == "1965-12-06")
    #expect(zone.expiryDate(asOf: today) == nil)
    #expect(zone.text(.sex) == "F")
    #expect(!zone.namesMayBeTruncated)
  }

  @Test func readsSeveralGivenNamesOfTheFrenchCard() throws {
    let lines = [Self.french[0], "8806923102858VICTOR<<MARIE<6512068F6"]
    let zone = try #require(parsed(lines))
    #expect(zone.names.given == "VICTOR MARIE")
  }

  @Test func noticesAChangeOnTheFrenchCard() throws {
    let zone = try #require(parsed([Self.french[0], "8806923102858CORINNE<<<<<<<6612068F6"]))
    #expect(zone.checkDigits.filter { !$0.holds }.map(\.field) == [.birthDate, .composite])
  }

  @Test func readsTheFrenchLicence() throws {
    let zone = try #require(parsed(Self.frenchLicence))
    #expect(zone.checkDigitsHold)
    #expect(zone.documentNumber == "13AA00002")
    #expect(zone.expiryDate(asOf: today)?.description == "2018-12-31")
    #expect(zone.names.family == "MARTIN")
    #expect(!zone.layout.carriesNames)
  }

  @Test(arguments: ["D1FRA13AA000026181231MARTIN<<8", "D1FRA13AA000036181231MARTIN<<9"])
  func noticesAChangeOnTheFrenchLicence(_ line: String) throws {
    #expect(try #require(parsed([line])).checkDigitsHold == false)
  }

  @Test func readsTheSwissLicenceWhichProvesNothing() throws {
    let zone = try #require(parsed(Self.swiss))
    #expect(zone.names == ("MARCHAND", "FABIENNE"))
    #expect(zone.birthDate(asOf: today)?.description == "1980-01-26")
    #expect(!zone.checkDigitsHold)
  }
}
