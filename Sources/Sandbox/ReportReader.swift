import FoundationEssentials
import Inspection
import Model

/// Puts a child's answer together and believes none of it: what it claims is held against the order before it is used.
package struct ReportReader: Sendable {
  package enum Answer: Sendable, Equatable {
    case report(InspectionReport)
    /// A sentence about this machine.
    case missing(String)
  }

  /// Something no honest child sends.
  package struct Nonsense: Error, Equatable {
    package let what: String
  }

  /// A page as JPEG: no honest one is larger.
  private static let longestPicture = 64 << 20
  /// All pages of a document together.
  private static let mostPictureBytes = 256 << 20
  /// The facts about a page. One of 2,000 words takes a quarter of it.
  private static let longestFactsOfAPage = 1 << 20
  /// Times beyond a day are no times.
  private static let mostMilliseconds = 86_400_000
  /// Megapixels of the largest page that a PDF can claim, and more than any other measure of a file.
  private static let mostMeasured = 1e15

  private let order: InspectionOrder
  private let sha256: @Sendable ([UInt8]) -> String
  private var frames: FrameReader
  private var pictures: [PagePicture] = []
  private var sizes: [KeptPicture] = []
  private var answer: Answer?
  /// The child has locked itself in. What goes wrong before is not the document's doing.
  package private(set) var isReady = false

  /// `sha256` is what it takes, in hexadecimal, to hold a page's proof against its picture.
  package init(order: InspectionOrder, sha256: @escaping @Sendable ([UInt8]) -> String) {
    self.order = order
    self.sha256 = sha256
    frames = FrameReader(longest: [
      .ready: 0, .picture: Self.longestPicture, .facts: Self.longestFactsOfAPage * (max(order.limits.pages, 1) + 1),
      .missing: Frame.longestSentence,
    ])
  }

  /// Takes the next bytes.
  package mutating func append(_ bytes: [UInt8]) throws {
    frames.append(bytes)
    while let frame = try frames.next() {
      guard answer == nil else { throw Nonsense(what: "more after the answer") }
      switch frame.kind {
      case .ready:
        guard !isReady else { throw Nonsense(what: "ready twice") }
        isReady = true
      case .missing: answer = .missing(String(decoding: frame.body, as: UTF8.self))
      default:
        guard isReady else { throw Nonsense(what: "an answer from one who is not ready") }
        if frame.kind == .picture { try take(frame.body) } else { answer = .report(try report(from: frame.body)) }
      }
    }
    guard answer == nil || frames.pendingCount == 0 else { throw Nonsense(what: "more after the answer") }
  }

  /// The answer, once nothing more comes; nil when it ended without one, or in the middle of it.
  package var wholeAnswer: Answer? { frames.pendingCount == 0 ? answer : nil }

  private mutating func take(_ body: [UInt8]) throws {
    guard pictures.count < order.limits.pages else { throw Nonsense(what: "more pages than allowed") }
    guard body.count > 4, let size = KeptPicture(body[4...]) else {
      throw Nonsense(what: "a page that is more or less than a JPEG")
    }
    let number = (0..<4).reduce(0) { $0 | Int(body[$1]) << (8 * $1) }
    guard number == pictures.count + 1 else { throw Nonsense(what: "pages out of order") }
    guard pictures.reduce(body.count, { $0 + $1.jpeg.count }) <= Self.mostPictureBytes else {
      throw Nonsense(what: "pages of too many bytes")
    }
    pictures.append(PagePicture(page: number, jpeg: Array(body[4...])))
    sizes.append(size)
  }

  private func report(from body: [UInt8]) throws -> InspectionReport {
    let message = try JSONDecoder().decode(FactsMessage.self, from: Data(body))
    switch message.inspected {
    case .document(let document): try hold(document)
    case .unreadable(let unreadable): try hold(unreadable)
    }
    let milliseconds = message.milliseconds.compactMap { key, value in
      StageName(rawValue: key).map { ($0, min(max(0, value), Self.mostMilliseconds)) }
    }
    return InspectionReport(
      inspected: message.inspected, pictures: pictures,
      milliseconds: Dictionary(milliseconds, uniquingKeysWith: { first, _ in first }))
  }

  private func hold(_ unreadable: Unreadable) throws {
    guard pictures.isEmpty else { throw Nonsense(what: "pages of an unreadable file") }
    guard unreadable.reason.rawValue.hasPrefix("file."),
      [unreadable.measured, unreadable.limit].allSatisfy({ $0.map((0...Self.mostMeasured).contains) ?? true })
    else { throw Nonsense(what: "a reason that does not make a file unreadable") }
  }

  /// Holds the facts against the order and against the pictures.
  private func hold(_ document: Document) throws {
    guard document.pages.map(\.number) == pictures.map(\.page), !document.pages.isEmpty,
      order.accepts.contains(document.format)
    else { throw Nonsense(what: "facts that do not fit the pages") }
    for ((page, size), picture) in zip(zip(document.pages, sizes), pictures) {
      let claims = PageClaims(page)
      guard claims.areOfAPage(within: order.limits) else { throw Nonsense(what: "a page of impossible size") }
      guard page.width == size.width, page.height == size.height else {
        throw Nonsense(what: "a page of another size than its picture")
      }
      guard claims.areProven(bySHA256: sha256(picture.jpeg)) else { throw Nonsense(what: "a proof of another page") }
      guard claims.areFew else { throw Nonsense(what: "more on a page than it holds") }
      guard claims.areOnThePage else { throw Nonsense(what: "a place that is not on its page") }
      guard claims.areMeasures else { throw Nonsense(what: "an impossible measure") }
      guard claims.keepNoCardNumber else { throw Nonsense(what: "more of a card's number than may be kept") }
    }
  }
}
