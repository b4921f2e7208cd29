import Imaging

/// Reads strips of one picture, each once: which way is up is told by reading lines that are to be read anyway.
final class StripReader {
  private let recogniser: LineRecogniser
  private let picture: Raster
  private var known: [Strip]

  private struct Strip {
    let box: OrientedBox
    let reading: LineRecogniser.Reading
  }

  init(_ recogniser: LineRecogniser, of picture: Raster) {
    self.recogniser = recogniser
    self.picture = picture
    known = []
  }

  private init(_ recogniser: LineRecogniser, of picture: Raster, known: [Strip]) {
    self.recogniser = recogniser
    self.picture = picture
    self.known = known
  }

  /// The characters of the strip in a box, along its direction.
  func read(_ box: OrientedBox) throws(OnnxModel.Failure) -> [ReadCharacter] {
    try reading(of: box).characters
  }

  /// The same as code lines are read.
  func code(_ box: OrientedBox) throws(OnnxModel.Failure) -> [ReadCharacter] {
    try reading(of: box).code
  }

  /// The same as digits alone are read.
  func digits(_ box: OrientedBox) throws(OnnxModel.Failure) -> [ReadCharacter] {
    try reading(of: box).digits
  }

  /// Another look at a strip, which is not kept.
  func code(
    _ box: OrientedBox, widened: Double, isPlain: Bool
  ) throws(OnnxModel.Failure) -> [ReadCharacter] {
    try recogniser.read(box, on: picture, widened: widened, isPlain: isPlain).code
  }

  private func reading(of box: OrientedBox) throws(OnnxModel.Failure) -> LineRecogniser.Reading {
    if let strip = known.first(where: { $0.box.isSame(as: box) }) { return strip.reading }
    let reading = try recogniser.read(box, on: picture)
    known.append(Strip(box: box, reading: reading))
    return reading
  }

  /// The same for the picture turned clockwise by so many degrees: what was read stays read.
  func turned(_ degrees: Int, to turned: Raster) -> StripReader {
    let strips = known.map {
      Strip(box: $0.box.turned(degrees, width: picture.width, height: picture.height), reading: $0.reading)
    }
    return StripReader(recogniser, of: turned, known: strips)
  }
}

extension OrientedBox {
  /// Equal but for rounding.
  fileprivate func isSame(as other: OrientedBox) -> Bool {
    let error = 1e-6
    return abs(centreX - other.centreX) < error && abs(centreY - other.centreY) < error
      && abs(alongX - other.alongX) < error && abs(alongY - other.alongY) < error
      && abs(length - other.length) < error && abs(height - other.height) < error
  }
}
