import FoundationEssentials
import Inspection
import Model

/// Puts a child's answer together and believes none of it: what it claims is held against the order before it is used.
package struct ReportReader: Sendable {
  package enum Progress: Sendable, Equatable {
    case more
    case report(InspectionReport)
    case missing(String)
  }

  /// Something no honest child sends.
  package struct Nonsense: Error, Equatable {
    package let what: String
  }

  /// A page as JPEG, or the facts about all pages: no honest one is larger.
  private static let longestFrame = 64 << 20
  private static let longestSentence = 1000
  /// JPEG's own limit for a side.
  private static let mostPixelsOfASide = 65_500

  private let order: InspectionOrder
  private var frames = FrameReader(longest: ReportReader.longestFrame)
  private var pictures: [PagePicture] = []

  package init(order: InspectionOrder) { self.order = order }

  /// Takes the next bytes. After a report or a missing piece nothing more may follow.
  package mutating func append(_ bytes: [UInt8]) throws -> Progress {
    let received = try frames.append(bytes)
    for (index, frame) in received.enumerated() {
      switch frame.kind {
      case .picture: try take(frame.body)
      case .facts:
        guard index == received.count - 1, frames.pendingCount == 0 else {
          throw Nonsense(what: "more after the facts")
        }
        return .report(try report(from: frame.body))
      case .missing:
        guard frame.body.count <= Self.longestSentence else { throw Nonsense(what: "a long sentence") }
        return .missing(String(decoding: frame.body, as: UTF8.self))
      case .order, .document: throw Nonsense(what: "a frame that only a parent sends")
      }
    }
    return .more
  }

  /// First six and last four digits, and nothing else.
  private static func isTruncated(_ number: PaymentCard.Number) -> Bool {
    func areDigits(_ text: String, _ count: Int) -> Bool {
      text.utf8.count == count && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    return areDigits(number.first6.value, 6) && areDigits(number.last4.value, 4)
  }

  private mutating func take(_ body: [UInt8]) throws {
    guard pictures.count < order.limits.pages else { throw Nonsense(what: "more pages than allowed") }
    guard body.count > 8, body[4] == 0xFF, body[5] == 0xD8 else { throw Nonsense(what: "a page that is no JPEG") }
    let number = (0..<4).reduce(0) { $0 | Int(body[$1]) << (8 * $1) }
    guard number == pictures.count + 1 else { throw Nonsense(what: "pages out of order") }
    pictures.append(PagePicture(page: number, jpeg: Array(body[4...])))
  }

  private func report(from body: [UInt8]) throws -> InspectionReport {
    let message = try JSONDecoder().decode(FactsMessage.self, from: Data(body))
    if case .document(let document) = message.inspected {
      guard document.pages.map(\.number) == pictures.map(\.page), !document.pages.isEmpty,
        order.accepts.contains(document.format)
      else { throw Nonsense(what: "facts that do not fit the pages") }
      for page in document.pages {
        guard (1...Self.mostPixelsOfASide).contains(page.width), (1...Self.mostPixelsOfASide).contains(page.height),
          page.transform.count == 3, page.transform.allSatisfy({ $0.count == 3 })
        else { throw Nonsense(what: "a page of impossible size") }
        guard PageClaims(page).areOnThePage else { throw Nonsense(what: "a place that is not on its page") }
        guard page.cards.compactMap(\.number).allSatisfy(ReportReader.isTruncated) else {
          throw Nonsense(what: "more of a card's number than may be kept")
        }
      }
    } else if !pictures.isEmpty {
      throw Nonsense(what: "pages of an unreadable file")
    }
    let milliseconds = message.milliseconds.compactMap { key, value in
      StageName(rawValue: key).map { ($0, max(0, value)) }
    }
    return InspectionReport(
      inspected: message.inspected, pictures: pictures,
      milliseconds: Dictionary(milliseconds, uniquingKeysWith: { first, _ in first }))
  }
}
