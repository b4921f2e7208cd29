import Imaging
import Inspection
import Model
import Testing

@testable import Inspector

/// A page that says one thing to the eye and another to a program that trusts its text.
@Suite("Words of a text layer", .serialized)
@MainActor
struct TextLayerProofTests {
  private static let visible = [
    "Nordlys Energi A/S", "Faktura", "Anna Hansen", "Bakkevej 20A, 3. tv", "2100 Kobenhavn", "Fakturadato 12.11.2026",
    "Kundenummer 1234567",
  ]

  /// Drawing operators (ISO 32000-1, 9.4 and 8.5) behind the visible lines; `Anna Hansen` stands at 60, 720.
  private nonisolated static let hidden: [(how: String, operators: String)] = [
    ("in white", "1 1 1 rg BT /F1 12 Tf 60 500 Td (Peter Jensen) Tj ET"),
    ("in a grey that nobody sees", "0.97 g BT /F1 12 Tf 60 500 Td (Peter Jensen) Tj ET"),
    ("in white behind words that are seen", "1 g BT /F1 12 Tf 140 720 Td (Peter Jensen) Tj ET"),
    ("in no ink at all", "BT 3 Tr /F1 12 Tf 300 720 Td (Peter Jensen) Tj ET"),
    ("over another name", "BT 3 Tr /F1 12 Tf 60 720 Td (Peter Jensen) Tj ET"),
    ("under a rectangle", "BT /F1 12 Tf 300 720 Td (Peter Jensen) Tj ET 1 1 1 rg 290 710 200 30 re f"),
    ("cut off", "q 10 10 20 20 re W n BT /F1 12 Tf 300 720 Td (Peter Jensen) Tj ET Q"),
    ("too small for anybody", "BT /F1 1.2 Tf 300 720 Td (Peter Jensen) Tj ET"),
  ]

  @Test("that the page does not show are nobody's evidence, and are told of", arguments: 0..<hidden.count)
  func hidden(row: Int) throws {
    let page = try page(drawing: Self.hidden[row].operators)
    let text = page.text.joined(separator: "\n")
    #expect(!text.contains("Peter"), "\(Self.hidden[row].how)")
    for line in Self.visible { #expect(text.contains(line), "\(Self.hidden[row].how)") }
    let hidden = try #require(page.hiddenWords, "\(Self.hidden[row].how)")
    #expect(hidden.count == 2)
    #expect(hidden.boxes.count == 1)
  }

  @Test(
    "that may name the holder, a street, a town or a day are read, wherever they stand",
    arguments: [
      ("Anna Hansen", true), ("Navn: Anna Hansen", true), ("Bakkevej 20A, 3. tv", true), ("2100 København Ø", true),
      ("12 Rue Mozart", true), ("05.11.2026", true), ("Fakturadato 05.11.2026", true), ("inden 1/12-26", true),
      ("Faktura", false), ("Kundenummer 571313174009914402", false), ("1.234,50 kr.", false),
      ("ring til os på hverdage mellem 9 og 16", false),
    ])
  func telling(text: String, mayTell: Bool) {
    #expect(TextLayerProof.mayTellTheHolder(text) == mayTell)
  }

  @Test("that stand outside the page are not even read")
  func outside() throws {
    let page = try page(drawing: "BT /F1 12 Tf 700 720 Td (Peter Jensen) Tj ET")
    #expect(!page.text.contains { $0.contains("Peter") })
    #expect(page.hiddenWords == nil)
  }

  private nonisolated static let shown: [(how: String, operators: String)] = [
    ("in a colour", "0.2 0.2 0.6 rg BT /F1 9 Tf 300 720 Td (Peter Jensen) Tj ET"),
    ("in light grey", "0.8 g BT /F1 9 Tf 300 720 Td (Peter Jensen) Tj ET"),
    (
      "in white on a dark ground", "0.1 0.2 0.5 rg 290 710 200 30 re f 1 g BT /F1 12 Tf 300 720 Td (Peter Jensen) Tj ET"
    ),
    ("in small print", "BT /F1 4 Tf 300 720 Td (Peter Jensen) Tj ET"),
    (
      "twice, to look bold",
      "BT /F1 12 Tf 300 720 Td (Peter Jensen) Tj ET BT /F1 12 Tf 300.4 720 Td (Peter Jensen) Tj ET"
    ),
  ]

  @Test("that it shows are", arguments: 0..<shown.count)
  func shown(row: Int) throws {
    let page = try page(drawing: Self.shown[row].operators)
    #expect(page.text.contains { $0.contains("Peter Jensen") }, "\(Self.shown[row].how)")
    #expect(page.hiddenWords == nil, "\(Self.shown[row].how)")
  }

  @Test("that nobody proved are looked through for card numbers all the same")
  func unproven() throws {
    // Each stands over something to be seen, so that it has to be read; and there are more than are read.
    func claimed(_ text: String, _ y: Int, size: Double) -> String {
      "40 \(y) 200 2 re f BT 3 Tr /F1 \(size) Tf 40 \(y) Td (\(text)) Tj ET"
    }
    let fill = (0..<110).map { row in claimed("linje \(row) med tekst", 560 - row * 4, size: 3) }
    let number = claimed("Visa 4111 1111 1111 1111", 60, size: 12)
    let page = try page(drawing: (fill + [number]).joined(separator: "\n"))
    #expect(page.masked.contains { $0.kind == .cardNumber })
    #expect(page.cards.compactMap(\.number).isEmpty, "no card is known by a line that nobody proved")
  }

  private nonisolated static let turned = ["0 1 -1 0 560 100 Tm", "0 -1 1 0 560 700 Tm", "-1 0 0 -1 540 100 Tm"]

  @Test("that stand or lie on their heads are read and covered like those of a picture", arguments: turned)
  func turned(matrix: String) throws {
    let page = try page(drawing: "BT /F1 14 Tf \(matrix) (Visa 4111 1111 1111 1111 CVC 739) Tj ET", origin: .picture)
    #expect(Set(page.masked.map(\.kind)) == [.cardNumber, .cardVerificationCode])
    #expect(!page.text.contains { $0.contains("739") })
  }

  /// A scan of a letter with a text layer as scanners write it: right but for a letter in every fourth word.
  private func scan(_ change: (String) -> String = { $0 }) throws -> Page {
    let path = "A-1013/address/brev.jpg"
    let (letter, picture) = try Desk.page(of: path)
    let scale = (x: 595 / Double(picture.width), y: 842 / Double(picture.height))
    var count = 0
    let layer = letter.lines.flatMap(\.words).map { word in
      count += 1
      let text = count % 4 == 0 ? String(word.text.value.dropLast()) + "l" : change(word.text.value)
      let size = Double(word.box.height) * scale.y * 0.8
      return "BT 3 Tr /F1 \(size) Tf \(Double(word.box.x0) * scale.x) \(842 - Double(word.box.y1) * scale.y) Td "
        + "(\(text.filter { $0.isASCII && !"()\\".contains($0) })) Tj ET"
    }
    let content = "q 595 0 0 842 0 0 cm /Im Do Q\n" + layer.joined(separator: "\n")
    let file = PDFWriting.file(content, picture: (try fixture(path), picture.width, picture.height))
    return try page(of: try Desk.report(on: file), origin: .picture)
  }

  @Test("that a scanner read with the usual mistakes hide nothing")
  func scanned() throws {
    #expect(try scan().hiddenWords == nil)
  }

  @Test("that say something else than the scan under them are told of, and no evidence")
  func contradicted() throws {
    let page = try scan { $0.first?.isUppercase ?? false ? "Fiktivsen" : "opdigtede" }
    #expect((page.hiddenWords?.count ?? 0) > 20)
    #expect(!page.text.contains { $0.contains("Fiktivsen") })
    #expect(try Desk.page(of: "A-1013/address/brev.jpg").page.hiddenWords == nil)
  }

  private func page(drawing operators: String, origin: PageOrigin = .vector) throws -> Page {
    let lines = Self.visible.enumerated().map { index, line in
      "BT /F1 12 Tf 60 \(780 - index * 30) Td (\(line)) Tj ET"
    }
    let file = PDFWriting.file(lines.joined(separator: "\n") + "\n" + operators)
    return try page(of: try Desk.report(on: file), origin: origin)
  }

  private func page(of report: InspectionReport, origin: PageOrigin) throws -> Page {
    guard case .document(let document) = report.inspected, let page = document.pages.first else {
      throw NoEngine(description: "not examined: \(report.inspected)")
    }
    #expect(page.origin == origin)
    return page
  }
}
