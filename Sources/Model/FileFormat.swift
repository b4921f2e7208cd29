/// What a file is by its content. Only some can be examined; the others have a name so that the customer can be told.
package enum FileFormat: String, Codable, Sendable, CaseIterable {
  case pdf, jpeg, png
  /// JPEG of a kind that hardly anybody can show: lossless, hierarchical, more than 8 bits, a hundred scans.
  case rareJPEG
  case heic, avif, webp, tiff, gif, bmp, svg
  /// Pictures of other kinds: JPEG XL, JPEG 2000, icons, layered pictures.
  case otherPicture
  case zip, rar, sevenZip
  /// Archives of other kinds: gzip, bzip2, xz, Zstandard, tar, cabinet.
  case archive
  case docx, xlsx, pptx, openDocument
  /// A document of Microsoft Office before 2007, or a mail that Outlook saved.
  case doc
  case rtf, postScript, html, xml, text
  /// A program, for whatever machine.
  case exe
  case video, audio
  case unknown
}
