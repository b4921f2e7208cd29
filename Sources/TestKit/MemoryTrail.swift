import Casework
import FoundationEssentials

/// Keeps what was noted, without a chain.
package actor MemoryTrail: AuditTrail {
  /// One note.
  package struct Note: Sendable, Equatable {
    package var edge: CaseEvent.Edge
    package var number: CaseNumber
    package var detail: String?
    package var by: String

    package init(edge: CaseEvent.Edge, number: CaseNumber, detail: String?, by: String) {
      self.edge = edge
      self.number = number
      self.detail = detail
      self.by = by
    }
  }

  /// In order.
  package private(set) var notes: [Note] = []

  package init() {}

  package func head() -> AuditHead? { nil }

  package func firstBreak(published: [AuditHead]) -> AuditBreak? { nil }

  package func note(_ edge: CaseEvent.Edge, _ number: CaseNumber, detail: String?, by person: String, at now: Date) {
    notes.append(Note(edge: edge, number: number, detail: detail, by: person))
  }
}
