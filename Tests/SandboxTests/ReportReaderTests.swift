import Foundation
import Inspection
import Model
import Testing

@testable import Sandbox

@Suite("A report reader")
struct ReportReaderTests {
  private func read(_ stream: [UInt8], _ order: InspectionOrder = order()) throws -> ReportReader.Answer? {
    var reader = ReportReader(order: order)
    try reader.append(stream)
    return reader.wholeAnswer
  }

  @Test("makes a report of pages and facts")
  func report() throws {
    let inspected = document([page(1), page(2, width: 40, height: 30)])
    let small = jpeg(width: 40, height: 30)
    let stream =
      ready + picture(1) + picture(2, small) + (try facts(inspected, milliseconds: ["open": 3, "read": 900]))
    let pictures = [PagePicture(page: 1, jpeg: jpeg()), PagePicture(page: 2, jpeg: small)]
    let report = InspectionReport(
      inspected: inspected, pictures: pictures, milliseconds: [.open: 3, .read: 900])
    #expect(try read(stream) == .report(report))
  }

  @Test("makes the same report of single bytes")
  func byteByByte() throws {
    let stream = ready + picture(1) + (try facts(document([page(1)])))
    var reader = ReportReader(order: order())
    for byte in stream {
      #expect(reader.wholeAnswer == nil)
      try reader.append([byte])
    }
    #expect(reader.wholeAnswer != nil)
    #expect(reader.wholeAnswer == (try read(stream)))
  }

  @Test("has no answer until the last byte, and knows when the child was ready")
  func noAnswer() throws {
    let stream = ready + picture(1) + (try facts(document([page(1)])))
    for count in [0, 1, 4, 5, 6, 100, stream.count - 1] {
      var reader = ReportReader(order: order())
      try reader.append(Array(stream.prefix(count)))
      #expect(reader.wholeAnswer == nil, "\(count) bytes")
      #expect(reader.isReady == (count >= 5), "\(count) bytes")
    }
  }

  @Test("knows that the child was ready even when nonsense came at once with it")
  func readyAndNonsense() throws {
    var reader = ReportReader(order: order())
    #expect(throws: FrameReader.Failure.unexpectedKind(9)) { try reader.append(ready + [9]) }
    #expect(reader.isReady)
  }

  @Test("makes a report of an unreadable file without pages")
  func unreadable() throws {
    let inspected = Inspected.unreadable(Unreadable(reason: .fileEncrypted, format: .pdf))
    let report = InspectionReport(inspected: inspected, pictures: [], milliseconds: [:])
    #expect(try read(ready + (try facts(inspected))) == .report(report))
  }

  @Test("leaves out times of stages that there are not, and brings others within a day")
  func times() throws {
    let inspected = Inspected.unreadable(Unreadable(reason: .fileEmpty, format: .unknown))
    let report = InspectionReport(
      inspected: inspected, pictures: [], milliseconds: [.mask: 0, .read: 86_400_000])
    let message = try facts(inspected, milliseconds: ["mask": -4, "juggle": 9, "read": .max])
    #expect(try read(ready + message) == .report(report))
  }

  @Test("passes on what is missing on this machine, before the child is ready and after")
  func missing() throws {
    let sentence = "tesseract has no language data for 'dan'"
    let frame = bytes(.missing, [UInt8](sentence.utf8))
    #expect(try read(frame) == .missing(sentence))
    #expect(try read(ready + frame) == .missing(sentence))
    let broken = bytes(.missing, [0x66, 0xFF, 0xFE, 0x6F])
    #expect(try read(broken) == .missing("f\u{FFFD}\u{FFFD}o"))
  }

  private static func nonsense() throws -> [(String, [UInt8])] {
    let facts1 = try facts(document([page(1)]))
    let unreadable = try facts(.unreadable(Unreadable(reason: .fileEncrypted, format: .pdf)))
    let missing = bytes(.missing, [UInt8]("no".utf8))
    return [
      ("an answer from one who is not ready", picture(1)),
      ("an answer from one who is not ready", unreadable),
      ("ready twice", ready + ready),
      ("ready twice", ready + picture(1) + ready),
      ("pages out of order", ready + picture(2)),
      ("pages out of order", ready + picture(1) + picture(3)),
      ("pages out of order", ready + picture(1) + picture(1)),
      ("pages out of order", ready + picture(0)),
      ("pages out of order", ready + picture(UInt32.max)),
      ("more pages than allowed", ready + picture(1) + picture(2) + picture(3)),
      ("a page that is more or less than a JPEG", ready + picture(1, Array("%PDF-1.7 ".utf8))),
      ("a page that is more or less than a JPEG", ready + picture(1, [0xFF, 0xD8, 0xFF, 0xD9])),
      ("a page that is more or less than a JPEG", ready + bytes(.picture, [])),
      ("facts that do not fit the pages", ready + facts1),
      ("facts that do not fit the pages", ready + picture(1) + picture(2) + facts1),
      ("facts that do not fit the pages", ready + picture(1) + (try facts(document([page(2)])))),
      ("facts that do not fit the pages", ready + picture(1) + (try facts(document([page(1), page(2)])))),
      ("facts that do not fit the pages", ready + (try facts(document([])))),
      ("facts that do not fit the pages", ready + picture(1) + (try facts(document([page(1)], format: .png)))),
      ("pages of an unreadable file", ready + picture(1) + unreadable),
      ("more after the answer", ready + picture(1) + facts1 + facts1),
      ("more after the answer", ready + unreadable + [3]),
      ("more after the answer", ready + unreadable + picture(1)),
      ("more after the answer", ready + unreadable + missing),
      ("more after the answer", missing + missing),
      ("more after the answer", missing + ready),
      ("a page of impossible size", ready + picture(1) + (try facts(document([page(1, width: 0)])))),
      ("a page of impossible size", ready + picture(1) + (try facts(document([page(1, width: -800)])))),
      ("a page of impossible size", ready + picture(1) + (try facts(document([page(1, height: 65_501)])))),
      (
        "a page of impossible size",
        ready + picture(1, jpeg(width: 1200, height: 1000))
          + (try facts(document([page(1, width: 1200, height: 1000)])))
      ),
      (
        "a page of another size than its picture",
        ready + picture(1, jpeg(width: 799, height: 600)) + facts1
      ),
      (
        "a page of another size than its picture",
        ready + picture(1, jpeg(width: 600, height: 800)) + facts1
      ),
    ]
  }

  @Test("believes no nonsense, in one piece or byte by byte")
  func nonsense() throws {
    let order = order(pages: 2, megapixels: 1)
    for (index, (what, stream)) in try Self.nonsense().enumerated() {
      #expect(throws: ReportReader.Nonsense(what: what), "row \(index)") { try read(stream, order) }
      #expect(throws: ReportReader.Nonsense(what: what), "row \(index), byte by byte") {
        var reader = ReportReader(order: order)
        for byte in stream { try reader.append([byte]) }
      }
    }
  }

  @Test("takes a drawn page whose sides were rounded up beyond the pixel limit")
  func roundedUp() throws {
    let page = page(1, width: 1001, height: 1000)
    let stream = ready + picture(1, jpeg(width: 1001, height: 1000)) + (try facts(document([page])))
    #expect(try read(stream, order(megapixels: 1)) != nil)
  }

  @Test(
    "takes no reason that is not about the file",
    arguments: ReasonCode.allCases.filter { !$0.rawValue.hasPrefix("file.") })
  func otherReasons(reason: ReasonCode) throws {
    let stream = ready + (try facts(.unreadable(Unreadable(reason: reason, format: .pdf))))
    #expect(throws: ReportReader.Nonsense.self) { try read(stream) }
  }

  @Test(
    "throws at facts that are no facts",
    arguments: [
      "", "{", "[]", "null", "NaN", #"{"inspected":{}}"#, #"{"inspected":{"document":{}},"milliseconds":{}}"#,
      String(repeating: "[", count: 100_000), String(repeating: #"{"a":"#, count: 100_000),
      #"{"milliseconds":{"open":1e400}}"#,
      #"{"inspected":{"unreadable":{"_0":{"reason":"file.empty","format":"pdf"}}},"milliseconds":{"open":1e400}}"#,
      #"{"inspected":{"unreadable":{"_0":{"reason":"file.empty","format":"pdf"}}},"milliseconds":{"open":NaN}}"#,
      #"{"inspected":{"unreadable":{"_0":{"reason":"file.empty","format":"zebra"}}},"milliseconds":{}}"#,
      #"{"inspected":{"unreadable":{"_0":{"reason":"file.empty","format":"pdf","measured":-1}}},"milliseconds":{}}"#,
      #"{"inspected":{"unreadable":{"_0":{"reason":"file.empty","format":"pdf","limit":1e99}}},"milliseconds":{}}"#,
    ])
  func brokenFacts(json: String) {
    #expect(throws: (any Error).self) { try read(ready + bytes(.facts, [UInt8](json.utf8))) }
  }

  @Test("throws at facts that are not in UTF-8", arguments: [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0x00]] as [[UInt8]])
  func brokenText(text: [UInt8]) throws {
    let json = #"{"inspected":{"unreadable":{"_0":{"reason":"file.empty","format":"pdf"}}},"milliseconds":{"open":1}}"#
    #expect(try read(ready + bytes(.facts, [UInt8](json.utf8))) != nil)
    let parts = json.components(separatedBy: "open")
    let forged = Array(parts[0].utf8) + text + Array(parts[1].utf8)
    #expect(throws: (any Error).self) { try read(ready + bytes(.facts, forged)) }
  }

  private static let mebibyte = 1 << 20

  @Test(
    "throws at a frame that is announced larger than any honest one of its kind",
    arguments: [(3, 64 * mebibyte), (4, 5 * mebibyte), (5, 1000), (6, 0)] as [(UInt8, Int)])
  func hugeFrame(kind: UInt8, longest: Int) throws {
    func header(_ length: Int) -> [UInt8] { [kind] + (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } }
    let before = kind == 6 ? [] : ready
    for length in [longest + 1, 0x7FFF_FFFF, 0xFFFF_FFFF] {
      #expect(throws: FrameReader.Failure.tooLong(length)) { try read(before + header(length)) }
    }
    #expect(throws: Never.self) { try read(before + header(longest)) }
  }

  @Test("throws at the first byte of a frame that no child sends", arguments: [0, 1, 2, 7, 0x79, 0xFF] as [UInt8])
  func otherKinds(kind: UInt8) {
    #expect(throws: FrameReader.Failure.unexpectedKind(kind)) { try read([kind]) }
    #expect(throws: FrameReader.Failure.unexpectedKind(kind)) { try read(ready + [kind]) }
  }
}
