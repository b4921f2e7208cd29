import Inspection
import Testing

@Suite("The header of a JPEG")
struct JPEGHeaderTests {
  private static func frame(
    _ marker: UInt8 = 0xC0, width: Int = 640, height: Int = 480, components: Int = 3, precision: UInt8 = 8
  ) -> [UInt8] {
    let sides = [height >> 8, height & 0xFF, width >> 8, width & 0xFF].map { UInt8($0) }
    let sampling: [UInt8] = (0..<components).flatMap { index -> [UInt8] in [UInt8(index + 1), 0x11, 0] }
    let body: [UInt8] = [precision] + sides + [UInt8(components)] + sampling
    return segment(marker, body)
  }

  private static func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
    [0xFF, marker, UInt8((body.count + 2) >> 8), UInt8((body.count + 2) & 0xFF)] + body
  }

  /// One scan with a stuffed byte and a restart marker in its data.
  private static let scan = segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56]
  private static let start: [UInt8] = [0xFF, 0xD8]
  private static let end: [UInt8] = [0xFF, 0xD9]

  private static func file(_ parts: [UInt8]...) -> [UInt8] { start + parts.flatMap { $0 } + end }

  @Test("tells size, components, bits and scans")
  func facts() throws {
    let header = try #require(
      JPEGHeader(Self.file(Self.segment(0xE0, Array("JFIF".utf8)), Self.frame(), Self.scan, Self.scan)))
    #expect([header.width, header.height, header.components, header.precision, header.scans] == [640, 480, 3, 8, 2])
    #expect(header.process == .baseline)
    #expect(header.isUsual)
  }

  private static let processes: [(UInt8, JPEGHeader.Process, isUsual: Bool)] = [
    (0xC0, .baseline, true), (0xC1, .extended, true), (0xC2, .progressive, true), (0xC3, .lossless, false),
    (0xC5, .hierarchical, false), (0xC7, .hierarchical, false), (0xC9, .arithmetic, true),
    (0xCA, .arithmeticProgressive, true), (0xCB, .lossless, false), (0xCF, .hierarchical, false),
    (0xF7, .lossless, false),
  ]

  @Test("tells the process by the frame's marker", arguments: 0..<processes.count)
  func process(row: Int) throws {
    let (marker, process, isUsual) = Self.processes[row]
    let header = try #require(JPEGHeader(Self.file(Self.frame(marker), Self.scan)))
    #expect(header.process == process)
    #expect(header.isUsual == isUsual)
  }

  @Test("is usual with 1, 3 or 4 components of 8 bits only")
  func usual() {
    #expect([1, 3, 4].allSatisfy { JPEGHeader(Self.file(Self.frame(components: $0)))?.isUsual ?? false })
    for components in [0, 2, 5] { #expect(JPEGHeader(Self.file(Self.frame(components: components)))?.isUsual == false) }
    #expect(JPEGHeader(Self.file(Self.frame(precision: 12)))?.isUsual == false)
  }

  @Test("takes neither a thumbnail's size nor that of a second picture")
  func otherPictures() throws {
    let thumbnail = Self.file(Self.frame(width: 160, height: 120), Self.scan)
    let inside = Self.file(Self.segment(0xE1, Array("Exif\u{0}\u{0}".utf8) + thumbnail), Self.frame(), Self.scan)
    let header = try #require(JPEGHeader(inside + Self.file(Self.frame(width: 9000, height: 9000), Self.scan)))
    #expect([header.width, header.height, header.scans] == [640, 480, 1])
  }

  @Test("takes the first of two frames, as decoders do")
  func twoFrames() throws {
    let header = try #require(JPEGHeader(Self.file(Self.frame(), Self.frame(width: 20_000, height: 20_000), Self.scan)))
    #expect([header.width, header.height] == [640, 480])
  }

  @Test("is found behind fill bytes and bytes that belong to nothing")
  func fill() {
    #expect(JPEGHeader(Self.file([0xFF, 0xFF, 0xFF], Self.frame()))?.width == 640)
    #expect(JPEGHeader(Self.file([0x00, 0x11, 0x22], Self.frame()))?.width == 640)
  }

  @Test("stops counting scans where there are too many")
  func scanBomb() throws {
    let bomb = Self.start + Self.frame(0xC2) + (0..<100_000).flatMap { _ in Self.scan }
    let header = try #require(JPEGHeader(bomb))
    #expect(header.scans == JPEGHeader.mostScans + 1)
    #expect(!header.isUsual)
    let most = Self.start + Self.frame(0xC2) + (0..<JPEGHeader.mostScans).flatMap { _ in Self.scan }
    #expect(JPEGHeader(most)?.isUsual == true)
  }

  private static let none: [(String, [UInt8])] = [
    ("nothing", []), ("a start only", start), ("no frame", file(scan)), ("no width", file(frame(width: 0), scan)),
    ("no height", file(frame(height: 0), scan)), ("a frame cut short", start + frame().prefix(7)),
    ("an impossible length", start + [0xFF, 0xE0, 0, 1] + frame()), ("no start", Array(file(frame()).dropFirst())),
  ]

  @Test("is not there", arguments: 0..<none.count)
  func nothing(row: Int) {
    #expect(JPEGHeader(Self.none[row].1) == nil, "\(Self.none[row].0)")
  }

  @Test("never asks for a byte that is not there")
  func cutOff() {
    let whole = Self.file(Self.segment(0xE0, [1, 2, 3]), Self.frame(), Self.scan, Self.scan)
    for length in 0...whole.count { _ = JPEGHeader(Array(whole.prefix(length))) }
    #expect(JPEGHeader(whole)?.scans == 2)
  }
}
