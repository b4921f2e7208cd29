import FoundationEssentials
import Model

/// What somebody may do over HTTP; which route asks for which, `Web` says.
package enum Role: String, Sendable, CaseIterable {
  /// A program that sends uploads and asks what became of them.
  case integrator
  /// Decides cases.
  case reviewer
  /// Decides cases, and has them judged again.
  case lead
  /// Looks, and changes nothing.
  case auditor
}

/// A bearer token as it may be listed: its secret is nowhere.
package struct AccessToken: Sendable, Equatable {
  package var id: Int
  /// Who it was made for; what is done with it is done in that name.
  package var name: String
  package var role: Role
  package var made: Date
  /// From then on it opens nothing.
  package var revoked: Date?
  /// It opens nothing: its secret signs what is posted in its name, and never travels.
  package var signs: Bool

  package init(id: Int, name: String, role: Role, made: Date, revoked: Date? = nil, signs: Bool = false) {
    self.signs = signs
    self.id = id
    self.name = name
    self.role = role
    self.made = made
    self.revoked = revoked
  }

  /// 1–60 characters out of letters, digits and `.-_@`.
  package static func isName(_ text: String) -> Bool {
    (1...60).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || ".-_@".utf8.contains(byte)
      }
  }
}

/// Who may use the HTTP interface. Secrets are kept as keyed digests only. All throw `StoreFailure`.
package protocol AccessRegister: Sendable {
  /// Revoked ones too, in the order they were made.
  func tokens() async throws -> [AccessToken]

  /// Nil when a token of that name is in use. `secret` is random and at least 128 bits long.
  func add(token secret: Private<String>, name: String, role: Role, at now: Date) async throws -> AccessToken?

  /// The token with that secret; nil for one that there is not, or not any more.
  func token(opening secret: Private<String>) async throws -> AccessToken?

  /// As `add(token:)`, of one that signs. Its secret is kept, sealed, to compare signatures with.
  func add(signer secret: Private<String>, name: String, role: Role, at now: Date) async throws -> AccessToken?

  /// The token of that name that signs, with its secret; nil when there is none in use.
  func signer(_ name: String) async throws -> (token: AccessToken, secret: Private<String>)?

  /// Ends the token of that name; nil when there is none in use.
  func revoke(_ name: String, at now: Date) async throws -> AccessToken?
}
