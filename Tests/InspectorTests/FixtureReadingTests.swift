import Imaging
import Inspection
import Model
import Testing

@testable import Inspector

/// Code lines and text of the fixtures, read by the real engine.
@MainActor
@Suite("What is read on the fixtures")
struct FixtureReadingTests {
  private nonisolated static let codeLines: [(path: String, account: String)] = [
    ("A-1001/identity/passport.jpg", "A-1001"), ("A-1002/identity/passport.jpg", "A-1002"),
    ("A-1003/identity/passport.jpg", "A-1003"), ("A-1004/identity/back.jpg", "A-1004"),
    ("A-1006/identity/passport.jpg", "A-1006"), ("A-1007/identity/passport.jpg", "A-1007"),
    ("A-1008/identity/passport.jpg", "A-1008"), ("A-1009/identity/passport.jpg", "A-1009"),
  ]

  private func expectedLines(of account: String) throws -> [String] {
    let upload = try ExpectedUpload.all().first { $0.account == account && $0.mrz != nil }
    return try #require(upload?.mrz)
  }

  @Test("are the lines of the machine-readable zone, character by character", arguments: 0..<codeLines.count)
  func zones(row: Int) throws {
    let (path, account) = Self.codeLines[row]
    let (page, _) = try Desk.page(of: path)
    #expect(page.machineReadableZone?.lines.map(\.value) == (try expectedLines(of: account)))
    #expect(page.codeLinesSeen)
    #expect(page.cards.isEmpty)
  }

  @Test("is a wrong check digit as wrong as it stands there")
  func wrongCheckDigit() throws {
    let zone = try #require(try Desk.page(of: "A-1006/identity/passport.jpg").page.machineReadableZone)
    #expect(zone.checkDigits.filter { !$0.holds }.map(\.field) == [.documentNumber])
  }

  @Test(
    "are no code lines where there are none",
    arguments: ["A-1001/address/bill.pdf", "A-1004/identity/front.jpg", "A-1001/payment/front.jpg"])
  func noZones(path: String) throws {
    let (page, _) = try Desk.page(of: path)
    #expect(page.machineReadableZone == nil)
    #expect(!page.codeLinesSeen)
  }

  @Test("stands upright where the picture's own tag turns it")
  func orientationTag() throws {
    let (page, picture) = try Desk.page(of: "A-1002/identity/passport.jpg")
    #expect(page.turned == 0)
    #expect([page.width, page.height] == [1800, 1700])
    #expect([picture.width, picture.height] == [1800, 1700])
    #expect(page.transform == [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    let boxes = try #require(page.machineReadableZone?.boxes)
    #expect(boxes.allSatisfy { $0.width > 8 * $0.height && $0.y0 > page.height / 2 })
  }

  @Test("stands upright however the picture lies", arguments: [90, 180, 270])
  func turned(degrees: Int) throws {
    _ = try Desk.engines()
    let upright = try PictureFile(try fixture("A-1004/identity/back.jpg")).decoded()
    let lying = try #require(upright.turned(degrees).jpeg(quality: 95))
    let report = try Desk.report(on: lying)
    guard case .document(let document) = report.inspected, let page = document.pages.first else {
      Issue.record("not examined")
      return
    }
    #expect(page.turned == 360 - degrees)
    #expect([page.width, page.height] == [upright.width, upright.height])
    #expect(page.machineReadableZone?.lines.map(\.value) == (try expectedLines(of: "A-1004")))
    // The first pixel of the upright picture lies, on the turned one, where the transform takes back to it.
    let corner: (Double, Double) =
      switch degrees {
      case 90: (Double(upright.height), 0)
      case 180: (Double(upright.width), Double(upright.height))
      default: (0, Double(upright.width))
      }
    let kept = page.kept(corner.0, corner.1)
    #expect(abs(kept.x) < 0.01 && abs(kept.y) < 0.01)
  }

  @Test(
    "is the text of a page, Danish letters and all",
    arguments: [
      ("A-1001/address/bill.pdf", ["Søren", "Ågård", "Nørrebrogade", "København"]),
      ("A-1002/address/internet.pdf", ["Mette", "Østergaard", "Skovbakkevej"]),
      ("A-1013/address/brev.jpg", ["Malthe", "Lauridsen", "Grønnegade"]),
    ])
  func text(path: String, wanted: [String]) throws {
    let text = try Desk.page(of: path).page.text.joined(separator: " ")
    for word in wanted { #expect(text.contains(word), "\(word) is not there") }
  }

  @Test("is what a page shows, not what invisible text claims")
  func hiddenText() throws {
    let (page, _) = try Desk.page(of: "A-1014/address/bill.pdf")
    #expect(page.origin == .picture)
    #expect(!page.text.joined(separator: " ").contains("Fjeldgaard"))
  }

  @Test("has a scale", arguments: [("A-1001/identity/passport.jpg", 335.0), ("A-1001/address/bill.pdf", 300)])
  func scale(path: String, dotsPerInch: Double) throws {
    let measured = try #require(try Desk.page(of: path).page.dotsPerInch)
    #expect(abs(measured - dotsPerInch) < 0.1 * dotsPerInch)
  }

  @Test("is sharp, or far from it")
  func sharpness() throws {
    let sharp = try Desk.page(of: "A-1001/identity/passport.jpg").page.sharpness
    let blurred = try Desk.page(of: "A-1010/identity/passport.jpg").page.sharpness
    #expect((sharp.lineAcutance ?? 0) > 1.5 * (blurred.lineAcutance ?? 0))
  }

  @Test("is nothing on an empty sheet")
  func empty() throws {
    let (page, _) = try Desk.page(of: "A-1017/address/scan.jpg")
    #expect(page.text.joined().count < 4)
    #expect(page.cards.isEmpty)
  }
}
