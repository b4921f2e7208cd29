/// What a file is by its content. Only some can be examined; the others have a name so that the customer can be told.
package enum FileFormat: String, Codable, Sendable, CaseIterable {
  case pdf, jpeg, png, heic, webp, tiff, gif, bmp, zip, docx, html, svg, exe, text, unknown
}
