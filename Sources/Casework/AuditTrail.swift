import FoundationEssentials
import Model

/// The history of all cases as one chain: each row names the one before, so nothing can be changed or left out unnoticed.
/// All functions throw `StoreFailure`.
package protocol AuditTrail: Sendable {
  /// The last row; nil where there is none yet.
  func head() async throws -> AuditHead?

  /// Looks at every row, and that the `published` ones are as they were. Nil when the chain is whole.
  func firstBreak(published: [AuditHead]) async throws -> AuditBreak?

  /// A person looked at something of a case, or took it out. `detail` holds ids, codes and numbers only. Throws
  /// `ReviewFailure.noSuchCase` too.
  func note(_ edge: CaseEvent.Edge, _ number: CaseNumber, detail: String?, by person: String, at now: Date) async throws
}

/// A row of the history, by which a chain can be told to be whole up to there. To be published where nobody who can write
/// here can.
package struct AuditHead: Sendable, Equatable {
  /// Counts from 1.
  package var row: Int
  /// 64 lower-case hexadecimal digits.
  package var link: String

  package init(row: Int, link: String) {
    self.row = row
    self.link = link
  }

  /// Reads what `description` writes; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let row = Int(parts[0]), row > 0, parts[1].utf8.count == 64,
      parts[1].allSatisfy({ $0.isHexDigit && !$0.isUppercase })
    else { return nil }
    self.init(row: row, link: String(parts[1]))
  }
}

extension AuditHead: CustomStringConvertible {
  package var description: String { "\(row):\(link)" }
}

/// Where a chain is not whole.
package enum AuditBreak: Sendable, Equatable {
  /// This row was changed, or one before it was added or left out.
  case altered(row: Int)
  /// This row is not there, and later ones are.
  case missing(row: Int)
  /// The published row is not there, nor any after it.
  case cutOff(published: AuditHead, rows: Int)
  /// The row is another one than that published.
  case rewritten(published: AuditHead)
  /// Of what happened at the door of the review desk, this row was changed, or one before it was added or left out.
  case signIns(row: Int)
}

extension AuditBreak: CustomStringConvertible {
  package var description: String {
    switch self {
    case .altered(let row): "row \(row) was changed, or a row before it was added or left out"
    case .missing(let row): "row \(row) is missing"
    case .cutOff(let published, let rows):
      "row \(published.row) was published, and there are \(rows) rows only: the end was cut off"
    case .rewritten(let published): "row \(published.row) is not the one that was published"
    case .signIns(let row): "row \(row) of the sign-ins was changed, or a row before it was added or left out"
    }
  }
}

/// The masked pages as people look at them: every look is a row of the history, written before the page is opened.
package struct AuditedPages: BlobStore {
  private let pages: any BlobStore
  private let trail: any AuditTrail
  private let person: String
  private let now: @Sendable () -> Date

  package init(
    _ pages: any BlobStore, trail: any AuditTrail, by person: String, now: @escaping @Sendable () -> Date
  ) {
    self.pages = pages
    self.trail = trail
    self.person = person
    self.now = now
  }

  package func read(_ key: BlobKey, of number: CaseNumber) async throws -> [UInt8] {
    try await trail.note(.viewed, number, detail: key.text, by: person, at: now())
    return try await pages.read(key, of: number)
  }

  package func write(_ bytes: [UInt8], of number: CaseNumber) async throws -> BlobKey {
    try await pages.write(bytes, of: number)
  }

  package func delete(_ key: BlobKey) async throws { try await pages.delete(key) }

  package func keys(writtenBefore limit: Date) async throws -> [BlobKey] {
    try await pages.keys(writtenBefore: limit)
  }
}
