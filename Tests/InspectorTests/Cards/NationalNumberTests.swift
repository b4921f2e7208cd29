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
}
