import Model

/// What the child is told about one document: only what it needs, and nothing about the account.
package struct InspectionOrder: Codable, Sendable, Equatable {
  /// Formats to examine; any other is answered with `file.unsupported_format`.
  package var accepts: [FileFormat]
  package var limits: InspectionLimits
  /// Vector pages of a PDF are rendered at this resolution.
  package var renderDotsPerInch: Int
  /// Tesseract language codes in order of preference; the order changes what is read.
  package var languages: [String]
  /// What is painted over before anything is kept.
  package var mask: [MaskKind]
  /// The document is not touched where a layer of the child's sandbox does not hold.
  package var requireSandbox: Bool
  /// The cards that were found on a page which is covered already and is examined once more; nil for an upload. Else what
  /// is left of a covered number would be taken for something new.
  package var knownCards: [PaymentCard]?
  /// What a person wants painted over on a kept page, in pixels of it: before anything on it is looked at. Only for a
  /// picture.
  package var covered: [PixelRect]?

  package init(
    accepts: [FileFormat], limits: InspectionLimits, renderDotsPerInch: Int, languages: [String], mask: [MaskKind],
    requireSandbox: Bool = false
  ) {
    self.accepts = accepts
    self.limits = limits
    self.renderDotsPerInch = renderDotsPerInch
    self.languages = languages
    self.mask = mask
    self.requireSandbox = requireSandbox
  }
}

/// How much of the machine one document may use.
package struct InspectionLimits: Codable, Sendable, Equatable {
  /// Files in one submission.
  package var files: Int
  /// Pages in one file.
  package var pages: Int
  /// Size of one file, in 10⁶ bytes.
  package var megabytes: Int
  /// Size of one page, in 10⁶ pixels.
  package var megapixels: Int
  /// Wall-clock time for one file.
  package var seconds: Int
  /// Address space of the child, in 2²⁰ bytes.
  package var addressSpaceMegabytes: Int

  package init(
    files: Int, pages: Int, megabytes: Int, megapixels: Int, seconds: Int, addressSpaceMegabytes: Int
  ) {
    self.files = files
    self.pages = pages
    self.megabytes = megabytes
    self.megapixels = megapixels
    self.seconds = seconds
    self.addressSpaceMegabytes = addressSpaceMegabytes
  }
}
