import Inspection
import Testing

@Suite("The header of a PNG")
struct PNGHeaderTests {
  private static func file(
    width: [UInt8] = [0, 0, 4, 56], height: [UInt8] = [0, 0, 8, 232], depth: UInt8 = 8, colourType: UInt8 = 2
  ) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + width + height
      + [depth, colourType, 0, 0, 0, 0xDE, 0xAD, 0xBE, 0xEF]
  }

  @Test("tells size and colours")
  func facts() throws {
    let header = try #require(PNGHeader(Self.file()))
    #expect([header.width, header.height, header.bitDepth, header.colourType] == [1080, 2280, 8, 2])
  }

  /// PNG, third edition, table 12.
  private static let allowed: [(colourType: UInt8, depths: [UInt8])] = [
    (0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]),
  ]

  @Test("is there for the depths of each colour type, and no other", arguments: 0..<8 as Range<UInt8>)
  func depths(colourType: UInt8) {
    let depths = Self.allowed.first { $0.colourType == colourType }?.depths ?? []
    for depth in 0...32 as ClosedRange<UInt8> {
      #expect((PNGHeader(Self.file(depth: depth, colourType: colourType)) != nil) == depths.contains(depth))
    }
  }

  @Test("tells the largest sides there are, and none beyond them")
  func sides() {
    let most: [UInt8] = [0x7F, 0xFF, 0xFF, 0xFF]
    #expect(PNGHeader(Self.file(width: most, height: most))?.width == 2_147_483_647)
    #expect(PNGHeader(Self.file(width: [0x80, 0, 0, 0])) == nil)
    #expect(PNGHeader(Self.file(width: [0, 0, 0, 0])) == nil)
    #expect(PNGHeader(Self.file(height: [0, 0, 0, 0])) == nil)
  }

  @Test("is not there where another chunk comes first, or it is cut short")
  func notFirst() {
    var other = Self.file()
    other[12] = UInt8(ascii: "i")
    #expect(PNGHeader(other) == nil)
    let whole = Self.file()
    for length in 0..<29 { #expect(PNGHeader(Array(whole.prefix(length))) == nil) }
  }
}
