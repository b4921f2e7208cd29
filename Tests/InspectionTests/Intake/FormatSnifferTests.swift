import Inspection
import Model
import Testing

@Suite("The format of a file")
struct FormatSnifferTests {
  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static func box(_ brand: String, _ compatible: String = "") -> [UInt8] {
    [0, 0, 0, UInt8(16 + compatible.utf8.count)] + bytes("ftyp\(brand)\u{0}\u{0}\u{0}\u{0}\(compatible)")
  }

  private static func zip(_ members: String) -> [UInt8] { [0x50, 0x4B, 3, 4] + bytes(members) }

  private static let pictures: [([UInt8], FileFormat)] = [
    ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg),
    ([0xFF, 0xD8, 0xFF], .jpeg),
    ([0xFF, 0xD8, 0], .unknown),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], .png),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x0A, 0], .unknown),
    (bytes("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 "), .webp),
    (box("heic"), .heic), (box("mif1", "miafheic"), .heic), (box("msf1"), .heic),
    (box("avif"), .avif), (box("mif1", "avifmiaf"), .avif),
    ([0x49, 0x49, 0x2A, 0, 8], .tiff), ([0x4D, 0x4D, 0, 0x2A, 0], .tiff), ([0x49, 0x49, 0x2B, 0, 8], .tiff),
    (bytes("GIF89a"), .gif), (bytes("GIF87a"), .gif), (bytes("GIF88a"), .text),
    (bytes("BM") + [UInt8](repeating: 0, count: 60), .bmp),
    ([0, 0, 0, 0x0C] + bytes("jP  \r\n"), .otherPicture), ([0xFF, 0x0A, 0xFA], .otherPicture),
    ([0, 0, 0, 0x0C] + bytes("JXL \r\n"), .otherPicture), ([0, 0, 1, 0, 1, 0], .otherPicture),
    (bytes("8BPS\u{0}\u{1}"), .otherPicture),
  ]

  private static let documents: [([UInt8], FileFormat)] = [
    (bytes("%PDF-1.7\n"), .pdf),
    ([0xEF, 0xBB, 0xBF] + bytes("%PDF-1.4"), .pdf),
    ([UInt8](repeating: 0x20, count: 1000) + bytes("%PDF-1.4"), .pdf),
    ([UInt8](repeating: 0x00, count: 1000) + bytes("%PDF-1.4"), .pdf),
    ([UInt8](repeating: 0x20, count: 1020) + bytes("%PDF-1.4"), .text),
    (bytes("<html>%PDF-1.4"), .pdf),
    (zip("[Content_Types].xml....word/document.xml"), .docx), (zip("_rels/.rels....xl/workbook.xml"), .xlsx),
    (zip("[Content_Types].xml....ppt/slides"), .pptx),
    (zip("\u{14}\u{0}mimetypeapplication/vnd.oasis.opendocument.text"), .openDocument),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .doc),
    (bytes("{\\rtf1\\ansi"), .rtf), (bytes("%!PS-Adobe-3.0"), .postScript),
  ]

  private static let others: [([UInt8], FileFormat)] = [
    (zip("photos/1.jpg"), .zip), (zip("word/document.xml"), .zip), ([0x50, 0x4B, 5, 6, 0, 0], .zip),
    (bytes("Rar!\u{1A}\u{7}\u{1}"), .rar), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0], .sevenZip),
    ([0x1F, 0x8B, 8], .archive), (bytes("BZh9"), .archive), ([0x28, 0xB5, 0x2F, 0xFD], .archive),
    ([UInt8](repeating: 0x61, count: 257) + bytes("ustar"), .archive),
    (bytes("MZ\u{10}\u{0}"), .exe), ([0x7F] + bytes("ELF"), .exe), ([0xCF, 0xFA, 0xED, 0xFE, 7], .exe),
    (bytes("#!/bin/sh\n"), .exe), ([0xCA, 0xFE, 0xBA, 0xBE], .exe),
    (box("isom"), .video), (box("qt  "), .video), (bytes("RIFF\u{1}\u{2}\u{3}\u{4}AVI LIST"), .video),
    ([0x1A, 0x45, 0xDF, 0xA3], .video),
    (bytes("RIFF\u{1}\u{2}\u{3}\u{4}WAVE"), .audio), (bytes("ID3\u{3}"), .audio), (bytes("OggS\u{0}"), .audio),
    (bytes("RIFF\u{1}\u{2}\u{3}\u{4}CDDA"), .unknown),
  ]

  private static let texts: [([UInt8], FileFormat)] = [
    (bytes("<?xml version=\"1.0\"?><svg xmlns="), .svg), (bytes("<svg onload=\"alert(1)\">"), .svg),
    (bytes("<!DOCTYPE html><title>"), .html), (bytes("  <HTML lang=da>"), .html), (bytes("<script>"), .html),
    (bytes("<?xml version=\"1.0\"?><Invoice>"), .xml),
    (bytes("Kære kunde,\r\n\tvedlagt"), .text),
    // Latin-1 and UTF-16, as older programs write them.
    ([0x4B, 0xE6, 0x72, 0x65, 0x20, 0x6B, 0x75, 0x6E, 0x64, 0x65], .text),
    ([0xFF, 0xFE, 0x3C, 0, 0x68, 0, 0x74, 0, 0x6D, 0, 0x6C, 0, 0x3E, 0], .html),
    ([], .unknown), ([0], .unknown), ([0xFF, 0xFE], .unknown), ([UInt8](repeating: 0, count: 3000), .unknown),
    (bytes("text with\u{1B}an escape"), .unknown),
  ]

  private static let table = pictures + documents + others + texts

  @Test("is told by its content", arguments: 0..<table.count)
  func content(row: Int) {
    let (bytes, format) = Self.table[row]
    #expect(FormatSniffer.format(of: bytes) == format)
  }

  @Test(
    "is that of its beginning even where a PDF follows in it", arguments: [FileFormat.jpeg, .png, .zip, .exe, .gif])
  func polyglot(format: FileFormat) throws {
    let row = try #require(Self.table.first { $0.1 == format })
    #expect(FormatSniffer.format(of: row.0 + Self.bytes("%PDF-1.4")) == format)
  }

  @Test("never asks for a byte that is not there", arguments: 0..<table.count)
  func cutOff(row: Int) {
    let bytes = Self.table[row].0
    for length in 0..<min(bytes.count, 40) { _ = FormatSniffer.format(of: Array(bytes.prefix(length))) }
    #expect(FormatSniffer.format(of: []) == .unknown)
  }
}
