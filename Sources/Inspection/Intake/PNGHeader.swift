/// What a PNG file says about its picture in its first chunk (PNG, third edition, 11.2.1), read without decoding
/// anything. Of a moving PNG this is the first picture.
package struct PNGHeader: Sendable, Equatable {
  /// In pixels; never 0.
  package let width: Int
  package let height: Int
  /// Bits in a sample, or in an index of the palette.
  package let bitDepth: Int
  package let colourType: Int

  /// Nil where no decoder would find a picture: no header first, a size of 0, a colour type or depth that does not
  /// exist.
  package init?(_ bytes: [UInt8]) {
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let chunk: [UInt8] = [0, 0, 0, 13] + Array("IHDR".utf8)
    guard bytes.count >= 29, bytes.starts(with: signature), bytes[8..<16].elementsEqual(chunk) else { return nil }
    width = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
    height = bytes[20..<24].reduce(0) { $0 << 8 | Int($1) }
    bitDepth = Int(bytes[24])
    colourType = Int(bytes[25])
    guard (1...Self.longestSide).contains(width), (1...Self.longestSide).contains(height),
      Self.depths[colourType]?.contains(bitDepth) ?? false
    else { return nil }
  }

  private static let longestSide = 0x7FFF_FFFF

  /// The bit depths of each colour type (table 12).
  private static let depths: [Int: [Int]] = [
    0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
  ]
}
