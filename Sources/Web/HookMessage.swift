import Casework
import FoundationEssentials
import Paperwork

/// What a hook is sent: what happened to which case, and nothing about the customer. The receiver asks for the rest.
package struct HookMessage: Sendable {
  private let delivery: Delivery

  package init(_ delivery: Delivery) { self.delivery = delivery }

  /// The same bytes at every attempt.
  package var body: [UInt8] {
    var data: [JSONText.Member] = []
    if let number = delivery.number {
      data.append(JSONText.Member(key: "case", value: .text(number.description)))
      data.append(JSONText.Member(key: "account", value: .orNull(delivery.accountID) { .text($0) }))
      data.append(JSONText.Member(key: "pipeline", value: .orNull(delivery.pipeline) { .text($0) }))
    }
    return Array(
      JSONText.keyed([
        "type": .text(delivery.event.rawValue), "timestamp": .text(delivery.at.formatted(.iso8601)),
        "data": .object(data),
      ]).line.utf8)
  }
}
