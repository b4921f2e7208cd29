import Model

/// Tells what a file is from its content, whatever its name says. Reads bytes and nothing else; every answer is found in
/// the first 64 KiB.
package enum FormatSniffer {
  /// The format whose mark the file carries. A mark at the very beginning outweighs one further in: a file that is two
  /// things at once is what most programs take it for.
  ///
  /// PDF is found within the first 1024 bytes, as its readers do (ISO 32000-1, annex H, note 13).
  package static func format(of bytes: [UInt8]) -> FileFormat {
    if let marked = marks.first(where: { starts(bytes, $0.bytes, at: $0.offset) }) {
      switch marked.means {
      case .format(let format): return format
      case .container: return container(bytes)
      case .riff: return riff(bytes)
      case .boxes: return boxes(bytes)
      }
    }
    if holds("%PDF-", in: bytes.prefix(1024)) { return .pdf }
    return textual(bytes)
  }

  private enum Meaning {
    case format(FileFormat)
    /// ZIP, and all that is packed as ZIP.
    case container
    /// RIFF: a length, then what it is.
    case riff
    /// ISO base media boxes: a length, a type, then the brand.
    case boxes
  }

  private struct Mark {
    let bytes: [UInt8]
    let offset: Int
    let means: Meaning

    init(_ bytes: [UInt8], at offset: Int = 0, _ means: Meaning) {
      self.bytes = bytes
      self.offset = offset
      self.means = means
    }

    init(_ text: String, at offset: Int = 0, _ means: Meaning) { self.init(Array(text.utf8), at: offset, means) }

    init(_ bytes: [UInt8], _ format: FileFormat) { self.init(bytes, .format(format)) }

    init(_ text: String, _ format: FileFormat) { self.init(Array(text.utf8), .format(format)) }
  }

  /// Marks at a fixed place. From the formats' own texts: ITU-T T.81 (JPEG, SOI), PNG 5.2, TIFF 6.0, GIF89a, RIFF,
  /// ISO 14496-12 (`ftyp`), APPNOTE 4.3 (ZIP), MS-CFB 2.2, PE, ELF, Mach-O, RFC 1952 (gzip), RFC 8878 (Zstandard).
  private static let marks: [Mark] = [
    Mark([0xFF, 0xD8, 0xFF], .jpeg),
    Mark([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
    Mark("RIFF", .riff),
    Mark("ftyp", at: 4, .boxes),
    Mark([0x49, 0x49, 0x2A, 0x00], .tiff), Mark([0x4D, 0x4D, 0x00, 0x2A], .tiff),
    Mark([0x49, 0x49, 0x2B, 0x00], .tiff), Mark([0x4D, 0x4D, 0x00, 0x2B], .tiff),
    Mark("GIF87a", .gif), Mark("GIF89a", .gif),
    Mark([0x50, 0x4B, 0x03, 0x04], .container), Mark([0x50, 0x4B, 0x05, 0x06], .container),
    Mark([0x50, 0x4B, 0x07, 0x08], .container),
    Mark("Rar!\u{1A}\u{7}", .rar),
    Mark([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
    Mark([0x1F, 0x8B], .archive), Mark("BZh", .archive), Mark([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .archive),
    Mark([0x28, 0xB5, 0x2F, 0xFD], .archive), Mark("MSCF", .archive),
    Mark("ustar", at: 257, .format(.archive)),
    Mark([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .doc),
    Mark("{\\rtf", .rtf),
    Mark("%!PS", .postScript), Mark([0xC5, 0xD0, 0xD3, 0xC6], .postScript),
    Mark("MZ", .exe), Mark([0x7F, 0x45, 0x4C, 0x46], .exe), Mark("#!", .exe), Mark([0x00, 0x61, 0x73, 0x6D], .exe),
    Mark([0xFE, 0xED, 0xFA, 0xCE], .exe), Mark([0xFE, 0xED, 0xFA, 0xCF], .exe),
    Mark([0xCE, 0xFA, 0xED, 0xFE], .exe), Mark([0xCF, 0xFA, 0xED, 0xFE], .exe),
    Mark([0xCA, 0xFE, 0xBA, 0xBE], .exe),
    Mark([0xFF, 0x0A], .otherPicture), Mark([0x00, 0x00, 0x01, 0x00], .otherPicture), Mark("8BPS", .otherPicture),
    Mark("JXL ", at: 4, .format(.otherPicture)), Mark("jP  ", at: 4, .format(.otherPicture)),
    Mark([0xFF, 0x4F, 0xFF, 0x51], .otherPicture),
    Mark([0x1A, 0x45, 0xDF, 0xA3], .video), Mark([0x00, 0x00, 0x01, 0xBA], .video),
    Mark("moov", at: 4, .format(.video)), Mark("mdat", at: 4, .format(.video)),
    Mark("OggS", .audio), Mark("ID3", .audio), Mark("fLaC", .audio),
    Mark("BM", .bmp),
  ]

  private static func riff(_ bytes: [UInt8]) -> FileFormat {
    if starts(bytes, Array("WEBP".utf8), at: 8) { return .webp }
    if starts(bytes, Array("AVI ".utf8), at: 8) { return .video }
    return starts(bytes, Array("WAVE".utf8), at: 8) ? .audio : .unknown
  }

  /// By the brands (ISO 23008-12, annex B; AV1 image format, 6.2); anything but a still picture is a film.
  private static func boxes(_ bytes: [UInt8]) -> FileFormat {
    let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    let box = bytes.prefix(min(max(length, 12), 256))
    let brands = stride(from: 8, to: box.count - 3, by: 4).map { String(decoding: box[$0..<$0 + 4], as: UTF8.self) }
    if brands.contains(where: { ["avif", "avis"].contains($0) }) { return .avif }
    let still = ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1", "mif2"]
    return brands.contains(where: still.contains) ? .heic : .video
  }

  /// What is packed in a ZIP file, by the names of its first members.
  private static func container(_ bytes: [UInt8]) -> FileFormat {
    let head = bytes.prefix(1 << 16)
    if holds("mimetypeapplication/vnd.oasis.opendocument", in: head.prefix(256)) { return .openDocument }
    let parts: [(String, FileFormat)] = [("word/", .docx), ("xl/", .xlsx), ("ppt/", .pptx)]
    guard holds("[Content_Types].xml", in: head) || holds("_rels/", in: head) else { return .zip }
    return parts.first { holds($0.0, in: head) }?.1 ?? .zip
  }

  /// Text and what is written as text; anything with a control character in its first 512 bytes is neither.
  private static func textual(_ bytes: [UInt8]) -> FileFormat {
    var head = Array(bytes.prefix(512))
    let isWide = starts(head, [0xFF, 0xFE]) || starts(head, [0xFE, 0xFF])
    if isWide { head = head.dropFirst(2).filter { $0 != 0 } }
    guard !head.isEmpty, head.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }) else {
      return .unknown
    }
    let text = String(decoding: head, as: UTF8.self).lowercased()
    if text.contains("<svg") { return .svg }
    if ["<html", "<!doctype html", "<head", "<body", "<script"].contains(where: text.contains) { return .html }
    return text.contains("<?xml") ? .xml : .text
  }

  private static func starts(_ bytes: [UInt8], _ mark: [UInt8], at offset: Int = 0) -> Bool {
    bytes.count >= offset + mark.count && bytes[offset..<offset + mark.count].elementsEqual(mark)
  }

  private static func holds(_ text: String, in bytes: ArraySlice<UInt8>) -> Bool {
    let mark = Array(text.utf8)
    guard let first = mark.first, bytes.count >= mark.count else { return false }
    return (bytes.startIndex...bytes.endIndex - mark.count).contains { at in
      bytes[at] == first && bytes[at..<at + mark.count].elementsEqual(mark)
    }
  }
}
