/// A document of our own that nothing is wrong with: whatever goes wrong on it is the machine's doing.
package enum TestPage {
  /// What stands on it.
  package static let words = ["SELF", "TEST", "2042"]

  /// A PDF of one page with a line in a font that it does not carry, so that drawing it needs the machine's fonts. Too
  /// few words for a text layer: it is read from its pixels.
  package static let pdf: [UInt8] = {
    let text = words.joined(separator: " ")
    let stream = "BT /F 36 Tf 24 34 Td (\(text)) Tj ET"
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 340 96] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
      "<< /Length \(stream.utf8.count) >>\nstream\n\(stream)\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    var file = "%PDF-1.4\n"
    var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for (index, object) in objects.enumerated() {
      let digits = String(file.utf8.count)
      table += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
      file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = file.utf8.count
    file += table + "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(file.utf8)
  }()
}
