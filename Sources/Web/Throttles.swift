import HTTPTypes
import Hummingbird
import NIOCore

/// How often anybody may come.
package struct Throttles: Sendable {
  /// By token.
  package var callers: Throttle
  /// By address: those whose secret or signature did not fit.
  package var strangers: Throttle
  /// A proxy says who comes, by the last address in `X-Forwarded-For`.
  package var isBehindProxy: Bool

  package init(
    callers: Throttle = Throttle(perSecond: 100, burst: 200), strangers: Throttle = Throttle(perSecond: 0.2, burst: 20),
    isBehindProxy: Bool = false
  ) {
    self.callers = callers
    self.strangers = strangers
    self.isBehindProxy = isBehindProxy
  }

  /// Where a request comes from: an IPv4 address, or the /64 network of an IPv6 one, for that is what one customer has. Nil
  /// where that is not known.
  package func address(of request: Request, _ visitor: Visitor) -> String? {
    if isBehindProxy {
      guard let last = request.headers[.forwardedFor]?.split(separator: ",").last else { return nil }
      return Throttles.network(String(last.filter { !$0.isWhitespace }))
    }
    return visitor.channel.remoteAddress?.ipAddress.flatMap(Throttles.network)
  }

  static func network(_ text: String) -> String? {
    guard let address = NetworkAddress(text) else { return nil }
    if address.bytes.count == 4 { return address.text }
    return address.bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
  }
}

extension HTTPField.Name {
  static let forwardedFor = HTTPField.Name.named("X-Forwarded-For")
}
