import Inspection
import Model
import Synchronization

/// Answers each document as it was told, and remembers what it was given.
package final class ScriptedInspector: DocumentInspector {
  /// What it does about a document.
  package typealias Answer = @Sendable (_ bytes: [UInt8]) throws(InspectorFailure) -> InspectionReport

  private let answer: Answer
  private let seen = Mutex<[(bytes: [UInt8], order: InspectionOrder)]>([])

  package init(_ answer: @escaping Answer = { _ in .readable }) { self.answer = answer }

  /// The documents so far, in order.
  package var inspected: [[UInt8]] { seen.withLock { $0.map(\.bytes) } }
  /// What it was told about each of them.
  package var orders: [InspectionOrder] { seen.withLock { $0.map(\.order) } }

  package func inspect(
    _ bytes: [UInt8], _ order: InspectionOrder
  ) async throws(InspectorFailure) -> InspectionReport {
    seen.withLock { $0.append((bytes, order)) }
    return try answer(bytes)
  }
}

extension InspectionReport {
  /// One page with planted text and a planted picture.
  package static let readable = InspectionReport(
    inspected: .document(.made), pictures: [PagePicture(page: 1, jpeg: Array(Planted.pixels.utf8))],
    milliseconds: [.open: 10, .read: 900])
}
