import Testing

@testable import Imaging

@Suite("A raster")
struct RasterTests {
  /// Two wide, three high.
  private static let small = grey("ab", "cd", "ef")

  @Test(
    "turns clockwise",
    arguments: [
      (0, ["ab", "cd", "ef"]), (90, ["eca", "fdb"]), (180, ["fe", "dc", "ba"]), (270, ["bdf", "ace"]),
      (360, ["ab", "cd", "ef"]), (-90, ["bdf", "ace"]), (450, ["eca", "fdb"]),
    ])
  func turned(degrees: Int, rows: [String]) {
    #expect(Self.small.turned(degrees).rows == rows)
  }

  /// Exif 2.32, table of tag 0x0112: 2 is mirrored left to right, 4 top to bottom, 5 along the main diagonal, 7 along
  /// the other; 6 has to be turned clockwise to be seen, 8 counter-clockwise.
  @Test(
    "stands as its EXIF orientation says",
    arguments: [
      (1, ["ab", "cd", "ef"]), (2, ["ba", "dc", "fe"]), (3, ["fe", "dc", "ba"]), (4, ["ef", "cd", "ab"]),
      (5, ["ace", "bdf"]), (6, ["eca", "fdb"]), (7, ["fdb", "eca"]), (8, ["bdf", "ace"]), (0, ["ab", "cd", "ef"]),
      (9, ["ab", "cd", "ef"]), (-3, ["ab", "cd", "ef"]),
    ])
  func oriented(orientation: Int, rows: [String]) {
    #expect(Self.small.oriented(byEXIF: orientation).rows == rows)
  }

  @Test("is blurred to the means of neighbours, but for its border")
  func blurred() {
    let picture = Raster(width: 3, height: 3, bands: 1, pixels: [9, 9, 9, 9, 90, 9, 9, 9, 18])
    #expect(picture.blurred.pixels == [9, 9, 9, 9, 19, 9, 9, 9, 18])
    #expect(Self.small.blurred.rows == Self.small.rows)
  }

  @Test("keeps the colours of a pixel together when it turns")
  func turnedColours() {
    let picture = Raster(width: 2, height: 1, bands: 3, pixels: [1, 2, 3, 4, 5, 6])
    #expect(picture.turned(90).pixels == [1, 2, 3, 4, 5, 6])
    #expect(picture.turned(180).pixels == [4, 5, 6, 1, 2, 3])
    #expect(picture.mirrored.pixels == [4, 5, 6, 1, 2, 3])
    #expect(picture.turned(270).pixels == [4, 5, 6, 1, 2, 3])
    #expect(picture.turned(270).height == 2)
  }

  @Test("is lit where it is dark, whatever glints in it, and left alone where it is light or holds nothing")
  func lit() {
    func picture(_ level: UInt8) -> Raster {
      var picture = Raster(width: 20, height: 10, bands: 1, filledWith: level)
      (picture.pixels[0], picture.pixels[1]) = (255, level / 2)
      return picture
    }
    #expect(picture(60).lit.map { Array($0.pixels.prefix(3)) } == [255, 117, 235])
    #expect(picture(180).lit == nil)
    #expect(picture(2).lit == nil)
  }

  @Test("takes the mean of what becomes one pixel")
  func means() {
    let pixels: [UInt8] = [0, 10, 100, 100, 20, 30, 100, 100, 7, 7, 0, 255, 7, 7, 0, 255]
    let picture = Raster(width: 4, height: 4, bands: 1, pixels: pixels)
    let quarters: [UInt8] = [15, 100, 7, 128]
    #expect(picture.resized(width: 2, height: 2).pixels == quarters)
    // 998 ÷ 16, rounded.
    #expect(picture.resized(width: 1, height: 1).pixels == [62])
  }

  @Test("uses every sample when the sizes do not divide", arguments: [(5, 3), (7, 2), (3, 2), (11, 4), (640, 17)])
  func uneven(from: Int, to: Int) {
    let flat = Raster(width: from, height: from, bands: 3, filledWith: 200).resized(width: to, height: to)
    #expect(flat.pixels.allSatisfy { $0 == 200 })
    var picture = Raster(width: from, height: from, bands: 1, filledWith: 0)
    // A single bright pixel anywhere must leave a trace.
    picture.pixels[from * from - 1] = 255
    let last = picture.resized(width: to, height: to).pixels.last.map(Int.init) ?? 0
    #expect(last >= 255 * to * to / (from * from) / 2)
  }

  @Test("grows without leaving its range, and with its corners where they were")
  func grown() {
    let picture = Raster(width: 2, height: 2, bands: 1, pixels: [0, 200, 100, 40])
    let large = picture.resized(width: 8, height: 8)
    #expect([large.level(0, 0), large.level(7, 0), large.level(0, 7), large.level(7, 7)] == [0, 200, 100, 40])
    #expect(large.pixels.allSatisfy { $0 <= 200 })
    #expect(picture.resized(width: 2, height: 2).pixels == picture.pixels)
  }

  @Test("narrows one side alone", arguments: [(2, 8), (8, 2)])
  func oneSide(width: Int, height: Int) {
    let picture = Raster(width: 8, height: 8, bands: 1, filledWith: 90).resized(width: width, height: height)
    #expect(picture.width == width)
    #expect(picture.height == height)
    #expect(picture.pixels.allSatisfy { $0 == 90 })
  }

  @Test("fits into a long side and keeps its proportions")
  func fitting() {
    let picture = Raster(width: 300, height: 200, bands: 1, filledWith: 9)
    #expect(picture.fitting(longSide: 150).width == 150)
    #expect(picture.fitting(longSide: 150).height == 100)
    #expect(picture.fitting(longSide: 300).width == 300)
    #expect(picture.fitting(longSide: 1000).height == 200)
    #expect(Raster(width: 900, height: 1, bands: 1, filledWith: 9).fitting(longSide: 30).height == 1)
  }

  @Test("is cut where it is told")
  func cropped() {
    let picture = grey("abcd", "efgh", "ijkl")
    #expect(picture.cropped(x: 1, y: 1, width: 2, height: 2).rows == ["fg", "jk"])
    #expect(picture.cropped(x: 0, y: 0, width: 4, height: 3).rows == picture.rows)
    #expect(picture.cropped(x: 3, y: 2, width: 1, height: 1).rows == ["l"])
  }

  @Test("is sampled at the places of a map, its edges repeated outwards")
  func sampled() {
    let picture = grey("abcd", "efgh", "ijkl")
    func sampled(_ x: Double, _ y: Double) -> [String] {
      picture.sampled(width: 3, height: 2, through: AffineMap(a: 1, b: 0, c: 0, d: 1, x: x, y: y)).rows
    }
    #expect(sampled(0, 0) == ["abc", "efg"])
    #expect(sampled(1, 1) == ["fgh", "jkl"])
    #expect(sampled(-9, 0) == ["aaa", "eee"])
    #expect(sampled(2, 9) == ["kll", "kll"])
    let half = picture.sampled(width: 1, height: 1, through: AffineMap(a: 1, b: 0, c: 0, d: 1, x: 0.5, y: 0))
    #expect(half.level(0, 0) == 97)
    let between = Raster(width: 2, height: 2, bands: 1, pixels: [0, 100, 100, 200])
      .sampled(width: 1, height: 1, through: AffineMap(a: 1, b: 0, c: 0, d: 1, x: 0.5, y: 0.5))
    #expect(between.pixels == [100])
  }

  @Test("is grey by the weights of ITU-R BT.601")
  func luma() {
    let picture = Raster(width: 4, height: 1, bands: 3, pixels: [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255])
    let levels = picture.grey.pixels.map(Int.init)
    for (level, expected) in zip(levels, [76, 150, 29, 255]) { #expect(abs(level - expected) <= 1) }
    #expect(picture.grey.grey.pixels == picture.grey.pixels)
  }

  @Test("has its levels spread when they lie close together, and is left alone otherwise")
  func contrast() {
    let dark = Raster(width: 4, height: 1, bands: 1, pixels: [10, 20, 30, 40])
    #expect(dark.withFullContrast.pixels == [0, 85, 170, 255])
    let day = Raster(width: 4, height: 1, bands: 1, pixels: [10, 90, 120, 240])
    #expect(day.withFullContrast.pixels == day.pixels)
    let flat = Raster(width: 4, height: 1, bands: 1, pixels: [10, 11, 12, 13])
    #expect(flat.withFullContrast.pixels == flat.pixels)
  }
}
