import Inspection
import Model
import Testing

@Suite("Intake")
struct IntakeTests {
  private static func order(accepts: [FileFormat] = [.pdf, .jpeg], megapixels: Int = 60) -> InspectionOrder {
    InspectionOrder(
      accepts: accepts,
      limits: InspectionLimits(
        files: 4, pages: 8, megabytes: 1, megapixels: megapixels, seconds: 45, addressSpaceMegabytes: 2048),
      renderDotsPerInch: 300, languages: ["dan"], mask: [])
  }

  private static func jpeg(width: Int, height: Int, precision: UInt8 = 8) -> [UInt8] {
    let sides = [UInt8(height >> 8), UInt8(height & 0xFF), UInt8(width >> 8), UInt8(width & 0xFF)]
    return [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, precision] + sides + [3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]
  }

  private static func png(width: [UInt8], height: [UInt8]) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + width + height
      + [8, 6, 0, 0, 0, 0, 0, 0, 0]
  }

  private static let refused: [([UInt8], Unreadable)] = [
    ([], Unreadable(reason: .fileEmpty, format: .unknown)),
    (Array("PK\u{3}\u{4}".utf8), Unreadable(reason: .fileUnsupportedFormat, format: .zip)),
    (
      png(width: [0, 0, 4, 0], height: [0, 0, 4, 0]), Unreadable(reason: .fileUnsupportedFormat, format: .png)
    ),
    ([0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2], Unreadable(reason: .fileDamaged, format: .jpeg)),
    (
      jpeg(width: 30_000, height: 30_000),
      Unreadable(reason: .fileTooManyPixels, format: .jpeg, measured: 900, limit: 60)
    ),
    (
      jpeg(width: 640, height: 480, precision: 12), Unreadable(reason: .fileUnsupportedFormat, format: .rareJPEG)
    ),
    (
      Array("%PDF-1.7".utf8) + [UInt8](repeating: 0, count: 1_000_000),
      Unreadable(reason: .fileTooLarge, format: .pdf, measured: 1.000008, limit: 1)
    ),
  ]

  @Test("refuses what it can tell without opening it", arguments: 0..<refused.count)
  func refuses(row: Int) {
    let (bytes, answer) = Self.refused[row]
    #expect(Intake.refusal(of: bytes, Self.order()) == answer)
  }

  @Test("takes PNG where the pipeline does, by the same limits")
  func png() {
    let order = Self.order(accepts: [.pdf, .jpeg, .png])
    #expect(Intake.refusal(of: Self.png(width: [0, 0, 4, 0], height: [0, 0, 4, 0]), order) == nil)
    let most: [UInt8] = [0x7F, 0xFF, 0xFF, 0xFF]
    #expect(Intake.refusal(of: Self.png(width: most, height: most), order)?.reason == .fileTooManyPixels)
    #expect(
      Intake.refusal(of: Array(Self.png(width: most, height: most).prefix(20)), order)
        == Unreadable(reason: .fileDamaged, format: .png))
  }

  @Test("lets through a picture of just the limit, and every PDF that is not too large")
  func passes() {
    #expect(Intake.refusal(of: Self.jpeg(width: 10_000, height: 6000), Self.order()) == nil)
    #expect(Intake.refusal(of: Self.jpeg(width: 10_000, height: 6001), Self.order()) != nil)
    #expect(Intake.refusal(of: Array("%PDF-1.7 and nothing else".utf8), Self.order()) == nil)
  }
}
