import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// `Expect: 100-continue` (RFC 9110, 10.1.1): whoever waits for it is asked for the body when somebody begins to read it, and not
/// when the request is refused.
final class BodyInvitation: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// Sent through the channel when the body is to be read.
  enum Event: Sendable { case bodyIsWanted }

  private var isAwaited = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): isAwaited = head.headerFields[.expect]?.lowercased() == "100-continue"
    // It did not wait after all.
    case .body, .end: isAwaited = false
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    // The answer comes first: the body is not wanted any more.
    if case .head = unwrapOutboundIn(data) { isAwaited = false }
    context.write(data, promise: promise)
  }

  func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
    guard event is Event else { return context.triggerUserOutboundEvent(event, promise: promise) }
    if isAwaited {
      isAwaited = false
      context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }
    promise?.succeed(())
  }
}
