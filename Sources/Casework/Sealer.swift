/// Seals what must not be readable at rest. Stores hold one and seal by themselves, so that no path leads around it.
package protocol Sealer: Sendable {
  /// Different each time for the same plain bytes.
  func seal(_ plain: [UInt8], at place: SealedPlace) -> [UInt8]

  /// Throws `StoreFailure.sealBroken` when the key is another one, or the bytes were altered or come from another
  /// place.
  func open(_ sealed: [UInt8], at place: SealedPlace) throws(StoreFailure) -> [UInt8]

  /// The same for the same bytes under the same key, telling nothing without it; lower-case hexadecimal.
  func digest(_ bytes: [UInt8]) -> String

  /// 32 random bytes, for `under`.
  func newKey() -> [UInt8]

  /// Seals under another key. What this one sealed before there were other keys, it opens too. Throws
  /// `StoreFailure.sealBroken` for what is no key.
  func under(_ key: [UInt8]) throws(StoreFailure) -> any Sealer
}

/// The keys of cases: everything personal about a case is sealed under a key of its own, so that destroying the key
/// erases the case.
package protocol CaseKeys: Sendable {
  /// Throws `StoreFailure`, `caseErased` when the key was destroyed.
  func sealer(of number: CaseNumber) async throws -> any Sealer
}

/// Where a sealed value stands; it opens nowhere else.
package struct SealedPlace: Sendable, Hashable, CustomStringConvertible {
  /// Nil for what belongs to the workspace.
  package var number: CaseNumber?
  /// A column, with the run where there is one a run; or `page` with the blob's key.
  package var field: String

  package init(_ number: CaseNumber?, _ field: String) {
    self.number = number
    self.field = field
  }

  package var description: String { "\(number?.description ?? "workspace")/\(field)" }
}
