import Testing

@testable import Imaging

@Suite("A large picture")
struct DetectorBandTests {
  @Test(
    "is looked at in bands that keep every row once and see what borders on it",
    arguments: [(1600, 1120), (1120, 1600), (960, 960), (32, 32), (1600, 1600), (6400, 320)])
  func bands(width: Int, height: Int) {
    let bands = TextDetector.bands(width: width, height: height)
    #expect(bands.flatMap { Array($0.kept) } == Array(0..<height))
    for band in bands {
      #expect(band.looked.lowerBound <= max(0, band.kept.lowerBound - 64))
      #expect(band.looked.upperBound >= min(height, band.kept.upperBound + 64))
      #expect((0...height).contains(band.looked.lowerBound) && (0...height).contains(band.looked.upperBound))
      #expect(band.looked.count.isMultiple(of: 32))
    }
    #expect((bands.count == 1) == (width * height <= 1_100_000))
  }

  @Test("has its lines where a small one has them, those on a seam too")
  @MainActor
  func lines() throws {
    let page = try Engine.picture("A-1001/identity/passport.jpg").resized(width: 1376, height: 960)
    let detector = TextDetector(try Engine.model("det"))
    let whole = try detector.lines(on: page, longSide: 960)
    let inBands = try detector.lines(on: page, longSide: 1376)
    #expect(TextDetector.bands(width: 1376, height: 960).count == 2)
    let seam = 480.0
    let onSeam = whole.filter { abs($0.centreY - seam) < 64 && $0.length > 3 * $0.height }
    #expect(!onSeam.isEmpty)
    for line in onSeam {
      let isFound = inBands.contains {
        abs($0.centreY - line.centreY) < 8 && abs($0.length - line.length) < 0.1 * line.length
      }
      #expect(isFound)
    }
  }
}
