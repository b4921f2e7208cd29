import Imaging
import Testing

@MainActor
@Suite("A PNG")
struct PNGDecodingTests {
  /// What a picture of 2 × 1 pixels is decoded to, in sRGB.
  private struct Case: Sendable {
    let how: String
    let depth: UInt8
    let colourType: UInt8
    let row: [UInt8]
    var more: [(name: String, body: [UInt8])] = []
    let pixels: [UInt8]
  }

  private nonisolated static let palette = [(name: "PLTE", body: [10, 20, 30, 200, 100, 50] as [UInt8])]
  private nonisolated static let cases: [Case] = [
    Case(how: "grey", depth: 8, colourType: 0, row: [0, 200], pixels: [0, 0, 0, 200, 200, 200]),
    Case(how: "black and white", depth: 1, colourType: 0, row: [0b0100_0000], pixels: [0, 0, 0, 255, 255, 255]),
    Case(
      how: "grey of 16 bits", depth: 16, colourType: 0, row: [0x40, 0x40, 0xFF, 0xFF],
      pixels: [64, 64, 64, 255, 255, 255]),
    Case(how: "colour", depth: 8, colourType: 2, row: [1, 2, 3, 250, 128, 0], pixels: [1, 2, 3, 250, 128, 0]),
    Case(
      how: "colour of 16 bits", depth: 16, colourType: 2,
      row: [0x20, 0, 0x40, 0, 0x80, 0, 0xFF, 0xFF, 0, 0, 0x10, 0], pixels: [32, 64, 128, 255, 0, 16]),
    Case(
      how: "a palette", depth: 8, colourType: 3, row: [1, 0], more: palette, pixels: [200, 100, 50, 10, 20, 30]),
    Case(
      how: "a palette of 4 bits", depth: 4, colourType: 3, row: [0x10], more: palette,
      pixels: [200, 100, 50, 10, 20, 30]),
    Case(
      how: "a palette with a transparent entry", depth: 8, colourType: 3, row: [0, 1],
      more: palette + [(name: "tRNS", body: [0])], pixels: [255, 255, 255, 200, 100, 50]),
    Case(
      how: "grey with transparency", depth: 8, colourType: 4, row: [0, 0, 0, 255],
      pixels: [255, 255, 255, 0, 0, 0]),
    Case(
      how: "colour with transparency", depth: 8, colourType: 6, row: [0, 0, 0, 0, 255, 0, 0, 128],
      pixels: [255, 255, 255, 255, 127, 127]),
    Case(
      how: "colour of 16 bits with transparency", depth: 16, colourType: 6,
      row: [0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0xFF, 0xFF], pixels: [255, 255, 255, 255, 0, 0]),
    Case(
      how: "grey of 16 bits with transparency", depth: 16, colourType: 4, row: [0, 0, 0, 0, 0x80, 0, 0xFF, 0xFF],
      pixels: [255, 255, 255, 128, 128, 128]),
  ]

  @Test("is decoded to sRGB on white", arguments: 0..<cases.count)
  func decoded(index: Int) throws {
    try Engine.start()
    let one = Self.cases[index]
    let file = PNGWriting.file(
      width: 2, height: 1, depth: one.depth, colourType: one.colourType, rows: [one.row], more: one.more)
    let picture = try PictureFile(file).decoded()
    #expect([picture.width, picture.height, picture.bands] == [2, 1, 3])
    let worst = zip(picture.pixels, one.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 255
    #expect(worst <= 1, "\(one.how): \(picture.pixels)")
  }

  @Test("is decoded from its passes where it is interlaced")
  func interlaced() throws {
    try Engine.start()
    // 2 × 2 pixels in Adam7: the first pass has one pixel, the sixth one, the seventh a row of two.
    let file = PNGWriting.file(
      width: 2, height: 2, depth: 8, colourType: 0, isInterlaced: true, rows: [[10], [20], [30, 40]])
    #expect(try PictureFile(file).decoded().grey.pixels == [10, 20, 30, 40])
  }

  @Test("that moves is its first picture")
  func animated() throws {
    try Engine.start()
    let control = PNGWriting.number(2) + PNGWriting.number(0)
    let frame = PNGWriting.number(0) + PNGWriting.number(2) + PNGWriting.number(1) + PNGWriting.number(0)
    let timing = PNGWriting.number(0) + [0, 1, 0, 10, 0, 0]
    var file = PNGWriting.file(
      width: 2, height: 1, depth: 8, colourType: 0, rows: [[50, 60]],
      more: [("acTL", control), ("fcTL", frame + timing)])
    let second = PNGWriting.chunk(
      "fdAT", PNGWriting.number(2) + PNGWriting.stored([0, 200, 210]))
    file.insert(contentsOf: second, at: file.count - 12)
    let picture = try PictureFile(file).decoded()
    #expect([picture.width, picture.height] == [2, 1])
    #expect(picture.grey.pixels == [50, 60])
  }

  @Test("that ends early is damaged")
  func truncated() throws {
    try Engine.start()
    let rows = (0..<60).map { row in (0..<100).map { UInt8(($0 * 7 + row * 13) & 0xFF) } }
    let file = PNGWriting.file(width: 100, height: 60, depth: 8, colourType: 0, rows: rows)
    let half = try PictureFile(Array(file.prefix(file.count / 2)))
    #expect(throws: PictureFile.Failure.damaged) { try half.decoded() }
  }
}
