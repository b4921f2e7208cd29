/// Writes PDF files of one A4 page with Helvetica as `F1`; the cross-reference table holds the objects' true places.
enum PDFWriting {
  /// `content` are drawing operators (ISO 32000-1, 8 and 9). A JPEG is the picture `Im`, of that many pixels.
  static func file(_ content: String, picture: (jpeg: [UInt8], width: Int, height: Int)? = nil) -> [UInt8] {
    let pictures = picture == nil ? "" : "/XObject << /Im 6 0 R >> "
    var objects: [[UInt8]] = [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        + "/Resources << \(pictures)/Font << /F1 5 0 R >> >> >>",
      "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ].map { Array($0.utf8) }
    if let picture {
      let header =
        "<< /Type /XObject /Subtype /Image /Width \(picture.width) /Height \(picture.height) /BitsPerComponent 8 "
        + "/ColorSpace /DeviceRGB /Filter /DCTDecode /Length \(picture.jpeg.count) >>\nstream\n"
      objects.append(Array(header.utf8) + picture.jpeg + Array("\nendstream".utf8))
    }
    var file = Array("%PDF-1.4\n".utf8)
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(file.count)
      file += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
    }
    let start = file.count
    let table = offsets.map { offset in
      String(repeating: "0", count: 10 - String(offset).count) + "\(offset) 00000 n \n"
    }
    let end =
      "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n" + table.joined()
      + "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return file + Array(end.utf8)
  }
}
