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

  /// Out of `Authorization: Bearer …` (RFC 6750); nil for anything else.
  init?(header: String?) {
    guard let header, header.utf8.count <= 200 else { return nil }
    let words = header.split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
    value = Private(String(words[1]))
  }
}
