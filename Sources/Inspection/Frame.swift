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
    /// Child → parent: something is missing on this machine; the body is a sentence. The last frame, in place of pages
    /// and facts.
    case missing = 5
    /// Child → parent: it has locked itself in and touches the document from here on; no body. Always the first frame:
    /// whatever goes wrong before it is not the document's doing.
    case ready = 6
  }

  package static let headerLength = 5
  /// The longest body of a `missing` frame, in bytes.
  package static let longestSentence = 1000

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

/// Cuts a distrusted stream of bytes into frames. Kinds and lengths are checked before anything is kept for a body.
package struct FrameReader: Sendable {
  package enum Failure: Error, Sendable, Equatable {
    /// Of no kind, or of one that the other side does not send.
    case unexpectedKind(UInt8)
    case tooLong(Int)
  }

  private let longest: [Frame.Kind: Int]
  private var pending: [UInt8] = []
  /// Where the next frame begins in `pending`.
  private var start = 0

  /// `longest` bounds the bodies of each kind in bytes; a kind without a bound is not expected at all.
  package init(longest: [Frame.Kind: Int]) { self.longest = longest }

  /// Bytes received that no frame was made of yet.
  package var pendingCount: Int { pending.count - start }

  /// Takes bytes. Ask for all frames before giving more: only then lengths are checked.
  package mutating func append(_ bytes: some Sequence<UInt8>) {
    pending.removeFirst(start)
    start = 0
    pending.append(contentsOf: bytes)
  }

  /// The next whole frame; nil when more bytes are needed.
  package mutating func next() throws(Failure) -> Frame? {
    guard start < pending.count else { return nil }
    guard let kind = Frame.Kind(rawValue: pending[start]), let longest = longest[kind] else {
      throw .unexpectedKind(pending[start])
    }
    guard pendingCount >= Frame.headerLength else { return nil }
    let length = (0..<4).reduce(0) { $0 | Int(pending[start + 1 + $1]) << (8 * $1) }
    guard length <= longest else { throw .tooLong(length) }
    let bodyStart = start + Frame.headerLength
    guard pending.count - bodyStart >= length else { return nil }
    start = bodyStart + length
    return Frame(kind: kind, body: Array(pending[bodyStart..<start]))
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
