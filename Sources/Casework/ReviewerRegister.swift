import FoundationEssentials
import Model

/// Somebody who signs in to the review desk in a browser.
package struct Reviewer: Sendable, Equatable {
  package var id: Int
  /// What is done at the desk is done in this name.
  package var name: String
  /// Any but `integrator`.
  package var role: Role
  package var made: Date
  /// From then on nobody signs in by that name.
  package var ended: Date?

  package init(id: Int, name: String, role: Role, made: Date, ended: Date? = nil) {
    self.id = id
    self.name = name
    self.role = role
    self.made = made
    self.ended = ended
  }
}

/// How long somebody who signed in stays so.
package enum SessionLength {
  /// Without doing anything, in seconds: 1 hour.
  package static let idle: TimeInterval = 3600
  /// At most, in seconds: 12 hours.
  package static let longest: TimeInterval = 12 * 3600
}

/// How long a name has to wait after wrong passwords: not at all for the first four, then 15 seconds, twice as long each
/// time, at most a quarter of an hour. Pure.
package enum SignInDelay {
  /// After that time without a failure they are forgotten, in seconds: 24 hours.
  package static let memory: TimeInterval = 86_400

  /// In seconds.
  package static func seconds(after failures: Int) -> TimeInterval {
    guard failures >= 5 else { return 0 }
    return min(900, 15 * Double(1 << min(failures - 5, 10)))
  }
}

/// What happens at the door of the review desk.
package enum SignInEvent: String, Sendable, CaseIterable {
  case signedIn, signedOut
  /// A wrong password, or a name that nobody has; which name that was is not kept, for it may be a password.
  case failed
  /// Before the wait after wrong passwords was over.
  case lockedOut
}

/// Who may sign in to the review desk, and who has. Passwords are kept as scrypt's digests, sealed; what a session is
/// known by as a keyed digest only. All throw `StoreFailure`.
package protocol ReviewerRegister: Sendable {
  /// Those who ended too, in the order they were made.
  func reviewers() async throws -> [Reviewer]

  /// Nil when somebody has that name. `password` is what `PasswordDigest` makes of it.
  func add(reviewer name: String, role: Role, password: Private<String>, at now: Date) async throws -> Reviewer?

  /// Ends the person's sessions too. Nil when nobody has that name.
  func change(passwordOf name: String, to password: Private<String>, at now: Date) async throws -> Reviewer?

  /// Ends the person's sessions too. Nil when nobody has that name.
  func end(reviewer name: String, at now: Date) async throws -> Reviewer?

  /// Nil when nobody has that name.
  func password(of name: String) async throws -> (reviewer: Reviewer, digest: Private<String>)?

  /// Until when nobody may sign in by that name, whether somebody has it or not; nil for at once.
  func lockedUntil(_ name: String, at now: Date) async throws -> Date?

  /// Counts a failure and writes it down. `reviewer` is nil where nobody has the name.
  func failed(_ name: String, reviewer: Reviewer?, at now: Date) async throws

  /// Writes down that somebody tried before the wait was over.
  func lockedOut(_ reviewer: Reviewer?, at now: Date) async throws

  /// Begins a session, forgets the failures, and writes it down. `secret` is random and at least 128 bits long.
  func begin(session secret: Private<String>, of reviewer: Reviewer, at now: Date) async throws

  /// Whose session it is; nil for one that ended, by itself or not. It goes on from now.
  func session(_ secret: Private<String>, at now: Date) async throws -> Reviewer?

  /// Ends it and writes that down. Nothing happens when there is none.
  func end(session secret: Private<String>, at now: Date) async throws
}
