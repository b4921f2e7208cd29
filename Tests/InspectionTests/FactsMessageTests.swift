import Foundation
import Inspection
import Model
import Testing

@Suite("A facts message")
struct FactsMessageTests {
  private static let lines = [
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
  ]

  private static func document() throws -> Document {
    let box = PixelRect(x0: 10, y0: 20, x1: 110, y1: 50)
    let words = [
      Word(text: Private("Søren"), box: box, confidence: 0.5),
      Word(text: Private("\"Ågård\""), box: box, confidence: 1),
    ]
    let zone = try #require(
      MachineReadableZone(layout: .td3, lines: Self.lines, boxes: [box, box], repairs: 2))
    let number = PaymentCard.Number(
      first6: Private("411111"), last4: Private("1111"), length: 16, luhnHolds: true, scheme: .visa, box: box)
    let expiry = try #require(Day("2027-12-31"))
    let cards = [
      PaymentCard(
        side: .both, number: number, numberExposed: true, expiry: Private(expiry), code: .exposed, box: box),
      PaymentCard(side: .back, number: nil, numberExposed: false, expiry: nil, code: .uncertain, box: box),
    ]
    let masks = MaskKind.allCases.map { Mask(kind: $0, box: box, polygon: [PixelPoint(x: 10, y: 20)]) }
    let page = Page(
      number: 1, width: 800, height: 600, turned: 270, transform: [[0, 0.5, 0], [-0.5, 0, 600], [0, 0, 1]],
      origin: .picture, dotsPerInch: 301.5, sharpness: Sharpness(block: 0.61, lineAcutance: nil), textHeight: 11.25,
      lines: [TextLine(words: words), TextLine(words: [])], machineReadableZone: zone, codeLinesSeen: true,
      cards: cards, masked: masks)
    let bare = Page(
      number: 2, width: 1, height: 1, turned: 0, transform: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], origin: .vector,
      dotsPerInch: nil, sharpness: Sharpness(block: nil, lineAcutance: nil), textHeight: nil, lines: [],
      machineReadableZone: nil, codeLinesSeen: false, cards: [], masked: [])
    return Document(format: .pdf, pages: [page, bare], damagedButReadable: true)
  }

  private func returned(_ message: FactsMessage) throws -> FactsMessage {
    try JSONDecoder().decode(FactsMessage.self, from: try JSONEncoder().encode(message))
  }

  @Test("brings every kind of fact across unchanged")
  func everyKindOfFact() throws {
    let times = Dictionary(uniqueKeysWithValues: StageName.allCases.enumerated().map { ($1.rawValue, $0 * 100) })
    let message = FactsMessage(inspected: .document(try Self.document()), milliseconds: times)
    let returned = try returned(message)
    #expect(returned.inspected == message.inspected)
    #expect(returned.milliseconds == times)
  }

  @Test("brings every reason of an unreadable file across", arguments: ReasonCode.allCases)
  func everyReason(reason: ReasonCode) throws {
    for format in FileFormat.allCases {
      let whole = Unreadable(reason: reason, format: format, measured: 61.5, limit: 60)
      let bare = Unreadable(reason: reason, format: format)
      for unreadable in [whole, bare] {
        let message = FactsMessage(inspected: .unreadable(unreadable), milliseconds: [:])
        #expect(try returned(message).inspected == .unreadable(unreadable))
      }
    }
  }

  @Test("brings an order across unchanged", arguments: [false, true])
  func order(requireSandbox: Bool) throws {
    let order = InspectionOrder(
      accepts: FileFormat.allCases,
      limits: InspectionLimits(
        files: 1, pages: 2, megabytes: 3, megapixels: 4, seconds: 5, addressSpaceMegabytes: 6),
      renderDotsPerInch: 300, languages: ["dan", "eng"], mask: MaskKind.allCases,
      requireSandbox: requireSandbox)
    #expect(try JSONDecoder().decode(InspectionOrder.self, from: try JSONEncoder().encode(order)) == order)
  }
}
