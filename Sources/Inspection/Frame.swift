import Model

/// One message between parent and child: a kind, a length, a body. Little-endian: `kind` 1 byte, `length` 4 bytes,
/// `body`.
package struct Frame: Sendable, Equatable {
  package enum Kind: UInt8, Sendable {
    /// Parent → child: an `InspectionOrder` as JSON.
    case order = 1
    /// Parent → child: the document's bytes.
    case document = 2
    /// Child → parent: one masked page; the body is `page` as 4 bytes, then the JPEG.
    case picture = 3
    /// Child → parent: a `FactsMessage` as JSON; always the last frame.
    case facts = 4
    /// Child → parent: something is missing on this machine; the body is a sentence.
    case missing = 5
  }

  package static let headerLength = 5

  package let kind: Kind
  package let body: [UInt8]

  package init(kind: Kind, body: [UInt8]) {
    precondition(body.count <= Int(UInt32.max), "a frame holds less than 4 GiB")
    self.kind = kind
    self.body = body
  }

  /// The header that announces the body.
  package var header: [UInt8] {
    let length = UInt32(body.count)
    return [kind.rawValue] + (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
  }
}

/// Cuts a distrusted stream of bytes into frames. Lengths are checked before anything is kept for them.
package struct FrameReader: Sendable {
  package enum Failure: Error, Sendable, Equatable {
    case unknownKind(UInt8)
    case tooLong(Int)
  }

  private let longest: Int
  private var pending: [UInt8] = []

  /// `longest` bounds the body of every frame, in bytes.
  package init(longest: Int) { self.longest = longest }

  /// Bytes received that do not make a whole frame yet.
  package var pendingCount: Int { pending.count }

  /// Takes bytes and returns the frames that they complete.
  package mutating func append(_ bytes: some Sequence<UInt8>) throws(Failure) -> [Frame] {
    pending.append(contentsOf: bytes)
    var frames: [Frame] = []
    var start = 0
    while pending.count - start >= Frame.headerLength {
      guard let kind = Frame.Kind(rawValue: pending[start]) else { throw .unknownKind(pending[start]) }
      let length = (0..<4).reduce(0) { $0 | Int(pending[start + 1 + $1]) << (8 * $1) }
      guard length <= longest else { throw .tooLong(length) }
      let bodyStart = start + Frame.headerLength
      guard pending.count - bodyStart >= length else { break }
      frames.append(Frame(kind: kind, body: Array(pending[bodyStart..<bodyStart + length])))
      start = bodyStart + length
    }
    pending.removeFirst(start)
    return frames
  }
}

/// The body of the last frame: what was found out, and how long each stage took.
package struct FactsMessage: Codable, Sendable {
  package var inspected: Inspected
  /// Keyed by the raw value of `StageName`.
  package var milliseconds: [String: Int]

  package init(inspected: Inspected, milliseconds: [String: Int]) {
    self.inspected = inspected
    self.milliseconds = milliseconds
  }
}
