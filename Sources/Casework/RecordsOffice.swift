import FoundationEssentials
import Model

/// What is kept of accounts, and how it comes to its end. All functions throw `StoreFailure`.
package protocol RecordsOffice: Sendable {
  /// Nil for an account of which nothing is kept: no case, and nothing that was sent ahead.
  func account(_ id: String) async throws -> AccountRecord?

  /// Notes that the relationship with an account ended then, or with nil, that it goes on.
  func end(_ id: String, at time: Date?) async throws

  /// Accounts that ended and of which something is kept, by id.
  func endedAccounts() async throws -> [AccountRecord]

  /// Destroys the key of a case and everything in the database that says something about a person: what is left is the
  /// number, times, codes and the history. Returns what is to be deleted elsewhere. Erasing a second time changes nothing.
  /// Throws `ReviewFailure.noSuchCase` too.
  func erase(_ number: CaseNumber, by person: String, at now: Date) async throws -> ErasedCase

  /// Deletes what was sent ahead about an account of which no case is kept. True when there was something.
  func forget(_ id: String) async throws -> Bool

  /// Overwrites what the database's log still holds of what was deleted. False when another process reads it just now.
  func clearLog() async throws -> Bool
}

/// An account of which cases are kept.
package struct AccountRecord: Sendable, Equatable {
  package var id: String
  /// When the relationship ended; nil while it goes on.
  package var ended: Date?
  /// By number; erased ones are no longer known to be its.
  package var cases: [Case]

  package init(id: String, ended: Date?, cases: [Case]) {
    self.id = id
    self.ended = ended
    self.cases = cases
  }
}

/// What an erased case leaves to be deleted.
package struct ErasedCase: Sendable, Equatable {
  package var tombstone: Tombstone
  package var pages: [BlobKey]
  package var uploads: [BlobKey]

  package init(tombstone: Tombstone, pages: [BlobKey], uploads: [BlobKey]) {
    self.tombstone = tombstone
    self.pages = pages
    self.uploads = uploads
  }
}

/// That a case was erased: kept outside the database, so that a backup from before is erased again when it is restored.
package struct Tombstone: Sendable, Hashable {
  package var number: CaseNumber
  /// When the case arrived, in milliseconds since 1970: tells it from one of the same number in another workspace.
  package var arrived: Int64

  package init(number: CaseNumber, arrived: Int64) {
    self.number = number
    self.arrived = arrived
  }

  package init(_ standing: Case) {
    self.init(
      number: standing.number, arrived: Int64((standing.times.arrived.timeIntervalSince1970 * 1000).rounded()))
  }

  /// Reads what `description` writes; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = CaseNumber(String(parts[0])), let arrived = Int64(parts[1]) else { return nil }
    self.init(number: number, arrived: arrived)
  }
}

extension Tombstone: CustomStringConvertible {
  package var description: String { "\(number) \(arrived)" }
}

/// Where tombstones stand. All functions throw `StoreFailure`.
package protocol Tombstones: Sendable {
  /// Durable when it returns.
  func add(_ tombstone: Tombstone) async throws

  /// In the order they were added.
  func all() async throws -> [Tombstone]
}

/// Until when the law wants a case kept. Pure.
package enum LegalHold: Sendable, Equatable {
  /// The relationship goes on, and the time counts from its end.
  case whileTheAccountLives(years: Int)
  case until(Date)
  case over

  /// Money-laundering law (hvidvaskloven § 30) wants copies kept so many years after the relationship ended. The day that
  /// does not exist in its last year counts as the one before.
  package init(ended: Date?, years: Int, at now: Date) {
    guard let ended else {
      self = .whileTheAccountLives(years: years)
      return
    }
    let day = Day(unixSeconds: Int(ended.timeIntervalSince1970.rounded(.down))).adding(months: 12 * years)
    let end = Date(timeIntervalSince1970: Double(day.daysSinceEpoch + 1) * 86_400)
    self = end <= now ? .over : .until(end)
  }
}

extension LegalHold: CustomStringConvertible {
  package var description: String {
    switch self {
    case .whileTheAccountLives(let years):
      "legal hold: it is kept until \(years) years after the relationship ends, and that has not ended"
    case .until(let end): "legal hold until \(Day(unixSeconds: Int(end.timeIntervalSince1970)))"
    case .over: "no legal hold"
    }
  }
}
