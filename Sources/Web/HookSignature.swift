internal import Crypto
import FoundationEssentials
import Model

/// Standard Webhooks (https://www.standardwebhooks.com), symmetric: `v1,` and the HMAC-SHA256 of `id.timestamp.body`.
package enum HookSignature {
  /// What stands before the base64 of a secret's bytes.
  package static let prefix = "whsec_"

  /// A new secret of 32 random bytes.
  package static func secret(using source: inout some RandomNumberGenerator) -> Private<String> {
    Private(prefix + Data((0..<32).map { _ in UInt8.random(in: 0...255, using: &source) }).base64EncodedString())
  }

  /// Whether it is `whsec_` and the base64 of 24 to 64 bytes.
  package static func isSecret(_ text: String) -> Bool {
    key(Private(text)).map { (24...64).contains($0.count) } ?? false
  }

  /// The header `webhook-signature`: one signature for each secret, separated by spaces. `at` is in seconds since 1970.
  package static func header(_ secrets: [Private<String>], id: String, at: Int, body: [UInt8]) -> String {
    let signed = Array("\(id).\(at).".utf8) + body
    return secrets.compactMap(key).map { key in
      let code = HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: key))
      return "v1," + Data(code).base64EncodedString()
    }.joined(separator: " ")
  }

  /// Its bytes; nil for what is no secret.
  static func key(_ secret: Private<String>) -> Data? {
    guard secret.value.hasPrefix(prefix) else { return nil }
    return Data(base64Encoded: String(secret.value.dropFirst(prefix.count)))
  }
}
