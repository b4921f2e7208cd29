/// What a JPEG file says about its picture, read from its markers (ITU-T T.81, annex B) without decoding anything.
package struct JPEGHeader: Sendable, Equatable {
  /// How the picture is coded, by the frame marker (ITU-T T.81, table B.1).
  package enum Process: Sendable, Equatable {
    case baseline, extended, progressive, arithmetic, arithmeticProgressive
    /// Every sample exactly; no picture of a camera is stored so.
    case lossless
    /// In frames that refine one another.
    case hierarchical
  }

  /// In pixels, as stored; never 0.
  package let width: Int
  package let height: Int
  /// 1 for grey, 3 for colour, 4 for print.
  package let components: Int
  /// Bits in a sample.
  package let precision: Int
  package let process: Process
  /// How often the decoder goes over the picture; never more than `mostScans` + 1, where counting stops.
  package let scans: Int

  /// Honest files have at most some twenty.
  package static let mostScans = 100

  /// Every decoder in use shows it: 8 bits, lossy, a frame of its own, and not so many scans that they are there to
  /// keep one busy.
  package var isUsual: Bool {
    precision == 8 && [1, 3, 4].contains(components) && process != .lossless && process != .hierarchical
      && scans <= Self.mostScans
  }

  /// Nil where no decoder would find a picture: no frame header, or one of no size.
  package init?(_ bytes: [UInt8]) {
    var walker = Walker(bytes)
    guard walker.takeStart() else { return nil }
    var frame: Frame?
    var scans = 0
    // One frame, then its scans. What follows the end marker is not part of the picture.
    while let marker = walker.nextMarker(), marker != Marker.end {
      if Marker.isAlone(marker) { continue }
      guard let segment = walker.takeSegment() else { break }
      if let process = Marker.process(marker) {
        // Decoders refuse a second frame; the first is the picture.
        guard frame == nil else { break }
        guard let found = Frame(bytes[segment], process) else { return nil }
        frame = found
      } else if marker == Marker.scan {
        scans += 1
        if frame == nil || scans > Self.mostScans { break }
      }
    }
    guard let frame, frame.width > 0, frame.height > 0 else { return nil }
    width = frame.width
    height = frame.height
    components = frame.components
    precision = frame.precision
    process = frame.process
    self.scans = scans
  }

  /// The frame header (B.2.2).
  private struct Frame {
    let width: Int
    let height: Int
    let components: Int
    let precision: Int
    let process: Process

    init?(_ segment: ArraySlice<UInt8>, _ process: Process) {
      guard segment.count >= 6 else { return nil }
      let body = Array(segment.prefix(6))
      precision = Int(body[0])
      height = Int(body[1]) << 8 | Int(body[2])
      width = Int(body[3]) << 8 | Int(body[4])
      components = Int(body[5])
      self.process = process
    }
  }

  private enum Marker {
    static let start: UInt8 = 0xD8
    static let end: UInt8 = 0xD9
    static let scan: UInt8 = 0xDA

    /// No length follows: restart markers, a second start, and TEM.
    static func isAlone(_ marker: UInt8) -> Bool { (0xD0...0xD8).contains(marker) || marker == 0x01 }

    /// Of a frame marker; nil for any other. `F7` is JPEG-LS (ITU-T T.87), which is lossless too.
    static func process(_ marker: UInt8) -> Process? {
      switch marker {
      case 0xC0: .baseline
      case 0xC1: .extended
      case 0xC2: .progressive
      case 0xC3, 0xCB, 0xF7: .lossless
      case 0xC9: .arithmetic
      case 0xCA: .arithmeticProgressive
      case 0xC5...0xC7, 0xCD...0xCF: .hierarchical
      default: nil
      }
    }
  }

  /// Goes from marker to marker as decoders do: bytes that belong to nothing are skipped.
  private struct Walker {
    let bytes: [UInt8]
    var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func takeStart() -> Bool {
      guard bytes.count > 2, bytes[0] == 0xFF, bytes[1] == Marker.start else { return false }
      position = 2
      return true
    }

    /// The code of the next marker, past all entropy-coded data; nil at the end.
    mutating func nextMarker() -> UInt8? {
      bytes.withUnsafeBufferPointer { bytes in
        while position < bytes.count {
          guard bytes[position] == 0xFF else {
            position += 1
            continue
          }
          while position < bytes.count, bytes[position] == 0xFF { position += 1 }
          guard position < bytes.count else { return nil }
          let code = bytes[position]
          position += 1
          // A stuffed zero is data.
          if code != 0 { return code }
        }
        return nil
      }
    }

    /// The body of the segment whose marker was just taken, cut off where the file ends; nil when its length is
    /// impossible.
    mutating func takeSegment() -> Range<Int>? {
      guard position + 2 <= bytes.count else { return nil }
      let length = Int(bytes[position]) << 8 | Int(bytes[position + 1])
      guard length >= 2 else { return nil }
      let body = position + 2..<min(position + length, bytes.count)
      position = body.upperBound
      return body
    }
  }
}
