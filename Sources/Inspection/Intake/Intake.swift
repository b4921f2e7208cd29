import Model

/// What can be said about a file from its bytes alone, before any decoder sees it. Parent and child ask the same: the
/// parent, so that no child is started in vain; the child, because it believes nobody.
package enum Intake {
  /// Why the file is refused; nil where it has to be opened to know more.
  package static func refusal(of bytes: [UInt8], _ order: InspectionOrder) -> Unreadable? {
    let limits = order.limits
    guard !bytes.isEmpty else { return Unreadable(reason: .fileEmpty, format: .unknown) }
    let format = FormatSniffer.format(of: bytes)
    guard bytes.count <= limits.bytes else {
      return Unreadable(
        reason: .fileTooLarge, format: format, measured: Double(bytes.count) / 1_000_000,
        limit: Double(limits.megabytes))
    }
    guard order.accepts.contains(format) else { return Unreadable(reason: .fileUnsupportedFormat, format: format) }
    switch format {
    case .jpeg:
      guard let header = JPEGHeader(bytes) else { return Unreadable(reason: .fileDamaged, format: .jpeg) }
      guard header.isUsual else { return Unreadable(reason: .fileUnsupportedFormat, format: .rareJPEG) }
      return refusal(.jpeg, header.width, header.height, limits)
    case .png:
      guard let header = PNGHeader(bytes) else { return Unreadable(reason: .fileDamaged, format: .png) }
      return refusal(.png, header.width, header.height, limits)
    default: return nil
    }
  }

  private static func refusal(
    _ format: FileFormat, _ width: Int, _ height: Int, _ limits: InspectionLimits
  ) -> Unreadable? {
    // Sides of a PNG go up to 2³¹ − 1: as numbers with a point they cannot overflow.
    let megapixels = Double(width) * Double(height) / 1_000_000
    guard megapixels > Double(limits.megapixels) else { return nil }
    return Unreadable(
      reason: .fileTooManyPixels, format: format, measured: megapixels, limit: Double(limits.megapixels))
  }
}

extension InspectionLimits {
  /// The size of one file: intake holds no more than this of it in memory.
  package var bytes: Int { megabytes * 1_000_000 }
}
