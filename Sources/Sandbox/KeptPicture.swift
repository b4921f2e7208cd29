import Glibc

/// A kept page as it came from the child: believed to be a JPEG of one page, and nothing besides, only when every byte
/// of it is accounted for. Markers: ITU-T T.81, table B.1.
struct KeptPicture {
  let width: Int
  let height: Int

  /// Nil for anything but what the child's encoder makes: one baseline picture of one or three bands, no metadata
  /// beside an empty JFIF header, nothing after its end.
  init?(_ jpeg: ArraySlice<UInt8>) {
    var rest = jpeg
    guard rest.starts(with: [0xFF, 0xD8]) else { return nil }
    rest = rest.dropFirst(2)
    var size: (width: Int, height: Int)?
    while true {
      guard rest.count >= 4, rest[rest.startIndex] == 0xFF else { return nil }
      let marker = rest[rest.startIndex + 1]
      let length = Int(rest[rest.startIndex + 2]) << 8 | Int(rest[rest.startIndex + 3])
      guard length >= 2, rest.count >= 2 + length else { return nil }
      let body = Array(rest.dropFirst(4).prefix(length - 2))
      rest = rest.dropFirst(2 + length)
      switch marker {
      case 0xE0: guard Self.isEmptyJFIF(body) else { return nil }
      case 0xC4, 0xDB, 0xDD: continue
      case 0xC0:
        guard size == nil, let found = Self.size(body) else { return nil }
        size = found
      case 0xDA:
        guard let size, Self.isOneScanToTheEnd(rest) else { return nil }
        (width, height) = size
        return
      default: return nil
      }
    }
  }

  /// `JFIF`, version, density, and a thumbnail of no size.
  private static func isEmptyJFIF(_ body: [UInt8]) -> Bool {
    body.count == 14 && body.starts(with: Array("JFIF\0".utf8)) && body[12] == 0 && body[13] == 0
  }

  private static func size(_ body: [UInt8]) -> (Int, Int)? {
    guard body.count >= 6, body[0] == 8, body[5] == 1 || body[5] == 3, body.count == 6 + 3 * Int(body[5]) else {
      return nil
    }
    let (height, width) = (Int(body[1]) << 8 | Int(body[2]), Int(body[3]) << 8 | Int(body[4]))
    return width > 0 && height > 0 ? (width, height) : nil
  }

  /// Within a scan, 0xFF stands only before a stuffed zero and before a restart marker, and the end is the end.
  private static func isOneScanToTheEnd(_ scan: ArraySlice<UInt8>) -> Bool {
    scan.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress, bytes.count >= 2 else { return false }
      var at = 0
      while let found = memchr(start + at, 0xFF, bytes.count - at) {
        let next = UnsafeRawPointer(found) - start + 1
        guard next < bytes.count else { return false }
        if bytes[next] == 0xD9 { return next == bytes.count - 1 }
        guard bytes[next] == 0 || (0xD0...0xD7).contains(bytes[next]) else { return false }
        at = next + 1
      }
      return false
    }
  }
}
