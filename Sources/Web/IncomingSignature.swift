internal import Crypto
import FoundationEssentials
import HTTPTypes
import Model

/// The signature of something that is posted to us, as Standard Webhooks says: checked while the body comes in.
struct IncomingSignature: Sendable {
  /// How far the sender's clock may be from ours, in seconds: the standard's own tolerance.
  static let tolerance = 300

  /// Of the message: the same at every attempt.
  let id: String
  private let given: [Data]
  private var code: HMAC<SHA256>

  /// Nil when the headers are not all there, cannot be read, or are not of now.
  init?(_ headers: HTTPFields, secret: Private<String>, at now: Date) {
    guard let id = headers[.webhookID], (1...100).contains(id.utf8.count),
      id.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ".") }),
      let time = headers[.webhookTimestamp], let at = Int(time), time == "\(at)",
      abs(now.timeIntervalSince1970 - Double(at)) <= Double(IncomingSignature.tolerance),
      let signatures = headers[.webhookSignature], let key = HookSignature.key(secret)
    else { return nil }
    given = signatures.split(separator: " ").prefix(8).compactMap { word in
      word.hasPrefix("v1,") ? Data(base64Encoded: String(word.dropFirst(3))) : nil
    }
    guard !given.isEmpty else { return nil }
    self.id = id
    code = HMAC(key: SymmetricKey(data: key))
    code.update(data: Array("\(id).\(at).".utf8))
  }

  /// The next piece of the body.
  mutating func update(_ piece: some Collection<UInt8>) { code.update(data: Array(piece)) }

  /// Whether the body so far is what was signed. Takes as long for a wrong signature as for a right one.
  var holds: Bool {
    let code = code.finalize()
    return given.contains { code == $0 }
  }
}

extension HTTPField.Name {
  static let webhookID = HTTPField.Name.named("webhook-id")
  static let webhookTimestamp = HTTPField.Name.named("webhook-timestamp")
  static let webhookSignature = HTTPField.Name.named("webhook-signature")
}
