import Crypto
import Foundation
import Inspection
import Model
import Testing

@testable import Sandbox

/// A child that was taken over writes its facts by hand: whatever the parent computes with them must not end the
/// parent.
@Suite("The claims about a page")
struct PageClaimsTests {
  private static let box = PixelRect(x0: 10, y0: 10, x1: 50, y1: 50)

  private func read(_ page: Page) throws -> ReportReader.Answer? {
    try read(String(decoding: try facts(document([page])).dropFirst(Frame.headerLength), as: UTF8.self))
  }

  private func read(_ json: String) throws -> ReportReader.Answer? {
    var reader = ReportReader(order: order())
    try reader.append(ready + picture(1) + bytes(.facts, [UInt8](json.utf8)))
    return reader.wholeAnswer
  }

  /// A page with everything on it, each value recognisable.
  private func fullPage() throws -> Page {
    let word = Word(
      text: Private("a"), box: PixelRect(x0: 401, y0: 402, x1: 403, y1: 404), confidence: 0.71)
    let number = PaymentCard.Number(
      first6: Private("411111"), last4: Private("1111"), length: 16, luhnHolds: true, scheme: .visa,
      box: PixelRect(x0: 411, y0: 412, x1: 413, y1: 414))
    var page = page(1)
    page.lines = [TextLine(words: [word])]
    page.masked = [
      Mask(
        kind: .cardNumber, box: PixelRect(x0: 421, y0: 422, x1: 423, y1: 424), polygon: [PixelPoint(x: 431, y: 432)])
    ]
    page.cards = [
      PaymentCard(
        side: .front, number: number, numberExposed: true, expiry: nil, code: .absent,
        box: PixelRect(x0: 441, y0: 442, x1: 443, y1: 444))
    ]
    let lines = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]
    page.machineReadableZone = MachineReadableZone(
      layout: .td3, lines: lines, boxes: [PixelRect(x0: 451, y0: 452, x1: 453, y1: 454)], repairs: 61)
    page.hiddenWords = HiddenWords(count: 3, boxes: [PixelRect(x0: 461, y0: 462, x1: 463, y1: 464)])
    page.quality = PageQuality(
      light: TextLight(
        contrast: 141.25, lightLevel: 231.25,
        glares: [
          Glare(box: PixelRect(x0: 471, y0: 472, x1: 473, y1: 474), lettersLost: 7.25, lettersPerhapsLost: 3.25)
        ]),
      softLines: [SoftLine(box: PixelRect(x0: 481, y0: 482, x1: 483, y1: 484), acutance: 0.0625)],
      cutLines: [CutLine(box: PixelRect(x0: 491, y0: 492, x1: 493, y1: 494), side: .left)])
    page.dotsPerInch = 301.25
    page.textHeight = 11.25
    page.sharpness = Sharpness(block: 0.125, lineAcutance: 0.375)
    page.transform = [[0.5, 0, 0], [0, 2.5, 0], [0, 0, 1]]
    return page
  }

  @Test("are believed when they are possible")
  func honest() throws {
    #expect(try read(fullPage()) != nil)
  }

  /// Of the picture that stands for a page here.
  private static let sum = hexadecimal(SHA256.hash(data: jpeg()))

  private static func hexadecimal(_ digest: SHA256.Digest) -> String {
    digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  @Test("prove these very bytes, or nothing")
  func proof() throws {
    var page = page(1)
    page.proof = PageProof(sha256: Self.sum, looks: 1, engines: ["PP-OCRv6_det_small", "onnxruntime 1.23"])
    #expect(try read(page) != nil)
    let forgeries: [(inout PageProof) -> Void] = [
      { $0.sha256 = String(repeating: "0", count: 64) }, { $0.sha256 = "" }, { $0.looks = -1 },
      { $0.engines = [String(repeating: "a", count: 1001)] },
    ]
    for forge in forgeries {
      var forged = page
      if var proof = page.proof {
        forge(&proof)
        forged.proof = proof
      }
      #expect(throws: ReportReader.Nonsense(what: "a proof of another page")) { try read(forged) }
    }
  }

  private static let places = [
    "[401,402,403,404]", "[411,412,413,414]", "[421,422,423,424]", "[431,432]", "[441,442,443,444]",
    "[451,452,453,454]", "[461,462,463,464]", "[471,472,473,474]", "[481,482,483,484]", "[491,492,493,494]",
  ]

  @Test(
    "name no place that lies anywhere but on or about the page",
    arguments: places,
    ["-9223372036854775808,0,9223372036854775807,10", "4000000,4000000,4000001,4000001", "-70000,-70000,10,10"])
  func impossiblePlaces(place: String, numbers: String) throws {
    let json = String(decoding: try facts(document([fullPage()])).dropFirst(Frame.headerLength), as: UTF8.self)
    let count = place.split(separator: ",").count
    let forged = json.replacing(
      place, with: "[" + numbers.split(separator: ",").prefix(count).joined(separator: ",") + "]")
    #expect(forged != json)
    #expect(throws: ReportReader.Nonsense(what: "a place that is not on its page")) { try read(forged) }
  }

  @Test(
    "name no place that is no number",
    arguments: places, ["[]", "[1]", "null", "[1e400,0,0,0]", "[0.5,0,0,0]", "[\"1\",0,0,0]"])
  func brokenPlaces(place: String, forgery: String) throws {
    let json = String(decoding: try facts(document([fullPage()])).dropFirst(Frame.headerLength), as: UTF8.self)
    let forged = json.replacing(place, with: forgery)
    #expect(forged != json)
    #expect(throws: (any Error).self) { try read(forged) }
  }

  @Test(
    "hold no number that is endless, or beyond what can be measured",
    arguments: [
      "301.25", "11.25", "0.125", "0.375", "0.71", "2.5", "61", "141.25", "231.25", "7.25", "3.25", "0.0625",
    ],
    ["1e300", "-1e300", "1e400", "NaN", "Infinity", "-0.5e9", "\"1\""])
  func impossibleNumbers(number: String, forgery: String) throws {
    let json = String(decoding: try facts(document([fullPage()])).dropFirst(Frame.headerLength), as: UTF8.self)
    let forged = json.replacing(":" + number, with: ":" + forgery).replacing("," + number, with: "," + forgery)
    #expect(forged != json)
    #expect(throws: (any Error).self) { try read(forged) }
  }

  @Test("turn a page by quarters only", arguments: [-90, 1, 45, 360, Int.max])
  func turned(degrees: Int) throws {
    var page = page(1)
    page.turned = degrees
    #expect(throws: ReportReader.Nonsense(what: "an impossible measure")) { try read(page) }
  }

  @Test("have a transform of three rows and columns")
  func transform() throws {
    for transform in [[], [[1, 0, 0], [0, 1, 0]], [[1, 0, 0], [0, 1], [0, 0, 1]], [[1], [1], [1]]] as [[[Double]]] {
      var page = page(1)
      page.transform = transform
      #expect(throws: ReportReader.Nonsense(what: "an impossible measure")) { try read(page) }
    }
  }

  @Test("hold no more of anything than fits on a page")
  func tooMuch() throws {
    let word = Word(text: Private("a"), box: Self.box, confidence: 1)
    let long = Word(text: Private(String(repeating: "a", count: 1001)), box: Self.box, confidence: 1)
    let card = PaymentCard(side: .front, number: nil, numberExposed: false, expiry: nil, code: .absent, box: Self.box)
    let point = PixelPoint(x: 1, y: 1)
    let mask = Mask(kind: .cardNumber, box: Self.box, polygon: [])
    let changes: [(String, (inout Page) -> Void)] = [
      ("words", { $0.lines = [TextLine(words: Array(repeating: word, count: 20_001))] }),
      ("lines", { $0.lines = Array(repeating: TextLine(words: []), count: 20_001) }),
      ("a word", { $0.lines = [TextLine(words: [long])] }),
      ("cards", { $0.cards = Array(repeating: card, count: 1001) }),
      ("masks", { $0.masked = Array(repeating: mask, count: 1001) }),
      ("hidden words", { $0.hiddenWords = HiddenWords(count: .max, boxes: []) }),
      ("hidden words", { $0.hiddenWords = HiddenWords(count: -1, boxes: []) }),
      ("hidden boxes", { $0.hiddenWords = HiddenWords(count: 1, boxes: Array(repeating: Self.box, count: 20_001)) }),
      (
        "lines at the border",
        {
          let line = CutLine(box: Self.box, side: .left)
          $0.quality = PageQuality(
            light: TextLight(contrast: nil, lightLevel: 200), cutLines: Array(repeating: line, count: 20_001))
        }
      ),
      (
        "corners",
        { $0.masked = [Mask(kind: .cardNumber, box: Self.box, polygon: Array(repeating: point, count: 1001))] }
      ),
    ]
    for (what, change) in changes {
      var page = page(1)
      change(&page)
      #expect(throws: ReportReader.Nonsense(what: "more on a page than it holds"), "\(what)") { try read(page) }
    }
  }

  @Test("hold no machine-readable zone without its layout's shape")
  func impossibleZone() throws {
    let lines = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]
    let json = String(decoding: try facts(document([fullPage()])).dropFirst(Frame.headerLength), as: UTF8.self)
    for forged in [
      json.replacing("\"\(lines[1])\"", with: "\"L898902C36\""), json.replacing(",\"\(lines[1])\"", with: ""),
      json.replacing("ERIKSSON", with: "eriksson"),
    ] {
      #expect(forged != json)
      #expect(throws: (any Error).self) { try read(forged) }
    }
  }

  @Test("hold no end of a card's number that is more of it than may be kept")
  func wholeCardNumbers() throws {
    for (first, last, length) in [
      ("4111111111111111", "1111", 16), ("411111", "1111111111", 16), ("411111", "x", 16), ("41111١", "1111", 16),
      ("411111", "1111", -1), ("411111", "1111", Int.max),
    ] {
      let number = PaymentCard.Number(
        first6: Private(first), last4: Private(last), length: length, luhnHolds: true, scheme: .visa, box: Self.box)
      var page = page(1)
      page.cards = [
        PaymentCard(side: .front, number: number, numberExposed: true, expiry: nil, code: .absent, box: Self.box)
      ]
      #expect(throws: ReportReader.Nonsense(what: "more of a card's number than may be kept")) { try read(page) }
    }
  }
}
