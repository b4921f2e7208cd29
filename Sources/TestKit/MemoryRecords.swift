import Casework
import FoundationEssentials

/// Knows no account.
package struct MemoryRecords: RecordsOffice {
  package init() {}

  package func account(_ id: String) -> AccountRecord? { nil }
  package func end(_ id: String, at time: Date?) {}
  package func endedAccounts() -> [AccountRecord] { [] }
  package func erase(_ number: CaseNumber, by person: String, at now: Date) throws -> ErasedCase {
    throw ReviewFailure.noSuchCase(number)
  }
  package func forget(_ id: String) -> Bool { false }
  package func clearLog() -> Bool { true }
}

/// Tombstones in memory.
package actor MemoryTombstones: Tombstones {
  private var added: [Tombstone] = []

  package init() {}

  package func add(_ tombstone: Tombstone) { added.append(tombstone) }
  package func all() -> [Tombstone] { added }
}
