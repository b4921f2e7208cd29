internal import Crypto
import Model

/// What a browser is known by: a random secret in a cookie, and a token in every form that only its pages can know.
struct DeskSession: Sendable {
  let secret: Private<String>

  /// A new one: 256 random bits.
  static func random() -> DeskSession {
    let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
    return DeskSession(secret: Private(hexadecimal(bytes)))
  }

  /// Nil for what cannot be one.
  init?(_ text: String?) {
    guard let text, text.utf8.count == 64, text.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) else { return nil }
    secret = Private(text)
  }

  private init(secret: Private<String>) { self.secret = secret }

  /// Stands in every form of the session's pages.
  var formToken: String {
    let key = SymmetricKey(data: Array(secret.value.utf8))
    return DeskSession.hexadecimal(Array(HMAC<SHA256>.authenticationCode(for: Array("form".utf8), using: key)))
  }

  func isOwn(_ token: String?) -> Bool {
    guard let token else { return false }
    return SecureBytesComparison.areEqual(Array(token.utf8), Array(formToken.utf8))
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

/// The cookies of the desk.
enum DeskCookie {
  static let session = "kyc_session"
  static let language = "kyc_language"
  static let keys = "kyc_keys"

  /// Of a request's `Cookie` field.
  static func value(_ name: String, in field: String?) -> String? {
    (field ?? "").split(separator: ";").map { $0.drop(while: { $0 == " " }) }
      .first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
  }

  /// As `Set-Cookie` has it. A session's ends with the browser at the latest; `seconds` 0 takes a cookie away.
  static func set(_ name: String, _ value: String, seconds: Int?, isSecure: Bool) -> String {
    "\(name)=\(value); Path=/review; SameSite=Strict; HttpOnly" + (seconds.map { "; Max-Age=\($0)" } ?? "")
      + (isSecure ? "; Secure" : "")
  }

  /// A choice that outlasts the session, in seconds: a year.
  static let year = 365 * 86_400
}
