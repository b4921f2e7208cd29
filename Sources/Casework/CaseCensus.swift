import FoundationEssentials

/// How many cases there are in each state. States without cases are left out. Throws `StoreFailure`.
package protocol CaseCensus: Sendable {
  func census() async throws -> [CaseState: Int]
}

/// Who looked at what. Throws `StoreFailure`, and `ReviewFailure.noSuchCase`.
package protocol ViewLog: Sendable {
  /// Somebody looked at a page of the case.
  func viewed(_ number: CaseNumber, by person: String, at now: Date) async throws
}
