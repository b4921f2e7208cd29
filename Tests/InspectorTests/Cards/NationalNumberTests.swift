import Imaging
import Model
import Testing

@testable import Inspector

@Suite("National identity numbers")
struct NationalNumberTests {
  private static let table: [(String, String)] = [
    ("030291-3665", "030291-••••"), ("CPR-nr. 030291-3665", "CPR-nr. 030291-••••"),
    ("CPR-nr.: 0302913665", "CPR-nr.: 030291••••"), ("Personnummer 030291 3665", "Personnummer 030291 ••••"),
    ("Personnr. 030291-3665 og 140590-1983", "Personnr. 030291-•••• og 140590-••••"),
    ("CPR 290200-4000", "CPR 290200-••••"), ("CPR: O30291-3665", "CPR: O30291-••••"),
    ("030291 - 3665", "030291 - ••••"),
    // No day, no label, no number of that length.
    ("310291-3665", "310291-3665"), ("031391-3665", "031391-3665"), ("030291 3665", "030291 3665"),
    ("0302913665", "0302913665"), ("030291-366", "030291-366"), ("Faktura 20261105-7731", "Faktura 20261105-7731"),
    ("Tlf. 33 12 34 56", "Tlf. 33 12 34 56"), ("03.02.1991", "03.02.1991"),
  ]

  @Test("lose their last four digits", arguments: table)
  func lastFour(text: String, expected: String) {
    let page = lines(["Kære Malthe", text])
    let scan = scan(page)
    #expect(shown(page, under: scan.covers.map(\.box)) == ["Kære Malthe", expected])
    #expect(scan.covers.allSatisfy { $0.kind == .nationalIdentityNumber })
    #expect(scan.cards.isEmpty)
  }

  @Test("are left where the order does not ask for them")
  func notAsked() {
    let page = lines(["CPR-nr. 030291-3665"])
    #expect(scan(page, masking: [.cardNumber, .cardVerificationCode]).covers.isEmpty)
  }

  /// TD3 with a number in the optional field: `optional` and its check digit are at the end.
  private func zone(optional: String) throws -> MachineReadableZone {
    let second = "L898902C36UTO9102037F1204159" + optional
    return try #require(
      MachineReadableZone(
        layout: .td3,
        lines: ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", second.padding(to: 44)],
        boxes: [PixelRect(x0: 100, y0: 500, x1: 980, y1: 540), PixelRect(x0: 100, y0: 560, x1: 980, y1: 600)]))
  }

  @Test("in the optional field of code lines are told by the date of birth, and leave no digit there")
  func codeLines() throws {
    let zone = try zone(optional: "0302913665")
    let serials = NationalNumberFinder.serials(in: zone)
    #expect(serials.map(\.line) == [1])
    #expect(serials.map(\.characters) == [34..<38])
    #expect(zone.without(serials)?.lines[1].value == "L898902C36UTO9102037F1204159030291<<<<<<<<<<")
    let place = try #require(zone.places(of: serials).first)
    // Characters are 20 pixels wide.
    for character in 34..<38 { #expect(place.holds((100 + 20 * (Double(character) + 0.5), 580))) }
    #expect(!place.holds((100 + 20 * 32.5, 580)) && !place.holds((100 + 20 * 39.5, 580)))
  }

  @Test("are no other ten digits in code lines", arguments: ["1234567890", "030291366<", "0302903665"])
  func otherDigits(optional: String) throws {
    #expect(NationalNumberFinder.serials(in: try zone(optional: optional)).isEmpty)
  }
}

extension String {
  fileprivate func padding(to length: Int) -> String { self + String(repeating: "<", count: length - count) }
}
