import Inspection
import Model

/// All places and numbers that the facts about a page name, so that none is used before it is known to be one that an
/// honest child could have meant. The parent computes with them: an endless number, or one too large for an `Int`,
/// would end it.
struct PageClaims {
  /// JPEG's own limit for a side.
  private static let mostPixelsOfASide = 65_500
  /// Words on a page. A sheet of the smallest print that can be read has a tenth.
  private static let mostWords = 20_000
  private static let mostBytesOfAWord = 1000
  private static let mostOfAnythingElse = 1000

  private let page: Page

  init(_ page: Page) { self.page = page }

  /// Its size is possible, and within the pixels that the order allows.
  func areOfAPage(within limits: InspectionLimits) -> Bool {
    guard (1...Self.mostPixelsOfASide).contains(page.width), (1...Self.mostPixelsOfASide).contains(page.height) else {
      return false
    }
    // A side of a drawn page is rounded up.
    return page.width * page.height <= limits.megapixels * 1_000_000 + page.width + page.height + 1
  }

  /// No more of anything than a page holds.
  var areFew: Bool {
    let words = page.lines.flatMap(\.words)
    return words.count <= Self.mostWords && page.lines.count <= Self.mostWords
      && words.allSatisfy { $0.text.value.utf8.count <= Self.mostBytesOfAWord }
      && page.cards.count <= Self.mostOfAnythingElse && page.masked.count <= Self.mostOfAnythingElse
      && page.masked.allSatisfy { $0.polygon.count <= Self.mostOfAnythingElse }
      && page.hiddenWords.map { (0...Self.mostWords).contains($0.count) && $0.boxes.count <= Self.mostWords } ?? true
      && qualityBoxes.count <= Self.mostWords
  }

  /// The proof, where there is one, is of a picture with this SHA-256.
  func areProven(bySHA256 sum: @autoclosure () -> String) -> Bool {
    guard let proof = page.proof else { return true }
    return proof.sha256 == sum() && (0...Self.mostOfAnythingElse).contains(proof.looks)
      && proof.engines.count <= Self.mostOfAnythingElse
      && proof.engines.allSatisfy { $0.utf8.count <= Self.mostBytesOfAWord }
  }

  /// Every box lies on the page or right beside it.
  var areOnThePage: Bool {
    // A tilted strip at the edge reaches beyond it, but never by more than the page's own size.
    let xs = -page.width...2 * page.width
    let ys = -page.height...2 * page.height
    func holds(_ box: PixelRect) -> Bool {
      xs.contains(box.x0) && xs.contains(box.x1) && ys.contains(box.y0) && ys.contains(box.y1)
    }
    let lines = page.lines.flatMap { line in [line.box] + line.words.map(\.box) }
    let cards = page.cards.flatMap { card in [card.box] + [card.number?.box].compactMap { $0 } }
    let boxes = page.masked.map(\.box) + (page.machineReadableZone?.boxes ?? []) + (page.hiddenWords?.boxes ?? [])
    return (lines + cards + boxes + qualityBoxes).allSatisfy(holds)
      && page.masked.allSatisfy { $0.polygon.allSatisfy { xs.contains($0.x) && ys.contains($0.y) } }
  }

  private var qualityBoxes: [PixelRect] {
    guard let quality = page.quality else { return [] }
    return quality.light.glares.map(\.box) + quality.softLines.map(\.box) + quality.cutLines.map(\.box)
  }

  /// Every measure is a number of the size that it can have.
  var areMeasures: Bool {
    func holds(_ value: Double?, _ range: ClosedRange<Double>) -> Bool { value.map(range.contains) ?? true }
    let zone = page.machineReadableZone
    return [0, 90, 180, 270].contains(page.turned)
      && page.transform.count == 3
      && page.transform.allSatisfy { $0.count == 3 && $0.allSatisfy { holds($0, -1e6...1e6) } }
      && holds(page.dotsPerInch, 0...1e5) && holds(page.textHeight, 0...1e5)
      && holds(page.sharpness.block, 0...1e6) && holds(page.sharpness.lineAcutance, 0...1e6)
      && holds(page.sharpness.leastAcutance, 0...1e6)
      && holds(page.quality?.light.contrast, 0...255) && holds(page.quality?.light.lightLevel, 0...255)
      && (page.quality?.light.glares ?? []).allSatisfy {
        holds($0.lettersLost, 0...1e5) && holds($0.lettersPerhapsLost, 0...1e5)
      }
      && (page.quality?.softLines ?? []).allSatisfy { holds($0.acutance, 0...1e6) }
      // A mean of single-precision numbers may lie a hair beyond 1.
      && page.lines.allSatisfy { $0.words.allSatisfy { holds($0.confidence, 0...1.001) } }
      && zone.map { $0.boxes.count <= $0.lines.count && (0...200).contains($0.repairs) } ?? true
  }

  /// First six and last four digits of a card's number, and nothing else of it.
  var keepNoCardNumber: Bool {
    func areDigits(_ text: String, _ count: Int) -> Bool {
      text.utf8.count == count && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    return page.cards.compactMap(\.number).allSatisfy {
      areDigits($0.first6.value, 6) && areDigits($0.last4.value, 4) && (10...30).contains($0.length)
    }
  }
}
