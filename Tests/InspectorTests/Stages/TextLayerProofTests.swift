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
    ("in no ink at all", "BT 3 Tr /F1 12 Tf 300 720 Td (Peter Jensen) Tj ET"),
    ("over another name", "BT 3 Tr /F1 12 Tf 60 720 Td (Peter Jensen) Tj ET"),
    ("under a rectangle", "BT /F1 12 Tf 300 720 Td (Peter Jensen) Tj ET 1 1 1 rg 290 710 200 30 re f"),
    ("outside the page", "BT /F1 12 Tf 700 720 Td (Peter Jensen) Tj ET"),
  ]

  @Test("that the page does not show are nobody's evidence", arguments: 0..<hidden.count)
  func hidden(row: Int) throws {
    let text = try text(drawing: Self.hidden[row].operators)
    #expect(!text.contains("Peter"), "\(Self.hidden[row].how)")
    for line in Self.visible { #expect(text.contains(line), "\(Self.hidden[row].how)") }
  }

  @Test("that it shows are")
  func shown() throws {
    #expect(try text(drawing: "0.2 0.2 0.6 rg BT /F1 9 Tf 300 720 Td (Peter Jensen) Tj ET").contains("Peter Jensen"))
  }

  @Test("that nobody proved are looked through for card numbers all the same")
  func unproven() throws {
    let fill = (0..<130).map { row in "BT /F1 4 Tf 40 \(600 - row * 4) Td (linje \(row) med tekst) Tj ET" }
    let number = "BT /F1 12 Tf 300 60 Td (Visa 4111 1111 1111 1111) Tj ET"
    // Drawn twice, so that the line is not proven by looking alone.
    let report = try report(drawing: (fill + [number, number]).joined(separator: "\n"))
    guard case .document(let document) = report.inspected else {
      Issue.record("not a document")
      return
    }
    #expect(document.pages[0].masked.contains { $0.kind == .cardNumber })
  }

  private nonisolated static let turned = ["0 1 -1 0 560 100 Tm", "0 -1 1 0 560 700 Tm", "-1 0 0 -1 540 100 Tm"]

  @Test("that stand or lie on their heads are read and covered like those of a picture", arguments: turned)
  func turned(matrix: String) throws {
    let report = try report(drawing: "BT /F1 14 Tf \(matrix) (Visa 4111 1111 1111 1111 CVC 739) Tj ET")
    guard case .document(let document) = report.inspected else {
      Issue.record("not a document")
      return
    }
    #expect(document.pages.map(\.origin) == [.picture])
    #expect(Set(document.pages[0].masked.map(\.kind)) == [.cardNumber, .cardVerificationCode])
    #expect(!document.pages[0].lines.contains { $0.text.value.contains("739") })
  }

  private func text(drawing operators: String) throws -> String {
    guard case .document(let document) = try report(drawing: operators).inspected else { return "" }
    #expect(document.pages.map(\.origin) == [.vector])
    return document.pages.flatMap(\.lines).map(\.text.value).joined(separator: "\n")
  }

  private func report(drawing operators: String) throws -> InspectionReport {
    let engines = try Desk.engines()
    let lines = Self.visible.enumerated().map { index, line in
      "BT /F1 12 Tf 60 \(780 - index * 30) Td (\(line)) Tj ET"
    }
    let examination = DocumentExamination(order: order()) { () throws(MissingPiece) -> Engines in engines }
    return try examination.report(on: Self.pdf(lines.joined(separator: "\n") + "\n" + operators))
  }

  /// One A4 page with Helvetica as `F1`; the cross-reference table holds the objects' true places.
  private static func pdf(_ content: String) -> [UInt8] {
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
      "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    var file = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(file.utf8.count)
      file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = file.utf8.count
    let table = offsets.map { offset in
      String(repeating: "0", count: 10 - String(offset).count) + "\(offset) 00000 n \n"
    }
    file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n" + table.joined()
    file += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(file.utf8)
  }
}
