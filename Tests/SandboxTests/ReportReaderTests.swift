import Foundation
import Inspection
import Model
import Testing

@testable import Sandbox

@Suite("A report reader")
struct ReportReaderTests {
  private func read(_ stream: [UInt8], _ order: InspectionOrder = order()) throws -> ReportReader.Progress {
    var reader = ReportReader(order: order)
    return try reader.append(stream)
  }

  @Test("makes a report of pages and facts")
  func report() throws {
    let inspected = document([page(1), page(2)])
    let stream = picture(1) + picture(2) + (try facts(inspected, milliseconds: ["open": 3, "read": 900]))
    let pictures = [PagePicture(page: 1, jpeg: smallJPEG), PagePicture(page: 2, jpeg: smallJPEG)]
    let report = InspectionReport(
      inspected: inspected, pictures: pictures, milliseconds: [.open: 3, .read: 900])
    #expect(try read(stream) == .report(report))
  }

  @Test("makes the same report of single bytes")
  func byteByByte() throws {
    let stream = picture(1) + (try facts(document([page(1)])))
    var reader = ReportReader(order: order())
    for byte in stream.dropLast() { #expect(try reader.append([byte]) == .more) }
    let last = try #require(stream.last)
    let progress = try reader.append([last])
    #expect(progress == (try read(stream)))
  }

  @Test("makes a report of an unreadable file without pages")
  func unreadable() throws {
    let inspected = Inspected.unreadable(Unreadable(reason: .fileEncrypted, format: .pdf))
    let report = InspectionReport(inspected: inspected, pictures: [], milliseconds: [:])
    #expect(try read(try facts(inspected)) == .report(report))
  }

  @Test("leaves out times of stages that there are not, and negative times")
  func times() throws {
    let inspected = Inspected.unreadable(Unreadable(reason: .fileEmpty, format: .unknown))
    let report = InspectionReport(inspected: inspected, pictures: [], milliseconds: [.mask: 0])
    #expect(try read(try facts(inspected, milliseconds: ["mask": -4, "juggle": 9])) == .report(report))
  }

  @Test("passes on what is missing on this machine")
  func missing() throws {
    let sentence = "tesseract has no language data for 'dan'"
    #expect(try read(bytes(.missing, [UInt8](sentence.utf8))) == .missing(sentence))
  }

  private static func nonsense() throws -> [(String, [UInt8])] {
    let facts1 = try facts(document([page(1)]))
    let unreadable = try facts(.unreadable(Unreadable(reason: .fileEncrypted, format: .pdf)))
    return [
      ("pages out of order", picture(2)),
      ("pages out of order", picture(1) + picture(3)),
      ("pages out of order", picture(1) + picture(1)),
      ("pages out of order", picture(0)),
      ("pages out of order", picture(UInt32.max)),
      ("more pages than allowed", picture(1) + picture(2) + picture(3)),
      ("a page that is no JPEG", picture(1, Array("%PDF-1.7 ".utf8))),
      ("a page that is no JPEG", picture(1, [0xFF, 0xD8, 0xFF, 0xD9])),
      ("a page that is no JPEG", bytes(.picture, [])),
      ("facts that do not fit the pages", facts1),
      ("facts that do not fit the pages", picture(1) + picture(2) + facts1),
      ("facts that do not fit the pages", picture(1) + (try facts(document([page(2)])))),
      ("facts that do not fit the pages", picture(1) + (try facts(document([page(1), page(2)])))),
      ("facts that do not fit the pages", try facts(document([]))),
      ("facts that do not fit the pages", picture(1) + (try facts(document([page(1)], format: .png)))),
      ("pages of an unreadable file", picture(1) + unreadable),
      ("a page of impossible size", picture(1) + (try facts(document([page(1, width: 0)])))),
      ("a page of impossible size", picture(1) + (try facts(document([page(1, height: 65_501)])))),
      ("a page of impossible size", picture(1) + (try facts(document([page(1, transform: [])])))),
      (
        "a page of impossible size",
        picture(1) + (try facts(document([page(1, transform: [[1, 0, 0], [0, 1], [0, 0, 1]])])))
      ),
      ("a frame that only a parent sends", bytes(.order, [])),
      ("a frame that only a parent sends", bytes(.document, [1, 2, 3])),
      ("a long sentence", bytes(.missing, [UInt8](repeating: 65, count: 1001))),
    ]
  }

  @Test("believes no nonsense")
  func nonsense() throws {
    for (index, (what, stream)) in try Self.nonsense().enumerated() {
      #expect(throws: ReportReader.Nonsense(what: what), "row \(index)") { try read(stream, order(pages: 2)) }
    }
  }

  @Test(
    "throws at facts that are no facts",
    arguments: [
      "", "{", "[]", "null", #"{"inspected":{}}"#, #"{"inspected":{"document":{}},"milliseconds":{}}"#,
      String(repeating: "[", count: 100_000), #"{"milliseconds":{"open":1e400}}"#,
    ])
  func brokenFacts(json: String) {
    #expect(throws: (any Error).self) { try read(bytes(.facts, [UInt8](json.utf8))) }
  }

  @Test("throws at a frame that is announced larger than any honest one")
  func hugeFrame() {
    #expect(throws: FrameReader.Failure.tooLong(0x7FFF_FFFF)) { try read([3, 255, 255, 255, 127]) }
  }

  /// A child that was taken over writes its facts by hand: whatever the parent computes with them must not end the
  /// parent.
  @Test(
    "believes no box that lies anywhere but on or about its page",
    arguments: ["[-9223372036854775808,0,9223372036854775807,10]", "[0,0,100,4000000]", "[-70000,0,10,10]"])
  func impossibleBoxes(box: String) throws {
    let mask = Mask(kind: .cardNumber, box: PixelRect(x0: 7001, y0: 7002, x1: 7003, y1: 7004), polygon: [])
    let word = Word(text: Private("a"), box: PixelRect(x0: 8001, y0: 8002, x1: 8003, y1: 8004), confidence: 1)
    var page = page(1)
    page.masked = [mask]
    page.lines = [TextLine(words: [word])]
    let body = String(decoding: try facts(document([page])).dropFirst(Frame.headerLength), as: UTF8.self)
    for planted in ["[7001,7002,7003,7004]", "[8001,8002,8003,8004]"] {
      let forged = body.replacing(planted, with: box)
      #expect(forged != body)
      #expect(throws: (any Error).self, "\(planted)") {
        try read(picture(1) + bytes(.facts, [UInt8](forged.utf8)))
      }
    }
  }

  @Test("believes no machine-readable zone without its layout's shape")
  func impossibleZone() throws {
    let lines = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]
    var page = page(1)
    page.machineReadableZone = MachineReadableZone(layout: .td3, lines: lines)
    let body = String(decoding: try facts(document([page])).dropFirst(Frame.headerLength), as: UTF8.self)
    for forged in [
      body.replacing("\"\(lines[1])\"", with: "\"L898902C36\""), body.replacing(",\"\(lines[1])\"", with: ""),
      body.replacing("ERIKSSON", with: "eriksson"),
    ] {
      #expect(forged != body)
      #expect(throws: (any Error).self) { try read(picture(1) + bytes(.facts, [UInt8](forged.utf8))) }
    }
  }

  @Test("believes no end of a card's number that holds more of it than may be kept")
  func wholeCardNumbers() throws {
    let box = PixelRect(x0: 10, y0: 10, x1: 50, y1: 50)
    for (first, last) in [("4111111111111111", "1111"), ("411111", "1111111111"), ("411111", "x")] {
      let number = PaymentCard.Number(
        first6: Private(first), last4: Private(last), length: 16, luhnHolds: true, scheme: .visa, box: box)
      var page = page(1)
      page.cards = [
        PaymentCard(side: .front, number: number, numberExposed: true, expiry: nil, code: .absent, box: box)
      ]
      let stream = picture(1) + (try facts(document([page])))
      #expect(throws: (any Error).self) { try read(stream) }
    }
  }
}
