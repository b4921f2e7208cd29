internal import CImagingShims

/// A picture file in memory (JPEG, and PNG where a pipeline takes it), decoded by libvips.
package struct PictureFile {
  package enum Failure: Error {
    /// No decoder takes it, or its pixels end early.
    case damaged
  }

  private let bytes: [UInt8]
  /// As stored, before its orientation is applied, in pixels.
  package let storedWidth: Int
  package let storedHeight: Int
  /// The EXIF orientation as stored; 0 when absent.
  package let orientation: Int

  /// Reads the header only.
  package init(_ bytes: [UInt8]) throws(Failure) {
    var header = kyc_picture_header()
    guard kyc_vips_header(bytes, bytes.count, &header) == 0, header.width > 0, header.height > 0 else {
      throw .damaged
    }
    self.bytes = bytes
    storedWidth = Int(header.width)
    storedHeight = Int(header.height)
    orientation = Int(header.orientation)
  }

  /// All pixels as sRGB, upright as its EXIF orientation says. A truncated file is damaged.
  package func decoded() throws(Failure) -> Raster { try decodedWithComplaints().raster }

  /// The same, and whether the decoder complained about the data on the way.
  package func decodedWithComplaints() throws(Failure) -> (raster: Raster, complained: Bool) {
    var pixels = [UInt8](repeating: 0, count: storedWidth * storedHeight * 3)
    var complained = false
    if kyc_vips_decode(bytes, bytes.count, 1, &pixels, pixels.count) != 0 {
      complained = true
      guard kyc_vips_decode(bytes, bytes.count, 0, &pixels, pixels.count) == 0 else { throw .damaged }
    }
    let raster = Raster(width: storedWidth, height: storedHeight, bands: 3, pixels: pixels)
    return (raster.oriented(byEXIF: orientation), complained)
  }
}

extension Raster {
  /// Encoded as JPEG without metadata and without chroma subsampling, so that flat areas stay flat. Nil when libvips
  /// fails.
  package func jpeg(quality: Int) -> [UInt8]? {
    var memory: UnsafeMutableRawPointer?
    var count = 0
    guard
      kyc_vips_encode_jpeg(pixels, Int32(width), Int32(height), Int32(bands), Int32(quality), &memory, &count) == 0,
      let memory
    else { return nil }
    defer { kyc_vips_free(memory) }
    return [UInt8](UnsafeRawBufferPointer(start: memory, count: count))
  }
}
