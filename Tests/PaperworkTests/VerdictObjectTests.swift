import Casework
import Foundation
import Judgement
import Model
import Testing

@testable import Paperwork

@Suite("The verdict object")
struct VerdictObjectTests {
  private static let page = Page(
    number: 1, width: 2480, height: 3508, turned: 90, transform: [[1, 0, 0], [0, 1.5, 0], [0, 0, 1]], origin: .picture,
    dotsPerInch: 300, sharpness: Sharpness(block: 0.12, lineAcutance: nil), textHeight: 24,
    lines: [
      TextLine(words: [
        Word(text: Private("Åse"), box: PixelRect(x0: 1, y0: 2, x1: 3, y1: 4), confidence: 1),
        Word(text: Private("Ø/\"1\""), box: PixelRect(x0: 5, y0: 2, x1: 9, y1: 4), confidence: 1),
      ])
    ],
    machineReadableZone: nil, codeLinesSeen: false,
    cards: [
      PaymentCard(
        side: .both,
        number: PaymentCard.Number(
          first6: Private("411111"), last4: Private("1111"), length: 16, luhnHolds: true, scheme: .visa,
          box: PixelRect(x0: 0, y0: 0, x1: 9, y1: 9)),
        numberExposed: true, expiry: nil, code: .exposed, box: PixelRect(x0: 0, y0: 0, x1: 99, y1: 99))
    ],
    masked: [
      Mask(
        kind: .cardVerificationCode, box: PixelRect(x0: 5, y0: 6, x1: 20, y1: 16),
        polygon: [PixelPoint(x: 5, y: 6), PixelPoint(x: 19, y: 15)])
    ])

  private static let finding = Finding(
    .pageBlurred, .retry, file: 1, page: 1, boxes: [PixelRect(x0: 120, y0: 340, x1: 980, y1: 410)],
    measured: 0.123456, limit: 0.244, unit: "block sharpness")

  private static let conclusion = Conclusion(
    pipelineVersion: 3, account: Account(id: "A-1001"),
    files: [
      ExaminedFile(
        name: Private("søren.jpg"), bytes: 482_113, sha256: "ab12",
        inspected: .document(Document(format: .jpeg, pages: [page], damagedButReadable: false)),
        pages: [BlobKey("0123456789abcdef0123456789abcdef")].compactMap(\.self)),
      ExaminedFile(
        name: Private("x"), bytes: 0, sha256: "cd34",
        inspected: .unreadable(Unreadable(reason: .fileEmpty, format: .unknown))),
    ],
    verdict: Verdict(
      decision: .reject, confidence: .clear, findings: [finding],
      checks: [
        Verdict.CheckResult(
          name: "holderName", required: true, outcome: .couldNotTell,
          evidence: Evidence(open: ["parts": "2"], personal: ["seen": Private("Åse Ø")]))
      ],
      documentTypes: [.utilityBill, nil]),
    milliseconds: ["open": 12, "read": 910, "judge": 1])

  private static func quoted(_ text: String) -> String { JSONText.text(text).line }

  private static var reason: String {
    let text = ReasonText(finding)
    return #"{"code":"page.blurred","class":"retry","stage":"measure","file":1,"page":1,"boxes":[[120,340,980,410]],"#
      + #""measured":0.1235,"limit":0.244,"unit":"block sharpness","customer":{"da":"#
      + quoted(text.danish) + #","en":"# + quoted(text.english) + #"},"staff":"# + quoted(text.staff) + "}"
  }

  private static let pages =
    #""pages":[{"page":1,"width":2480,"height":3508,"turned":90,"dotsPerInch":300,"#
    + #""transform":[[1,0,0],[0,1.5,0],[0,0,1]],"masked":[{"kind":"cardVerificationCode","box":[5,6,20,16],"#
    + #""polygon":[[5,6],[19,15]]}],"kept":"#

  private static let timings =
    #""timings":{"open":12,"render":0,"upright":0,"measure":0,"read":910,"mask":0,"prove":0,"judge":1}}"#

  @Test("of a verified submission has no case, no review and no personal value")
  func verified() {
    let object = VerdictObject(
      verified: Self.conclusion, accountID: "A-1001", pipeline: "address", showValues: false,
      kept: { file, page in file == 1 && page == 1 ? "masked/1-1.jpg" : nil })
    #expect(
      object.json.line
        == #"{"case":null,"account":"A-1001","pipeline":"address@3","run":1,"verdict":"reject","confidence":"clear","#
        + #""reasons":["# + Self.reason
        + #"],"checks":[{"name":"holderName","outcome":"couldNotTell","evidence":{"parts":"2"}}],"documents":["#
        + #"{"file":1,"format":"jpeg","bytes":482113,"sha256":"ab12","type":"utilityBill","# + Self.pages
        + #""masked/1-1.jpg"}]},{"file":2,"format":"unknown","bytes":0,"sha256":"cd34","type":null,"pages":[]}],"#
        + #""review":null,"# + Self.timings)
  }

  @Test("with values asked for has what was compared and read, and no more of a card than six and four digits")
  func values() {
    let line = VerdictObject(
      verified: Self.conclusion, accountID: "A-1001", pipeline: "address", showValues: true, kept: { _, _ in nil }
    ).json.line
    #expect(line.contains(#""evidence":{"parts":"2","seen":"Åse Ø"}"#))
    #expect(
      line.contains(
        #""read":{"mrz":[],"text":["Åse Ø/\"1\""],"cardNumber":{"first6":"411111","last4":"1111"}}"#))
    #expect(line.contains(#""read":{"mrz":[],"text":[],"cardNumber":null}"#))
    #expect(line.contains(#""kept":null"#))
  }

  @Test("of a case has its number, its blob keys and its place in the review")
  func ofCase() throws {
    let arrived = try Date("2026-11-22T10:00:00Z", strategy: .iso8601)
    var standing = Case(
      number: CaseNumber(year: 2026, serial: 17), accountID: "A-1001", pipeline: "address", pipelineVersion: 3,
      team: "general", state: .inReview, run: 1, attempt: 1, version: 3, priority: .standard, purpose: nil,
      times: ReviewTimes(arrived: arrived, priority: .standard, policy: ReviewPolicy()), verdict: nil, ruling: nil)
    let line = VerdictObject(standing, Self.conclusion, showValues: false).json.line
    #expect(line.hasPrefix(#"{"case":"K-2026-000017","account":"A-1001","pipeline":"address@3","run":1,"#))
    #expect(line.contains(#""kept":"0123456789abcdef0123456789abcdef""#))
    #expect(
      line.contains(
        #""review":{"state":"inReview","target":"2026-11-23T10:00:00Z","deadline":"2026-11-25T10:00:00Z","#
          + #""team":"general","escalated":false,"changedByRerun":false,"version":3},"#))
    #expect(!line.contains("søren"))

    standing.holder = DeskHold(by: "anna", until: arrived)
    standing.asked = CustomerRequest(reasons: [.pageBlank], by: "bent", at: arrived)
    #expect(
      VerdictObject(standing, Self.conclusion, showValues: false).json.line.contains(
        #""version":3,"holder":{"by":"anna","until":"2026-11-22T10:00:00Z"},"#
          + #""asked":{"reasons":["page.blank"],"by":"bent","at":"2026-11-22T10:00:00Z"}},"#))

    standing.state = .closed
    standing.ruling = Ruling(decision: .reject, reasons: [.pageBlurred], by: "anna", at: arrived)
    #expect(
      VerdictObject(standing, Self.conclusion, showValues: false).json.line.contains(
        #""ruling":{"decision":"reject","reasons":["page.blurred"],"by":"anna","at":"2026-11-22T10:00:00Z"}}"#))
  }

  @Test("is valid JSON on one line whatever it carries")
  func valid() throws {
    let text = "\u{1B}[31m\n\u{2028}\u{202E}\"\\/"
    let line = JSONText.keyed(["a": .text(text), "b": .number(.nan), "c": .number(1e300), "d": .number(-0.5)]).line
    #expect(line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    let parsed = try JSONReader.value(of: Array(line.utf8))
    guard case .object(let members) = parsed.value else {
      Issue.record("no object")
      return
    }
    #expect(members[0].value.value == .text(text))
    #expect(members[1].value.value == .null)
    #expect(line.hasSuffix(#""c":1e+300,"d":-0.5}"#))
  }
}
