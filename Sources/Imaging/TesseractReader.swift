internal import CTesseract

/// Reads strips of text with tesseract, which knows Danish letters better than the network does.
package final class TesseractReader {
  /// A word on a strip.
  package struct StripWord: Sendable {
    package var text: String
    /// 0–1.
    package var confidence: Double
    /// 0 at the start of the strip, 1 at its end.
    package var start: Double
    package var end: Double

    package init(text: String, confidence: Double, start: Double, end: Double) {
      self.text = text
      self.confidence = confidence
      self.start = start
      self.end = end
    }
  }

  /// Height of the text strip given to tesseract, in pixels, and the margin around it.
  private static let stripHeight = 44
  private static let margin = 14

  private let handle: OpaquePointer

  /// `languages` in order of preference: `dan+eng` keeps Danish letters where `eng+dan` loses a third of them.
  package init(languages: [String], dataFolder: String?) throws(MissingPiece) {
    guard let handle = TessBaseAPICreate() else { throw MissingPiece(sentence: "tesseract cannot be started") }
    let names = languages.joined(separator: "+")
    guard TessBaseAPIInit2(handle, dataFolder, names, OEM_LSTM_ONLY) == 0 else {
      TessBaseAPIDelete(handle)
      throw MissingPiece(sentence: "tesseract has no language data for '\(names)'")
    }
    TessBaseAPISetPageSegMode(handle, PSM_SINGLE_LINE)
    self.handle = handle
  }

  deinit {
    TessBaseAPIEnd(handle)
    TessBaseAPIDelete(handle)
  }

  /// The words in a box of a grey picture.
  package func words(in box: OrientedBox, on grey: Raster) -> [StripWord] {
    let strip = box.cut(from: grey, height: Self.stripHeight).stretchedDarkOnLight
    let padded = strip.padded(by: Self.margin, level: 255)
    TessBaseAPISetImage(handle, padded.pixels, Int32(padded.width), Int32(padded.height), 1, Int32(padded.width))
    TessBaseAPISetSourceResolution(handle, 300)
    guard TessBaseAPIRecognize(handle, nil) == 0, let results = TessBaseAPIGetIterator(handle) else { return [] }
    defer {
      TessResultIteratorDelete(results)
      TessBaseAPIClear(handle)
    }
    guard let pages = TessResultIteratorGetPageIterator(results) else { return [] }
    var words: [StripWord] = []
    repeat {
      guard let text = TessResultIteratorGetUTF8Text(results, RIL_WORD) else { continue }
      defer { TessDeleteText(text) }
      var (left, top, right, bottom): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
      guard TessPageIteratorBoundingBox(pages, RIL_WORD, &left, &top, &right, &bottom) != 0 else { continue }
      let width = Double(strip.width)
      words.append(
        StripWord(
          text: String(cString: text), confidence: Double(TessResultIteratorConfidence(results, RIL_WORD)) / 100,
          start: min(max((Double(left) - Double(Self.margin)) / width, 0), 1),
          end: min(max((Double(right) - Double(Self.margin)) / width, 0), 1)))
    } while TessResultIteratorNext(results, RIL_WORD) != 0
    return words
  }
}

extension Raster {
  /// A grey strip with its levels stretched to the whole range and, where the text is lighter than its ground,
  /// inverted.
  var stretchedDarkOnLight: Raster {
    var histogram = [Int](repeating: 0, count: 256)
    for pixel in pixels { histogram[Int(pixel)] += 1 }
    func percentile(_ share: Double) -> Int {
      var left = Int(Double(pixels.count) * share)
      for level in 0..<256 {
        left -= histogram[level]
        if left < 0 { return level }
      }
      return 255
    }
    let (low, middle, high) = (percentile(0.02), percentile(0.5), percentile(0.98))
    guard high > low else { return self }
    // Most of a strip is ground, so the median lies on the ground's side of the middle.
    let inverted = middle - low < high - middle
    var result = self
    for index in pixels.indices {
      let level = min(max((Int(pixels[index]) - low) * 255 / (high - low), 0), 255)
      result.pixels[index] = UInt8(inverted ? 255 - level : level)
    }
    return result
  }

  /// With a border of one level around it.
  func padded(by margin: Int, level: UInt8) -> Raster {
    var result = Raster(width: width + 2 * margin, height: height + 2 * margin, bands: bands, filledWith: level)
    for y in 0..<height {
      let from = y * width * bands
      let to = ((y + margin) * result.width + margin) * bands
      result.pixels.replaceSubrange(to..<to + width * bands, with: pixels[from..<from + width * bands])
    }
    return result
  }
}
