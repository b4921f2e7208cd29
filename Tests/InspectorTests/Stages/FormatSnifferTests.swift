import Inspector
import Model
import Testing

@Suite("The format of a file")
struct FormatSnifferTests {
  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static let table: [([UInt8], FileFormat)] = [
    ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg),
    ([0xFF, 0xD8, 0xFF], .jpeg),
    ([0xFF, 0xD8, 0], .unknown),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], .png),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x0A, 0], .unknown),
    (bytes("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 "), .webp),
    (bytes("RIFF\u{1}\u{2}\u{3}\u{4}WAVE"), .unknown),
    ([0, 0, 0, 0x18] + bytes("ftypheic"), .heic),
    ([0, 0, 0, 0x18] + bytes("ftypmif1"), .heic),
    ([0x49, 0x49, 0x2A, 0, 8], .tiff),
    ([0x4D, 0x4D, 0, 0x2A, 0], .tiff),
    (bytes("GIF89a"), .gif),
    (bytes("GIF87a"), .gif),
    ([0x50, 0x4B, 3, 4] + bytes("photos/1.jpg"), .zip),
    ([0x50, 0x4B, 3, 4] + bytes("[Content_Types].xml....word/document.xml"), .docx),
    (bytes("MZ\u{10}\u{0}"), .exe),
    ([0x7F] + bytes("ELF"), .exe),
    (bytes("BM") + [UInt8](repeating: 0, count: 60), .bmp),
    (bytes("%PDF-1.7\n"), .pdf),
    ([0xEF, 0xBB, 0xBF] + bytes("%PDF-1.4"), .pdf),
    ([UInt8](repeating: 0x20, count: 1000) + bytes("%PDF-1.4"), .pdf),
    ([UInt8](repeating: 0x20, count: 1020) + bytes("%PDF-1.4"), .text),
    (bytes("<?xml version=\"1.0\"?><svg xmlns="), .svg),
    (bytes("<!DOCTYPE html><title>"), .html),
    (bytes("  <HTML lang=da>"), .html),
    (bytes("Kære kunde,\r\n\tvedlagt"), .text),
    ([], .unknown),
    ([0], .unknown),
    ([UInt8](repeating: 0, count: 3000), .unknown),
  ]

  @Test("is told by its first bytes", arguments: 0..<table.count)
  func firstBytes(row: Int) {
    let (bytes, format) = Self.table[row]
    #expect(FormatSniffer.format(of: bytes) == format)
  }

  @Test("is that of a picture even where a PDF follows in it")
  func polyglot() {
    #expect(FormatSniffer.format(of: [0xFF, 0xD8, 0xFF, 0xE0] + Self.bytes("%PDF-1.4")) == .jpeg)
  }

  @Test(
    "is what the fixtures are, whatever their names say",
    arguments: [
      ("A-1001/address/bill.pdf", FileFormat.pdf), ("A-1001/identity/passport.jpg", .jpeg),
      ("A-1013/identity/passport.jpg", .png), ("A-1014/identity/passport.jpg", .unknown),
      ("A-1012/address/bill.pdf", .pdf), ("A-1010/address/bill.pdf", .pdf),
    ])
  func fixtures(path: String, format: FileFormat) throws {
    #expect(FormatSniffer.format(of: try fixture(path)) == format)
  }
}
