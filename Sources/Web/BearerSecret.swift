import FoundationEssentials
import Model

/// The secret part of a token: `kyc_` and 43 characters of base64url, 256 random bits.
package struct BearerSecret: Sendable, Equatable {
  package let value: Private<String>

  /// A new one.
  package static func random(using source: inout some RandomNumberGenerator) -> BearerSecret {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    return BearerSecret(
      value: Private("kyc_" + String((0..<43).map { _ in alphabet[Int.random(in: 0..<64, using: &source)] })))
  }

  private init(value: Private<String>) { self.value = value }

  /// Out of `Authorization: Bearer …` (RFC 6750), or where that is allowed, the password of `Basic …` (RFC 7617); nil for
  /// anything else.
  init?(header: String?, orPassword: Bool = false) {
    guard let header, header.utf8.count <= 400 else { return nil }
    let words = header.split(separator: " ")
    guard words.count == 2 else { return nil }
    switch words[0].lowercased() {
    case "bearer": value = Private(String(words[1]))
    case "basic" where orPassword:
      guard let bytes = Data(base64Encoded: String(words[1])), let text = String(validating: bytes, as: UTF8.self),
        let colon = text.firstIndex(of: ":")
      else { return nil }
      value = Private(String(text[text.index(after: colon)...]))
    default: return nil
    }
  }
}
