/// Writes small PNG files (PNG, third edition), stored without compression.
enum PNGWriting {
  /// `rows` are packed as the colour type and depth ask for; those of an interlaced picture are the rows of its passes.
  static func file(
    width: Int, height: Int, depth: UInt8, colourType: UInt8, isInterlaced: Bool = false, rows: [[UInt8]],
    more: [(name: String, body: [UInt8])] = []
  ) -> [UInt8] {
    let header = number(width) + number(height) + [depth, colourType, 0, 0, isInterlaced ? 1 : 0]
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
    for (name, body) in more { file += chunk(name, body) }
    // Each row begins with its filter: none.
    return file + chunk("IDAT", stored(rows.flatMap { [0] + $0 })) + chunk("IEND", [])
  }

  static func number(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }

  static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
    number(body.count) + Array(name.utf8) + body + number(crc(Array(name.utf8) + body))
  }

  /// A zlib stream of one stored block (RFC 1950, RFC 1951).
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    let length = [UInt8(bytes.count & 0xFF), UInt8(bytes.count >> 8)]
    var (a, b) = (1, 0)
    for byte in bytes {
      a = (a + Int(byte)) % 65_521
      b = (b + a) % 65_521
    }
    return [0x78, 0x01, 0x01] + length + length.map { ~$0 } + bytes + number(b << 16 | a)
  }

  private static func crc(_ bytes: [UInt8]) -> Int {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return Int(~crc)
  }
}
