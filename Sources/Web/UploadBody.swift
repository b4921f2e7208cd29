import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// How long a body may take.
package struct BodyPace: Sendable {
  /// Before anything is counted.
  package var grace: Duration = .seconds(20)
  /// From then on, on the average.
  package var bytesPerSecond = 8 * 1024

  package init() {}

  func deadline(after bytes: Int) -> Duration { grace + .seconds(Double(bytes) / Double(bytesPerSecond)) }
}

/// The body of a request as it comes in: not more than may come, and not slower.
struct UploadBody: Sendable {
  private let request: Request
  private let limit: Int
  private let pace: BodyPace
  /// Nil where nobody waits for anything.
  private let channel: (any Channel)?

  /// `limit` is in bytes. Throws `Refusal` when the request says that it is larger.
  init(_ visit: Visit, limit: Int, pace: BodyPace) throws {
    try self.init(visit.request, channel: visit.channel, limit: limit, pace: pace)
  }

  init(_ request: Request, channel: (any Channel)? = nil, limit: Int, pace: BodyPace) throws {
    self.channel = channel
    if let text = request.headers[.contentLength], let length = Int(text), length > limit {
      throw Refusal(.bodyTooLarge, "At most \(limit) bytes.")
    }
    self.request = request
    self.limit = limit
    self.pace = pace
  }

  /// Calls `take` with each part of it, in order. Throws `Refusal`, and whatever `take` throws.
  func read(_ take: (ByteBufferView) async throws -> Void) async throws {
    let clock = ContinuousClock()
    let start = clock.now
    var count = 0
    if request.headers[.expect] != nil {
      channel?.triggerUserOutboundEvent(BodyInvitation.Event.bodyIsWanted, promise: nil)
    }
    var parts = request.body.makeAsyncIterator()
    while let buffer = try await UploadBody.next(&parts) {
      count += buffer.readableBytes
      guard count <= limit else { throw Refusal(.bodyTooLarge, "At most \(limit) bytes.") }
      guard clock.now - start <= pace.deadline(after: count) else { throw Refusal(.tooSlow) }
      try await take(buffer.readableBytesView)
    }
  }

  /// A sender that goes away in the middle is no trouble of ours.
  private static func next(_ parts: inout RequestBody.AsyncIterator) async throws -> ByteBuffer? {
    do { return try await parts.next() } catch { throw Refusal(.malformedRequest, "The body ends in the middle.") }
  }

  /// All of it, for what is small.
  func bytes() async throws -> [UInt8] {
    var bytes: [UInt8] = []
    try await read { bytes.append(contentsOf: $0) }
    return bytes
  }
}
