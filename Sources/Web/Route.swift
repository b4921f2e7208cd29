import Casework
import HTTPTypes
import Hummingbird
import NIOCore
import Paperwork

/// One address with one method. The same rows stand in `openapi.yaml`.
package struct Route: Sendable {
  package typealias Handler = @Sendable (_ visit: Visit) async throws -> Response

  package let method: HTTPRequest.Method
  /// As in OpenAPI: `/v1/cases/{id}`.
  package let path: String
  /// Who may; nil for everybody, without a token.
  package let roles: Set<Role>?
  /// How whoever comes shows that.
  package let proof: Proof
  /// It takes an upload: it is refused before the body is read when there is too much to do.
  package let takesUpload: Bool
  let handler: Handler
  private let segments: [Substring]

  init(
    _ method: HTTPRequest.Method, _ path: String, _ roles: Set<Role>?, proof: Proof = .bearer,
    takesUpload: Bool = false,
    _ handler: @escaping Handler
  ) {
    self.method = method
    self.path = path
    self.roles = roles
    self.proof = proof
    self.takesUpload = takesUpload
    self.handler = handler
    segments = path.split(separator: "/", omittingEmptySubsequences: false)
  }

  /// The values of the path's places; nil when it is another path.
  func parameters(in path: [Substring]) -> [String: String]? {
    guard path.count == segments.count else { return nil }
    var found: [String: String] = [:]
    for (wanted, given) in zip(segments, path) {
      if wanted.hasPrefix("{") {
        guard let text = PercentText.decoded(given), !text.isEmpty else { return nil }
        found[String(wanted.dropFirst().dropLast())] = text
      } else if wanted != given {
        return nil
      }
    }
    return found
  }
}

/// How whoever comes shows who it is.
package enum Proof: Sendable {
  /// A token's secret in `Authorization: Bearer`.
  case bearer
  /// That, or the secret as the password of `Authorization: Basic`, for programs that are told an address and nothing else.
  case bearerOrPassword
  /// A signature by the token that the path names, `{sender}`: checked while the body is read.
  case signature
}

/// One request on its way through a route.
package struct Visit: Sendable {
  let request: Request
  let route: Route
  /// Nil where no token is asked for.
  let caller: AccessToken?
  /// Of a route that asks for it; whether it holds, the body says.
  let signature: IncomingSignature?
  /// Places of the path, decoded.
  let places: [String: String]
  /// By name; the last one of each.
  let query: [String: String]
  /// The address that it comes from, as `Throttles` tells it.
  let address: String?
  /// Who talks to us, where that is known.
  let channel: (any Channel)?

  /// Who acts. Only for routes that ask for a token.
  var actor: AccessToken {
    guard let caller else { preconditionFailure("a route with roles has a caller") }
    return caller
  }

  /// The case that the path names. Throws `Refusal`.
  func number() throws -> CaseNumber {
    guard let number = places["id"].flatMap({ CaseNumber($0) }) else { throw Refusal(.noSuchCase) }
    return number
  }

  /// A whole number in the query. Throws `Refusal`.
  func whole(_ name: String, in range: ClosedRange<Int>, default standard: Int) throws -> Int {
    guard let text = query[name] else { return standard }
    guard let number = Int(text), range.contains(number), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw Refusal(.invalidParameter, "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  /// A code in the query. Throws `Refusal`.
  func code<Code: RawRepresentable<String>>(_ name: String, _ type: Code.Type) throws -> Code? {
    guard let text = query[name] else { return nil }
    guard let code = Code(rawValue: text) else { throw Refusal(.invalidParameter, "\(name) has an unknown value.") }
    return code
  }
}

/// `%41`, in paths and queries.
enum PercentText {
  /// Nil for what is no UTF-8, has a half escape, or holds a control character; ends of lines may be allowed.
  static func decoded(_ text: Substring, plusIsSpace: Bool = false, allowsLines: Bool = false) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else { return nil }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsSpace: bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
    guard let decoded = String(validating: bytes, as: UTF8.self),
      decoded.unicodeScalars.allSatisfy({ scalar in
        scalar.properties.generalCategory != .control || (allowsLines && "\r\n\t".unicodeScalars.contains(scalar))
      })
    else { return nil }
    return decoded
  }

  /// The pairs of a query; nil when one of them cannot be read.
  static func query(_ text: Substring?) -> [String: String]? {
    var values: [String: String] = [:]
    for pair in (text ?? "").split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decoded(parts[0], plusIsSpace: true),
        let value = decoded(parts.count == 2 ? parts[1] : "", plusIsSpace: true)
      else { return nil }
      values[name] = value
    }
    return values
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
