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
    if let refusal = Intake.refusal(of: bytes, order) { throw .unreadable(refusal) }
    let format = FormatSniffer.format(of: bytes)
    let limits = order.limits
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
      // All pages before the first is drawn: no time is spent on a file that will be refused.
      for index in 0..<pdf.pageCount {
        guard let page = try? pdf.page(index), PageScale.isPossible(page.width, page.height) else {
          throw refuse(.fileDamaged, format)
        }
        guard PageScale.pixelsPerPoint(page.width, page.height, order) != nil else {
          throw refuse(.fileTooManyPixels, format, page.width * page.height / 1_000_000, limits.megapixels)
        }
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

/// How large a PDF page is drawn.
enum PageScale {
  /// Points of a side; PDF writers stop at 14,400 (ISO 32000-1, annex C), and pictures at 32,767 pixels.
  private static let longestSide = 60_000.0
  private static let mostPixelsOfASide = 32_000.0
  /// Below half the resolution of a screen nobody reads anything.
  private static let least = 0.5

  /// Both sides are lengths that a page can have.
  static func isPossible(_ width: Double, _ height: Double) -> Bool {
    // A comparison with what is no number is false.
    width > 0 && height > 0 && width <= longestSide && height <= longestSide
  }

  /// The pipeline's resolution, or less where the page would have too many pixels; nil where nothing could be read on it
  /// then. The limits decide, not the page's claim.
  static func pixelsPerPoint(_ width: Double, _ height: Double, _ order: InspectionOrder) -> Double? {
    let most = Double(order.limits.megapixels) * 1_000_000
    let scale = min(
      Double(order.renderDotsPerInch) / 72, (most / (width * height)).squareRoot(),
      mostPixelsOfASide / max(width, height))
    return scale >= least ? scale : nil
  }

  /// What a telephone's camera takes; more than this shows no more of a page, and takes long.
  private static let mostPixelsOfAScan = 16_000_000.0

  /// The scan's own, so that it is neither blown up nor shrunk, within the limits that every page has.
  static func pixelsPerPoint(
    ofAScanWith own: Double, _ width: Double, _ height: Double, _ order: InspectionOrder
  ) -> Double {
    let most = min(Double(order.limits.megapixels) * 1_000_000, mostPixelsOfAScan)
    return max(least, min(own, (most / (width * height)).squareRoot(), mostPixelsOfASide / max(width, height)))
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
