import Imaging
import Inspection
import Model
import Testing

@testable import Inspector

@MainActor
@Suite("Files that cannot be examined")
struct OpenStageTests {
  private func reason(_ bytes: [UInt8], _ order: InspectionOrder = order()) throws -> Unreadable? {
    let report = try Desk.report(on: bytes, order)
    guard case .unreadable(let unreadable) = report.inspected else { return nil }
    #expect(report.pictures.isEmpty)
    return unreadable
  }

  private nonisolated static let table: [(path: String, reason: ReasonCode, format: FileFormat)] = [
    ("A-1010/address/bill.pdf", .fileEncrypted, .pdf), ("A-1012/address/bill.pdf", .fileDamaged, .pdf),
    ("A-1012/identity/passport.jpg", .fileDamaged, .jpeg),
    ("A-1013/identity/passport.jpg", .fileUnsupportedFormat, .png),
    ("A-1014/identity/passport.jpg", .fileEmpty, .unknown),
  ]

  @Test("get the reason", arguments: 0..<table.count)
  func reasons(row: Int) throws {
    let (path, reason, format) = Self.table[row]
    #expect(try self.reason(try fixture(path)) == Unreadable(reason: reason, format: format))
  }

  @Test("are refused before they are opened when they are too large")
  func tooLarge() throws {
    let bytes = Array("%PDF-1.7".utf8) + [UInt8](repeating: 0, count: 2_000_000)
    #expect(
      try reason(bytes, order(megabytes: 2))
        == Unreadable(reason: .fileTooLarge, format: .pdf, measured: Double(bytes.count) / 1_000_000, limit: 2))
  }

  @Test("are refused by their header when they have too many pixels")
  func tooManyPixels() throws {
    let bytes = try fixture("A-1001/payment/back.jpg")
    #expect(
      try reason(bytes, order(megapixels: 1))
        == Unreadable(reason: .fileTooManyPixels, format: .jpeg, measured: 1.84, limit: 1))
  }

  @Test("are refused when they have too many pages")
  func tooManyPages() throws {
    let bytes = try fixture("A-1001/address/bill.pdf")
    #expect(
      try reason(bytes, order(pages: 0))
        == Unreadable(reason: .fileTooManyPages, format: .pdf, measured: 1, limit: 0))
  }

  @Test("need no engine to be refused")
  func noEngine() throws {
    let examination = DocumentExamination(order: order()) { () throws(MissingPiece) -> Engines in
      try Engines(home: "/nowhere", languages: ["dan"])
    }
    let refused = try examination.report(on: [])
    #expect(refused.inspected == .unreadable(Unreadable(reason: .fileEmpty, format: .unknown)))
  }

  @Test("are our trouble when the engine is missing")
  func trouble() throws {
    _ = try Desk.engines()
    let photo = try fixture("A-1001/payment/back.jpg")
    let examination = DocumentExamination(order: order()) { () throws(MissingPiece) -> Engines in
      try Engines(home: "/nowhere", languages: ["dan"])
    }
    let thrown = #expect(throws: StageFailure.self) { try examination.report(on: photo) }
    guard case .missing(let sentence) = try #require(thrown) else {
      Issue.record("not our trouble")
      return
    }
    #expect(sentence.contains("/nowhere"))
  }
}
