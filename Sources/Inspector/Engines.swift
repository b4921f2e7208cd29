import Imaging

/// What reads: loaded once, used for every page.
package final class Engines {
  /// Pixels on the long side when lines are looked for: enough for cards and passports, and for a page of small print.
  private static let firstLongSide = 960
  private static let secondLongSide = 1600
  private static let farLongSide = 448
  /// Lines that are lower than this for the detector ask for the second look.
  private static let smallPrint = 15.0

  let recogniser: LineRecogniser
  private let runtime: OnnxRuntime
  private let home: String
  private let languages: [String]
  private var loadedDetector: TextDetector?
  private var loadedReader: TesseractReader?

  /// Files in the folder that the set-up filled.
  package static let runtimeFile = "libonnxruntime.so"
  package static let detectorFile = "PP-OCRv6_det_small.onnx"
  package static let recogniserFile = "PP-OCRv6_rec_small.onnx"

  /// `home` is the folder that the set-up filled with ONNX Runtime and the models. `runtime` is taken where it is loaded
  /// already.
  package init(home: String, languages: [String], runtime: OnnxRuntime? = nil) throws(MissingPiece) {
    self.runtime = if let runtime { runtime } else { try OnnxRuntime(library: home + "/" + Self.runtimeFile) }
    recogniser = try LineRecogniser(try OnnxModel(self.runtime, path: home + "/" + Self.recogniserFile))
    self.home = home
    self.languages = languages
  }

  /// What finds and reads lines, with the version of what runs it.
  var versions: [String] {
    let models = [Self.detectorFile, Self.recogniserFile].map { file in String(file.prefix { $0 != "." }) }
    return models + ["onnxruntime \(runtime.version)"]
  }

  /// The detector, started when a page first needs it: born-digital pages do not.
  private func detector() throws(MissingPiece) -> TextDetector {
    if let detector = loadedDetector { return detector }
    let detector = TextDetector(try OnnxModel(runtime, path: home + "/" + Self.detectorFile))
    loadedDetector = detector
    return detector
  }

  /// The lines of a picture; small print is looked for again at a larger scale, and at that scale at once where it is
  /// known to be there.
  func lines(on picture: Raster, withSmallPrint: Bool = false) throws(StageFailure) -> FoundLines {
    let detector: TextDetector
    do {
      detector = try self.detector()
    } catch {
      throw .missing(error.sentence)
    }
    do {
      return try lines(on: picture, with: detector, withSmallPrint)
    } catch {
      throw .gaveUp
    }
  }

  /// The lines that are seen from farther away: strokes that wear broke and blur that hides an edge close together.
  func linesFromFarAway(on picture: Raster) throws(StageFailure) -> [OrientedBox] {
    do {
      return try detector().lines(on: picture, longSide: Self.farLongSide)
    } catch let missing as MissingPiece {
      throw .missing(missing.sentence)
    } catch {
      throw .gaveUp
    }
  }

  /// The lines that the edges of a picture form, in pixels of the picture.
  func linesOfEdges(on picture: Raster) throws(StageFailure) -> [OrientedBox] {
    let edges = StruckLook.edges(of: picture)
    let scale = Double(picture.width) / Double(edges.width)
    do {
      return try detector().lines(on: edges, longSide: StruckLook.longSide).map { $0.scaled(by: scale) }
    } catch let missing as MissingPiece {
      throw .missing(missing.sentence)
    } catch {
      throw .gaveUp
    }
  }

  private func lines(
    on picture: Raster, with detector: TextDetector, _ withSmallPrint: Bool
  ) throws(OnnxModel.Failure) -> FoundLines {
    if !withSmallPrint {
      let first = try detector.lines(on: picture, longSide: Self.firstLongSide)
      let scale = Double(Self.firstLongSide) / Double(picture.longSide)
      let heights = first.map { $0.height * scale }.sorted()
      guard scale < 1, !first.isEmpty, heights[heights.count / 3] < Self.smallPrint else {
        return FoundLines(boxes: first, areSmallPrint: false)
      }
    }
    return FoundLines(boxes: try detector.lines(on: picture, longSide: Self.secondLongSide), areSmallPrint: true)
  }

  /// Tesseract, started when a page first needs it: born-digital pages do not.
  func tesseract() throws(MissingPiece) -> TesseractReader {
    if let reader = loadedReader { return reader }
    // English has no letter that another language here lacks, and would be loaded and tried beside it for each line.
    let spoken = languages.filter { $0 != "eng" }
    let reader = try TesseractReader(languages: spoken.isEmpty ? languages : spoken, dataFolder: nil)
    loadedReader = reader
    return reader
  }
}

/// Where lines stand on a picture.
struct FoundLines {
  let boxes: [OrientedBox]
  /// They were looked for at the larger scale.
  let areSmallPrint: Bool
}
