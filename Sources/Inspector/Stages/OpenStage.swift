import Imaging
import Inspection
import Model

/// Decides by content what the file is, and refuses what the limits forbid before anything is decoded.
struct OpenStage: Stage {
  static let name = StageName.open
  let order: InspectionOrder

  func run(_ bytes: [UInt8]) throws(StageFailure) -> OpenedFile {
    func refuse(_ reason: ReasonCode, _ format: FileFormat, _ measured: Double? = nil, _ limit: Int? = nil)
      -> StageFailure
    {
      .unreadable(Unreadable(reason: reason, format: format, measured: measured, limit: limit.map(Double.init)))
    }
    guard !bytes.isEmpty else { throw refuse(.fileEmpty, .unknown) }
    let format = FormatSniffer.format(of: bytes)
    let limits = order.limits
    guard bytes.count <= limits.megabytes * 1_000_000 else {
      throw refuse(.fileTooLarge, format, Double(bytes.count) / 1_000_000, limits.megabytes)
    }
    guard order.accepts.contains(format) else { throw refuse(.fileUnsupportedFormat, format) }
    if format == .pdf {
      let pdf: PDFFile
      do {
        pdf = try PDFFile(bytes)
      } catch {
        throw refuse(error == .encrypted ? .fileEncrypted : .fileDamaged, format)
      }
      guard pdf.pageCount <= limits.pages else {
        throw refuse(.fileTooManyPages, format, Double(pdf.pageCount), limits.pages)
      }
      return OpenedFile(format: format, content: .pdf(pdf))
    }
    guard let picture = try? PictureFile(bytes) else { throw refuse(.fileDamaged, format) }
    let megapixels = Double(picture.storedWidth * picture.storedHeight) / 1_000_000
    guard megapixels <= Double(limits.megapixels) else {
      throw refuse(.fileTooManyPixels, format, megapixels, limits.megapixels)
    }
    return OpenedFile(format: format, content: .picture(picture))
  }
}

/// A file that may be looked into.
struct OpenedFile {
  enum Content {
    case picture(PictureFile)
    case pdf(PDFFile)
  }

  let format: FileFormat
  let content: Content

  var pageCount: Int {
    switch content {
    case .picture: 1
    case .pdf(let pdf): pdf.pageCount
    }
  }
}
