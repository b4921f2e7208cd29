import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Ends a connection after an answer that says `connection: close`: not at once, for then the answer may be lost on a client
/// that is still sending, but soon, so that nobody sends a large body for nothing.
final class LingeringClose: ChannelOutboundHandler, RemovableChannelHandler {
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let patience: TimeAmount
  private var isLast = false

  init(patience: TimeAmount = .seconds(2)) { self.patience = patience }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(let head): isLast = head.headerFields[.connection] == "close"
    case .body: break
    case .end where isLast:
      let channel = context.channel
      context.write(data, promise: promise)
      context.eventLoop.assumeIsolated().scheduleTask(in: patience) { channel.close(promise: nil) }
      return
    case .end: break
    }
    context.write(data, promise: promise)
  }
}
