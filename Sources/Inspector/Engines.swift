import Imaging

/// What reads: loaded once, used for every page.
package final class Engines {
  /// Pixels on the long side when lines are looked for: enough for cards and passports, and for a page of small print.
  private static let firstLongSide = 960
  private static let secondLongSide = 1600
  /// Lines that are lower than this for the detector ask for the second look.
  private static let smallPrint = 15.0

  let recogniser: LineRecogniser
  private let runtime: OnnxRuntime
  private let home: String
  private let languages: [String]
  private var loadedDetector: TextDetector?
  private var loadedReader: TesseractReader?

  /// `home` is the folder that the set-up filled with ONNX Runtime and the models.
  package init(home: String, languages: [String]) throws(MissingPiece) {
    runtime = try OnnxRuntime(library: home + "/libonnxruntime.so")
    recogniser = try LineRecogniser(try OnnxModel(runtime, path: home + "/PP-OCRv6_rec_small.onnx"))
    self.home = home
    self.languages = languages
  }

  /// The detector, started when a page first needs it: born-digital pages do not.
  private func detector() throws(MissingPiece) -> TextDetector {
    if let detector = loadedDetector { return detector }
    let detector = TextDetector(try OnnxModel(runtime, path: home + "/PP-OCRv6_det_small.onnx"))
    loadedDetector = detector
    return detector
  }

  /// The lines of a picture; small print is looked for again at a larger scale.
  func lines(on picture: Raster) throws(StageFailure) -> [OrientedBox] {
    let detector: TextDetector
    do {
      detector = try self.detector()
    } catch {
      throw .missing(error.sentence)
    }
    do {
      return try lines(on: picture, with: detector)
    } catch {
      throw .gaveUp
    }
  }

  private func lines(on picture: Raster, with detector: TextDetector) throws(OnnxModel.Failure) -> [OrientedBox] {
    let first = try detector.lines(on: picture, longSide: Self.firstLongSide)
    let scale = Double(Self.firstLongSide) / Double(picture.longSide)
    guard scale < 1, !first.isEmpty else { return first }
    let heights = first.map { $0.height * scale }.sorted()
    guard heights[heights.count / 3] < Self.smallPrint else { return first }
    return try detector.lines(on: picture, longSide: Self.secondLongSide)
  }

  /// Tesseract, started when a page first needs it: born-digital pages do not.
  func tesseract() throws(MissingPiece) -> TesseractReader {
    if let reader = loadedReader { return reader }
    let reader = try TesseractReader(languages: languages, dataFolder: nil)
    loadedReader = reader
    return reader
  }
}
