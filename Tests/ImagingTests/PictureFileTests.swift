import Imaging
import Testing

@MainActor
@Suite("A picture file")
struct PictureFileTests {
  @Test("tells its size and orientation by its header")
  func header() throws {
    try Engine.start()
    let upright = try PictureFile(try fixture("A-1001/payment/back.jpg"))
    #expect([upright.storedWidth, upright.storedHeight, upright.orientation] == [1600, 1150, 1])
    let turned = try PictureFile(try fixture("A-1002/identity/passport.jpg"))
    #expect([turned.storedWidth, turned.storedHeight, turned.orientation] == [1700, 1800, 6])
    let bare = try PictureFile(try fixture("A-1001/identity/passport.jpg"))
    #expect([bare.storedWidth, bare.storedHeight] == [1698, 1368])
    #expect(bare.orientation <= 1)
  }

  @Test("is decoded upright, as sRGB")
  func decoded() throws {
    let picture = try Engine.picture("A-1002/identity/passport.jpg")
    #expect([picture.width, picture.height, picture.bands] == [1800, 1700, 3])
  }

  @Test("is decoded from PNG with a palette, too")
  func png() throws {
    let picture = try Engine.picture("A-1013/identity/passport.jpg")
    #expect([picture.width, picture.height, picture.bands] == [948, 768, 3])
  }

  @Test("is damaged where its pixels end early")
  func truncated() throws {
    try Engine.start()
    let half = try PictureFile(try fixture("A-1012/identity/passport.jpg"))
    #expect(throws: PictureFile.Failure.damaged) { try half.decoded() }
    let whole = try fixture("A-1001/payment/back.jpg")
    let almost = try PictureFile([UInt8](whole.prefix(whole.count * 99 / 100)))
    #expect(throws: PictureFile.Failure.damaged) { try almost.decoded() }
  }

  @Test(
    "is damaged where no decoder takes it",
    arguments: [[], [0xFF, 0xD8, 0xFF], [UInt8](repeating: 0x41, count: 2000), Array("%PDF-1.7".utf8)] as [[UInt8]])
  func noPicture(bytes: [UInt8]) throws {
    try Engine.start()
    #expect(throws: PictureFile.Failure.damaged) { try PictureFile(bytes) }
  }

  @Test("is encoded without any metadata", arguments: [75, 90, 100])
  func metadata(quality: Int) throws {
    let original = try fixture("A-1001/payment/back.jpg")
    #expect(JPEGMarkers.names(in: original).contains("APP1"))
    let picture = try Engine.picture("A-1001/payment/back.jpg").cropped(x: 0, y: 0, width: 300, height: 200)
    let jpeg = try #require(picture.jpeg(quality: quality))
    let markers = JPEGMarkers.names(in: jpeg)
    #expect(Set(markers).isSubset(of: ["APP0", "DQT", "SOF0", "SOF2", "DHT", "SOS"]))
    #expect(jpeg.firstRange(of: Array("Exif".utf8)) == nil)
    #expect(jpeg.dropFirst().firstRange(of: [0xFF, 0xD8, 0xFF]) == nil)
  }

  @Test("comes back from its JPEG as it was", arguments: [1, 3])
  func roundTrip(bands: Int) throws {
    try Engine.start()
    var picture = Raster(width: 120, height: 80, bands: bands, filledWith: 180)
    for index in picture.pixels.indices where index / bands % 120 > 60 { picture.pixels[index] = 20 }
    let jpeg = try #require(picture.jpeg(quality: 95))
    let back = try PictureFile(jpeg).decoded()
    #expect([back.width, back.height, back.bands] == [120, 80, 3])
    let worst = zip(back.grey.pixels, picture.grey.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 255
    #expect(worst < 12)
  }

  @Test("keeps a flat area flat beside colour")
  func flat() throws {
    try Engine.start()
    var picture = Raster(width: 64, height: 64, bands: 3, filledWith: 0)
    for y in 0..<64 {
      for x in 32..<64 { picture.pixels[(y * 64 + x) * 3] = 255 }
    }
    let back = try PictureFile(try #require(picture.jpeg(quality: 90))).decoded()
    let left = back.cropped(x: 0, y: 0, width: 30, height: 64)
    #expect((left.pixels.max() ?? 255) <= 6)
  }
}

/// Reads the marker segments in front of the first scan (ITU-T T.81, B.1.1.3).
enum JPEGMarkers {
  private static let names: [UInt8: String] = [
    0xDB: "DQT", 0xC0: "SOF0", 0xC2: "SOF2", 0xC4: "DHT", 0xDA: "SOS", 0xDD: "DRI", 0xFE: "COM",
  ]

  static func names(in jpeg: [UInt8]) -> [String] {
    var result: [String] = []
    var at = 2
    while at + 3 < jpeg.count, jpeg[at] == 0xFF {
      let marker = jpeg[at + 1]
      let isApplication = (0xE0...0xEF).contains(marker)
      result.append(isApplication ? "APP\(marker - 0xE0)" : names[marker] ?? "0x" + String(marker, radix: 16))
      if marker == 0xDA { break }
      at += 2 + (Int(jpeg[at + 2]) << 8 | Int(jpeg[at + 3]))
    }
    return result
  }
}
