import FoundationEssentials
import Model

/// Account data that was sent ahead, so that an upload need only name its account. All throw `StoreFailure`.
package protocol AccountRegister: Sendable {
  /// Keeps it instead of what there was. True when there was nothing.
  func put(_ account: Account, at now: Date) async throws -> Bool

  /// Nil when none of that id was put.
  func sentAccount(_ id: String) async throws -> Account?
}
