import Testing

@testable import Sandbox

@Suite("A kept picture")
struct KeptPictureTests {
  private func size(_ jpeg: [UInt8]) -> [Int]? { KeptPicture(jpeg[...]).map { [$0.width, $0.height] } }

  @Test("has the size that its header says", arguments: [(1, 1), (2480, 3508), (65_500, 2)])
  func size(width: Int, height: Int) {
    #expect(size(jpeg(width: width, height: height)) == [width, height])
  }

  @Test("has one band or three")
  func bands() {
    for (bands, isOne) in [(1, true), (3, true), (2, false), (4, false)] {
      let header = frameHeader(width: 8, height: 8, bands: bands)
      #expect((size(replacing(frameHeader(width: 800, height: 600), with: header)) != nil) == isOne, "\(bands)")
    }
  }

  /// What is wrong with a JPEG, and the JPEG.
  private func replacing(_ part: [UInt8], with other: [UInt8]) -> [UInt8] {
    let whole = jpeg()
    guard let range = whole.firstRange(of: part) else { return [] }
    return whole[..<range.lowerBound] + other + whole[range.upperBound...]
  }

  @Test("is refused when it carries anything beside its pixels")
  func extras() {
    let exif = segment(0xE1, Array("Exif\0\0II*\0".utf8))
    let thumbnail = segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 1, 1, 9, 9, 9])
    let extension2 = segment(0xE0, Array("JFXX\0".utf8) + [0x10, 1, 2, 3, 4, 5, 6, 7, 8])
    for (what, extra) in [
      ("EXIF", exif), ("a profile", segment(0xE2, Array("ICC_PROFILE\0".utf8))),
      ("Photoshop's", segment(0xED, [1])), ("Adobe's", segment(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 0])),
      ("a comment", segment(0xFE, Array("hello".utf8))), ("a thumbnail", thumbnail), ("an extension", extension2),
      ("a second header", frameHeader(width: 800, height: 600)), ("arithmetic coding", segment(0xCC, [0, 0])),
      ("a picture in it", [0xFF, 0xD8]), ("an end", [0xFF, 0xD9]), ("a stray byte", [0]), ("padding", [0xFF]),
    ] {
      #expect(size(replacing(emptyJFIF, with: emptyJFIF + extra)) == nil, "\(what)")
    }
    #expect(size(replacing(emptyJFIF, with: [])) == [800, 600])
    #expect(size(replacing(emptyJFIF, with: thumbnail)) == nil)
  }

  @Test("is refused when something follows its end, or its end does not follow")
  func end() {
    let whole = jpeg()
    for extra in [[0], [0xFF, 0xD9], Array("PK\u{3}\u{4}".utf8), whole] as [[UInt8]] {
      #expect(size(whole + extra) == nil)
    }
    for count in 0..<whole.count { #expect(size(Array(whole.prefix(count))) == nil, "\(count) bytes") }
  }

  @Test("is refused when its scan holds other markers than restarts", arguments: [0xC4, 0xD8, 0xDA, 0xE1, 0xFF, 0x01])
  func scan(marker: Int) {
    #expect(size(replacing([0xFF, 0x00], with: [0xFF, UInt8(marker)])) == nil)
  }

  @Test("is refused when it is coded otherwise than the child's encoder does", arguments: 0xC1...0xCF)
  func otherCodings(marker: Int) {
    guard marker != 0xC4 else { return }
    var header = frameHeader(width: 800, height: 600)
    header[1] = UInt8(marker)
    #expect(size(replacing(frameHeader(width: 800, height: 600), with: header)) == nil)
  }

  @Test("is refused when its header lies about itself")
  func lyingHeader() {
    let honest = frameHeader(width: 800, height: 600)
    var changes: [[UInt8]] = [frameHeader(width: 0, height: 600), frameHeader(width: 800, height: 0)]
    for (place, value) in [(3, 0), (3, 1), (3, 200), (4, 12), (4, 0), (9, 0), (9, 3), (9, 255)] as [(Int, UInt8)] {
      var header = honest
      header[place] = value
      changes.append(header)
    }
    for header in changes { #expect(size(replacing(honest, with: header)) == nil, "\(header)") }
    #expect(size(replacing(honest, with: [])) == nil)
    #expect(size([]) == nil)
    #expect(size([UInt8](repeating: 0xFF, count: 100_000)) == nil)
  }
}
