import Imaging
import Testing

@MainActor
@Suite("A PDF file")
struct PDFFileTests {
  @Test("opens and has pages")
  func opens() throws {
    let pdf = try PDFFile(try fixture("A-1001/address/bill.pdf"))
    #expect(pdf.pageCount == 1)
    let page = try pdf.page(0)
    // A4 (ISO 216) in points.
    #expect(abs(page.width - 595) < 2)
    #expect(abs(page.height - 842) < 2)
  }

  @Test("asks for a password")
  func encrypted() throws {
    let bytes = try fixture("A-1010/address/bill.pdf")
    #expect(throws: PDFFile.Failure.encrypted) { try PDFFile(bytes) }
  }

  @Test("opens when only its owner needs a password")
  func ownerPassword() throws {
    let pdf = try PDFFile(try fixture("A-1018/address/bill.pdf"))
    #expect(try pdf.page(0).words().count > 20)
  }

  @Test("is damaged when it ends in its middle")
  func damaged() throws {
    let bytes = try fixture("A-1012/address/bill.pdf")
    #expect(throws: PDFFile.Failure.damaged) { try PDFFile(bytes) }
  }

  @Test(
    "is damaged when it is none",
    arguments: [[], Array("%PDF-1.7\n".utf8), [UInt8](repeating: 0, count: 5000)] as [[UInt8]])
  func noPDF(bytes: [UInt8]) {
    #expect(throws: PDFFile.Failure.damaged) { try PDFFile(bytes) }
  }

  @Test("has no page beyond its last")
  func noSuchPage() throws {
    let pdf = try PDFFile(try fixture("A-1001/address/bill.pdf"))
    #expect(throws: PDFFile.Failure.damaged) { try pdf.page(1) }
  }

  @Test("has words with Danish letters, each in a box on its page")
  func words() throws {
    let page = try PDFFile(try fixture("A-1001/address/bill.pdf")).page(0)
    let words = page.words()
    let texts = words.map(\.text)
    for wanted in ["Søren", "Ågård", "Nielsen", "Nørrebrogade", "København"] { #expect(texts.contains(wanted)) }
    #expect(texts.allSatisfy { !$0.isEmpty && !$0.contains(" ") })
    for word in words {
      #expect(word.x0 < word.x1 && word.y0 < word.y1)
      #expect(word.x0 >= 0 && word.x1 <= page.width && word.y0 >= 0 && word.y1 <= page.height)
    }
  }

  @Test("is drawn where its words say")
  func rendered() throws {
    let page = try PDFFile(try fixture("A-1001/address/bill.pdf")).page(0)
    let picture = try #require(page.rendered(scale: 2))
    #expect(picture.width == Int((page.width * 2).rounded(.up)))
    #expect(picture.height == Int((page.height * 2).rounded(.up)))
    let grey = picture.grey
    #expect(grey.level(2, 2) > 240)
    for word in page.words() where word.text.count > 3 {
      let crop = grey.cropped(
        x: Int(word.x0 * 2), y: Int(word.y0 * 2), width: max(1, Int((word.x1 - word.x0) * 2)),
        height: max(1, Int((word.y1 - word.y0) * 2)))
      let range = Int(crop.pixels.max() ?? 0) - Int(crop.pixels.min() ?? 0)
      #expect(range > 60, "\(word.text) shows no ink")
    }
  }

  @Test("tells a scan by the picture that fills its page")
  func pictureShare() throws {
    #expect(try PDFFile(try fixture("A-1002/address/internet.pdf")).page(0).pictures.reduce(0) { $0 + $1.share } > 0.9)
    #expect(try PDFFile(try fixture("A-1001/address/bill.pdf")).page(0).pictures.reduce(0) { $0 + $1.share } < 0.5)
    #expect(try PDFFile(try fixture("A-1002/address/internet.pdf")).page(0).words().isEmpty)
  }
}
