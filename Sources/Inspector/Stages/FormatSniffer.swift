import Model

/// Tells what a file is from its first bytes, whatever its name says.
package enum FormatSniffer {
  /// Magic numbers: PDF 32000-1 7.5.2 (within the first 1024 bytes), ITU-T T.81 (JPEG SOI), PNG 5.2, ISO 14496-12
  /// (`ftyp`), RIFF, TIFF 6.0, GIF89a, ZIP APPNOTE 4.3.7.
  package static func format(of bytes: [UInt8]) -> FileFormat {
    func starts(_ magic: [UInt8], at offset: Int = 0) -> Bool {
      bytes.count >= offset + magic.count && bytes[offset..<offset + magic.count].elementsEqual(magic)
    }
    func starts(_ text: String, at offset: Int = 0) -> Bool { starts(Array(text.utf8), at: offset) }
    if starts([0xFF, 0xD8, 0xFF]) { return .jpeg }
    if starts([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if starts("RIFF"), starts("WEBP", at: 8) { return .webp }
    if starts("ftyp", at: 4) { return .heic }
    if starts([0x49, 0x49, 0x2A, 0x00]) || starts([0x4D, 0x4D, 0x00, 0x2A]) { return .tiff }
    if starts("GIF8") { return .gif }
    if starts([0x50, 0x4B, 0x03, 0x04]) { return holds("word/", in: bytes.prefix(4096)) ? .docx : .zip }
    if starts("MZ") || starts([0x7F, 0x45, 0x4C, 0x46]) { return .exe }
    if starts("BM"), bytes.count > 26 { return .bmp }
    if holds("%PDF-", in: bytes.prefix(1024)) { return .pdf }
    let head = String(decoding: bytes.prefix(512), as: UTF8.self).lowercased()
    if head.contains("<svg") { return .svg }
    if head.contains("<html") || head.contains("<!doctype html") { return .html }
    let isText = !bytes.isEmpty && bytes.prefix(512).allSatisfy { $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    // The cut after 512 bytes may fall into a character; any other replacement means that this is no UTF-8.
    return isText && head.count { $0 == "\u{FFFD}" } <= 1 ? .text : .unknown
  }

  private static func holds(_ text: String, in bytes: ArraySlice<UInt8>) -> Bool {
    bytes.firstRange(of: Array(text.utf8)) != nil
  }
}
